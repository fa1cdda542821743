// Cuts a stream of bytes, split or merged in any way, into packets. It checks what a fixed header can tell and nothing
// more. Memory grows with the bytes that have come, never with the length that a header promises.
#pragma once
#include <vector>

#include "mqtt/error.h"
#include "mqtt/frame.h"

namespace mqtt {

class Framer {
 public:
  enum class Step : std::uint8_t { need_more, frame, error };

  // Greatest size of a whole packet in bytes; larger ones are an error as soon as their length is known.
  explicit Framer(std::uint32_t max_packet_size, Version version = Version::v3_1_1)
      : max_packet_size_(max_packet_size), version_(version) {}
  void set_max_packet_size(std::uint32_t size) { max_packet_size_ = size; }
  // Versions differ in packet types, flags and lengths. Holds for what the next peek() looks at.
  void set_version(Version version) { version_ = version; }

  // Appends bytes. Views into earlier frames end here, and only here and in clear().
  void push(Bytes bytes);

  // Type of the next packet as soon as its first byte is there; none if there is no byte, and for the reserved 0 (see
  // peek()).
  PacketType next_type() const;

  // The next packet, which stays the next one until pop(). On error (Kind::peer; reserved_packet_type, wrong_flags,
  // remaining_length_too_long, overlong_varint, packet_too_large) fills in `error`, and so will every later call.
  Step peek(Frame& frame, Error& error) const;

  // Leaves the packet that peek() gave. Its bytes stay readable until push() or clear().
  void pop(const Frame& frame) { head_ += frame.bytes.size(); }

  // Forgets all bytes.
  void clear();

  std::size_t buffered() const { return buffer_.size() - head_; }
  std::size_t capacity() const { return buffer_.capacity(); }

 private:
  std::vector<std::uint8_t> buffer_;
  std::size_t head_ = 0;
  std::uint32_t max_packet_size_;
  Version version_;
};

// The flags that a packet of this type is sent with (MQTT 5 §2.1.3, MQTT 3.1.1 §2.2.2); PUBLISH may have any. For
// PUBLISH and reserved types: 0.
std::uint8_t required_flags(PacketType type);

}  // namespace mqtt
