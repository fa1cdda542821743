#include "ui/page.h"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "model/message_store.h"
#include "ui/menu.h"
#include "ui/panels.h"
#include "ui/row_menu.h"

namespace ui {
namespace {

constexpr float kMargin = 12;
constexpr std::uint32_t kNoItem = 0xFFFFFFFF;
constexpr float kNarrowMessages = 420;
constexpr float kNarrowSubscriptions = 130;

void form(Frame& frame, float width) {
  const float gap = frame.size.rhythm;
  const float left = ImGui::GetCursorScreenPos().x;
  connect_panel(frame, width);
  ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y + gap});
  publish_panel(frame, width);
  ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y + gap});
  subscribe_panel(frame, width);
}

void wide_panels(Frame& frame, MessageList& list, ImVec2 low, const Page::Surface& surface) {
  const float height = surface.height - low.y;
  const float left = std::clamp(std::floor(surface.width / 2), 480.f, 690.f);
  ImGui::SetCursorScreenPos({0, low.y});
  begin_scroll_area(frame, "form", {left - kMargin, height});
  ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, ImGui::GetCursorScreenPos().y + kMargin});
  form(frame, ImGui::GetContentRegionAvail().x);
  end_scroll_area(frame);
  const float right_width = surface.width - left - kMargin;
  const float topics = std::clamp(std::floor(height * 0.3f), 110.f, 232.f);
  ImGui::SetCursorScreenPos({left, low.y + kMargin});
  subscriptions_panel(frame, right_width, topics);
  ImGui::SetCursorScreenPos({left, low.y + kMargin * 2 + topics});
  messages_panel(frame, list, right_width, std::max(160.f, height - topics - kMargin * 3));
}

void narrow_panels(Frame& frame, MessageList& list, ImVec2 low, const Page::Surface& surface) {
  ImGui::SetCursorScreenPos({0, low.y});
  begin_scroll_area(frame, "page", {surface.width, surface.height - low.y});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x - 2 * kMargin;
  ImGui::SetCursorScreenPos({at.x + kMargin, at.y + kMargin});
  form(frame, width);
  ImGui::SetCursorScreenPos({at.x + kMargin, ImGui::GetCursorScreenPos().y + kMargin});
  subscriptions_panel(frame, width, kNarrowSubscriptions);
  ImGui::SetCursorScreenPos({at.x + kMargin, ImGui::GetCursorScreenPos().y + kMargin});
  messages_panel(frame, list, width, std::min(kNarrowMessages, std::max(260.f, surface.height - low.y - 24)));
  ImGui::Dummy({0, kMargin});
  end_scroll_area(frame);
}

}  // namespace

ImU32 Page::ground(const model::View& view) { return palette(look(view)).ground; }

void Page::panels(Frame& frame, const Surface& surface) {
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({surface.width, surface.height});
  ImGui::Begin("page", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::SetCursorScreenPos({0, 0});
  title_bar(frame, surface.width);
  notices_panel(frame, surface.width);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  if (frame.wide)
    wide_panels(frame, list_, low, surface);
  else
    narrow_panels(frame, list_, low, surface);
  ImGui::Dummy({0, 0});  // in a low page the panels reach out of it: ImGui asks for an item there
  ImGui::End();
}

void Page::dialogs(Frame& frame, const Surface& surface) {
  const float width = surface.width, height = surface.height;
  const bool open = held_dialog(frame, width, height) || message_dialog(frame, width, height) || about_dialog(frame, width, height) ||
                    keys_dialog(frame, width, height);
  if (open || state_.dialog_was_open == 0) return;
  state_.dialog_was_open = 0;
  if (state_.dialog_opener != 0) frame.registry.request_focus(state_.dialog_opener);
}

void Page::menus(Frame& frame, const Surface& surface) {
  // A menu belongs to a place on the page: with another size that is elsewhere.
  const bool resized = state_.menu_width != surface.width || state_.menu_height != surface.height;
  state_.menu_width = surface.width;
  state_.menu_height = surface.height;
  if (frame.modal_open || (resized && !state_.menu.fresh)) close_menu(frame, false);
  theme_menu(frame, surface.width, surface.height);
  row_menu(frame, surface.width, surface.height);
}

// Keys that mean the same wherever they are pressed.
void Page::shortcuts(Frame& frame) {
  const bool publish = frame.registry.take_any(ItemInput::Kind::publish);
  const bool keys = frame.registry.take_any(ItemInput::Kind::keys);
  if (frame.modal_open) return;
  if (publish && frame.view.can_publish) frame.act(model::Action::Kind::publish);
  if (keys) state_.keys_wanted = true;
}

// Opened between frames, as other dialogs are: the focus of this frame is where it goes back to.
void Page::open_wanted() {
  state_.keys_open |= state_.keys_wanted;
  state_.keys_wanted = false;
}

void Page::draw(const model::View& view, Registry& registry, const Fonts& fonts, const Surface& surface, const ScrollBy& scroll,
                model::Actions& actions) {
  registry.begin_frame(surface.pointer_acts);
  open_wanted();
  const bool wide = surface.width >= kNarrowBelow;
  const Metrics size = metrics(surface.touch, wide);
  Frame frame{.view = view,
              .registry = registry,
              .colour = palette(look(view)),
              .size = size,
              .fonts = fonts,
              .actions = actions,
              .state = state_,
              .scroll = scroll,
              .wide = wide};
  frame.modal_open = view.about_open || state_.keys_open || !view.held.empty() || (view.open_message && view.store->has(*view.open_message));
  ImGui::PushFont(fonts.regular, size.text);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, 12);
  shortcuts(frame);
  // A finger that rests on the open menu asks for none of what lies under it.
  Box nowhere;
  if (state_.menu.what != OpenMenu::What::none) registry.take_menu(kNoItem, state_.menu.box, nowhere);
  panels(frame, surface);
  menus(frame, surface);
  dialogs(frame, surface);
  ImGui::PopStyleVar(4);
  ImGui::PopFont();
  registry.end_frame();
  // Panels are drawn in their order, not in that of typing; no text of this frame is younger than a press.
  std::stable_partition(actions.begin(), actions.end(),
                        [](const model::Action& action) { return action.kind == model::Action::Kind::set_text; });
}

}  // namespace ui
