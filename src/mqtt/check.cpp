#include "mqtt/check.h"

#include "mqtt/check_properties.h"
#include "mqtt/fault.h"
#include "mqtt/reason_code.h"
#include "mqtt/topic.h"

namespace mqtt {
namespace {

bool check_topic(const Fault& fault, Field field, std::string_view topic) {
  return fault.in(field, check_topic_name(topic, fault.version, fault.error));
}

bool check_filter(const Fault& fault, std::string_view filter) {
  return fault.in(Field::topic_filter, check_topic_filter(filter, fault.version, fault.error));
}

bool check_qos(const Fault& fault, Field field, Qos qos, const char* rule) {
  return qos <= Qos::exactly_once || fault(field, Reason::invalid_qos, rule, static_cast<std::uint8_t>(qos));
}

bool check_properties(const Fault& fault, Properties properties) {
  return properties.empty() || check_properties(properties, fault.packet, fault.version, fault.error);
}

// Who gives the id is whom MQTT 5's rule names.
const char* packet_id_rule(const Fault& fault) {
  if (fault.version != Version::v5) return "MQTT311-2.3.1-1";
  switch (fault.packet) {
    case PacketType::subscribe:
    case PacketType::unsubscribe:
      return "MQTT5-2.2.1-3";
    case PacketType::publish:
      return fault.error.kind == Kind::peer ? "MQTT5-2.2.1-4" : "MQTT5-2.2.1-3";
    case PacketType::suback:
    case PacketType::unsuback:
      return "MQTT5-2.2.1-6";
    default:
      return "MQTT5-2.2.1-5";
  }
}

bool check_packet_id(const Fault& fault, PacketId id) {
  return id != 0 || fault(Field::packet_id, Reason::packet_id_zero, packet_id_rule(fault));
}

bool check_code(const Fault& fault, std::uint8_t code, const char* before_5, const char* in_5) {
  return may_carry(fault.packet, code, fault.version) ||
         fault(Field::reason_code, Reason::reserved_reason_code, fault.rule(before_5, in_5), code);
}

bool check_codes(const Fault& fault, Bytes codes, const char* before_5, const char* in_5) {
  for (const std::uint8_t code : codes)
    if (!check_code(fault, code, before_5, in_5)) return false;
  return true;
}

const char* code_rule(PacketType packet) {
  switch (packet) {
    case PacketType::puback:
      return "MQTT5-3.4.2-1";
    case PacketType::pubrec:
      return "MQTT5-3.5.2-1";
    case PacketType::pubrel:
      return "MQTT5-3.6.2-1";
    case PacketType::pubcomp:
      return "MQTT5-3.7.2-1";
    case PacketType::disconnect:
      return "MQTT5-3.14.2-1";
    default:
      return "MQTT5-3.15.2-1";
  }
}

// A single reason code with its properties, where only MQTT 5 has them.
bool check_outcome(const Fault& fault, std::uint8_t reason_code, Properties properties) {
  const char* rule = code_rule(fault.packet);
  return fault.needs_5(Field::reason_code, reason_code != 0, rule) && check_code(fault, reason_code, rule, rule) &&
         check_properties(fault, properties);
}

bool check_client_id(const Connect& packet, const Fault& fault) {
  if (!fault.text(Field::client_id, packet.client_id)) return false;
  if (!packet.client_id.empty() || fault.version == Version::v5) return true;
  if (fault.version == Version::v3_1) return fault(Field::client_id, Reason::empty_client_id, "MQTT 3.1 §3.1");
  return packet.clean_session ||
         fault(Field::client_id, Reason::empty_client_id_needs_clean_session, "MQTT311-3.1.3-7");
}

bool check_will(const Will& will, const Fault& fault) {
  return check_will_properties(will.properties, fault.version, fault.error) &&
         check_topic(fault, Field::will_topic, will.topic) && fault.binary(Field::will_payload, will.payload.size()) &&
         check_qos(fault, Field::will_qos, will.qos, fault.rule("MQTT311-3.1.2-14", "MQTT5-3.1.2-12"));
}

bool check_subscription(const SubscribeRequest& each, const Fault& fault) {
  constexpr const char* kOptions = "MQTT 5 §3.8.3.1";
  const bool options = each.no_local || each.retain_as_published || each.retain_handling != 0;
  if (!check_filter(fault, each.filter)) return false;
  if (!check_qos(fault, Field::qos, each.qos, fault.rule("MQTT311-3.8.3-4", kOptions))) return false;
  if (!fault.needs_5(Field::subscription_options, options, kOptions)) return false;
  if (each.retain_handling > 2)
    return fault(Field::subscription_options, Reason::invalid_retain_handling, kOptions, each.retain_handling);
  return !each.no_local || !is_shared(each.filter) ||
         fault(Field::subscription_options, Reason::no_local_on_shared_subscription, "MQTT5-3.8.3-4");
}

}  // namespace

bool check(const Connect& packet, Version version, Error& error) {
  const Fault fault{error, PacketType::connect, version};
  if (!check_properties(fault, packet.properties) || !check_client_id(packet, fault)) return false;
  if (packet.will && !check_will(*packet.will, fault)) return false;
  if (packet.user_name && !fault.text(Field::user_name, *packet.user_name)) return false;
  if (!packet.password) return true;
  if (!packet.user_name && version != Version::v5)
    return fault(Field::password, Reason::password_without_user_name, "MQTT311-3.1.2-22");
  return fault.binary(Field::password, packet.password->size());
}

bool check(const Connack& packet, Version version, Error& error) {
  const Fault fault{error, PacketType::connack, version};
  // MQTT 3.1 §3.2: the byte is reserved there.
  if (packet.session_present && version == Version::v3_1)
    return fault(Field::acknowledge_flags, Reason::reserved_bits_set, "MQTT 3.1 §3.2", 1);
  if (!check_code(fault, packet.reason_code, "MQTT 3.1.1 §3.2.2.3", "MQTT5-3.2.2-8")) return false;
  if (packet.session_present && packet.reason_code != 0)
    return fault(Field::acknowledge_flags, Reason::session_present_in_refusal,
                 fault.rule("MQTT311-3.2.2-4", "MQTT5-3.2.2-6"), packet.reason_code);
  return check_properties(fault, packet.properties);
}

bool check(const Publish& packet, Version version, Error& error) {
  const Fault fault{error, PacketType::publish, version};
  const bool acknowledged = packet.qos != Qos::at_most_once;
  if (!check_qos(fault, Field::qos, packet.qos, fault.rule("MQTT311-3.3.1-4", "MQTT5-3.3.1-4"))) return false;
  if (packet.dup && !acknowledged)
    return fault(Field::dup, Reason::dup_on_qos_0, fault.rule("MQTT311-3.3.1-2", "MQTT5-3.3.1-2"));
  // The topic may be empty where an alias stands for it (MQTT 5 §3.3.2.3.4).
  const bool aliased =
      packet.topic.empty() && version == Version::v5 && packet.properties.find(PropertyId::topic_alias).has_value();
  if (!aliased && !check_topic(fault, Field::topic_name, packet.topic)) return false;
  if (acknowledged && !check_packet_id(fault, packet.packet_id)) return false;
  return check_properties(fault, packet.properties);
}

bool check_acknowledgement(PacketType packet, PacketId id, std::uint8_t reason_code, Properties properties,
                           Version version, Error& error) {
  const Fault fault{error, packet, version};
  return check_packet_id(fault, id) && check_outcome(fault, reason_code, properties);
}

bool check(const Subscribe& packet, Version version, Error& error) {
  const Fault fault{error, PacketType::subscribe, version};
  if (!check_packet_id(fault, packet.packet_id) || !check_properties(fault, packet.properties)) return false;
  if (packet.filters.empty())
    return fault(Field::topic_filter, Reason::empty_list, fault.rule("MQTT311-3.8.3-3", "MQTT5-3.8.3-2"));
  for (const SubscribeRequest& each : packet.filters)
    if (!check_subscription(each, fault)) return false;
  return true;
}

bool check(const Suback& packet, Version version, Error& error) {
  const Fault fault{error, PacketType::suback, version};
  if (!check_packet_id(fault, packet.packet_id) || !check_properties(fault, packet.properties)) return false;
  if (packet.reason_codes.empty())
    return fault(Field::reason_code, Reason::empty_list, fault.rule("MQTT311-3.8.4-5", "MQTT5-3.8.4-6"));
  return check_codes(fault, packet.reason_codes, "MQTT311-3.9.3-2", "MQTT5-3.9.3-2");
}

bool check(const Unsubscribe& packet, Version version, Error& error) {
  const Fault fault{error, PacketType::unsubscribe, version};
  if (!check_packet_id(fault, packet.packet_id) || !check_properties(fault, packet.properties)) return false;
  if (packet.filters.empty())
    return fault(Field::topic_filter, Reason::empty_list, fault.rule("MQTT311-3.10.3-2", "MQTT5-3.10.3-2"));
  for (const std::string_view filter : packet.filters)
    if (!check_filter(fault, filter)) return false;
  return true;
}

bool check(const Unsuback& packet, Version version, Error& error) {
  const Fault fault{error, PacketType::unsuback, version};
  constexpr const char* kPayload = "MQTT 5 §3.11.3";
  if (!check_packet_id(fault, packet.packet_id) || !check_properties(fault, packet.properties)) return false;
  if (version != Version::v5) return fault.needs_5(Field::reason_code, !packet.reason_codes.empty(), kPayload);
  if (packet.reason_codes.empty()) return fault(Field::reason_code, Reason::empty_list, kPayload);
  return check_codes(fault, packet.reason_codes, kPayload, "MQTT5-3.11.3-2");
}

bool check(const Disconnect& packet, Version version, Error& error) {
  return check_outcome({error, PacketType::disconnect, version}, packet.reason_code, packet.properties);
}

bool check(const Auth& packet, Version version, Error& error) {
  const Fault fault{error, PacketType::auth, version};
  return fault.needs_5(Field::packet_type, true, "MQTT 5 §3.15") &&
         check_outcome(fault, packet.reason_code, packet.properties);
}

}  // namespace mqtt
