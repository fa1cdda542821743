// The message window: its header with HEX, JSON, search, save and clear; the list; the counts below it.
#include <algorithm>

#include "imgui.h"
#include "model/message_store.h"
#include "model/search.h"
#include "ui/glyph_text.h"
#include "ui/news_text.h"
#include "ui/panels.h"

namespace ui {
namespace {

using Kind = model::Action::Kind;
using model::Toggle;

void toggle_box(Frame& frame, Text label, Toggle toggle) {
  const bool on = frame.view.form[toggle];
  if (checkbox(frame, frame.say(label), on)) frame.actions.push_back({.kind = Kind::set_toggle, .toggle = toggle, .flag = !on});
}

void search_field(Frame& frame, float width) {
  text_field(frame, {.name = frame.say(Text::search),
                     .field = model::Field::search,
                     .kind = FieldKind::search,
                     .placeholder = frame.say(Text::search_hint),
                     .width = width,
                     .height = std::max(24.f, frame.size.field_height - 4),
                     .show_mark = false});
  // What browsers do in a search field.
  if (frame.registry.take(ItemInput::Kind::escape, frame.registry.last().id))
    frame.actions.push_back({.kind = Kind::set_text, .field = model::Field::search});
}

struct HeaderButtons {
  std::string_view undo, save, clear;
  float width = 0;
};

HeaderButtons header_buttons(const Frame& frame) {
  HeaderButtons buttons{frame.say(Text::undo_clear), frame.say(Text::save), frame.say(Text::clear)};
  buttons.width = button_width(frame, buttons.save, true) + button_width(frame, buttons.clear, true) + 6;
  // Kept free whether there is something to undo or not: nothing jumps.
  buttons.width += button_width(frame, buttons.undo, true) + 6;
  return buttons;
}

void draw_buttons(Frame& frame, const HeaderButtons& buttons, float right, float y) {
  ImGui::SetCursorScreenPos({right - buttons.width, y});
  if (frame.view.can_undo_clear) {
    if (button(frame, buttons.undo, {.small = true})) frame.act(Kind::undo_clear);
    if (frame.state.focus_undo) frame.registry.request_focus(frame.registry.last().id);
    frame.state.focus_undo = false;
  }
  ImGui::SetCursorScreenPos({right - buttons.width + button_width(frame, buttons.undo, true) + 6, y});
  const bool any = frame.view.store->size() > 0;
  if (button(frame, buttons.save, {.enabled = any, .small = true, .help = frame.say(Text::save_help)})) frame.act(Kind::save);
  ImGui::SameLine(0, 6);
  if (button(frame, buttons.clear, {.look = ButtonLook::primary, .enabled = any, .small = true})) {
    frame.act(Kind::clear);
    frame.state.focus_undo = frame.registry.focused(frame.registry.last().id);
  }
}

// One line when there is room, else three: buttons, search, choices. Declared in the order in which they stand.
void header(Frame& frame, ImVec2 low, float width, bool one_line) {
  const float right = low.x + width - 10;
  const HeaderButtons buttons = header_buttons(frame);
  const float row = std::max(31.f, frame.size.field_height);
  const float button_y = low.y + (row - std::max(22.f, frame.size.field_height - 6)) / 2;
  const float boxes = checkbox_width(frame, frame.say(Text::hex_out)) + checkbox_width(frame, frame.say(Text::pretty)) + 14;
  const float field_height = std::max(24.f, frame.size.field_height - 4);
  if (one_line) {
    const float name = text_width(frame.fonts.bold, frame.size.text, frame.say(Text::group_messages));
    const float field_left = low.x + 11 + name + 14;
    const float field_width = std::min(280.f, right - buttons.width - 12 - boxes - 14 - field_left);
    ImGui::SetCursorScreenPos({right - buttons.width - 12 - boxes - 14 - field_width, low.y + (row - field_height) / 2});
    search_field(frame, field_width);
    ImGui::SetCursorScreenPos({right - buttons.width - 12 - boxes, low.y + (row - frame.size.field_height) / 2});
  } else {
    draw_buttons(frame, buttons, right, button_y);
    ImGui::SetCursorScreenPos({low.x + 10, low.y + row + 2});
    search_field(frame, width - 20);
    ImGui::SetCursorScreenPos({low.x + 11, low.y + row + field_height + 5});
  }
  toggle_box(frame, Text::hex_out, Toggle::show_hex);
  ImGui::SameLine(0, 14);
  toggle_box(frame, Text::pretty, Toggle::pretty_json);
  if (one_line) draw_buttons(frame, buttons, right, button_y);
}

void footer(Frame& frame, MessageList& list, ImVec2 low, float width) {
  const model::StoreCounts counts = frame.view.store->counts();
  std::string words = frame.say(Text::counts, {.number = {counts.received, counts.kept, counts.dropped}});
  if (frame.view.unsettled > 0) words = frame.say(Text::unsettled, {.number = {frame.view.unsettled}}) + " · " + words;
  if (frame.view.search) words = frame.say(Text::matches, {.number = {frame.view.search->size()}}) + " · " + words;
  if (frame.view.copied) words = std::string(frame.say(Text::copied)) + " · " + words;
  if (frame.view.copy_failed) words = frame.say(Text::copy_refused);
  ImGui::GetWindowDrawList()->AddLine({low.x, low.y}, {low.x + width, low.y}, frame.colour.border);
  float room = width - 22;
  if (!list.following()) {
    const std::string_view latest = frame.say(Text::to_latest);
    const float wide = button_width(frame, latest, true);
    ImGui::SetCursorScreenPos({low.x + width - wide - 8, low.y + 2});
    if (button(frame, latest, {.look = ButtonLook::quiet, .small = true})) list.follow();
    room -= wide + 8;
  }
  draw_text_cut(frame.fonts.regular, frame.size.small, {low.x + 11, low.y + 5}, room, frame.colour.muted, words);
  // Numbers that run are not announced: this is text to be read, not a status.
  declare(frame, item_id("counts"), Role::text, words, {low.x + 11, low.y + 3}, {low.x + 11 + room, low.y + 23});
}

}  // namespace

void messages_panel(Frame& frame, MessageList& list, float width, float height) {
  frame.group = Group::messages;
  push_panel_id("messages");
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const bool one_line = width >= 620;
  const float row = std::max(31.f, frame.size.field_height);
  const float header_height = one_line ? row : row + std::max(24.f, frame.size.field_height - 4) + frame.size.field_height + 8;
  const float footer_height = std::max(26.f, frame.size.field_height - 4);
  panel_frame(frame, frame.say(Text::group_messages), width, height, header_height);
  header(frame, low, width, one_line);
  ImGui::SetCursorScreenPos({low.x + 1, low.y + header_height + 1});
  list.draw(frame, {width - 2, std::max(1.f, height - header_height - footer_height - 2)});
  status(frame, news_text(frame), {low.x + 1, low.y + height - footer_height, width - 2, footer_height - 1});
  footer(frame, list, {low.x + 1, low.y + height - footer_height - 1}, width - 2);
  ImGui::SetCursorScreenPos({low.x, low.y + height});
  ImGui::PopID();
}

}  // namespace ui
