// What the platform may refuse, said before it is sent: send anyway, or not.
#include "imgui.h"
#include "ui/dialog.h"
#include "ui/panels.h"
#include "ui/wording.h"

namespace ui {
namespace {

using Kind = model::Action::Kind;
using What = model::Held::What;

struct Choice {
  Text words;
  Kind kind;
};

Choice choice(What what) {
  if (what == What::connect) return {Text::connect_anyway, Kind::connect};
  if (what == What::publish) return {Text::send_anyway, Kind::publish};
  return {Text::subscribe_anyway, Kind::subscribe};
}

}  // namespace

bool held_dialog(Frame& frame, float page_width, float page_height) {
  if (frame.view.held.empty()) return false;
  const model::Held& held = frame.view.held.front();
  const Dialog dialog{Group::held, Text::group_held, 480, 128 + 44 * static_cast<float>(held.warnings.size())};
  bool drop = begin_dialog(frame, dialog, page_width, page_height);
  const DialogRoom room = dialog_room(frame, dialog, page_width, page_height);
  const float buttons = frame.size.field_height + 10;
  begin_scroll_area(frame, "warnings", {room.width, room.height - buttons});
  const float width = ImGui::GetContentRegionAvail().x - 4;
  paragraph(frame, frame.say(Text::held_intro), width, frame.colour.text, frame.size.text);
  for (const model::Mark& mark : held.warnings) {
    ImGui::Dummy({0, 4});
    paragraph(frame, complaint(mark, frame.view.language), width, frame.colour.warning, frame.size.text);
  }
  end_scroll_area(frame);
  ImGui::SetCursorScreenPos({room.left, room.top + room.height - frame.size.field_height});
  const Choice anyway = choice(held.what);
  if (button(frame, frame.say(anyway.words), {.look = ButtonLook::primary})) frame.act(anyway.kind, true);
  ImGui::SameLine(0, 8);
  drop |= button(frame, frame.say(Text::cancel));
  if (drop) frame.act_number(Kind::drop_held, static_cast<std::uint32_t>(held.what));
  end_dialog(frame);
  return true;
}

}  // namespace ui
