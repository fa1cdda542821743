// Which code points can be drawn one by one, from left to right, and which need their neighbours: combining marks,
// joiners, scripts that are shaped or run right to left. A few ranges of Unicode 15, not a character database.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace browser {

inline constexpr char32_t kReplacement = 0xFFFD;

// The code point at `position`, which moves behind it. Bytes that are no UTF-8 (overlong forms, surrogates, above
// U+10FFFF, cut off) give kReplacement, one for each byte that cannot start or continue anything.
char32_t next_code_point(std::string_view utf8, std::size_t& position);
void append_code_point(std::string& out, char32_t code_point);

// A cluster by itself, unless a code point that is not plain follows it. Between two plain ones text can always be cut.
bool is_plain(char32_t code_point);
// A letter or mark of a script whose words have to be drawn as a whole (joined, reordered or right to left).
bool is_word_shaped(char32_t code_point);

}  // namespace browser
