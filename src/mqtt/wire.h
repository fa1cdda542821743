// The primitive values on the wire (MQTT 3.1.1 §1.5, §2.2.3): big-endian integers, the variable length, length-prefixed
// text and bytes.
#pragma once
#include <string_view>
#include <vector>

#include "mqtt/error.h"
#include "mqtt/types.h"

namespace mqtt {

using Buffer = std::vector<std::uint8_t>;

// Reads the fields of one packet's body one after the other. The first fault is kept as a Kind::peer error with its
// field; after it every read gives zero or nothing, so that a decoder asks once, at the end.
class Reader {
 public:
  Reader(PacketType packet, Bytes body) : rest_(body) {
    error_.kind = Kind::peer;
    error_.packet = packet;
  }

  // Each takes its bytes or notes `truncated`.
  std::uint8_t u8(Field field);
  std::uint16_t u16(Field field);
  Bytes binary(Field field);           // two bytes of length, then as many
  std::string_view text(Field field);  // the same, not checked (check.h does)
  Bytes rest();                        // all that is left

  // Notes a fault, if it is the first.
  void fail(Reason reason, Field field, const char* rule, std::uint64_t number0 = 0, std::uint64_t number1 = 0);
  // Notes `trailing_bytes` if any are left.
  void expect_end();

  bool empty() const { return rest_.empty(); }
  bool failed() const { return error_.reason != Reason::none; }
  const Error& error() const { return error_; }

 private:
  bool have(std::size_t count, Field field);

  Bytes rest_;
  Error error_;
};

void put_u8(Buffer& out, std::uint8_t value);
void put_u16(Buffer& out, std::uint16_t value);
void put_varint(Buffer& out, std::uint32_t value);  // at most kMaxRemainingLength
void put_bytes(Buffer& out, Bytes bytes);           // without a length
void put_binary(Buffer& out, Bytes bytes);          // with a length of two bytes; at most 65,535 bytes
void put_text(Buffer& out, std::string_view text);  // the same
std::uint32_t varint_size(std::uint32_t value);     // 1 to 4 bytes

// A variable length at the start of `bytes`. Forms longer than needed are allowed: MQTT 3.1.1 does not forbid them.
struct Varint {
  enum class Status : std::uint8_t { complete, need_more, too_long } status = Status::need_more;
  std::uint32_t value = 0;
  std::uint32_t size = 0;  // bytes taken, when complete
};
Varint read_varint(Bytes bytes);

inline Bytes as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

}  // namespace mqtt
