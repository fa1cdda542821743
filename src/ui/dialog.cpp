#include "ui/dialog.h"

#include <algorithm>
#include <cmath>

#include "imgui_internal.h"
#include "ui/glyph_text.h"
#include "ui/line_height.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr float kHeader = 44, kPad = 16, kMargin = 12;

struct Outline {
  ImVec2 low, high;
};

Outline outline(const Dialog& dialog, float page_width, float page_height) {
  const float width = std::min(dialog.width, page_width - 2 * kMargin);
  const float height = std::min(dialog.height, page_height - 2 * kMargin);
  const ImVec2 low{std::round((page_width - width) / 2), std::round((page_height - height) / 2)};
  return {low, {low.x + width, low.y + height}};
}

// Where the focus is, or was before it went into a menu that is closed now.
std::uint32_t opener(const Frame& frame) {
  const std::uint32_t focused = frame.registry.focused_id();
  const Item* const item = frame.registry.find(focused);
  return item != nullptr && item->group != Group::menu ? focused : frame.state.menu_opener;
}

}  // namespace

DialogRoom dialog_room(const Frame&, const Dialog& dialog, float page_width, float page_height) {
  const auto [low, high] = outline(dialog, page_width, page_height);
  return {low.x + kPad, low.y + kHeader + 10, high.x - low.x - 2 * kPad, high.y - low.y - kHeader - 10 - kPad};
}

bool begin_dialog(Frame& frame, const Dialog& dialog, float page_width, float page_height) {
  frame.group = dialog.group;
  frame.in_modal = true;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({page_width, page_height});
  ImGui::SetNextWindowFocus();
  ImGui::Begin("dialog", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
  ImGui::PushID(static_cast<int>(dialog.group));
  const auto [low, high] = outline(dialog, page_width, page_height);
  frame.registry.declare_panel(dialog.group, {low.x, low.y, high.x - low.x, high.y - low.y});
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled({0, 0}, {page_width, page_height}, frame.colour.dim);
  draw->AddRectFilled(low, high, frame.colour.panel, 6);
  draw_frame(frame, low, high, frame.colour.border, 6);
  draw->AddLine({low.x, low.y + kHeader}, {high.x, low.y + kHeader}, frame.colour.border);
  // The wheel belongs to the dialog, and behind it nothing scrolls.
  frame.registry.declare_scroll_area({.id = item_id("ground"), .box = {0, 0, page_width, page_height}, .shuts = true});
  heading(frame, frame.say(dialog.title), 2, {low.x + kPad, low.y + 12}, 16, frame.colour.text);

  const std::string_view close = frame.say(Text::close);
  ImGui::SetCursorScreenPos({high.x - kPad - button_width(frame, close, true), low.y + (kHeader - std::max(22.f, frame.size.field_height - 6)) / 2});
  bool closing = button(frame, close, {.small = true, .shortcut = "Escape"});
  const std::uint32_t close_id = frame.registry.last().id;
  const std::uint32_t token = static_cast<std::uint32_t>(dialog.group) + 1;
  if (frame.state.dialog_was_open != token) {
    if (frame.state.dialog_was_open == 0) frame.state.dialog_opener = opener(frame);
    frame.state.dialog_was_open = token;
    frame.registry.request_focus(close_id);
  }
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool outside = mouse.x < low.x || mouse.x >= high.x || mouse.y < low.y || mouse.y >= high.y;
  if (outside && ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsWindowAppearing()) closing = true;
  if (frame.registry.take_escape()) closing = true;
  const DialogRoom room = dialog_room(frame, dialog, page_width, page_height);
  ImGui::SetCursorScreenPos({room.left, room.top});
  return closing;
}

void dialog_status(Frame& frame, const Dialog& dialog, std::string_view words, ImU32 colour, float page_width, float page_height) {
  constexpr float kGap = 16, kClose = 70;
  const auto [low, high] = outline(dialog, page_width, page_height);
  const float left = low.x + kPad + text_width(frame.fonts.bold, 16, frame.say(dialog.title)) + kGap;
  const float width = high.x - kPad - kClose - left, line = line_height(frame.size.small);
  WrappedText wrapped;
  wrap_text(frame.fonts.regular, frame.size.small, words, width, 2, wrapped);
  const float top = low.y + (kHeader - line * static_cast<float>(wrapped.lines.size())) / 2;
  for (std::size_t i = 0; i < wrapped.lines.size(); ++i)
    draw_mapped(frame.fonts.regular, frame.size.small, {left, top + line * static_cast<float>(i)}, colour, wrapped.line(i));
  status(frame, words.empty() ? frame.say(Text::no_news) : words, {left, low.y + 4, width, kHeader - 8});
}

void end_dialog(Frame& frame) {
  ImGui::PopID();
  ImGui::End();
  frame.in_modal = false;
}

}  // namespace ui
