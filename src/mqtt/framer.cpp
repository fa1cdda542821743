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
  if (type == PacketType::none || type > PacketType::disconnect)
    return fault(error, 0, Reason::reserved_packet_type, Field::packet_type, "MQTT 3.1.1 §2.2.1", first);
  if (type != PacketType::publish && flags != required_flags(type))
    return fault(error, first, Reason::wrong_flags, Field::flags, "MQTT311-2.2.2-2", flags, required_flags(type));

  const Varint length = read_varint(left.subspan(1));
  if (length.status == Varint::Status::too_long)
    return fault(error, first, Reason::remaining_length_too_long, Field::remaining_length, "MQTT 3.1.1 §2.2.3");
  if (length.status == Varint::Status::need_more) return Step::need_more;

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
