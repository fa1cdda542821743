// What is only read: headings, paragraphs, live status, links.
#include <algorithm>
#include <cmath>

#include "imgui_internal.h"
#include "ui/glyph_text.h"
#include "ui/widgets.h"

namespace ui {

void heading(Frame& frame, std::string_view name, int level, ImVec2 at, float size, ImU32 colour) {
  ImFont* const font = level <= 1 ? frame.fonts.regular : frame.fonts.bold;
  const float width = draw_text(font, size, at, colour, name);
  const std::uint32_t id = item_id(name) ^ 0x9e3779b9u;
  declare(frame, id, Role::heading, name, at, {at.x + width, at.y + size * 1.3f}).level = static_cast<std::uint8_t>(level);
}

float paragraph(Frame& frame, std::string_view words, float width, ImU32 colour, float size, int lines) {
  WrappedText wrapped;
  wrap_text(frame.fonts.regular, size, words, width, static_cast<std::size_t>(lines), wrapped);
  const float line = std::round(size * 1.36f);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = line * static_cast<float>(wrapped.lines.size());
  const ImRect box(at, {at.x + width, at.y + height});
  const std::uint32_t id = item_id(words);
  ImGui::ItemSize(box);
  ImGui::ItemAdd(box, 0);
  declare(frame, id, Role::text, words, box.Min, box.Max);
  for (std::size_t i = 0; i < wrapped.lines.size(); ++i)
    draw_mapped(frame.fonts.regular, size, {at.x, at.y + line * static_cast<float>(i)}, colour, wrapped.line(i));
  return height;
}

void status(Frame& frame, std::string_view words, Box box) {
  // Its id does not depend on the words: the twin stays and its new text is what is announced.
  const std::uint32_t id = item_id("status");
  declare(frame, id, Role::status, words, {box.x, box.y}, {box.x + box.w, box.y + box.h});
}

bool link(Frame& frame, std::string_view name, std::string_view href) {
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = text_width(frame.fonts.regular, frame.size.text, name);
  const ImVec2 high{low.x + width, low.y + frame.size.line};
  const std::uint32_t id = item_id(name);
  const ImRect box(low, high);
  ImGui::ItemSize(box);
  ImGui::ItemAdd(box, id);
  if (frame.registry.focus_arrived(id)) ImGui::ScrollToRectEx(ImGui::GetCurrentWindow(), box);
  bool hovered = false, held = false;
  const bool pressed = ImGui::ButtonBehavior(box, id, &hovered, &held);
  declare(frame, id, Role::link, name, low, high).href.assign(href);
  draw_text(frame.fonts.regular, frame.size.text, low, frame.colour.link, name);
  ImGui::GetWindowDrawList()->AddLine({low.x, high.y}, high, frame.colour.link);
  focus_ring(frame, id, low, high);
  return pressed;
}

}  // namespace ui
