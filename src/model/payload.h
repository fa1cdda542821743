// A payload's bytes as text: is it UTF-8, and how are its bytes shown? Not HEX (hex.h), not JSON (json.h), and not how
// much of it is shown (preview.h).
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace model {

using Bytes = std::span<const std::uint8_t>;

// The one code point that starts at `bytes[0]` (not empty). `size` is how many bytes it takes; for bytes that are no
// UTF-8, `valid` is false and `size` the length of the part that one U+FFFD stands for (Unicode 15 §3.9, maximal
// subparts). Surrogates, overlong forms and code points above U+10FFFF are no UTF-8; U+0000 is.
struct CodePoint {
  std::uint32_t value = 0;
  std::uint8_t size = 1;
  bool valid = false;
};
CodePoint decode_code_point(Bytes bytes);

// Is all of it UTF-8? U+0000 and U+FEFF are allowed: a payload has no rules.
bool is_utf8(Bytes bytes);

// The largest size up to `most` at which `bytes` can be cut without cutting a UTF-8 sequence in two.
std::size_t utf8_cut(Bytes bytes, std::size_t most);

// Appends `bytes` as they are shown: control characters except line feed and tab as their pictures (U+2400 to U+2421),
// bytes that are no UTF-8 as U+FFFD, all else, line breaks and U+FEFF included, as it is.
void append_shown_text(std::string& to, Bytes bytes);

// Appends the code point as UTF-8. `value` must be one.
void append_utf8(std::string& to, std::uint32_t value);

inline Bytes as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

}  // namespace model
