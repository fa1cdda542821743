#include "support/box_font.h"

#include "imgui_internal.h"

namespace support {
namespace {

bool init(ImFontAtlas*, ImFontConfig*) { return true; }
bool contains(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool baked_init(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
  baked->Ascent = baked->Size * 0.8f;
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar code_point, ImFontGlyph* glyph, float* advance) {
  const float width = code_point < 0x20 ? 0 : code_point < 0x2E80 ? baked->Size / 2 : baked->Size;
  if (glyph == nullptr) {
    *advance = width;
    return true;
  }
  glyph->Codepoint = code_point & 0x3FFFFFF;
  glyph->AdvanceX = width;
  glyph->Visible = code_point > 0x20;
  glyph->X1 = width;
  glyph->Y1 = baked->Size;
  glyph->U0 = glyph->V0 = glyph->U1 = glyph->V1 = kBoxUv;
  return true;
}

}  // namespace

ui::Fonts load_box_fonts() {
  static ImFontLoader boxes;
  boxes.Name = "boxes";
  boxes.FontSrcInit = init;
  boxes.FontSrcContainsGlyph = contains;
  boxes.FontBakedInit = baked_init;
  boxes.FontBakedLoadGlyph = load_glyph;
  static char no_data = 0;
  ImFontAtlas* const atlas = ImGui::GetIO().Fonts;
  atlas->SetFontLoader(&boxes);
  ui::Fonts fonts;
  for (ImFont** font : {&fonts.regular, &fonts.bold, &fonts.mono}) {
    ImFontConfig config;
    config.FontData = &no_data;
    config.FontDataSize = 1;
    config.FontDataOwnedByAtlas = false;
    config.SizePixels = 14;
    config.FontLoader = &boxes;
    *font = atlas->AddFont(&config);
  }
  return fonts;
}

}  // namespace support
