#include "ui/theme.h"

namespace ui {
namespace {

constexpr ImU32 rgb(unsigned value) {
  return IM_COL32((value >> 16) & 255, (value >> 8) & 255, value & 255, 255);
}

constexpr Palette kPalettes[kLooks] = {
#define C(name, light, dark, contrast_light, contrast_dark) .name = rgb(light),
    {
#include "ui/theme_colours.inc"
        .dim = IM_COL32(0, 0, 0, 110), .line = 1, .ring = 2, .contrast = false},
#undef C
#define C(name, light, dark, contrast_light, contrast_dark) .name = rgb(dark),
    {
#include "ui/theme_colours.inc"
        .dim = IM_COL32(0, 0, 0, 150), .line = 1, .ring = 2, .contrast = false},
#undef C
#define C(name, light, dark, contrast_light, contrast_dark) .name = rgb(contrast_light),
    {
#include "ui/theme_colours.inc"
        .dim = IM_COL32(0, 0, 0, 170), .line = 2, .ring = 3, .contrast = true},
#undef C
#define C(name, light, dark, contrast_light, contrast_dark) .name = rgb(contrast_dark),
    {
#include "ui/theme_colours.inc"
        .dim = IM_COL32(0, 0, 0, 190), .line = 2, .ring = 3, .contrast = true},
#undef C
};

}  // namespace

const Palette& palette(Look look) { return kPalettes[static_cast<std::size_t>(look)]; }

Look look(const model::View& view) {
  using model::ThemeChoice;
  const bool follow = view.theme == ThemeChoice::system;
  if (view.theme == ThemeChoice::contrast || (follow && view.system_look.contrast))
    return view.system_look.dark ? Look::contrast_dark : Look::contrast_light;
  return view.theme == ThemeChoice::dark || (follow && view.system_look.dark) ? Look::dark : Look::light;
}

Metrics metrics(bool touch, bool wide) {
  Metrics m;
  if (touch) m.field_height = 40;
  if (!wide) m.title = 18;
  return m;
}

}  // namespace ui
