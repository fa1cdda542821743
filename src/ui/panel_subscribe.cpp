// One topic filter to subscribe to.
#include "imgui.h"
#include "ui/form_layout.h"
#include "ui/panels.h"
#include "ui/qos_choice.h"

namespace ui {

void subscribe_panel(Frame& frame, float width) {
  using Kind = model::Action::Kind;
  frame.group = Group::subscribe;
  ImGui::PushID("subscribe");
  const FormLayout layout = form_layout(frame, width);
  const FormField topic{Text::topic, model::Field::subscribe_topic, FieldKind::text, true};
  bool submitted = form_field(frame, layout, topic);
  frame.state.subscribe_topic = frame.registry.last().id;
  ImGui::SetCursorScreenPos({layout.field_left, ImGui::GetCursorScreenPos().y});
  submitted |= button(frame, frame.say(Text::subscribe), {.look = ButtonLook::primary, .enabled = frame.view.can_subscribe});
  ImGui::SameLine(0, 6);
  const bool open = frame.view.form[model::Toggle::subscribe_advanced];
  if (disclosure(frame, frame.say(Text::connect_advanced), open))
    frame.actions.push_back({.kind = Kind::set_toggle, .toggle = model::Toggle::subscribe_advanced, .flag = !open});
  complaints_after_buttons(frame, layout, {topic});
  if (open) {
    begin_row(frame, layout, frame.say(Text::qos), false);
    qos_choice(frame, Kind::set_subscribe_qos, frame.view.form.subscribe_qos);
    end_row(frame, layout);
  }
  if (submitted && frame.view.can_subscribe) frame.act(Kind::subscribe);
  ImGui::PopID();
}

}  // namespace ui
