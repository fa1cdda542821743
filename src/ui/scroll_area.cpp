// Parts of the page that scroll. The wheel and the finger come from our own listener, already given to one area.
#include <algorithm>

#include "imgui_internal.h"
#include "ui/widgets.h"

namespace ui {

void begin_scroll_area(Frame& frame, const char* key, ImVec2 size) {
  ImGui::PushStyleColor(ImGuiCol_ScrollbarBg, frame.colour.scrollbar);
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrab, frame.colour.scrollbar_grab);
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabHovered, frame.colour.primary);
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabActive, frame.colour.primary_hover);
  ImGui::BeginChild(key, size, ImGuiChildFlags_None, ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (frame.scroll.area == window->ID) {
    const float to = std::clamp(window->Scroll.y + frame.scroll.dy, 0.f, window->ScrollMax.y);
    ImGui::SetScrollY(to);
    frame.scroll = {};
  }
  // At its beginning: an area inside of it is declared after it, and so lies on top.
  const ImRect box = window->OuterRectClipped;
  frame.registry.declare_scroll_area({.id = window->ID,
                                      .box = {box.Min.x, box.Min.y, box.GetWidth(), box.GetHeight()},
                                      .up = window->Scroll.y > 0,
                                      .down = window->Scroll.y < window->ScrollMax.y});
}

void end_scroll_area(Frame&) {
  ImGui::EndChild();
  ImGui::PopStyleColor(4);
}

}  // namespace ui
