// Topic, message, HEX, and how it is sent.
#include <algorithm>

#include "imgui_internal.h"
#include "ui/form_layout.h"
#include "ui/panels.h"
#include "ui/qos_choice.h"

namespace ui {
namespace {

using Kind = model::Action::Kind;
using model::Field;
using model::Toggle;

constexpr float kGrip = 12;
constexpr float kLeastHeight = 60, kMostHeight = 600;

// The corner by which the message field is pulled larger, as in the original; arrow keys pull it by a line.
void grip(Frame& frame, ImVec2 corner) {
  const ImRect box({corner.x - kGrip, corner.y - kGrip}, corner);
  const ImGuiID id = item_id("grip");
  ImGui::ItemAdd(box, id);
  bool hovered = false, held = false;
  ImGui::ButtonBehavior(box, id, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
  if (hovered || held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  float& height = frame.state.message_height;
  using Key = ItemInput::Kind;
  if (held) height += ImGui::GetIO().MouseDelta.y;
  if (frame.registry.take(Key::previous_row, id)) height -= frame.size.line;
  if (frame.registry.take(Key::next_row, id)) height += frame.size.line;
  if (frame.registry.take(Key::first_row, id)) height = kLeastHeight;
  if (frame.registry.take(Key::last_row, id)) height = kMostHeight;
  height = std::clamp(height, kLeastHeight, kMostHeight);
  Item& item = declare(frame, id, Role::slider, frame.say(Text::message_height), box.Min, box.Max);
  item.value = std::to_string(static_cast<int>(height));
  item.least = static_cast<std::int32_t>(kLeastHeight);
  item.most = static_cast<std::int32_t>(kMostHeight);
  if (frame.registry.focus_arrived(id)) ImGui::ScrollToRectEx(ImGui::GetCurrentWindow(), box);
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  for (const float inset : {9.f, 5.f})
    draw->AddLine({corner.x - inset, corner.y - 3}, {corner.x - 3, corner.y - inset}, frame.colour.muted);
  focus_ring(frame, id, box.Min, box.Max);
}

bool message_row(Frame& frame, const FormLayout& layout) {
  const FormField message{Text::message, Field::publish_message, FieldKind::multiline, false, frame.say(Text::message_hint)};
  const bool submitted = form_field(frame, layout, message, frame.state.message_height);
  const ImVec2 below = ImGui::GetCursorScreenPos();
  grip(frame, {layout.field_left + layout.field_width, below.y - frame.size.rhythm - ImGui::GetStyle().ItemSpacing.y});
  ImGui::SetCursorScreenPos(below);
  return submitted;
}

constexpr FormField kTopic{Text::topic, Field::publish_topic, FieldKind::text, true};
constexpr FormField kMessage{Text::message, Field::publish_message, FieldKind::multiline};
constexpr FormField kExpiry{Text::message_expiry, Field::publish_expiry_s, FieldKind::numeric};
constexpr FormField kContentType{Text::content_type, Field::publish_content_type};
constexpr FormField kResponseTopic{Text::response_topic, Field::publish_response_topic};
constexpr FormField kCorrelation{Text::correlation, Field::publish_correlation};
constexpr FormField kAlias{Text::topic_alias, Field::publish_topic_alias, FieldKind::numeric};
constexpr FormField kUserProperties{Text::user_properties, Field::publish_user_properties, FieldKind::multiline};
// Folded or not: what is wrong with a field is said.
constexpr FormField kAll[] = {kTopic, kMessage, kExpiry, kContentType, kResponseTopic, kCorrelation, kAlias, kUserProperties};

bool property_rows(Frame& frame, const FormLayout& layout) {
  group_row(frame, layout, Text::mqtt5_group);
  toggle_row(frame, layout, Text::payload_is_text, Toggle::publish_is_text);
  end_row(frame, layout);
  bool submitted = false;
  for (const FormField& field : {kContentType, kExpiry, kResponseTopic}) submitted |= form_field(frame, layout, field);
  submitted |= hex_field(frame, layout, kCorrelation, Text::correlation_hex, Toggle::publish_correlation_hex);
  submitted |= form_field(frame, layout, kAlias);
  FormField user = kUserProperties;
  user.placeholder = frame.say(Text::user_properties_hint);
  return submitted | form_field(frame, layout, user, lines_height(frame, user.field));
}

}  // namespace

void publish_panel(Frame& frame, float width) {
  push_panel_id("publish");
  const ImVec2 low = begin_form_panel(frame, Group::publish, Text::group_publish, width);
  const FormLayout layout = form_layout(frame, width);
  bool submitted = form_field(frame, layout, kTopic);
  submitted |= message_row(frame, layout);

  ImGui::SetCursorScreenPos({layout.field_left, ImGui::GetCursorScreenPos().y - frame.size.rhythm / 2});
  const bool hex = frame.view.form[Toggle::publish_hex];
  if (checkbox(frame, frame.say(Text::hex_in), hex))
    frame.actions.push_back({.kind = Kind::set_toggle, .toggle = Toggle::publish_hex, .flag = !hex});
  ImGui::SetCursorScreenPos({layout.field_left, ImGui::GetCursorScreenPos().y + frame.size.rhythm / 2});

  submitted |= button(frame, frame.say(Text::send),
                      {.look = ButtonLook::primary, .enabled = frame.view.can_publish, .shortcut = "Control+Enter"});
  ImGui::SameLine(0, 6);
  const bool open = folded_part(frame, model::FoldedPart::publish);
  complaints_after_buttons(frame, layout, kAll);
  if (open) {
    begin_row(frame, layout, frame.say(Text::qos), false);
    qos_choice(frame, Kind::set_publish_qos, frame.view.form.publish_qos);
    ImGui::SameLine(0, 24);
    const bool retain = frame.view.form[Toggle::retain];
    if (checkbox(frame, frame.say(Text::retain), retain))
      frame.actions.push_back({.kind = Kind::set_toggle, .toggle = Toggle::retain, .flag = !retain});
    end_row(frame, layout);
    if (frame.view.messages_mqtt5) submitted |= property_rows(frame, layout);
  }
  if (submitted && frame.view.can_publish) frame.act(Kind::publish);
  end_form_panel(frame, low, width);
  ImGui::PopID();
}

}  // namespace ui
