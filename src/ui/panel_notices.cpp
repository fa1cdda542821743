// What is wrong with the parameters in the page's address.
#include "imgui.h"
#include "ui/panels.h"
#include "ui/wording.h"

namespace ui {

void notices_panel(Frame& frame, float width) {
  if (frame.view.notices.empty()) return;
  frame.group = Group::title;
  ImGui::PushID("notices");
  const ImVec2 low = ImGui::GetCursorScreenPos();
  std::string words;
  for (const model::Mark& mark : frame.view.notices) {
    if (!words.empty()) words += ' ';
    words += complaint(mark, frame.view.language);
  }
  const std::string_view dismiss = frame.say(Text::dismiss);
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  draw->ChannelsSplit(2);
  draw->ChannelsSetCurrent(1);
  ImGui::SetCursorScreenPos({low.x + 12, low.y + 7});
  const float height = paragraph(frame, words, width - 48 - button_width(frame, dismiss, true), frame.colour.warning, frame.size.text, 6);
  frame.registry.last().role = Role::alert;
  ImGui::SetCursorScreenPos({low.x + width - 12 - button_width(frame, dismiss, true), low.y + 5});
  if (button(frame, dismiss, {.small = true})) frame.act(model::Action::Kind::dismiss_notices);
  draw->ChannelsSetCurrent(0);
  const float button_height = ImGui::GetItemRectSize().y;
  const float bottom = low.y + std::max(height + 14, button_height + 10);
  draw->AddRectFilled(low, {low.x + width, bottom}, frame.colour.header);
  draw->AddLine({low.x, bottom - 1}, {low.x + width, bottom - 1}, frame.colour.border);
  draw->ChannelsMerge();
  frame.registry.declare_panel(Group::title, {low.x, low.y, width, bottom - low.y});
  ImGui::SetCursorScreenPos({low.x, bottom});
  ImGui::PopID();
}

}  // namespace ui
