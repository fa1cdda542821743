#include "ui/widgets.h"

#include <algorithm>
#include <cmath>

#include "imgui_internal.h"
#include "ui/glyph_text.h"

namespace ui {
namespace {

struct Press {
  bool pressed = false, hovered = false, held = false;
};

// The mouse on the canvas and the twin's click are the same press.
Press press(Frame& frame, std::uint32_t id, ImVec2 low, ImVec2 high, bool enabled) {
  Press result;
  const ImRect box(low, high);
  ImGui::ItemSize(box);
  const bool visible = ImGui::ItemAdd(box, id);
  const bool clicked = frame.registry.take(ItemInput::Kind::click, id);
  if (frame.registry.focus_arrived(id)) ImGui::ScrollToRectEx(ImGui::GetCurrentWindow(), box);
  if (!enabled) return result;
  if (visible) result.pressed = ImGui::ButtonBehavior(box, id, &result.hovered, &result.held);
  if (result.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  result.pressed |= clicked;
  return result;
}

struct ButtonColours {
  ImU32 fill, border, words;
};

ButtonColours button_colours(const Frame& frame, const ButtonOptions& options, const Press& state) {
  const Palette& c = frame.colour;
  const bool lit = state.hovered || state.held;
  if (!options.enabled && options.look == ButtonLook::primary) return {c.primary_off, c.primary_off_border, c.primary_off_text};
  if (!options.enabled) return {c.panel, c.off_border, c.off_text};
  switch (options.look) {
    case ButtonLook::primary:
      return {lit ? c.primary_hover : c.primary, 0, c.primary_text};
    case ButtonLook::bar:
      return {lit ? c.title_hover : 0u, c.title_border, c.title_text};
    case ButtonLook::quiet:
      return {lit ? c.hover_row : 0u, c.contrast ? c.field_border : 0u, c.link};
    case ButtonLook::plain:
      break;
  }
  return {lit ? c.header : c.panel, c.field_border, c.text};
}

}  // namespace

namespace {

// Where the menu was drawn last; it is drawn after all that it covers.
bool under_menu(const Frame& frame, const Box& box) {
  if (frame.state.menu.what == OpenMenu::What::none || frame.group == Group::menu) return false;
  const Box& menu = frame.state.menu.box;
  return box.x < menu.x + menu.w && menu.x < box.x + box.w && box.y < menu.y + menu.h && menu.y < box.y + box.h;
}

}  // namespace

void push_panel_id(const char* key) { ImGui::PushOverrideID(ImHashStr(key)); }

std::uint32_t item_id(std::string_view key) {
  key = language_free(key);
  return ImGui::GetCurrentWindow()->GetID(key.data(), key.data() + key.size());
}

Item& declare(Frame& frame, std::uint32_t id, Role role, std::string_view name, ImVec2 low, ImVec2 high) {
  Item& item = frame.registry.declare(id, role, frame.group, name);
  const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
  item.box = {low.x, low.y, high.x - low.x, high.y - low.y};
  item.clip = {clip.Min.x, clip.Min.y, clip.GetWidth(), clip.GetHeight()};
  item.modal = frame.in_modal;
  item.covered = (frame.modal_open && !frame.in_modal) || under_menu(frame, item.box);
  return item;
}

void draw_frame(const Frame& frame, ImVec2 low, ImVec2 high, ImU32 colour, float radius) {
  // A line lies half to each side of its path, and AddRect has the first pixel of it inside.
  const float in = (frame.colour.line - 1) / 2;
  ImGui::GetWindowDrawList()->AddRect({low.x + in, low.y + in}, {high.x - in, high.y - in}, colour,
                                      radius < 0 ? frame.size.radius : radius, 0, frame.colour.line);
}

void focus_ring(const Frame& frame, std::uint32_t id, ImVec2 low, ImVec2 high, bool on_bar) {
  if (!frame.registry.focus_ring(id)) return;
  const ImU32 colour = on_bar ? frame.colour.title_text : frame.colour.primary;
  const float away = 1 + frame.colour.ring / 2;
  ImGui::GetWindowDrawList()->AddRect({low.x - away, low.y - away}, {high.x + away, high.y + away}, colour, frame.size.radius + 2, 0,
                                      frame.colour.ring);
}

float button_width(const Frame& frame, std::string_view shown, bool small) {
  const float size = small ? frame.size.text - 1 : frame.size.text;
  return std::round(text_width(frame.fonts.regular, size, shown)) + (small ? 14 : 22);
}

bool button(Frame& frame, std::string_view name, const ButtonOptions& options) {
  const std::string_view shown = options.shown.empty() ? name : options.shown;
  const float size = options.small ? frame.size.text - 1 : frame.size.text;
  const float height = options.small ? std::max(22.f, frame.size.field_height - 6) : frame.size.field_height;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 high{low.x + button_width(frame, shown, options.small), low.y + height};
  const std::uint32_t id = item_id(options.key.empty() ? name : options.key);
  const Press state = press(frame, id, low, high, options.enabled);
  Item& item = declare(frame, id, Role::button, name, low, high);
  item.disabled = !options.enabled;
  item.help.assign(options.help);
  item.shortcut.assign(options.shortcut);
  item.opens_menu = options.opens_menu;
  item.expanded = options.menu_open;

  const ButtonColours colours = button_colours(frame, options, state);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  if (colours.fill) draw->AddRectFilled(low, high, colours.fill, frame.size.radius);
  if (colours.border) draw_frame(frame, low, high, colours.border);
  const float words = text_width(frame.fonts.regular, size, shown);
  draw_text(frame.fonts.regular, size, {(low.x + high.x - words) / 2, (low.y + high.y - frame.size.line) / 2}, colours.words, shown);
  focus_ring(frame, id, low, high, options.look == ButtonLook::bar);
  return state.pressed;
}

float disclosure_width(const Frame& frame, std::string_view shown) {
  return text_width(frame.fonts.regular, frame.size.text, shown) + 26;
}

bool disclosure(Frame& frame, std::string_view name, bool open, std::string_view help, std::string_view shown) {
  if (shown.empty()) shown = name;
  const float height = frame.size.field_height;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 high{low.x + disclosure_width(frame, shown), low.y + height};
  const std::uint32_t id = item_id(name);
  const Press state = press(frame, id, low, high, true);
  Item& item = declare(frame, id, Role::disclosure, name, low, high);
  item.expanded = open;
  item.help.assign(help);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  if (state.hovered) draw->AddRectFilled(low, high, frame.colour.hover_row, frame.size.radius);
  const ImVec2 centre{low.x + 11, (low.y + high.y) / 2};
  if (open)
    draw->AddTriangleFilled({centre.x - 4, centre.y - 3}, {centre.x + 4, centre.y - 3}, {centre.x, centre.y + 4}, frame.colour.link);
  else
    draw->AddTriangleFilled({centre.x - 3, centre.y - 4}, {centre.x - 3, centre.y + 4}, {centre.x + 4, centre.y}, frame.colour.link);
  draw_text(frame.fonts.regular, frame.size.text, {low.x + 20, (low.y + high.y - frame.size.line) / 2}, frame.colour.link, shown);
  focus_ring(frame, id, low, high);
  return state.pressed;
}

float checkbox_width(const Frame& frame, std::string_view shown) {
  return text_width(frame.fonts.regular, frame.size.text, shown) + 22;
}

bool checkbox(Frame& frame, std::string_view name, bool checked, std::string_view help, std::string_view shown) {
  if (shown.empty()) shown = name;
  const float height = frame.size.field_height;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  // A long label in a narrow window is cut on screen; its twin says all of it.
  const float room = std::min(frame.panel_right, ImGui::GetCurrentWindow()->ClipRect.Max.x - 4) - low.x;
  const ImVec2 high{low.x + std::min(checkbox_width(frame, shown), room), low.y + height};
  const std::uint32_t id = item_id(name);
  const Press state = press(frame, id, low, high, true);
  Item& item = declare(frame, id, Role::checkbox, name, low, high);
  item.checked = checked;
  item.help.assign(help);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const float middle = std::round((low.y + high.y) / 2);
  const ImVec2 box_low{low.x, middle - 7}, box_high{low.x + 14, middle + 7};
  draw->AddRectFilled(box_low, box_high, checked ? frame.colour.primary : frame.colour.field, 3);
  draw_frame(frame, box_low, box_high, checked || state.hovered ? frame.colour.primary : frame.colour.field_border, 3);
  if (checked) {
    const ImVec2 tick[] = {{low.x + 3.5f, middle}, {low.x + 6, middle + 3}, {low.x + 10.5f, middle - 3}};
    draw->AddPolyline(tick, 3, frame.colour.primary_text, 0, 1.8f);
  }
  draw_text_cut(frame.fonts.regular, frame.size.text, {low.x + 20, (low.y + high.y - frame.size.line) / 2}, high.x - low.x - 20,
                frame.colour.text, shown);
  focus_ring(frame, id, low, high);
  return state.pressed;
}

bool radio(Frame& frame, std::string_view name, std::string_view shown, bool chosen) {
  const float height = frame.size.field_height;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float words = text_width(frame.fonts.regular, frame.size.text, shown);
  const ImVec2 high{low.x + words + 22, low.y + height};
  const std::uint32_t id = item_id(shown);
  const Press state = press(frame, id, low, high, true);
  declare(frame, id, Role::radio, name, low, high).checked = chosen;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImVec2 centre{low.x + 7, std::round((low.y + high.y) / 2)};
  draw->AddCircleFilled(centre, 7, frame.colour.field);
  draw->AddCircle(centre, 7, chosen || state.hovered ? frame.colour.primary : frame.colour.field_border, 0, frame.colour.line);
  if (chosen) draw->AddCircleFilled(centre, 3.8f, frame.colour.primary);
  draw_text(frame.fonts.regular, frame.size.text, {low.x + 20, (low.y + high.y - frame.size.line) / 2}, frame.colour.text, shown);
  focus_ring(frame, id, low, high);
  return state.pressed && !chosen;
}

}  // namespace ui
