#include "ui/form_layout.h"

#include <algorithm>
#include <cmath>

#include "imgui_internal.h"
#include "ui/glyph_text.h"
#include "ui/line_height.h"
#include "ui/panels.h"
#include "ui/wording.h"

namespace ui {
namespace {

const model::Mark& mark_of(const Frame& frame, model::Field field) {
  return frame.view.marks[static_cast<std::size_t>(field)];
}

bool complains(const model::Mark& mark) { return mark.level == model::Level::error || mark.level == model::Level::warning; }

std::string worded(const Frame& frame, model::Field field) {
  const model::Mark& mark = mark_of(frame, field);
  return mark.complaint == model::Complaint::none ? std::string() : complaint(mark, frame.view.language);
}

}  // namespace

ImVec2 begin_form_panel(Frame& frame, Group group, Text title, float width) {
  frame.group = group;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const std::string_view name = frame.say(title);
  declare(frame, item_id(name) ^ 0x9e3779b9u, Role::heading, name, low, {low.x + width, low.y + 1});
  frame.panel_right = low.x + width;
  return low;
}

void end_form_panel(Frame& frame, ImVec2 low, float width) {
  frame.registry.declare_panel(frame.group, {low.x, low.y, width, ImGui::GetCursorScreenPos().y - low.y});
  frame.panel_right = 1e9f;
}

FormLayout form_layout(const Frame& frame, float width) {
  FormLayout layout;
  layout.left = ImGui::GetCursorScreenPos().x;
  layout.full_width = width;
  if (!frame.wide) {
    layout.field_left = layout.left;
    layout.field_width = width;
    return layout;
  }
  const float labels = 193;
  layout.field_left = layout.left + labels;
  layout.field_width = std::clamp(width - labels - 12, 150.f, 365.f);
  return layout;
}

void begin_row(Frame& frame, const FormLayout& layout, std::string_view label, bool required, float y_of_label) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImFont* const bold = frame.fonts.bold;
  const float size = frame.size.text;
  const float words = text_width(bold, size, label);
  const float y = at.y + (frame.wide ? (frame.size.field_height - frame.size.line) / 2 + y_of_label : 0);
  const float x = frame.wide ? layout.field_left - label_gap() - words : layout.left;
  draw_text(bold, size, {x, y}, frame.colour.text, label);
  if (required) draw_text(bold, size, {x + words + 5, y + 1}, frame.colour.label_star, "*");
  ImGui::SetCursorScreenPos({layout.field_left, frame.wide ? at.y : at.y + frame.size.line + 2});
}

void end_row(Frame& frame, const FormLayout& layout) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({layout.left, at.y});
  ImGui::Dummy({0, frame.size.rhythm});  // counts as content, so that a scrolled form ends below it
  ImGui::SetCursorScreenPos({layout.left, at.y + frame.size.rhythm});
}

bool form_field(Frame& frame, const FormLayout& layout, const FormField& what, float height) {
  const std::string_view label = frame.say(what.label);
  begin_row(frame, layout, label, what.required);
  const std::string error = worded(frame, what.field);
  const bool submitted = text_field(frame, {.name = label,
                                            .field = what.field,
                                            .kind = what.kind,
                                            .placeholder = what.placeholder,
                                            .error = error,
                                            .width = layout.field_width,
                                            .height = height,
                                            .required = what.required});
  end_row(frame, layout);
  return submitted;
}

bool hex_field(Frame& frame, const FormLayout& layout, const FormField& what, Text name, model::Toggle hex, float height) {
  const std::string_view shown = frame.say(Text::hex);
  FormLayout narrower = layout;
  const float room = checkbox_width(frame, shown) + 10;
  narrower.field_width -= room;
  const ImVec2 row = ImGui::GetCursorScreenPos();
  const bool submitted = form_field(frame, narrower, what, height);
  const ImVec2 below = ImGui::GetCursorScreenPos();
  const float top = frame.wide ? row.y : row.y + frame.size.line + 2;
  ImGui::SetCursorScreenPos({layout.field_left + narrower.field_width + 10, top});
  toggle_box(frame, name, hex, shown);
  ImGui::SetCursorScreenPos(below);
  return submitted;
}

void toggle_box(Frame& frame, Text name, model::Toggle toggle, std::string_view shown) {
  const bool on = frame.view.form[toggle];
  if (checkbox(frame, frame.say(name), on, {}, shown))
    frame.actions.push_back({.kind = model::Action::Kind::set_toggle, .toggle = toggle, .flag = !on});
}

void toggle_row(Frame& frame, const FormLayout& layout, Text name, model::Toggle toggle) {
  ImGui::SetCursorScreenPos({layout.field_left, ImGui::GetCursorScreenPos().y});
  toggle_box(frame, name, toggle);
  // Boxes that follow each other stand closer than fields: they have no frame that would touch.
  ImGui::SetCursorScreenPos({layout.left, ImGui::GetCursorScreenPos().y});
}

namespace {

constexpr model::Toggle kFoldedToggles[model::kFoldedPartCount] = {
    model::Toggle::connect_advanced, model::Toggle::publish_advanced, model::Toggle::subscribe_advanced};

// Open, all of it is seen anyway.
std::uint8_t hidden_changes(const Frame& frame, model::FoldedPart part) {
  const auto at = static_cast<std::size_t>(part);
  return frame.view.form[kFoldedToggles[at]] ? 0 : frame.view.folded_changes[at];
}

std::string folded_part_words(const Frame& frame, model::FoldedPart part) {
  const std::uint8_t changes = hidden_changes(frame, part);
  return changes == 0 ? std::string(frame.say(Text::connect_advanced)) : fill(frame.say(Text::advanced_changed), {.number = {changes}});
}

}  // namespace

float folded_part_width(const Frame& frame, model::FoldedPart part) {
  return disclosure_width(frame, folded_part_words(frame, part));
}

bool folded_part(Frame& frame, model::FoldedPart part) {
  const model::Toggle toggle = kFoldedToggles[static_cast<std::size_t>(part)];
  const bool open = frame.view.form[toggle];
  const std::uint8_t changes = hidden_changes(frame, part);
  const std::string help = changes == 0 ? std::string() : fill(frame.say(Text::changed_settings), {.number = {changes}});
  if (disclosure(frame, frame.say(Text::connect_advanced), open, help, folded_part_words(frame, part)))
    frame.actions.push_back({.kind = model::Action::Kind::set_toggle, .toggle = toggle, .flag = !open});
  return open;
}

void group_row(Frame& frame, const FormLayout& layout, Text name) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string_view words = frame.say(name);
  const float height = frame.size.line + 4;
  heading(frame, words, 3, {layout.field_left, at.y + 2}, frame.size.text, frame.colour.muted);
  const float from = layout.field_left + text_width(frame.fonts.bold, frame.size.text, words) + 8;
  const float middle = std::round(at.y + 2 + frame.size.line / 2);
  ImGui::GetWindowDrawList()->AddLine({from, middle}, {layout.field_left + layout.field_width, middle}, frame.colour.border);
  ImGui::Dummy({0, height});
  end_row(frame, layout);
}

float lines_height(const Frame& frame, model::Field field) {
  const std::string& text = frame.view.form[field];
  const auto lines = static_cast<float>(std::clamp<std::ptrdiff_t>(std::count(text.begin(), text.end(), '\n') + 1, 2, 6));
  return frame.size.line * lines + 18;
}

void begin_buttons(const FormLayout& layout, float width) {
  const float latest = layout.left + layout.full_width - width;
  ImGui::SetCursorScreenPos({std::max(layout.left + (layout.field_left > layout.left ? 12 : 0), std::min(layout.field_left, latest)),
                             ImGui::GetCursorScreenPos().y});
}

void complaints_after_buttons(Frame& frame, const FormLayout& layout, std::span<const FormField> fields) {
  constexpr float kLeast = 170;
  const ImVec2 below = ImGui::GetCursorScreenPos();
  ImGui::SameLine(0, 8);
  const float room = layout.left + layout.full_width - ImGui::GetCursorScreenPos().x - 8;
  if (frame.wide && room >= kLeast) {
    complaint_line(frame, fields, room, true);
    ImGui::SetCursorScreenPos({layout.left, ImGui::GetCursorScreenPos().y});
  } else {
    // Under the fields, unless the sentence needs the labels' room as well.
    constexpr float kEnough = 420;
    const float right = layout.left + layout.full_width - 8;
    float left = layout.left;
    if (frame.wide) left = right - layout.field_left >= kEnough ? layout.field_left : left + 12;
    ImGui::SetCursorScreenPos({left, below.y + 2});
    complaint_line(frame, fields, right - left, false);
  }
  end_row(frame, layout);
}

void complaint_line(Frame& frame, std::span<const FormField> fields, float width, bool beside) {
  const float line = line_height(frame.size.small);
  ImVec2 at = ImGui::GetCursorScreenPos();
  // Beside the buttons two lines may be higher than they: what reaches out lies in the gaps above and below.
  const float height = beside ? frame.size.field_height : line * 2;
  ImGui::Dummy({width, height});
  at.y += (height - line * 2) / 2;
  const FormField* chosen = nullptr;
  for (const FormField& field : fields) {
    const model::Mark& mark = mark_of(frame, field.field);
    if (!complains(mark)) continue;
    if (frame.registry.focused(item_id(frame.say(field.label)))) {
      chosen = &field;
      break;
    }
    const bool worse = chosen == nullptr ||
                       (mark.level == model::Level::error && mark_of(frame, chosen->field).level == model::Level::warning);
    if (worse) chosen = &field;
  }
  if (chosen == nullptr) return;
  const model::Mark& mark = mark_of(frame, chosen->field);
  const std::string words = std::string(frame.say(chosen->label)) + ": " + worded(frame, chosen->field);
  WrappedText wrapped;
  bool cut = false;
  wrap_text(frame.fonts.regular, frame.size.small, words, width, 2, wrapped, &cut);
  const ImU32 colour = mark.level == model::Level::error ? frame.colour.error : frame.colour.warning;
  const float top = at.y + (wrapped.lines.size() == 1 ? line / 2 : 0);
  for (std::size_t i = 0; i < wrapped.lines.size(); ++i)
    draw_mapped(frame.fonts.regular, frame.size.small, {at.x, top + line * static_cast<float>(i)}, colour, wrapped.line(i));
  // Said as well as drawn; the field's own twin carries it too.
  status(frame, words, {at.x, at.y, width, line * 2});
}

void complaint_below_focus(Frame& frame, std::size_t first) {
  constexpr float kInset = 8, kGap = 2;
  const std::span<const Item> items = frame.registry.items();
  for (const Item& item : items.subspan(std::min(first, items.size()))) {
    if (!frame.registry.focused(item.id) || item.error.empty()) continue;
    WrappedText wrapped;
    wrap_text(frame.fonts.regular, frame.size.small, item.error, item.box.w - kInset * 2, 4, wrapped);
    const float line = line_height(frame.size.small);
    const ImVec2 low{item.box.x, item.box.y + item.box.h + kGap};
    const ImVec2 high{low.x + item.box.w, low.y + line * static_cast<float>(wrapped.lines.size()) + kInset};
    const ImU32 colour = item.invalid ? frame.colour.error : frame.colour.warning;
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(low, high, frame.colour.panel, 4);
    draw_frame(frame, low, high, colour, 4);
    for (std::size_t i = 0; i < wrapped.lines.size(); ++i)
      draw_mapped(frame.fonts.regular, frame.size.small, {low.x + kInset, low.y + kInset / 2 + line * static_cast<float>(i)}, colour,
                  wrapped.line(i));
    return;
  }
}

}  // namespace ui
