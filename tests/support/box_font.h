// A font without a font: every code point is a box, Latin ones half as wide as the em and all others as wide as it. It lets the
// page be laid out and drawn natively; sizes are exact and the same everywhere.
#pragma once
#include "ui/theme.h"

namespace support {

// Both texture coordinates of a drawn box, which no other shape has.
inline constexpr float kBoxUv = 2;

// Into the current ImGui context, which must be new.
ui::Fonts load_box_fonts();

}  // namespace support
