#include "mqtt/encode.h"

#include <algorithm>

#include "mqtt/check.h"
#include "mqtt/framer.h"

namespace mqtt {
namespace {

constexpr std::uint64_t text_size(std::size_t bytes) { return 2 + std::uint64_t{bytes}; }

// Of properties with their length. More of them than a length can tell are refused with the packet, in put_packet().
std::uint64_t properties_size(Properties properties, Version version) {
  if (version != Version::v5) return 0;
  const std::uint64_t size = properties.encoded().size();
  return size + varint_size(static_cast<std::uint32_t>(std::min<std::uint64_t>(size, kMaxRemainingLength)));
}

void put_properties(Writer& writer, Properties properties, Version version) {
  if (version != Version::v5) return;
  writer.varint(static_cast<std::uint32_t>(properties.encoded().size()));
  writer.bytes(properties.encoded());
}

// Appends the fixed header and what `fill` writes: Remaining Length bytes, but for the last `appended` of them, which
// the caller adds. Every packet goes through here, and none that Remaining Length cannot tell gets further.
template <class Fill>
Result<void> put_packet(Buffer& out, PacketType type, unsigned flags, std::uint64_t remaining, Version version,
                        const Fill& fill, std::size_t appended = 0) {
  if (remaining > kMaxRemainingLength) {
    const char* named = rule(version, "MQTT 3.1.1 §2.2.3", "MQTT 5 §2.1.4");
    return Error{Kind::local, Reason::packet_too_large,       type, Field::remaining_length,
                 named,       {remaining + 5, kMaxPacketSize}};
  }
  const auto length = static_cast<std::uint32_t>(remaining);
  Writer writer(out, 1 + varint_size(length) + length - appended);
  writer.u8(static_cast<std::uint8_t>(static_cast<unsigned>(type) << 4 | flags));
  writer.varint(length);
  fill(writer);
  return {};
}

std::uint8_t connect_flags(const Connect& packet) {
  unsigned flags = packet.clean_session ? 0x02 : 0;
  if (packet.will) flags |= 0x04u | static_cast<unsigned>(packet.will->qos) << 3 | (packet.will->retain ? 0x20u : 0);
  if (packet.password) flags |= 0x40;
  if (packet.user_name) flags |= 0x80;
  return static_cast<std::uint8_t>(flags);
}

std::uint64_t connect_size(const Connect& packet, Version version) {
  std::uint64_t size = text_size(protocol_name(version).size()) + 4 + properties_size(packet.properties, version) +
                       text_size(packet.client_id.size());
  if (packet.will) {
    size += properties_size(packet.will->properties, version) + text_size(packet.will->topic.size()) +
            text_size(packet.will->payload.size());
  }
  if (packet.user_name) size += text_size(packet.user_name->size());
  if (packet.password) size += text_size(packet.password->size());
  return size;
}

std::uint8_t subscription_options(const SubscribeRequest& each) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(each.qos) | (each.no_local ? 0x04u : 0u) |
                                   (each.retain_as_published ? 0x08u : 0u) | each.retain_handling << 4u);
}

// SUBACK and UNSUBACK.
template <class Answer>
Result<void> encode_answer(const Answer& packet, PacketType type, Version version, Buffer& out) {
  Error error;
  if (!check(packet, version, error)) return error;
  const std::uint64_t size = 2 + properties_size(packet.properties, version) + packet.reason_codes.size();
  return put_packet(out, type, 0, size, version, [&](Writer& writer) {
    writer.u16(packet.packet_id);
    put_properties(writer, packet.properties, version);
    writer.bytes(packet.reason_codes);
  });
}

// How much of code and properties is written: as little as the packet may (MQTT 5 §3.4.2.1, §3.14.2.1, §3.15.2.1).
struct Outcome {
  bool code = false;
  bool properties = false;
  std::uint64_t size(Properties list) const {
    return (code ? 1u : 0u) + (properties ? properties_size(list, Version::v5) : 0u);
  }
  void put(Writer& writer, std::uint8_t reason_code, Properties list) const {
    if (code) writer.u8(reason_code);
    if (properties) put_properties(writer, list, Version::v5);
  }
};

// DISCONNECT and AUTH.
template <class Packet>
Result<void> encode_outcome(const Packet& packet, PacketType type, const Outcome& outcome, Version version,
                            Buffer& out) {
  Error error;
  if (!check(packet, version, error)) return error;
  return put_packet(out, type, 0, outcome.size(packet.properties), version,
                    [&](Writer& writer) { outcome.put(writer, packet.reason_code, packet.properties); });
}

}  // namespace

Result<void> encode(const Connect& packet, Version version, Buffer& out) {
  Error error;
  if (!check(packet, version, error)) return error;
  return put_packet(out, PacketType::connect, 0, connect_size(packet, version), version, [&](Writer& writer) {
    writer.text(protocol_name(version));
    writer.u8(static_cast<std::uint8_t>(version));
    writer.u8(connect_flags(packet));
    writer.u16(packet.keep_alive_s);
    put_properties(writer, packet.properties, version);
    writer.text(packet.client_id);
    if (packet.will) {
      put_properties(writer, packet.will->properties, version);
      writer.text(packet.will->topic);
      writer.binary(packet.will->payload);
    }
    if (packet.user_name) writer.text(*packet.user_name);
    if (packet.password) writer.binary(*packet.password);
  });
}

Result<void> encode(const Connack& packet, Version version, Buffer& out) {
  Error error;
  if (!check(packet, version, error)) return error;
  const std::uint64_t size = 2 + properties_size(packet.properties, version);
  return put_packet(out, PacketType::connack, 0, size, version, [&](Writer& writer) {
    writer.u8(packet.session_present ? 1 : 0);
    writer.u8(packet.reason_code);
    put_properties(writer, packet.properties, version);
  });
}

Result<void> encode(const Publish& packet, Version version, Buffer& out) {
  Error error;
  if (!check(packet, version, error)) return error;
  const unsigned flags = (packet.dup ? 8u : 0u) | static_cast<unsigned>(packet.qos) << 1 | (packet.retain ? 1u : 0u);
  const bool has_id = packet.qos != Qos::at_most_once;
  const std::uint64_t size = text_size(packet.topic.size()) + (has_id ? 2 : 0) +
                             properties_size(packet.properties, version) + packet.payload.size();
  // A large payload is appended, not written into room made for it: that would fill its bytes twice.
  constexpr std::size_t kLarge = 4096;
  const Bytes appended = packet.payload.size() < kLarge ? Bytes{} : packet.payload;
  const auto fill = [&](Writer& writer) {
    writer.text(packet.topic);
    if (has_id) writer.u16(packet.packet_id);
    put_properties(writer, packet.properties, version);
    if (appended.empty()) writer.bytes(packet.payload);
  };
  const auto put = put_packet(out, PacketType::publish, flags, size, version, fill, appended.size());
  if (put) put_bytes(out, appended);
  return put;
}

Result<void> encode_acknowledgement(PacketType type, PacketId id, std::uint8_t reason_code, Properties properties,
                                    Version version, Buffer& out) {
  Error error;
  if (!check_acknowledgement(type, id, reason_code, properties, version, error)) return error;
  const Outcome outcome{reason_code != 0 || !properties.empty(), !properties.empty()};
  return put_packet(out, type, required_flags(type), 2 + outcome.size(properties), version, [&](Writer& writer) {
    writer.u16(id);
    outcome.put(writer, reason_code, properties);
  });
}

Result<void> encode(const Puback& packet, Version version, Buffer& out) {
  return encode_acknowledgement(PacketType::puback, packet.packet_id, packet.reason_code, packet.properties, version,
                                out);
}
Result<void> encode(const Pubrec& packet, Version version, Buffer& out) {
  return encode_acknowledgement(PacketType::pubrec, packet.packet_id, packet.reason_code, packet.properties, version,
                                out);
}
Result<void> encode(const Pubrel& packet, Version version, Buffer& out) {
  return encode_acknowledgement(PacketType::pubrel, packet.packet_id, packet.reason_code, packet.properties, version,
                                out);
}
Result<void> encode(const Pubcomp& packet, Version version, Buffer& out) {
  return encode_acknowledgement(PacketType::pubcomp, packet.packet_id, packet.reason_code, packet.properties, version,
                                out);
}

Result<void> encode(const Subscribe& packet, Version version, Buffer& out) {
  Error error;
  if (!check(packet, version, error)) return error;
  std::uint64_t size = 2 + properties_size(packet.properties, version);
  for (const SubscribeRequest& each : packet.filters) size += text_size(each.filter.size()) + 1;
  return put_packet(out, PacketType::subscribe, required_flags(PacketType::subscribe), size, version,
                    [&](Writer& writer) {
                      writer.u16(packet.packet_id);
                      put_properties(writer, packet.properties, version);
                      for (const SubscribeRequest& each : packet.filters) {
                        writer.text(each.filter);
                        writer.u8(subscription_options(each));
                      }
                    });
}

Result<void> encode(const Suback& packet, Version version, Buffer& out) {
  return encode_answer(packet, PacketType::suback, version, out);
}

Result<void> encode(const Unsubscribe& packet, Version version, Buffer& out) {
  Error error;
  if (!check(packet, version, error)) return error;
  std::uint64_t size = 2 + properties_size(packet.properties, version);
  for (const std::string_view filter : packet.filters) size += text_size(filter.size());
  return put_packet(out, PacketType::unsubscribe, required_flags(PacketType::unsubscribe), size, version,
                    [&](Writer& writer) {
                      writer.u16(packet.packet_id);
                      put_properties(writer, packet.properties, version);
                      for (const std::string_view filter : packet.filters) writer.text(filter);
                    });
}

Result<void> encode(const Unsuback& packet, Version version, Buffer& out) {
  return encode_answer(packet, PacketType::unsuback, version, out);
}

void encode_empty(PacketType type, Version version, Buffer& out) {
  (void)put_packet(out, type, 0, 0, version, [](Writer&) {});
}

Result<void> encode(const Pingreq&, Version version, Buffer& out) {
  encode_empty(PacketType::pingreq, version, out);
  return {};
}
Result<void> encode(const Pingresp&, Version version, Buffer& out) {
  encode_empty(PacketType::pingresp, version, out);
  return {};
}

Result<void> encode(const Disconnect& packet, Version version, Buffer& out) {
  const bool properties = !packet.properties.empty();
  return encode_outcome(packet, PacketType::disconnect, {packet.reason_code != 0 || properties, properties}, version,
                        out);
}

Result<void> encode(const Auth& packet, Version version, Buffer& out) {
  // A code never stands without a Property Length here.
  const bool body = packet.reason_code != 0 || !packet.properties.empty();
  return encode_outcome(packet, PacketType::auth, {body, body}, version, out);
}

namespace {

struct EncodeAny {
  Version version;
  Buffer& out;

  Result<void> operator()(const std::monostate&) const {
    Error error;
    error.reason = Reason::reserved_packet_type;
    error.field = Field::packet_type;
    error.rule = rule(version, "MQTT 3.1.1 §2.2.1", "MQTT 5 §2.1.2");
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
