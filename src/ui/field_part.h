// How much of a field's text the browser is given to edit: it lays out and edits a long line in time by its length's square.
// Not the text itself, which stays whole.
#pragma once
#include <cstdint>
#include <string_view>

namespace ui {

// 0: all of it. Else so many bytes from its beginning, up to the end of a character: at most 256 KiB, and no more than 32 KiB of
// one line.
std::uint32_t field_part(std::string_view utf8);

}  // namespace ui
