// One topic filter to subscribe to, and how.
#include "imgui.h"
#include "ui/form_layout.h"
#include "ui/panels.h"
#include "ui/qos_choice.h"

namespace ui {
namespace {

using Kind = model::Action::Kind;
using model::Field;
using model::Toggle;

constexpr std::uint8_t kRetainSet = 4;

constexpr FormField kTopic{Text::topic, Field::subscribe_topic, FieldKind::text, true};
constexpr FormField kIdentifier{Text::subscription_identifier, Field::subscription_identifier, FieldKind::numeric};
constexpr FormField kUserProperties{Text::user_properties, Field::subscribe_user_properties, FieldKind::multiline};
constexpr FormField kAll[] = {kTopic, kIdentifier, kUserProperties};

// MQTT 5 §3.8.3.1
void retain_handling_row(Frame& frame, const FormLayout& layout) {
  const std::string_view label = frame.say(Text::retain_handling);
  begin_row(frame, layout, label, false);
  const Text kWords[] = {Text::retain_always, Text::retain_new, Text::retain_never};
  for (std::uint8_t i = 0; i < 3; ++i) {
    if (i > 0) ImGui::SameLine(0, 14);
    const std::string_view shown = frame.say(kWords[i]);
    const std::string name = std::string(label) + ' ' + std::string(shown);
    if (radio(frame, name, shown, frame.view.form.retain_handling == i)) frame.act_number(Kind::set_retain_handling, i);
    frame.registry.last().radio_set = kRetainSet;
  }
  end_row(frame, layout);
}

bool option_rows(Frame& frame, const FormLayout& layout) {
  group_row(frame, layout, Text::mqtt5_group);
  toggle_row(frame, layout, Text::no_local, Toggle::no_local);
  toggle_row(frame, layout, Text::retain_as_published, Toggle::retain_as_published);
  end_row(frame, layout);
  retain_handling_row(frame, layout);
  const bool submitted = form_field(frame, layout, kIdentifier);
  FormField user = kUserProperties;
  user.placeholder = frame.say(Text::user_properties_hint);
  return form_field(frame, layout, user, lines_height(frame, user.field)) | submitted;
}

}  // namespace

void subscribe_panel(Frame& frame, float width) {
  push_panel_id("subscribe");
  const ImVec2 low = begin_form_panel(frame, Group::subscribe, Text::group_subscribe, width);
  const FormLayout layout = form_layout(frame, width);
  bool submitted = form_field(frame, layout, kTopic);
  frame.state.subscribe_topic = frame.registry.last().id;
  ImGui::SetCursorScreenPos({layout.field_left, ImGui::GetCursorScreenPos().y});
  submitted |= button(frame, frame.say(Text::subscribe), {.look = ButtonLook::primary, .enabled = frame.view.can_subscribe});
  ImGui::SameLine(0, 6);
  const bool open = folded_part(frame, model::FoldedPart::subscribe);
  complaints_after_buttons(frame, layout, kAll);
  if (open) {
    begin_row(frame, layout, frame.say(Text::qos), false);
    qos_choice(frame, Kind::set_subscribe_qos, frame.view.form.subscribe_qos);
    end_row(frame, layout);
    if (frame.view.messages_mqtt5) submitted |= option_rows(frame, layout);
  }
  if (submitted && frame.view.can_subscribe) frame.act(Kind::subscribe);
  end_form_panel(frame, low, width);
  ImGui::PopID();
}

}  // namespace ui
