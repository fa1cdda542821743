// The bar at the top: the tool's name, how the connection stands, language, theme, about.
#include <algorithm>

#include "imgui.h"
#include "ui/glyph_text.h"
#include "ui/menu.h"
#include "ui/panels.h"

namespace ui {
namespace {

using Kind = model::Action::Kind;
using model::Link;
using model::ThemeChoice;

std::string link_words(const Frame& frame) {
  const model::View& view = frame.view;
  switch (view.link) {
    case Link::connecting: return std::string(frame.say(Text::link_connecting));
    case Link::connected: return frame.say(Text::link_connected, {.text = view.server});
    case Link::waiting: {
      if (view.retry_at_ms == 0) return std::string(frame.say(Text::link_waiting_online));
      const std::int64_t left = std::max<std::int64_t>(0, (view.retry_at_ms - view.now_ms + 999) / 1000);
      return frame.say(Text::link_waiting, {.number = {static_cast<std::uint64_t>(left)}});
    }
    case Link::closing: return std::string(frame.say(Text::link_closing));
    case Link::offline: break;
  }
  return std::string(frame.say(Text::link_offline));
}

ImU32 link_colour(const Frame& frame) {
  switch (frame.view.link) {
    case Link::connected: return frame.colour.link_up;
    case Link::connecting:
    case Link::waiting:
    case Link::closing: return frame.colour.link_between;
    case Link::offline: break;
  }
  return frame.colour.title_text;
}

// A dot that is full, half or empty, so that the state shows without its colour, and the state in words.
void link_pill(Frame& frame, ImVec2 at, float most_width) {
  const std::string words = link_words(frame);
  const float size = frame.size.text - 1;
  const float width = std::min(most_width, text_width(frame.fonts.regular, size, words) + 32);
  const ImVec2 low = at, high{at.x + width, at.y + 24};
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(low, high, frame.colour.pill, 12);
  const ImVec2 dot{low.x + 13, (low.y + high.y) / 2};
  if (frame.view.link == Link::connected)
    draw->AddCircleFilled(dot, 4.5f, link_colour(frame));
  else
    draw->AddCircle(dot, 4, link_colour(frame), 0, 2);
  draw_text_cut(frame.fonts.regular, size, {low.x + 23, low.y + 3}, width - 31, frame.colour.title_text, words);
  status(frame, words, {low.x, low.y, width, 24});
}

constexpr Text kShortThemes[] = {Text::short_system, Text::short_light, Text::short_dark, Text::short_contrast};

float button_height(const Frame& frame) { return std::max(22.f, frame.size.field_height - 6); }

// Returns where the first one begins.
float choices(Frame& frame, float right, float y) {
  constexpr Text kThemes[] = {Text::theme_system, Text::theme_light, Text::theme_dark, Text::theme_contrast};
  const std::size_t chosen = static_cast<std::size_t>(frame.view.theme);
  const std::string_view language = frame.say(Text::language), about = frame.say(Text::about);
  const std::string_view theme = frame.say(kThemes[chosen]);
  const std::string_view shown = frame.wide ? theme : frame.say(kShortThemes[chosen]);
  const std::string_view keys = frame.say(Text::group_keys), shown_keys = frame.say(Text::short_keys);
  const float width = button_width(frame, language, true) + button_width(frame, shown, true) + button_width(frame, shown_keys, true) +
                      button_width(frame, about, true) + 18;
  ImGui::SetCursorScreenPos({right - width, y});
  const bool zh = frame.view.language == model::Language::zh;
  if (button(frame, language, {.look = ButtonLook::bar, .small = true, .key = "language"}))
    frame.act_number(Kind::set_language, static_cast<std::uint32_t>(zh ? model::Language::en : model::Language::zh));
  ImGui::SameLine(0, 6);
  const bool menu_open = menu_is_open(frame, OpenMenu::What::theme);
  if (button(frame, theme,
             {.look = ButtonLook::bar, .small = true, .key = "theme", .shown = shown, .opens_menu = true, .menu_open = menu_open})) {
    const Item& opener = frame.registry.last();
    if (menu_open)
      close_menu(frame, true);
    else
      open_menu(frame, OpenMenu::What::theme, opener.box, opener.id);
  }
  ImGui::SameLine(0, 6);
  if (button(frame, keys, {.look = ButtonLook::bar, .small = true, .shown = shown_keys, .shortcut = "Control+/"})) frame.state.keys_wanted = true;
  ImGui::SameLine(0, 6);
  if (button(frame, about, {.look = ButtonLook::bar, .small = true})) frame.act(Kind::open_about);
  return right - width;
}

}  // namespace

void theme_menu(Frame& frame, float page_width, float page_height) {
  if (!menu_is_open(frame, OpenMenu::What::theme)) return;
  constexpr Text kNames[] = {Text::short_system, Text::short_light, Text::short_dark, Text::full_contrast};
  MenuEntry entries[std::size(kNames)];
  for (std::size_t i = 0; i < std::size(entries); ++i)
    entries[i] = {.name = frame.say(kNames[i]), .radio = true, .checked = i == static_cast<std::size_t>(frame.view.theme)};
  if (const auto chosen = draw_menu(frame, entries, page_width, page_height))
    frame.act_number(Kind::set_theme, static_cast<std::uint32_t>(*chosen));
}

float title_bar_height(const Frame& frame) {
  if (!frame.wide) return 34 + button_height(frame) + 8;
  return frame.view.embedded ? std::max(36.f, button_height(frame) + 4) : frame.size.title_height;
}

void title_bar(Frame& frame, float width) {
  frame.group = Group::title;
  ImGui::PushID("title");
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float height = title_bar_height(frame);
  frame.registry.declare_panel(Group::title, {low.x, low.y, width, height});
  ImGui::GetWindowDrawList()->AddRectFilled(low, {low.x + width, low.y + height}, frame.colour.title_ground);
  const float size = frame.view.embedded ? 18 : frame.size.title;
  const std::string_view name = frame.say(Text::title);
  if (frame.wide) {
    heading(frame, name, 1, {low.x + 16, low.y + (height - size * 1.36f) / 2}, size, frame.colour.title_text);
    const float name_right = low.x + 16 + text_width(frame.fonts.regular, size, name);
    const float free = choices(frame, low.x + width - 12, low.y + (height - button_height(frame)) / 2);
    link_pill(frame, {name_right + 20, low.y + (height - 24) / 2}, std::min(320.f, free - name_right - 30));
  } else {
    heading(frame, name, 1, {low.x + 12, low.y + 6}, 17, frame.colour.title_text);
    const float free = choices(frame, low.x + width - 10, low.y + 34);
    link_pill(frame, {low.x + 12, low.y + 34 + (button_height(frame) - 24) / 2}, free - low.x - 22);
  }
  ImGui::SetCursorScreenPos({low.x, low.y + height});
  ImGui::PopID();
}

}  // namespace ui
