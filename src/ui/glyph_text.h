// Text on the canvas: measuring, drawing and wrapping, each by grapheme cluster. UTF-8 in; everything in CSS pixels.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "ui/line_height.h"

namespace ui {

float text_width(ImFont* font, float size, std::string_view utf8);
// `at` is the top left corner of a line; the text is one line. Returns its width.
float draw_text(ImFont* font, float size, ImVec2 at, ImU32 colour, std::string_view utf8);
// Cut with "…" when it is wider than `width`.
void draw_text_cut(ImFont* font, float size, ImVec2 at, float width, ImU32 colour, std::string_view utf8);

// The same, cut at its beginning: for topics, which differ at their ends.
void draw_text_tail(ImFont* font, float size, ImVec2 at, float width, ImU32 colour, std::string_view utf8);

// Text broken into lines. The text is already mapped to clusters, so that it can be drawn again without mapping.
struct WrappedText {
  std::string mapped;
  struct Line {
    std::uint32_t begin, end;
  };
  std::vector<Line> lines;  // at least one

  std::string_view line(std::size_t i) const {
    return std::string_view(mapped).substr(lines[i].begin, lines[i].end - lines[i].begin);
  }
};
// Breaks at line ends, after spaces, hyphens and slashes, between CJK characters, and anywhere in a word that is wider than a line.
// Stops after `most_lines`; `cut` tells that there was more.
void wrap_text(ImFont* font, float size, std::string_view utf8, float width, std::size_t most_lines, WrappedText& out,
               bool* cut = nullptr);
void draw_mapped(ImFont* font, float size, ImVec2 at, ImU32 colour, std::string_view mapped);

}  // namespace ui
