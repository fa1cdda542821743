// JSON that somebody else wrote, read with care: whatever is wrong with it is told by place, reason and sentence, and
// nothing is guessed. Knows values, no packets (packet_json.h does).
#pragma once
#include <rapidjson/document.h>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "mqtt/property.h"
#include "mqtt/types.h"

namespace tools {

using JsonValue = rapidjson::Value;

inline std::string_view text_of(const JsonValue& string) { return {string.GetString(), string.GetStringLength()}; }

// Where a value stands, as a chain up to the line's object: "packet.subscriptions[1].qos". Lives on the stack.
struct Place {
  static constexpr std::size_t kMember = SIZE_MAX;

  const Place* in = nullptr;
  std::string_view name;        // of a member
  std::size_t index = kMember;  // of an array's item, from 0
  std::string path() const;
};

enum class InputReason : std::uint8_t {
  none,
  not_json,     // nor UTF-8
  too_deep,     // arrays and objects deeper than kDeepestInput
  wrong_type,   // a text where a number belongs, …
  wrong_value,  // of the right type, but none of those that there are
  bad_hex,      // not hexadecimal digits, two a byte
  missing_field,
  unknown_field,
  repeated_field,  // the same name twice in one object
};
// The enumerator's own name. Never null.
const char* name(InputReason reason);

struct InputFault {
  InputReason reason = InputReason::none;
  std::string field;  // its path; empty: the line as a whole
  std::string text;   // one English sentence with the path in it
};

inline constexpr std::size_t kDeepestInput = 64;

// Parses one line (RFC 8259). Not JSON, too deep, or no object: false.
bool parse_object(std::string_view line, rapidjson::Document& to, InputFault& fault);

// Reads single values, owns the text and bytes that it hands out, and keeps the first fault. All views stay valid until
// clear() or its end, whatever becomes of the JSON.
class JsonReader {
 public:
  // Each is false, with a fault, when the value is none.
  bool read(const JsonValue& value, const Place& place, bool& to);
  bool read(const JsonValue& value, const Place& place, std::uint8_t& to);
  bool read(const JsonValue& value, const Place& place, std::uint16_t& to);
  bool read(const JsonValue& value, const Place& place, std::uint32_t& to, std::uint32_t most = 0xFFFFFFFF);
  bool read(const JsonValue& value, const Place& place, mqtt::Qos& to);  // 0 to 3; 3 is for the encoder to refuse

  // Text and bytes alike are a string, which stands for its UTF-8 (a U+0000 in it included), or {"hex": "…"}. Whether
  // text is well-formed is not asked here: the encoder refuses what is not, and such tests must be possible.
  bool read(const JsonValue& value, const Place& place, std::string_view& to);
  bool read(const JsonValue& value, const Place& place, mqtt::Bytes& to);
  // Bytes in hexadecimal digits, two a byte; blanks between bytes are allowed.
  bool read_hex(const JsonValue& value, const Place& place, mqtt::Bytes& to);

  // Notes a fault, if it is the first; `what` follows the path and a colon. Always false.
  bool fail(InputReason reason, const Place& place, std::string_view what);
  const InputFault& fault() const { return fault_; }

  // Is the member at `at` the second of its name in `object`? Then false, with a fault.
  bool once(const JsonValue& object, JsonValue::ConstMemberIterator at, const Place& place);

  mqtt::Bytes keep(std::vector<std::uint8_t> bytes);
  std::string_view keep(std::string_view text);
  mqtt::Properties keep(mqtt::PropertyList properties);

  // Forgets everything: for the next line.
  void clear();

 private:
  std::deque<std::vector<std::uint8_t>> bytes_;
  std::deque<mqtt::PropertyList> properties_;
  InputFault fault_;
};

}  // namespace tools
