#include "mqtt/decode.h"

#include "mqtt/check.h"
#include "mqtt/wire.h"

namespace mqtt {
namespace {

constexpr const char* kProtocolName = "MQTT";

// The packet as read, unless the reader has met a fault or the packet breaks a rule.
template <class Each>
Result<Each> checked(const Reader& reader, Each&& packet) {
  if (reader.failed()) return reader.error();
  Error error;
  error.kind = Kind::peer;
  if (!check(packet, error)) return error;
  return std::move(packet);
}

// Packets of one size say so in Remaining Length, which is told as such rather than as the field that is cut.
bool wrong_length(const Frame& frame, std::size_t expected, const char* rule, Error& error) {
  if (frame.body.size() == expected) return false;
  error = {Kind::peer, Reason::wrong_length, frame.type, Field::remaining_length, rule, {frame.body.size(), expected}};
  return true;
}

void read_connect_header(Reader& reader, Version version, Connect& packet, std::uint8_t& flags) {
  if (reader.text(Field::protocol_name) != kProtocolName)
    reader.fail(Reason::wrong_protocol_name, Field::protocol_name, "MQTT311-3.1.2-1");
  if (const std::uint8_t level = reader.u8(Field::protocol_level); level != static_cast<std::uint8_t>(version))
    reader.fail(Reason::unsupported_protocol_level, Field::protocol_level, "MQTT311-3.1.2-2", level);
  flags = reader.u8(Field::connect_flags);
  if (flags & 0x01) reader.fail(Reason::reserved_bits_set, Field::connect_flags, "MQTT311-3.1.2-3", flags);
  if ((flags & 0x04) == 0 && (flags & 0x38) != 0)
    reader.fail(Reason::will_flags_without_will, Field::connect_flags, "MQTT311-3.1.2-11", flags);
  packet.clean_session = (flags & 0x02) != 0;
  packet.keep_alive_s = reader.u16(Field::keep_alive);
}

const char* length_rule(PacketType type) {
  switch (type) {
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
      return "MQTT 3.1.1 §3.12.1";
    case PacketType::pingresp:
      return "MQTT 3.1.1 §3.13.1";
    default:
      return "MQTT 3.1.1 §3.14.1";
  }
}

}  // namespace

Result<Connect> decode_connect(const Frame& frame, Version version) {
  Reader reader(PacketType::connect, frame.body);
  Connect packet;
  std::uint8_t flags = 0;
  read_connect_header(reader, version, packet, flags);
  packet.client_id = reader.text(Field::client_id);
  if (flags & 0x04) {
    Will& will = packet.will.emplace();
    will.topic = reader.text(Field::will_topic);
    will.payload = reader.binary(Field::will_payload);
    will.qos = static_cast<Qos>(flags >> 3 & 3);
    will.retain = (flags & 0x20) != 0;
  }
  if (flags & 0x80) packet.user_name = reader.text(Field::user_name);
  if (flags & 0x40) packet.password = reader.binary(Field::password);
  reader.expect_end();
  return checked(reader, std::move(packet));
}

Result<Connack> decode_connack(const Frame& frame, Version) {
  Error error;
  if (wrong_length(frame, 2, "MQTT 3.1.1 §3.2.1", error)) return error;
  Reader reader(PacketType::connack, frame.body);
  const std::uint8_t flags = reader.u8(Field::acknowledge_flags);
  if (flags > 1) reader.fail(Reason::reserved_bits_set, Field::acknowledge_flags, "MQTT 3.1.1 §3.2.2.1", flags);
  Connack packet;
  packet.session_present = flags == 1;
  packet.return_code = reader.u8(Field::return_code);
  return checked(reader, std::move(packet));
}

Result<Publish> decode_publish(const Frame& frame, Version) {
  Reader reader(PacketType::publish, frame.body);
  Publish packet;
  packet.dup = (frame.flags & 8) != 0;
  packet.qos = static_cast<Qos>(frame.flags >> 1 & 3);
  packet.retain = (frame.flags & 1) != 0;
  packet.topic = reader.text(Field::topic_name);
  if (packet.qos != Qos::at_most_once) packet.packet_id = reader.u16(Field::packet_id);
  packet.payload = reader.rest();
  return checked(reader, std::move(packet));
}

Result<Subscribe> decode_subscribe(const Frame& frame, Version) {
  Reader reader(PacketType::subscribe, frame.body);
  Subscribe packet;
  packet.packet_id = reader.u16(Field::packet_id);
  while (!reader.empty() && !reader.failed()) {
    SubscribeRequest each;
    each.filter = reader.text(Field::topic_filter);
    const std::uint8_t qos = reader.u8(Field::qos);
    if (qos & 0xFC) reader.fail(Reason::reserved_bits_set, Field::qos, "MQTT311-3.8.3-4", qos);
    each.qos = static_cast<Qos>(qos & 3);
    packet.filters.push_back(each);
  }
  return checked(reader, std::move(packet));
}

Result<Suback> decode_suback(const Frame& frame, Version) {
  Reader reader(PacketType::suback, frame.body);
  Suback packet;
  packet.packet_id = reader.u16(Field::packet_id);
  packet.return_codes = reader.rest();
  return checked(reader, std::move(packet));
}

Result<Unsubscribe> decode_unsubscribe(const Frame& frame, Version) {
  Reader reader(PacketType::unsubscribe, frame.body);
  Unsubscribe packet;
  packet.packet_id = reader.u16(Field::packet_id);
  while (!reader.empty() && !reader.failed()) packet.filters.push_back(reader.text(Field::topic_filter));
  return checked(reader, std::move(packet));
}

Result<PacketId> decode_acknowledgement(const Frame& frame, Version) {
  Error error;
  if (wrong_length(frame, 2, length_rule(frame.type), error)) return error;
  Reader reader(frame.type, frame.body);
  const PacketId id = reader.u16(Field::packet_id);
  error.kind = Kind::peer;
  if (!check_packet_id(frame.type, id, error)) return error;
  return id;
}

Result<void> decode_empty(const Frame& frame, Version) {
  Error error;
  if (wrong_length(frame, 0, length_rule(frame.type), error)) return error;
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
  const auto id = decode_acknowledgement(frame, version);
  if (!id) return id.error();
  return Packet(Acknowledgement{*id});
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
      return acknowledgement<Unsuback>(frame, version);
    case PacketType::pingreq:
      return empty<Pingreq>(frame, version);
    case PacketType::pingresp:
      return empty<Pingresp>(frame, version);
    case PacketType::disconnect:
      return empty<Disconnect>(frame, version);
    case PacketType::none:
      break;
  }
  return Error{Kind::peer,         Reason::reserved_packet_type, PacketType::none,
               Field::packet_type, "MQTT 3.1.1 §2.2.1",          {0, 0}};
}

}  // namespace mqtt
