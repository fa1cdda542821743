#include "browser/glyphs.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <cmath>
#include <string>

#include "browser/cluster_table.h"
#include "browser/clusters.h"
#include "browser/js_text.h"
#include "browser/script.h"
#include "ui/line_height.h"

extern "C" {
float page_base_line(int face, float size, float line);
void page_glyph(int face, float pixels, const char* text, std::size_t length, bool draw, float* out);
int page_segment(const char* text, std::size_t length, std::uint32_t* out, std::size_t room);
}

namespace browser {
namespace {

// ImGui counts glyphs of a size in 16 bits and asserts beyond; a texture may fill up before.
constexpr int kMostGlyphs = 40000;
constexpr int kOpaqueColour = 24;  // a channel of black text above this is a colour glyph's

bool g_atlas_full = false;

void drop_glyph(char32_t code_point) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  if (atlas->Builder == nullptr) return;
  for (int i = 0; i < atlas->Builder->BakedPool.Size; ++i) {
    ImFontBaked& baked = atlas->Builder->BakedPool[i];
    if (baked.WantDestroy || code_point >= static_cast<char32_t>(baked.IndexLookup.Size)) continue;
    const ImU16 index = baked.IndexLookup[static_cast<int>(code_point)];
    if (index < baked.Glyphs.Size)
      ImFontAtlasBakedDiscardFontGlyph(atlas, baked.ContainerFont, &baked, &baked.Glyphs[index]);
  }
}

ClusterTable& table() {
  static ClusterTable clusters(drop_glyph);
  return clusters;
}

struct Ink {
  int x, y, w, h;
  bool coloured;
};

// The smallest box with any ink in it; text turns from black to white, for ImGui tints white.
Ink prepare(unsigned char* pixels, int width, int height) {
  int left = width, right = -1, top = height, bottom = -1;
  bool coloured = false;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const unsigned char* p = pixels + (y * width + x) * 4;
      if (p[3] == 0) continue;
      coloured |= p[0] > kOpaqueColour || p[1] > kOpaqueColour || p[2] > kOpaqueColour;
      left = x < left ? x : left;
      right = x > right ? x : right;
      top = y < top ? y : top;
      bottom = y;
    }
  if (!coloured)
    for (int i = 0; i < width * height; ++i) pixels[i * 4] = pixels[i * 4 + 1] = pixels[i * 4 + 2] = 255;
  return {left, top, right - left + 1, bottom - top + 1, coloured};
}

bool source_init(ImFontAtlas*, ImFontConfig*) { return true; }
// A browser has something to show for everything.
bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool baked_init(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
  const float line = ui::line_height(baked->Size);
  baked->Ascent = page_base_line(static_cast<int>(source->FontNo), baked->Size, line);
  baked->Descent = baked->Ascent - line;
  return true;
}

bool place_bitmap(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, const float* box, ImFontGlyph* glyph) {
  const int width = static_cast<int>(box[3]), height = static_cast<int>(box[4]);
  auto* pixels = const_cast<unsigned char*>(js_bytes());
  const Ink ink = prepare(pixels, width, height);
  if (ink.w <= 0) return true;
  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, ink.w, ink.h);
  if (id == ImFontAtlasRectId_Invalid) {
    g_atlas_full = true;
    return false;
  }
  const float density = baked->RasterizerDensity;
  // Pen and base line may lie between pixels (a ratio of 1.5): nearest filtering rounds their sum, once, as the browser
  // does with its text. A hair off, so that halves all go one way; renderers know no less than a 16th of a pixel.
  constexpr float kHair = 0.07f;
  glyph->X0 = (box[1] + static_cast<float>(ink.x) + kHair) / density;
  glyph->Y0 = baked->Ascent + (box[2] + static_cast<float>(ink.y) + kHair) / density;
  glyph->X1 = glyph->X0 + static_cast<float>(ink.w) / density;
  glyph->Y1 = glyph->Y0 + static_cast<float>(ink.h) / density;
  glyph->Visible = true;
  glyph->Colored = ink.coloured;
  glyph->PackId = id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, ImFontAtlasPackGetRect(atlas, id),
                                     pixels + (ink.y * width + ink.x) * 4, ImTextureFormat_RGBA32, width * 4);
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code_point,
                ImFontGlyph* glyph, float* advance) {
  if (code_point == '\t') return false;  // ImGui makes it of spaces
  if (baked->Glyphs.Size >= kMostGlyphs) g_atlas_full = true;
  float box[5] = {};
  const bool control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
  if (!control) {
    std::string own;
    std::string_view text;
    if (ClusterTable::is_private(code_point)) {
      text = table().cluster(code_point);
    } else {
      append_code_point(own, code_point);
      text = own;
    }
    page_glyph(static_cast<int>(source->FontNo), baked->Size * baked->RasterizerDensity, text.data(), text.size(),
               glyph != nullptr, box);
  }
  const float width = box[0] / baked->RasterizerDensity;
  if (glyph == nullptr) {
    *advance = width;
    return true;
  }
  glyph->Codepoint = code_point;
  glyph->AdvanceX = width;
  return box[3] == 0 || place_bitmap(atlas, source, baked, box, glyph);
}

const ImFontLoader* loader() {
  static ImFontLoader canvas;
  canvas.Name = "canvas";
  canvas.FontSrcInit = source_init;
  canvas.FontSrcContainsGlyph = contains_glyph;
  canvas.FontBakedInit = baked_init;
  canvas.FontBakedLoadGlyph = load_glyph;
  return &canvas;
}

}  // namespace

Fonts load_fonts(float size) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  atlas->SetFontLoader(loader());
  Fonts fonts;
  ImFont** const faces[] = {&fonts.ui, &fonts.bold, &fonts.mono};
  static char no_data = 0;
  for (ImU32 face = 0; face < 3; ++face) {
    ImFontConfig config;
    config.FontData = &no_data;
    config.FontDataSize = 1;
    config.FontDataOwnedByAtlas = false;
    config.SizePixels = size;
    config.FontNo = face;
    config.FontLoader = loader();
    *faces[face] = atlas->AddFont(&config);
  }
  static Clusters clusters(table(), page_segment);
  ui::set_cluster_text(&clusters);
  return fonts;
}

void begin_glyph_frame() {
  table().begin_frame();
  const ImGuiIO& io = ImGui::GetIO();
  // ImGui tells only the font that is pushed; ours are drawn by name.
  for (ImFont* font : io.Fonts->Fonts) font->CurrentRasterizerDensity = io.DisplayFramebufferScale.x;
  if (!g_atlas_full) return;
  g_atlas_full = false;
  ImFontAtlasBuildDiscardBakes(io.Fonts, 0);
}

}  // namespace browser
