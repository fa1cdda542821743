// The browser's own fonts as ImGui fonts: every glyph is drawn by a canvas when it is first needed, so that the page
// downloads none. Text goes through ui::cluster_text() first, which load_fonts() sets.
#pragma once

struct ImFont;

namespace browser {

struct Fonts {
  ImFont* ui = nullptr;
  ImFont* bold = nullptr;
  ImFont* mono = nullptr;
};

// After ImGui::CreateContext(), once. A size in ImGui is the em in CSS pixels (CSS font-size). Text is placed as in a
// CSS line of ui::line_height(size) whose top left corner is where ImGui is told to draw. The font texture must be
// drawn with nearest filtering: bitmaps are made for whole device pixels.
Fonts load_fonts(float size);
// Before each ImGui::NewFrame(), after the platform backend's: tells the fonts the pixel ratio, ages the private code
// points, and empties an atlas that is nearly full.
void begin_glyph_frame();

}  // namespace browser
