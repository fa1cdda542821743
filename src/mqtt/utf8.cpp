#include "mqtt/utf8.h"

#include <cstring>

#include "mqtt/rule.h"

namespace mqtt {
namespace {

// Length in bytes of the sequence that starts at `at`, or 0 if it is ill-formed (Unicode 15, table 3-7).
std::size_t sequence_length(const unsigned char* at, std::size_t left) {
  const auto continuation = [&](std::size_t index, unsigned char low = 0x80, unsigned char high = 0xBF) {
    return index < left && at[index] >= low && at[index] <= high;
  };
  const unsigned char lead = at[0];
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;  // a stray continuation, or an overlong form of ASCII
  if (lead < 0xE0) return continuation(1) ? 2 : 0;
  if (lead < 0xF0) {
    const unsigned char low = lead == 0xE0 ? 0xA0 : 0x80;   // no overlong forms
    const unsigned char high = lead == 0xED ? 0x9F : 0xBF;  // no surrogates
    return continuation(1, low, high) && continuation(2) ? 3 : 0;
  }
  if (lead < 0xF5) {
    const unsigned char low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xF4 ? 0x8F : 0xBF;  // nothing above U+10FFFF
    return continuation(1, low, high) && continuation(2) && continuation(3) ? 4 : 0;
  }
  return 0;
}

// All eight bytes are U+0001 to U+007F.
bool plain_ascii(std::uint64_t eight) {
  constexpr std::uint64_t kHigh = 0x8080808080808080, kOnes = 0x0101010101010101;
  return ((eight | (eight - kOnes)) & kHigh) == 0;
}

// Where `text` stops being UTF-8, or at the first U+0000 if that is a fault too; its size if it never does.
std::size_t first_fault(std::string_view text, bool null_is_fault) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const std::size_t size = text.size();
  std::size_t at = 0;
  while (at < size) {
    std::uint64_t eight;
    if (size - at >= sizeof eight) {
      std::memcpy(&eight, bytes + at, sizeof eight);
      if (plain_ascii(eight)) {
        at += sizeof eight;
        continue;
      }
    }
    if (bytes[at] == 0 && null_is_fault) return at;
    const std::size_t length = sequence_length(bytes + at, size - at);
    if (length == 0) return at;
    at += length;
  }
  return size;
}

bool fault(Error& error, Reason reason, const char* rule, std::uint64_t number0, std::uint64_t number1 = 0) {
  error.reason = reason;
  error.rule = rule;
  error.numbers[0] = number0;
  error.numbers[1] = number1;
  return false;
}

}  // namespace

bool check_utf8(std::string_view text, Error& error, Version version) {
  const std::size_t at = first_fault(text, true);
  if (at == text.size()) return true;
  if (text[at] == 0) return fault(error, Reason::null_character, rule(version, "MQTT311-1.5.3-2", "MQTT5-1.5.4-2"), at);
  return fault(error, Reason::invalid_utf8, rule(version, "MQTT311-1.5.3-1", "MQTT5-1.5.4-1"), at,
               static_cast<unsigned char>(text[at]));
}

bool check_string(std::string_view text, Error& error, Version version) {
  if (text.size() <= kMaxStringSize) return check_utf8(text, error, version);
  return fault(error, Reason::string_too_long, rule(version, "MQTT 3.1.1 §1.5.3", "MQTT 5 §1.5.4"), text.size(),
               kMaxStringSize);
}

bool check_payload_utf8(Bytes payload, Error& error) {
  const std::size_t at = first_fault(as_text(payload), false);
  return at == payload.size() || fault(error, Reason::payload_not_utf8, "MQTT 5 §3.3.2.3.2", at, payload[at]);
}

}  // namespace mqtt
