#include "mqtt/check.h"

#include "mqtt/reason_code.h"
#include "mqtt/topic.h"
#include "mqtt/utf8.h"

namespace mqtt {
namespace {

// Fills in an error field by field, so that each rule below is one line.
struct Fault {
  Error& error;
  PacketType packet;

  bool operator()(Field field, Reason reason, const char* rule, std::uint64_t number0 = 0,
                  std::uint64_t number1 = 0) const {
    error.packet = packet;
    error.field = field;
    error.reason = reason;
    error.rule = rule;
    error.numbers[0] = number0;
    error.numbers[1] = number1;
    return false;
  }
  bool found(Field field) const {
    error.packet = packet;
    error.field = field;
    return false;
  }
  bool text(Field field, std::string_view text) const { return check_string(text, error) || found(field); }
  bool topic(Field field, const Result<void>& result) const {
    if (result) return true;
    const Error& cause = result.error();
    return (*this)(field, cause.reason, cause.rule, cause.numbers[0], cause.numbers[1]);
  }
  bool binary(Field field, Bytes bytes) const {
    return bytes.size() <= kMaxStringSize ||
           (*this)(field, Reason::string_too_long, "MQTT 3.1.1 §3.1.3", bytes.size(), kMaxStringSize);
  }
  bool qos(Field field, Qos qos, const char* rule) const {
    return qos <= Qos::exactly_once || (*this)(field, Reason::invalid_qos, rule, static_cast<std::uint8_t>(qos));
  }
};

bool check_will(const Will& will, const Fault& fault) {
  return fault.topic(Field::will_topic, check_topic_name(will.topic)) &&
         fault.binary(Field::will_payload, will.payload) && fault.qos(Field::will_qos, will.qos, "MQTT311-3.1.2-14");
}

}  // namespace

bool check(const Connect& packet, Error& error) {
  const Fault fault{error, PacketType::connect};
  if (!fault.text(Field::client_id, packet.client_id)) return false;
  if (packet.client_id.empty() && !packet.clean_session)
    return fault(Field::client_id, Reason::empty_client_id_needs_clean_session, "MQTT311-3.1.3-7");
  if (packet.will && !check_will(*packet.will, fault)) return false;
  if (packet.user_name && !fault.text(Field::user_name, *packet.user_name)) return false;
  if (!packet.password) return true;
  if (!packet.user_name) return fault(Field::password, Reason::password_without_user_name, "MQTT311-3.1.2-22");
  return fault.binary(Field::password, *packet.password);
}

bool check(const Connack& packet, Error& error) {
  const Fault fault{error, PacketType::connack};
  if (packet.return_code > static_cast<std::uint8_t>(ConnectReturnCode::not_authorized))
    return fault(Field::return_code, Reason::reserved_return_code, "MQTT 3.1.1 §3.2.2.3", packet.return_code);
  if (packet.session_present && packet.return_code != 0)
    return fault(Field::acknowledge_flags, Reason::session_present_in_refusal, "MQTT311-3.2.2-4", packet.return_code);
  return true;
}

bool check(const Publish& packet, Error& error) {
  const Fault fault{error, PacketType::publish};
  if (!fault.qos(Field::qos, packet.qos, "MQTT311-3.3.1-4")) return false;
  if (packet.dup && packet.qos == Qos::at_most_once) return fault(Field::dup, Reason::dup_on_qos_0, "MQTT311-3.3.1-2");
  if (!fault.topic(Field::topic_name, check_topic_name(packet.topic))) return false;
  return packet.qos == Qos::at_most_once || check_packet_id(PacketType::publish, packet.packet_id, error);
}

bool check(const Subscribe& packet, Error& error) {
  const Fault fault{error, PacketType::subscribe};
  if (!check_packet_id(PacketType::subscribe, packet.packet_id, error)) return false;
  if (packet.filters.empty()) return fault(Field::topic_filter, Reason::empty_list, "MQTT311-3.8.3-3");
  for (const SubscribeRequest& each : packet.filters)
    if (!fault.topic(Field::topic_filter, check_topic_filter(each.filter)) ||
        !fault.qos(Field::qos, each.qos, "MQTT311-3.8.3-4"))
      return false;
  return true;
}

bool check(const Suback& packet, Error& error) {
  const Fault fault{error, PacketType::suback};
  if (!check_packet_id(PacketType::suback, packet.packet_id, error)) return false;
  if (packet.return_codes.empty()) return fault(Field::return_code, Reason::empty_list, "MQTT311-3.8.4-5");
  for (const std::uint8_t code : packet.return_codes)
    if (code > static_cast<std::uint8_t>(Qos::exactly_once) && code != kSubscribeRefused)
      return fault(Field::return_code, Reason::reserved_return_code, "MQTT311-3.9.3-2", code);
  return true;
}

bool check(const Unsubscribe& packet, Error& error) {
  const Fault fault{error, PacketType::unsubscribe};
  if (!check_packet_id(PacketType::unsubscribe, packet.packet_id, error)) return false;
  if (packet.filters.empty()) return fault(Field::topic_filter, Reason::empty_list, "MQTT311-3.10.3-2");
  for (const std::string_view filter : packet.filters)
    if (!fault.topic(Field::topic_filter, check_topic_filter(filter))) return false;
  return true;
}

bool check_packet_id(PacketType packet, PacketId id, Error& error) {
  if (id != 0) return true;
  return Fault{error, packet}(Field::packet_id, Reason::packet_id_zero, "MQTT311-2.3.1-1");
}

}  // namespace mqtt
