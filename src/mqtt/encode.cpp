#include "mqtt/encode.h"

#include "mqtt/check.h"
#include "mqtt/framer.h"

namespace mqtt {
namespace {

constexpr std::uint64_t text_size(std::size_t bytes) { return 2 + std::uint64_t{bytes}; }

// Appends the fixed header, if the packet is one that Remaining Length can tell.
Result<void> put_header(Buffer& out, PacketType type, std::uint8_t flags, std::uint64_t remaining) {
  if (remaining > kMaxRemainingLength) {
    return Error{Kind::local,         Reason::packet_too_large,       type, Field::remaining_length,
                 "MQTT 3.1.1 §2.2.3", {remaining + 5, kMaxPacketSize}};
  }
  const auto length = static_cast<std::uint32_t>(remaining);
  put_u8(out, static_cast<std::uint8_t>(static_cast<unsigned>(type) << 4 | flags));
  put_varint(out, length);
  return {};
}

std::uint8_t connect_flags(const Connect& packet) {
  unsigned flags = packet.clean_session ? 0x02 : 0;
  if (packet.will) flags |= 0x04u | static_cast<unsigned>(packet.will->qos) << 3 | (packet.will->retain ? 0x20u : 0);
  if (packet.password) flags |= 0x40;
  if (packet.user_name) flags |= 0x80;
  return static_cast<std::uint8_t>(flags);
}

std::uint64_t connect_size(const Connect& packet) {
  std::uint64_t size = 10 + text_size(packet.client_id.size());
  if (packet.will) size += text_size(packet.will->topic.size()) + text_size(packet.will->payload.size());
  if (packet.user_name) size += text_size(packet.user_name->size());
  if (packet.password) size += text_size(packet.password->size());
  return size;
}

}  // namespace

Result<void> encode(const Connect& packet, Version version, Buffer& out) {
  Error error;
  if (!check(packet, error)) return error;
  (void)put_header(out, PacketType::connect, 0, connect_size(packet));
  put_text(out, "MQTT");
  put_u8(out, static_cast<std::uint8_t>(version));
  put_u8(out, connect_flags(packet));
  put_u16(out, packet.keep_alive_s);
  put_text(out, packet.client_id);
  if (packet.will) {
    put_text(out, packet.will->topic);
    put_binary(out, packet.will->payload);
  }
  if (packet.user_name) put_text(out, *packet.user_name);
  if (packet.password) put_binary(out, *packet.password);
  return {};
}

Result<void> encode(const Connack& packet, Version, Buffer& out) {
  Error error;
  if (!check(packet, error)) return error;
  (void)put_header(out, PacketType::connack, 0, 2);
  put_u8(out, packet.session_present ? 1 : 0);
  put_u8(out, packet.return_code);
  return {};
}

Result<void> encode(const Publish& packet, Version, Buffer& out) {
  Error error;
  if (!check(packet, error)) return error;
  const unsigned flags = (packet.dup ? 8u : 0u) | static_cast<unsigned>(packet.qos) << 1 | (packet.retain ? 1u : 0u);
  const bool has_id = packet.qos != Qos::at_most_once;
  const std::uint64_t size = text_size(packet.topic.size()) + (has_id ? 2 : 0) + packet.payload.size();
  if (const auto header = put_header(out, PacketType::publish, static_cast<std::uint8_t>(flags), size); !header)
    return header;
  put_text(out, packet.topic);
  if (has_id) put_u16(out, packet.packet_id);
  put_bytes(out, packet.payload);
  return {};
}

Result<void> encode_acknowledgement(PacketType type, PacketId id, Version, Buffer& out) {
  Error error;
  if (!check_packet_id(type, id, error)) return error;
  (void)put_header(out, type, required_flags(type), 2);
  put_u16(out, id);
  return {};
}

Result<void> encode(const Puback& packet, Version version, Buffer& out) {
  return encode_acknowledgement(PacketType::puback, packet.packet_id, version, out);
}
Result<void> encode(const Pubrec& packet, Version version, Buffer& out) {
  return encode_acknowledgement(PacketType::pubrec, packet.packet_id, version, out);
}
Result<void> encode(const Pubrel& packet, Version version, Buffer& out) {
  return encode_acknowledgement(PacketType::pubrel, packet.packet_id, version, out);
}
Result<void> encode(const Pubcomp& packet, Version version, Buffer& out) {
  return encode_acknowledgement(PacketType::pubcomp, packet.packet_id, version, out);
}
Result<void> encode(const Unsuback& packet, Version version, Buffer& out) {
  return encode_acknowledgement(PacketType::unsuback, packet.packet_id, version, out);
}

Result<void> encode(const Subscribe& packet, Version, Buffer& out) {
  Error error;
  if (!check(packet, error)) return error;
  std::uint64_t size = 2;
  for (const SubscribeRequest& each : packet.filters) size += text_size(each.filter.size()) + 1;
  if (const auto header = put_header(out, PacketType::subscribe, 2, size); !header) return header;
  put_u16(out, packet.packet_id);
  for (const SubscribeRequest& each : packet.filters) {
    put_text(out, each.filter);
    put_u8(out, static_cast<std::uint8_t>(each.qos));
  }
  return {};
}

Result<void> encode(const Suback& packet, Version, Buffer& out) {
  Error error;
  if (!check(packet, error)) return error;
  if (const auto header = put_header(out, PacketType::suback, 0, 2 + packet.return_codes.size()); !header)
    return header;
  put_u16(out, packet.packet_id);
  put_bytes(out, packet.return_codes);
  return {};
}

Result<void> encode(const Unsubscribe& packet, Version, Buffer& out) {
  Error error;
  if (!check(packet, error)) return error;
  std::uint64_t size = 2;
  for (const std::string_view filter : packet.filters) size += text_size(filter.size());
  if (const auto header = put_header(out, PacketType::unsubscribe, 2, size); !header) return header;
  put_u16(out, packet.packet_id);
  for (const std::string_view filter : packet.filters) put_text(out, filter);
  return {};
}

void encode_empty(PacketType type, Version, Buffer& out) { (void)put_header(out, type, 0, 0); }

Result<void> encode(const Pingreq&, Version version, Buffer& out) {
  encode_empty(PacketType::pingreq, version, out);
  return {};
}
Result<void> encode(const Pingresp&, Version version, Buffer& out) {
  encode_empty(PacketType::pingresp, version, out);
  return {};
}
Result<void> encode(const Disconnect&, Version version, Buffer& out) {
  encode_empty(PacketType::disconnect, version, out);
  return {};
}

namespace {

struct EncodeAny {
  Version version;
  Buffer& out;

  Result<void> operator()(const std::monostate&) const {
    Error error;
    error.reason = Reason::reserved_packet_type;
    error.field = Field::packet_type;
    error.rule = "MQTT 3.1.1 §2.2.1";
    return error;
  }
  template <class Each>
  Result<void> operator()(const Each& packet) const {
    return encode(packet, version, out);
  }
};

}  // namespace

Result<void> encode(const Packet& packet, Version version, Buffer& out) {
  return std::visit(EncodeAny{version, out}, packet);
}

}  // namespace mqtt
