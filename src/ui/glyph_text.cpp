#include "ui/glyph_text.h"

#include <cmath>

#include "imgui_internal.h"
#include "ui/cluster_text.h"

namespace ui {
namespace {

bool breaks_around(unsigned c) {
  // Han, kana, hangul and their punctuation may be parted anywhere.
  return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

float mapped_width(ImFontBaked* baked, std::string_view mapped) {
  float width = 0;
  const char* at = mapped.data();
  const char* const end = at + mapped.size();
  while (at < end) {
    unsigned c = static_cast<unsigned char>(*at);
    at += c < 0x80 ? 1 : ImTextCharFromUtf8(&c, at, end);
    width += baked->GetCharAdvance(static_cast<ImWchar>(c));
  }
  return width;
}

ImFontBaked* baked(ImFont* font, float size) { return font->GetFontBaked(size); }

}  // namespace

float text_width(ImFont* font, float size, std::string_view utf8) {
  return mapped_width(baked(font, size), cluster_text().map(utf8));
}

void draw_mapped(ImFont* font, float size, ImVec2 at, ImU32 colour, std::string_view mapped) {
  // Whole CSS pixels, as ImGui truncates to anyway; the loader puts the base line where it is in a CSS line.
  at = {std::round(at.x), std::round(at.y)};
  cluster_text().keep(mapped);
  ImGui::GetWindowDrawList()->AddText(font, size, at, colour, mapped.data(), mapped.data() + mapped.size());
}

float draw_text(ImFont* font, float size, ImVec2 at, ImU32 colour, std::string_view utf8) {
  const std::string_view mapped = cluster_text().map(utf8);
  const float width = mapped_width(baked(font, size), mapped);
  draw_mapped(font, size, at, colour, mapped);
  return width;
}

void draw_text_cut(ImFont* font, float size, ImVec2 at, float width, ImU32 colour, std::string_view utf8) {
  const std::string_view mapped = cluster_text().map(utf8);
  ImFontBaked* glyphs = baked(font, size);
  if (mapped_width(glyphs, mapped) <= width) return draw_mapped(font, size, at, colour, mapped);
  constexpr std::string_view kDots = "…";
  const float room = width - mapped_width(glyphs, kDots);
  float used = 0;
  const char* p = mapped.data();
  const char* const end = p + mapped.size();
  while (p < end) {
    unsigned c = 0;
    const int bytes = ImTextCharFromUtf8(&c, p, end);
    const float advance = glyphs->GetCharAdvance(static_cast<ImWchar>(c));
    if (used + advance > room) break;
    used += advance;
    p += bytes;
  }
  draw_mapped(font, size, at, colour, mapped.substr(0, static_cast<std::size_t>(p - mapped.data())));
  draw_mapped(font, size, {at.x + used, at.y}, colour, kDots);
}

void draw_text_tail(ImFont* font, float size, ImVec2 at, float width, ImU32 colour, std::string_view utf8) {
  const std::string_view mapped = cluster_text().map(utf8);
  ImFontBaked* glyphs = baked(font, size);
  float left = mapped_width(glyphs, mapped);
  if (left <= width) return draw_mapped(font, size, at, colour, mapped);
  constexpr std::string_view kDots = "…";
  const float dots = mapped_width(glyphs, kDots);
  const char* p = mapped.data();
  const char* const end = p + mapped.size();
  while (p < end && left + dots > width) {
    unsigned c = 0;
    p += ImTextCharFromUtf8(&c, p, end);
    left -= glyphs->GetCharAdvance(static_cast<ImWchar>(c));
  }
  draw_mapped(font, size, at, colour, kDots);
  draw_mapped(font, size, {at.x + dots, at.y}, colour, mapped.substr(static_cast<std::size_t>(p - mapped.data())));
}

void wrap_text(ImFont* font, float size, std::string_view utf8, float width, std::size_t most_lines, WrappedText& out,
               bool* cut) {
  out.mapped.assign(cluster_text().map(utf8));
  out.lines.clear();
  if (cut) *cut = false;
  ImFontBaked* glyphs = baked(font, size);
  const char* const base = out.mapped.data();
  const char* const end = base + out.mapped.size();
  const char* line = base;
  const char* may_break = nullptr;  // the next line would begin here
  float used = 0, used_at_break = 0;
  const auto offset = [base](const char* p) { return static_cast<std::uint32_t>(p - base); };
  for (const char* p = base; p < end;) {
    if (out.lines.size() >= most_lines) {
      if (cut) *cut = true;
      return;
    }
    unsigned c = static_cast<unsigned char>(*p);
    const int bytes = c < 0x80 ? 1 : ImTextCharFromUtf8(&c, p, end);
    if (c == '\n' || c == '\r') {
      out.lines.push_back({offset(line), offset(p)});
      p += bytes;
      if (c == '\r' && p < end && *p == '\n') ++p;
      line = p;
      may_break = nullptr;
      used = 0;
      continue;
    }
    const float advance = glyphs->GetCharAdvance(static_cast<ImWchar>(c));
    if (breaks_around(c) && p > line) {
      may_break = p;
      used_at_break = used;
    }
    if (used + advance > width && p > line && c != ' ') {
      const char* const next = may_break ? may_break : p;
      out.lines.push_back({offset(line), offset(next)});
      used = may_break ? used - used_at_break : 0;
      line = next;
      may_break = nullptr;
      continue;
    }
    used += advance;
    p += bytes;
    if (c == ' ' || c == '\t' || c == '-' || c == '/' || breaks_around(c)) {
      may_break = p;
      used_at_break = used;
    }
  }
  if (out.lines.size() < most_lines)
    out.lines.push_back({offset(line), offset(end)});
  else if (line < end && cut)
    *cut = true;
}

}  // namespace ui
