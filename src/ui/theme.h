// Colours, measures and faces: the look of the page in one table. No drawing.
#pragma once
#include "imgui.h"
#include "model/view.h"

namespace ui {

struct Palette {
  ImU32 ground, panel, header, field, border, field_border;
  ImU32 text, muted, label_star;
  ImU32 primary, primary_hover, primary_text, title_ground, title_text;
  ImU32 valid, error, warning, link, time, icon;
  ImU32 badge, badge_text, hover_row, dim, scrollbar, scrollbar_grab;
};

// Light after the original page (Bootstrap 3), dark of its own; both AA for text, 3:1 for frames of controls.
const Palette& palette(bool dark);
bool is_dark(const model::View& view);

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
