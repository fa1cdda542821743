// The primitive values on the wire (MQTT 5 §1.5, MQTT 3.1.1 §1.5, §2.2.3): big-endian integers, the variable length,
// length-prefixed text and bytes.
#pragma once
#include <cstring>
#include <string_view>
#include <vector>

#include "mqtt/error.h"
#include "mqtt/property.h"
#include "mqtt/rule.h"
#include "mqtt/types.h"

namespace mqtt {

using Buffer = std::vector<std::uint8_t>;

// Reads the fields of one packet's body one after the other. The first fault is kept as a Kind::peer error with its
// field; after it every read gives zero or nothing, so that a decoder asks once, at the end.
class Reader {
 public:
  Reader(PacketType packet, Bytes body, Version version) : rest_(body), version_(version) {
    error_.kind = Kind::peer;
    error_.packet = packet;
  }

  // Each takes its bytes or notes `truncated`.
  std::uint8_t u8(Field field) {
    if (!have(1, field)) return 0;
    const std::uint8_t value = rest_[0];
    rest_ = rest_.subspan(1);
    return value;
  }
  std::uint16_t u16(Field field) {
    if (!have(2, field)) return 0;
    const auto value = static_cast<std::uint16_t>(rest_[0] << 8 | rest_[1]);
    rest_ = rest_.subspan(2);
    return value;
  }
  // Two bytes of length, then as many.
  Bytes binary(Field field) {
    const std::size_t size = u16(field);
    if (!have(size, field)) return {};
    const Bytes bytes = rest_.first(size);
    rest_ = rest_.subspan(size);
    return bytes;
  }
  // The same, not checked (check.h does).
  std::string_view text(Field field) { return as_text(binary(field)); }
  // A Property Length and as many bytes, not looked into (check_properties.h does); before MQTT 5 nothing. Also notes
  // overlong_varint and remaining_length_too_long.
  Properties properties(Field field);
  // All that is left.
  Bytes rest() {
    const Bytes bytes = failed() ? Bytes{} : rest_;
    rest_ = {};
    return bytes;
  }

  // Notes a fault, if it is the first.
  void fail(Reason reason, Field field, const char* rule, std::uint64_t number0 = 0, std::uint64_t number1 = 0);
  // Notes `trailing_bytes` if any are left.
  void expect_end();

  bool empty() const { return rest_.empty(); }
  bool failed() const { return error_.reason != Reason::none; }
  const Error& error() const { return error_; }

 private:
  bool have(std::size_t count, Field field) {
    if (rest_.size() >= count && !failed()) return true;
    miss(count, field);
    return false;
  }
  void miss(std::size_t count, Field field);

  Bytes rest_;
  Version version_;
  Error error_;
};

// Makes `out` longer by `size` bytes and fills these in from the front. As many must be written as were promised.
class Writer {
 public:
  Writer(Buffer& out, std::size_t size) {
    const std::size_t before = out.size();
    out.resize(before + size);
    at_ = out.data() + before;
  }

  void u8(std::uint8_t value) { *at_++ = value; }
  void u16(std::uint16_t value) {
    *at_++ = static_cast<std::uint8_t>(value >> 8);
    *at_++ = static_cast<std::uint8_t>(value & 0xFF);
  }
  // At most kMaxRemainingLength.
  void varint(std::uint32_t value) {
    for (; value >= 0x80; value >>= 7) *at_++ = static_cast<std::uint8_t>((value & 0x7F) | 0x80);
    *at_++ = static_cast<std::uint8_t>(value);
  }
  // Without a length.
  void bytes(Bytes bytes) {
    copy(at_, bytes);
    at_ += bytes.size();
  }
  // With a length of two bytes; at most 65,535 bytes.
  void binary(Bytes value) {
    u16(static_cast<std::uint16_t>(value.size()));
    bytes(value);
  }
  void text(std::string_view text) { binary(as_bytes(text)); }

 private:
  // What is short, as most of it is, goes by words: the C library of wasm copies byte by byte what is not aligned.
  static void copy(std::uint8_t* to, Bytes from) {
    constexpr std::size_t kShort = 256, kWord = 8;
    if (from.size() > kShort) {
      std::memcpy(to, from.data(), from.size());
      return;
    }
    std::size_t at = 0;
    for (; from.size() - at >= kWord; at += kWord) std::memcpy(to + at, from.data() + at, kWord);
    for (; at < from.size(); ++at) to[at] = from[at];
  }

  std::uint8_t* at_;
};

inline void put_bytes(Buffer& out, Bytes bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

// 1 to 4 bytes.
constexpr std::uint32_t varint_size(std::uint32_t value) {
  if (value < 128) return 1;
  if (value < 16'384) return 2;
  return value < 2'097'152 ? 3 : 4;
}

// A variable length at the start of `bytes`. Forms longer than needed are read too: MQTT 3.1.1 does not forbid them.
struct Varint {
  enum class Status : std::uint8_t { complete, need_more, too_long } status = Status::need_more;
  std::uint32_t value = 0;
  std::uint32_t size = 0;  // bytes taken, when complete
  bool minimal() const { return size == varint_size(value); }
};
Varint read_varint(Bytes bytes);

}  // namespace mqtt
