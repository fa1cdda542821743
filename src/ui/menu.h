// A menu over the page: not modal, closed by Esc, by a press elsewhere and when the focus leaves it. Which menus there are, and
// what their entries do, is who opens them.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "ui/frame.h"

namespace ui {

struct MenuEntry {
  std::string_view name;
  std::string_view help{};
  bool enabled = true;
  bool radio = false, checked = false;  // one of several that exclude each other
};

// Opens the menu from the next draw on, at the anchor (a control's box, or a point without size), instead of any other that is open.
// The focus goes into it, and back to `opener` (an item) when it closes.
void open_menu(Frame& frame, OpenMenu::What what, const Box& anchor, std::uint32_t opener, std::uint64_t seq = 0);
bool menu_is_open(const Frame& frame, OpenMenu::What what);
// Closes it; `refocus`: the focus goes back to the opener.
void close_menu(Frame& frame, bool refocus);

// Draws the open menu over all else. The entry that was chosen, once; the menu is closed then.
std::optional<std::size_t> draw_menu(Frame& frame, std::span<const MenuEntry> entries, float page_width, float page_height);

}  // namespace ui
