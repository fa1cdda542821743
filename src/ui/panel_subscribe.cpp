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
  ImGui::SetCursorScreenPos({layout.field_left, ImGui::GetCursorScreenPos().y});
  submitted |= button(frame, frame.say(Text::subscribe), {.look = ButtonLook::primary, .enabled = frame.view.can_subscribe});
  ImGui::SameLine(0, 6);
  const bool open = frame.view.form[model::Toggle::subscribe_advanced];
  if (disclosure(frame, frame.say(Text::connect_advanced), open))
    frame.actions.push_back({.kind = Kind::set_toggle, .toggle = model::Toggle::subscribe_advanced, .flag = !open});
  if (frame.wide) {
    ImGui::SameLine(0, 8);
    complaint_line(frame, {topic}, layout.left + layout.full_width - ImGui::GetCursorScreenPos().x - 8);
  } else {
    ImGui::SetCursorScreenPos({layout.left, ImGui::GetCursorScreenPos().y + 2});
    complaint_line(frame, {topic}, width);
  }
  end_row(frame, layout);
  if (open) {
    begin_row(frame, layout, frame.say(Text::qos), false);
    qos_choice(frame, Kind::set_subscribe_qos, frame.view.form.subscribe_qos);
    end_row(frame, layout);
  }
  if (submitted && frame.view.can_subscribe) frame.act(Kind::subscribe);
  ImGui::PopID();
}

}  // namespace ui
