// How high a line of text is: one number for the canvas, the glyphs that are made for it, and style.css. Nothing else.
#pragma once
#include <cmath>

namespace ui {

// Of one line of text of this size, in CSS pixels, as in style.css.
inline float line_height(float size) { return std::round(size * 1.36f); }

}  // namespace ui
