// Colours, measures and faces: the look of the page in one table. No drawing.
#pragma once
#include <cstdint>

#include "imgui.h"
#include "model/view.h"

namespace ui {

// Light is after the original page (Bootstrap 3).
enum class Look : std::uint8_t { light, dark, contrast_light, contrast_dark };
inline constexpr int kLooks = 4;

// Nothing is drawn in any other colour. WCAG 2.2's AA holds for all pairs of theme_pairs.inc, AAA for the high contrasts' text.
struct Palette {
#define C(name, light, dark, contrast_light, contrast_dark) ImU32 name;
#include "ui/theme_colours.inc"
#undef C
  ImU32 dim;        // over the page behind a dialog
  float line, ring;  // CSS pixels: how thick frames are, and that of what has the focus
  bool contrast;
};

const Palette& palette(Look look);
// What the user chose, else what the machine asks for. High contrast follows the machine's light or dark.
Look look(const model::View& view);

// 0xRRGGBB
constexpr std::uint32_t css_colour(ImU32 colour) {
  return (colour & 0xFF) << 16 | (colour & 0xFF00) | (colour >> 16 & 0xFF);
}

struct Fonts {
  ImFont* regular = nullptr;
  ImFont* bold = nullptr;
  ImFont* mono = nullptr;
};

// CSS pixels.
struct Metrics {
  float text = 14, small = 12, title = 25;
  float field_height = 28, rhythm = 6, pad = 8, radius = 4;
  float line = 19, mono_line = 18;
  float title_height = 47;
};
// `touch`: fields and buttons grow to 40.
Metrics metrics(bool touch, bool wide);

inline constexpr float kNarrowBelow = 800;

}  // namespace ui
