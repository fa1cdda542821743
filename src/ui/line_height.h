// How high a line of text is, on the canvas and in the DOM fields over it. One rule for both, or text would move on focus.
#pragma once
#include <cmath>

namespace ui {

// Of text with this em; both in CSS pixels. 14 gives 19.
inline float line_height(float size) { return std::round(size * 1.36f); }

}  // namespace ui
