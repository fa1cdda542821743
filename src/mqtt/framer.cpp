#include "mqtt/framer.h"

#include "mqtt/wire.h"

namespace mqtt {
namespace {

// A buffer that one huge packet has grown is given back once it is empty.
constexpr std::size_t kKeptCapacity = 256u << 10;

Framer::Step fault(Error& error, std::uint8_t first, Reason reason, Field field, const char* rule,
                   std::uint64_t number0 = 0, std::uint64_t number1 = 0) {
  error = {Kind::peer, reason, static_cast<PacketType>(first >> 4), field, rule, {number0, number1}};
  return Framer::Step::error;
}

// MQTT 3.1 §2.1: there PUBREL, SUBSCRIBE and UNSUBSCRIBE have QoS 1 and may have DUP. From 3.1.1 on the bits are fixed.
bool flags_fit(PacketType type, std::uint8_t flags, Version version) {
  constexpr std::uint8_t kDup = 8;
  const std::uint8_t required = required_flags(type);
  return type == PacketType::publish || flags == required ||
         (version == Version::v3_1 && required != 0 && flags == (required | kDup));
}

const char* flags_rule(PacketType type, Version version) {
  if (version != Version::v5) return "MQTT311-2.2.2-2";
  switch (type) {
    case PacketType::pubrel:
      return "MQTT5-3.6.1-1";
    case PacketType::subscribe:
      return "MQTT5-3.8.1-1";
    case PacketType::unsubscribe:
      return "MQTT5-3.10.1-1";
    case PacketType::disconnect:
      return "MQTT5-3.14.1-1";
    case PacketType::auth:
      return "MQTT5-3.15.1-1";
    default:
      return "MQTT5-2.1.3-1";
  }
}

}  // namespace

std::uint8_t required_flags(PacketType type) {
  const bool two = type == PacketType::pubrel || type == PacketType::subscribe || type == PacketType::unsubscribe;
  return two ? 2 : 0;
}

void Framer::push(Bytes bytes) {
  if (head_ == buffer_.size()) {
    clear();
  } else if (head_ >= buffer_.size() - head_) {
    // What is left is moved only when at least as much lies before it, so each byte is moved once on average.
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(head_));
    head_ = 0;
  }
  put_bytes(buffer_, bytes);
}

void Framer::clear() {
  if (buffer_.capacity() > kKeptCapacity) Buffer().swap(buffer_);
  buffer_.clear();
  head_ = 0;
}

PacketType Framer::next_type() const {
  return head_ == buffer_.size() ? PacketType::none : static_cast<PacketType>(buffer_[head_] >> 4);
}

Framer::Step Framer::peek(Frame& frame, Error& error) const {
  const Bytes left = Bytes(buffer_).subspan(head_);
  if (left.empty()) return Step::need_more;

  const std::uint8_t first = left[0];
  const auto type = static_cast<PacketType>(first >> 4);
  const std::uint8_t flags = first & 0x0F;
  if (!exists(type, version_))
    return fault(error, 0, Reason::reserved_packet_type, Field::packet_type,
                 rule(version_, "MQTT 3.1.1 §2.2.1", "MQTT 5 §2.1.2"), first);
  if (!flags_fit(type, flags, version_))
    return fault(error, first, Reason::wrong_flags, Field::flags, flags_rule(type, version_), flags,
                 required_flags(type));

  const Varint length = read_varint(left.subspan(1));
  if (length.status == Varint::Status::too_long)
    return fault(error, first, Reason::remaining_length_too_long, Field::remaining_length,
                 rule(version_, "MQTT 3.1.1 §2.2.3", "MQTT 5 §2.1.4"));
  if (length.status == Varint::Status::need_more) return Step::need_more;
  if (version_ == Version::v5 && !length.minimal())
    return fault(error, first, Reason::overlong_varint, Field::remaining_length, "MQTT5-1.5.5-1");

  const std::uint64_t size = std::uint64_t{1} + length.size + length.value;
  if (size > max_packet_size_)
    return fault(error, first, Reason::packet_too_large, Field::remaining_length, "", size, max_packet_size_);
  if (left.size() < size) return Step::need_more;

  frame.type = type;
  frame.flags = flags;
  frame.bytes = left.first(static_cast<std::size_t>(size));
  frame.body = frame.bytes.subspan(1 + length.size);
  return Step::frame;
}

}  // namespace mqtt
