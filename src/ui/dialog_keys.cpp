// What the keyboard can do, listed.
#include <algorithm>
#include <string>

#include "imgui.h"
#include "ui/dialog.h"
#include "ui/glyph_text.h"
#include "ui/panels.h"

namespace ui {
namespace {

struct Shortcut {
  std::string_view keys;  // as they stand on keyboards; " / " between alternatives
  Text does;
};

constexpr Shortcut kShortcuts[] = {
    {"Ctrl + Enter / ⌘ + Enter", Text::key_publish},
    {"Enter", Text::key_enter},
    {"Tab / Shift + Tab", Text::key_tab},
    {"Esc", Text::key_escape},
    {"↑ ↓ Home End Page Up Page Down", Text::key_rows},
    {"Enter / Space", Text::key_open},
    {"Shift + F10", Text::key_menu},
    {"Ctrl + C / ⌘ + C", Text::key_copy},
    {"Ctrl + / / ⌘ + /", Text::key_keys},
};

// Keys and what they do, beside each other where there is room.
void line(Frame& frame, const Shortcut& shortcut, float width) {
  constexpr float kKeys = 246;
  const bool beside = width >= 420;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string_view does = frame.say(shortcut.does);
  std::string name(shortcut.keys);
  name.append(": ").append(does);
  draw_text(frame.fonts.bold, frame.size.text - 1, {at.x, at.y + 1}, frame.colour.text, shortcut.keys);
  const float left = beside ? at.x + kKeys : at.x;
  ImGui::SetCursorScreenPos({left, beside ? at.y : at.y + frame.size.line});
  paragraph(frame, does, at.x + width - left, beside ? frame.colour.text : frame.colour.muted, frame.size.text);
  // One sentence for who hears it.
  Item& item = frame.registry.last();
  item.name = name;
  item.box = {at.x, at.y, width, item.box.y + item.box.h - at.y};
  ImGui::SetCursorScreenPos({at.x, ImGui::GetCursorScreenPos().y});
  ImGui::Dummy({0, 7});
}

}  // namespace

bool keys_dialog(Frame& frame, float page_width, float page_height) {
  if (!frame.state.keys_open) return false;
  const Dialog dialog{Group::keys, Text::group_keys, 620, frame.wide ? 336.f : 540.f};
  if (begin_dialog(frame, dialog, page_width, page_height)) frame.state.keys_open = false;
  const DialogRoom room = dialog_room(frame, dialog, page_width, page_height);
  begin_scroll_area(frame, "keys", {room.width, room.height});
  const float width = ImGui::GetContentRegionAvail().x - 4;
  for (const Shortcut& shortcut : kShortcuts) line(frame, shortcut, width);
  end_scroll_area(frame);
  end_dialog(frame);
  return true;
}

}  // namespace ui
