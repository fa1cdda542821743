#include "mqtt/decode.h"

#include "mqtt/check.h"
#include "mqtt/wire.h"

namespace mqtt {
namespace {

// The packet as read, unless the reader has met a fault or the packet breaks a rule.
template <class Each>
Result<Each> checked(const Reader& reader, Version version, Each&& packet) {
  if (reader.failed()) return reader.error();
  Error error;
  error.kind = Kind::peer;
  if (!check(packet, version, error)) return error;
  return std::move(packet);
}

// Packets of one size say so in Remaining Length, which is told as such rather than as the field that is cut.
bool wrong_length(const Frame& frame, std::size_t expected, const char* rule, Error& error) {
  if (frame.body.size() == expected) return false;
  error = {Kind::peer, Reason::wrong_length, frame.type, Field::remaining_length, rule, {frame.body.size(), expected}};
  return true;
}

Error reserved_type(const Frame& frame, Version version) {
  const std::uint64_t first = static_cast<std::uint64_t>(frame.type) << 4 | frame.flags;
  return {Kind::peer,
          Reason::reserved_packet_type,
          PacketType::none,
          Field::packet_type,
          rule(version, "MQTT 3.1.1 §2.2.1", "MQTT 5 §2.1.2"),
          {first, 0}};
}

const char* length_rule(PacketType type, Version version) {
  switch (type) {
    case PacketType::connack:
      return "MQTT 3.1.1 §3.2.1";
    case PacketType::puback:
      return "MQTT 3.1.1 §3.4.1";
    case PacketType::pubrec:
      return "MQTT 3.1.1 §3.5.1";
    case PacketType::pubrel:
      return "MQTT 3.1.1 §3.6.1";
    case PacketType::pubcomp:
      return "MQTT 3.1.1 §3.7.1";
    case PacketType::unsuback:
      return "MQTT 3.1.1 §3.11.1";
    case PacketType::pingreq:
      return rule(version, "MQTT 3.1.1 §3.12.1", "MQTT 5 §3.12.1");
    case PacketType::pingresp:
      return rule(version, "MQTT 3.1.1 §3.13.1", "MQTT 5 §3.13.1");
    default:
      return "MQTT 3.1.1 §3.14.1";
  }
}

constexpr std::uint8_t kCleanFlag = 0x02, kWillFlag = 0x04, kWillQos = 0x18, kWillRetain = 0x20, kPasswordFlag = 0x40,
                       kUserNameFlag = 0x80;

void check_connect_flags(Reader& reader, Version version, std::uint8_t flags) {
  if (flags & 0x01)
    reader.fail(Reason::reserved_bits_set, Field::connect_flags, rule(version, "MQTT311-3.1.2-3", "MQTT5-3.1.2-3"),
                flags);
  if ((flags & kWillFlag) == 0 && (flags & (kWillQos | kWillRetain)) != 0) {
    const char* in_5 = flags & kWillQos ? "MQTT5-3.1.2-11" : "MQTT5-3.1.2-13";
    reader.fail(Reason::will_flags_without_will, Field::connect_flags, rule(version, "MQTT311-3.1.2-11", in_5), flags);
  }
}

std::uint8_t read_connect_header(Reader& reader, Version version, Connect& packet) {
  if (reader.text(Field::protocol_name) != protocol_name(version))
    reader.fail(Reason::wrong_protocol_name, Field::protocol_name, rule(version, "MQTT311-3.1.2-1", "MQTT5-3.1.2-1"));
  if (const std::uint8_t level = reader.u8(Field::protocol_level); level != static_cast<std::uint8_t>(version))
    reader.fail(Reason::unsupported_protocol_level, Field::protocol_level,
                rule(version, "MQTT311-3.1.2-2", "MQTT5-3.1.2-2"), level);
  const std::uint8_t flags = reader.u8(Field::connect_flags);
  check_connect_flags(reader, version, flags);
  packet.clean_session = (flags & kCleanFlag) != 0;
  packet.keep_alive_s = reader.u16(Field::keep_alive);
  packet.properties = reader.properties(Field::properties);
  return flags;
}

// A reason code and properties where they may be left out: the whole from the end, or the properties alone.
template <class Outcome>
void read_outcome(Reader& reader, Outcome& packet) {
  if (!reader.empty()) packet.reason_code = reader.u8(Field::reason_code);
  if (!reader.empty()) packet.properties = reader.properties(Field::properties);
  reader.expect_end();
}

SubscribeRequest read_subscription(Reader& reader, Version version) {
  SubscribeRequest each;
  each.filter = reader.text(Field::topic_filter);
  const bool v5 = version == Version::v5;
  const std::uint8_t options = reader.u8(v5 ? Field::subscription_options : Field::qos);
  if (v5) {
    if (options & 0xC0) reader.fail(Reason::reserved_bits_set, Field::subscription_options, "MQTT5-3.8.3-5", options);
    each.no_local = (options & 0x04) != 0;
    each.retain_as_published = (options & 0x08) != 0;
    each.retain_handling = options >> 4 & 3;
  } else if (options & 0xFC) {
    reader.fail(Reason::reserved_bits_set, Field::qos, "MQTT311-3.8.3-4", options);
  }
  each.qos = static_cast<Qos>(options & 3);
  return each;
}

}  // namespace

Result<Connect> decode_connect(const Frame& frame, Version version) {
  Reader reader(PacketType::connect, frame.body, version);
  Connect packet;
  const std::uint8_t flags = read_connect_header(reader, version, packet);
  packet.client_id = reader.text(Field::client_id);
  if (flags & kWillFlag) {
    Will& will = packet.will.emplace();
    will.properties = reader.properties(Field::will_properties);
    will.topic = reader.text(Field::will_topic);
    will.payload = reader.binary(Field::will_payload);
    will.qos = static_cast<Qos>(flags >> 3 & 3);
    will.retain = (flags & kWillRetain) != 0;
  }
  if (flags & kUserNameFlag) packet.user_name = reader.text(Field::user_name);
  if (flags & kPasswordFlag) packet.password = reader.binary(Field::password);
  reader.expect_end();
  return checked(reader, version, std::move(packet));
}

Result<Connack> decode_connack(const Frame& frame, Version version) {
  Error error;
  if (version != Version::v5 && wrong_length(frame, 2, length_rule(frame.type, version), error)) return error;
  Reader reader(PacketType::connack, frame.body, version);
  const std::uint8_t flags = reader.u8(Field::acknowledge_flags);
  // MQTT 3.1 §3.2: the byte is reserved, and nobody looks at it.
  if (flags > 1 && version != Version::v3_1)
    reader.fail(Reason::reserved_bits_set, Field::acknowledge_flags,
                rule(version, "MQTT 3.1.1 §3.2.2.1", "MQTT5-3.2.2-1"), flags);
  Connack packet;
  packet.session_present = flags == 1 && version != Version::v3_1;
  packet.reason_code = reader.u8(Field::reason_code);
  packet.properties = reader.properties(Field::properties);
  reader.expect_end();
  return checked(reader, version, std::move(packet));
}

Result<Publish> decode_publish(const Frame& frame, Version version) {
  Reader reader(PacketType::publish, frame.body, version);
  Publish packet;
  packet.dup = (frame.flags & 8) != 0;
  packet.qos = static_cast<Qos>(frame.flags >> 1 & 3);
  packet.retain = (frame.flags & 1) != 0;
  packet.topic = reader.text(Field::topic_name);
  if (packet.qos != Qos::at_most_once) packet.packet_id = reader.u16(Field::packet_id);
  packet.properties = reader.properties(Field::properties);
  packet.payload = reader.rest();
  return checked(reader, version, std::move(packet));
}

Result<Subscribe> decode_subscribe(const Frame& frame, Version version) {
  Reader reader(PacketType::subscribe, frame.body, version);
  Subscribe packet;
  packet.packet_id = reader.u16(Field::packet_id);
  packet.properties = reader.properties(Field::properties);
  while (!reader.empty() && !reader.failed()) packet.filters.push_back(read_subscription(reader, version));
  return checked(reader, version, std::move(packet));
}

Result<Suback> decode_suback(const Frame& frame, Version version) {
  Reader reader(PacketType::suback, frame.body, version);
  Suback packet;
  packet.packet_id = reader.u16(Field::packet_id);
  packet.properties = reader.properties(Field::properties);
  packet.reason_codes = reader.rest();
  return checked(reader, version, std::move(packet));
}

Result<Unsubscribe> decode_unsubscribe(const Frame& frame, Version version) {
  Reader reader(PacketType::unsubscribe, frame.body, version);
  Unsubscribe packet;
  packet.packet_id = reader.u16(Field::packet_id);
  packet.properties = reader.properties(Field::properties);
  while (!reader.empty() && !reader.failed()) packet.filters.push_back(reader.text(Field::topic_filter));
  return checked(reader, version, std::move(packet));
}

Result<Unsuback> decode_unsuback(const Frame& frame, Version version) {
  Error error;
  if (version != Version::v5 && wrong_length(frame, 2, length_rule(frame.type, version), error)) return error;
  Reader reader(PacketType::unsuback, frame.body, version);
  Unsuback packet;
  packet.packet_id = reader.u16(Field::packet_id);
  packet.properties = reader.properties(Field::properties);
  packet.reason_codes = reader.rest();
  return checked(reader, version, std::move(packet));
}

Result<Disconnect> decode_disconnect(const Frame& frame, Version version) {
  Error error;
  if (version != Version::v5 && wrong_length(frame, 0, length_rule(frame.type, version), error)) return error;
  Reader reader(PacketType::disconnect, frame.body, version);
  Disconnect packet;
  read_outcome(reader, packet);
  return checked(reader, version, std::move(packet));
}

Result<Auth> decode_auth(const Frame& frame, Version version) {
  if (version != Version::v5) return reserved_type(frame, version);
  Reader reader(PacketType::auth, frame.body, version);
  Auth packet;
  // MQTT 5 §3.15.2.1: unlike DISCONNECT, a code never stands without a Property Length.
  if (!reader.empty()) {
    packet.reason_code = reader.u8(Field::reason_code);
    packet.properties = reader.properties(Field::properties);
    reader.expect_end();
  }
  return checked(reader, version, std::move(packet));
}

Result<AnyAcknowledgement> decode_acknowledgement(const Frame& frame, Version version) {
  Error error;
  if (version != Version::v5 && wrong_length(frame, 2, length_rule(frame.type, version), error)) return error;
  Reader reader(frame.type, frame.body, version);
  AnyAcknowledgement packet;
  packet.packet_id = reader.u16(Field::packet_id);
  read_outcome(reader, packet);
  if (reader.failed()) return reader.error();
  error.kind = Kind::peer;
  if (!check_acknowledgement(frame.type, packet.packet_id, packet.reason_code, packet.properties, version, error))
    return error;
  return packet;
}

Result<void> decode_empty(const Frame& frame, Version version) {
  Error error;
  if (wrong_length(frame, 0, length_rule(frame.type, version), error)) return error;
  return {};
}

namespace {

template <class Each>
Result<Packet> packet_of(Result<Each>&& result) {
  if (!result) return result.error();
  return Packet(std::move(*result));
}

template <class Acknowledgement>
Result<Packet> acknowledgement(const Frame& frame, Version version) {
  const auto result = decode_acknowledgement(frame, version);
  if (!result) return result.error();
  return Packet(Acknowledgement{result->packet_id, result->reason_code, result->properties});
}

template <class Empty>
Result<Packet> empty(const Frame& frame, Version version) {
  const auto result = decode_empty(frame, version);
  if (!result) return result.error();
  return Packet(Empty{});
}

}  // namespace

Result<Packet> decode(const Frame& frame, Version version) {
  switch (frame.type) {
    case PacketType::connect:
      return packet_of(decode_connect(frame, version));
    case PacketType::connack:
      return packet_of(decode_connack(frame, version));
    case PacketType::publish:
      return packet_of(decode_publish(frame, version));
    case PacketType::puback:
      return acknowledgement<Puback>(frame, version);
    case PacketType::pubrec:
      return acknowledgement<Pubrec>(frame, version);
    case PacketType::pubrel:
      return acknowledgement<Pubrel>(frame, version);
    case PacketType::pubcomp:
      return acknowledgement<Pubcomp>(frame, version);
    case PacketType::subscribe:
      return packet_of(decode_subscribe(frame, version));
    case PacketType::suback:
      return packet_of(decode_suback(frame, version));
    case PacketType::unsubscribe:
      return packet_of(decode_unsubscribe(frame, version));
    case PacketType::unsuback:
      return packet_of(decode_unsuback(frame, version));
    case PacketType::pingreq:
      return empty<Pingreq>(frame, version);
    case PacketType::pingresp:
      return empty<Pingresp>(frame, version);
    case PacketType::disconnect:
      return packet_of(decode_disconnect(frame, version));
    case PacketType::auth:
      return packet_of(decode_auth(frame, version));
    case PacketType::none:
      break;
  }
  return reserved_type(frame, version);
}

}  // namespace mqtt
