#include "ui/menu.h"

#include <algorithm>
#include <cmath>

#include "imgui_internal.h"
#include "ui/glyph_text.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr float kPadX = 14, kPadY = 5, kMark = 20, kFromEdge = 6;

float entry_height(const Frame& frame) { return std::max(30.f, frame.size.field_height); }

// Below the anchor when there is room, else above it, and always on the page.
ImRect place(const Frame& frame, std::span<const MenuEntry> entries, bool marks, float page_width, float page_height) {
  float words = 0;
  for (const MenuEntry& entry : entries) words = std::max(words, text_width(frame.fonts.regular, frame.size.text, entry.name));
  const float height = entry_height(frame) * static_cast<float>(entries.size()) + 2 * kPadY;
  const ImVec2 size{std::round(words) + 2 * kPadX + (marks ? kMark : 0), std::min(height, page_height - 2 * kFromEdge)};
  const Box& at = frame.state.menu.anchor;
  const float below = at.y + at.h + 2, above = at.y - size.y - 2;
  float y = below;
  if (below + size.y > page_height - kFromEdge && above >= kFromEdge) y = above;
  const auto on_page = [](float wanted, float length, float room) {
    return std::round(std::max(kFromEdge, std::min(wanted, room - length - kFromEdge)));
  };
  const ImVec2 low{on_page(at.x, size.x, page_width), on_page(y, size.y, page_height)};
  return {low, {low.x + size.x, low.y + size.y}};
}

// Arrow keys, Home and End: the next entry that can be chosen gets the focus.
void take_keys(Frame& frame, std::span<const MenuEntry> entries, std::size_t index, std::uint32_t id) {
  using Kind = ItemInput::Kind;
  const std::size_t count = entries.size();
  std::size_t to = index;
  bool moved = false;
  // `from` is passed over itself when it cannot be chosen; `step` is 1, or back by going all around but one.
  const auto go = [&](std::size_t from, std::size_t step) {
    to = from % count;
    for (std::size_t tried = 0; tried < count && !entries[to].enabled; ++tried) to = (to + step) % count;
    moved = true;
  };
  for (int i = frame.registry.take_all(Kind::next_row, id); i > 0; --i) go(to + 1, 1);
  for (int i = frame.registry.take_all(Kind::previous_row, id); i > 0; --i) go(to + count - 1, count - 1);
  if (frame.registry.take(Kind::first_row, id)) go(0, 1);
  if (frame.registry.take(Kind::last_row, id)) go(count - 1, count - 1);
  if (moved) frame.registry.request_focus(item_id(entries[to].name));
}

// True when it was chosen.
bool draw_entry(Frame& frame, const MenuEntry& entry, bool marks, const ImRect& box) {
  const std::uint32_t id = item_id(entry.name);
  ImGui::ItemAdd(box, id);
  if (frame.registry.focus_arrived(id)) ImGui::ScrollToRectEx(ImGui::GetCurrentWindow(), box);
  bool hovered = false, held = false;
  bool chosen = entry.enabled && ImGui::ButtonBehavior(box, id, &hovered, &held);
  chosen |= frame.registry.take(ItemInput::Kind::click, id) && entry.enabled;
  Item& item = declare(frame, id, Role::menuitem, entry.name, box.Min, box.Max);
  item.disabled = !entry.enabled;
  item.help.assign(entry.help);
  item.checked = entry.checked;
  item.radio_set = entry.radio ? 1 : 0;
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  if (hovered || frame.registry.focused(id)) draw->AddRectFilled(box.Min, box.Max, frame.colour.hover_row, 3);
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  const float left = box.Min.x + kPadX - 4, middle = std::round((box.Min.y + box.Max.y) / 2);
  if (entry.checked) draw->AddCircleFilled({left + 4, middle}, 3.5f, frame.colour.primary);
  draw_text(frame.fonts.regular, frame.size.text, {left + (marks ? kMark : 0), middle - frame.size.line / 2},
            entry.enabled ? frame.colour.text : frame.colour.off_text, entry.name);
  if (frame.registry.focus_ring(id)) draw->AddRect(box.Min, box.Max, frame.colour.primary, 3, 0, frame.colour.ring);
  return chosen;
}

bool inside(const Box& box, ImVec2 point) {
  return point.x >= box.x && point.x < box.x + box.w && point.y >= box.y && point.y < box.y + box.h;
}

// A press elsewhere. That on the control which opened it is left to the control: it closes what it opened.
bool pressed_elsewhere(const Frame& frame, const ImRect& box) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsMouseClicked(ImGuiMouseButton_Right)) return false;
  if (box.Contains(io.MousePos)) return false;
  return frame.state.menu.anchor.w == 0 || !inside(frame.state.menu.anchor, io.MousePos);
}

}  // namespace

void open_menu(Frame& frame, OpenMenu::What what, const Box& anchor, std::uint32_t opener, std::uint64_t seq) {
  frame.state.menu = {.what = what, .seq = seq, .anchor = anchor, .box = {}, .opener = opener, .fresh = true};
}

bool menu_is_open(const Frame& frame, OpenMenu::What what) { return frame.state.menu.what == what; }

void close_menu(Frame& frame, bool refocus) {
  OpenMenu& menu = frame.state.menu;
  if (refocus && menu.opener != 0) frame.registry.request_focus(menu.opener);
  if (menu.what != OpenMenu::What::none) frame.state.menu_opener = menu.opener;
  menu = {};
}

std::optional<std::size_t> draw_menu(Frame& frame, std::span<const MenuEntry> entries, float page_width, float page_height) {
  OpenMenu& menu = frame.state.menu;
  frame.group = Group::menu;
  const bool marks = std::any_of(entries.begin(), entries.end(), [](const MenuEntry& entry) { return entry.radio; });
  const ImRect box = place(frame, entries, marks, page_width, page_height);
  menu.box = {box.Min.x, box.Min.y, box.GetWidth(), box.GetHeight()};
  ImGui::SetNextWindowPos(box.Min);
  ImGui::SetNextWindowSize(box.GetSize());
  // Once only: it would take a press from the control under the mouse.
  if (menu.fresh) ImGui::SetNextWindowFocus();
  ImGui::Begin("menu", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
  frame.registry.declare_panel(Group::menu, menu.box);
  // Behind it nothing scrolls.
  frame.registry.declare_scroll_area({.id = item_id("ground"), .box = menu.box, .shuts = true});
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(box.Min, box.Max, frame.colour.panel, frame.size.radius);
  draw_frame(frame, box.Min, box.Max, frame.colour.field_border);

  std::optional<std::size_t> chosen;
  bool has_focus = false;
  std::size_t first = entries.size();
  ImGui::SetCursorScreenPos({box.Min.x, box.Min.y + kPadY});
  begin_scroll_area(frame, "entries", {box.GetWidth(), box.GetHeight() - 2 * kPadY});
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const float right = top.x + ImGui::GetContentRegionAvail().x - 4;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const float y = top.y + entry_height(frame) * static_cast<float>(i);
    const ImRect entry_box({box.Min.x + 4, y}, {right, y + entry_height(frame)});
    if (draw_entry(frame, entries[i], marks, entry_box)) chosen = i;
    const std::uint32_t id = item_id(entries[i].name);
    has_focus |= frame.registry.focused(id);
    take_keys(frame, entries, i, id);
    const bool better = first == entries.size() || (entries[i].checked && !entries[first].checked);
    if (entries[i].enabled && better) first = i;
  }
  if (menu.fresh && first < entries.size()) frame.registry.request_focus(item_id(entries[first].name));
  ImGui::SetCursorScreenPos(top);
  ImGui::Dummy({0, entry_height(frame) * static_cast<float>(entries.size())});
  end_scroll_area(frame);
  ImGui::End();

  if (chosen || frame.registry.take_escape())
    close_menu(frame, true);
  else if (!menu.fresh && (pressed_elsewhere(frame, box) || (menu.had_focus && !has_focus)))
    close_menu(frame, false);
  menu.had_focus |= has_focus && menu.what != OpenMenu::What::none;
  menu.fresh = false;
  return chosen;
}

}  // namespace ui
