// Payloads as HEX: "a1 a2", both ways.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/payload.h"

namespace model {

// What became of a HEX text. `line` and `column` of what is wrong count from 1, columns in code points.
struct HexResult {
  enum class Kind : std::uint8_t { ok, bad_character, odd_digits };
  Kind kind = Kind::ok;
  std::size_t line = 0, column = 0;
  std::string_view character;  // bad_character: the character, a view into the text
  std::size_t bytes = 0;       // how many were read
};

// Reads bytes in HEX. Groups of digits are divided by spaces, tabs, line breaks or commas; each holds an even number of
// digits, two a byte ("a1 a2", "a1a2"), upper or lower case, and may start with "0x". No group at all is an empty
// payload. On an error `to` is left with the bytes before it; odd_digits points at the first digit of the group's last,
// half byte. `to` may be null: then the text is only checked.
HexResult parse_hex(std::string_view text, std::vector<std::uint8_t>* to);

// Appends "a1 a2 …" in lower case, without a blank at the end.
void append_hex(std::string& to, Bytes bytes);

}  // namespace model
