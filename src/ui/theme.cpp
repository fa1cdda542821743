#include "ui/theme.h"

namespace ui {
namespace {

constexpr ImU32 rgb(unsigned value, unsigned alpha = 255) {
  return IM_COL32((value >> 16) & 255, (value >> 8) & 255, value & 255, alpha);
}

constexpr Palette kLight{
    .ground = rgb(0xffffff), .panel = rgb(0xffffff), .header = rgb(0xf5f5f5), .field = rgb(0xffffff),
    .border = rgb(0xdddddd), .field_border = rgb(0x8c8c8c),
    .text = rgb(0x333333), .muted = rgb(0x6b6b6b), .label_star = rgb(0xc9302c),
    .primary = rgb(0x337ab7), .primary_hover = rgb(0x286090), .primary_text = rgb(0xffffff),
    .title_ground = rgb(0x337ab7), .title_text = rgb(0xffffff),
    .valid = rgb(0x3c763d), .error = rgb(0xa94442), .warning = rgb(0x8a6d3b), .link = rgb(0x2a6496),
    .time = rgb(0x2a7a2a), .icon = rgb(0x1a3fd0),
    .badge = rgb(0x777777), .badge_text = rgb(0xffffff), .hover_row = rgb(0xf0f5fa), .dim = rgb(0x000000, 110),
    .scrollbar = rgb(0xf0f0f0), .scrollbar_grab = rgb(0x8f8f8f),
};

constexpr Palette kDark{
    .ground = rgb(0x1e1f22), .panel = rgb(0x2b2d30), .header = rgb(0x34363a), .field = rgb(0x1e1f22),
    .border = rgb(0x43454a), .field_border = rgb(0x80838a),
    .text = rgb(0xdfe1e5), .muted = rgb(0xa4a7ae), .label_star = rgb(0xff8a80),
    .primary = rgb(0x6ca8e0), .primary_hover = rgb(0x8bbcea), .primary_text = rgb(0x14181d),
    .title_ground = rgb(0x26466a), .title_text = rgb(0xf2f5f8),
    .valid = rgb(0x7fc281), .error = rgb(0xf0908c), .warning = rgb(0xd9b36c), .link = rgb(0x8bbcea),
    .time = rgb(0x7fc281), .icon = rgb(0x8aa8ff),
    .badge = rgb(0x6b6e75), .badge_text = rgb(0xffffff), .hover_row = rgb(0x33373d), .dim = rgb(0x000000, 150),
    .scrollbar = rgb(0x26282b), .scrollbar_grab = rgb(0x80838a),
};

}  // namespace

const Palette& palette(bool dark) { return dark ? kDark : kLight; }

bool is_dark(const model::View& view) {
  return view.theme == model::ThemeChoice::system ? view.system_dark : view.theme == model::ThemeChoice::dark;
}

Metrics metrics(bool touch, bool wide) {
  Metrics m;
  if (touch) m.field_height = 40;
  if (!wide) m.title = 18;
  return m;
}

}  // namespace ui
