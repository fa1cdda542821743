// The topics subscribed to, one a row, each with the round cross that unsubscribes.
#include <algorithm>

#include "imgui_internal.h"
#include "ui/glyph_text.h"
#include "ui/panels.h"

namespace ui {
namespace {

constexpr float kHeader = 31;

bool round_cross(Frame& frame, std::string_view name, ImVec2 centre, bool enabled) {
  const float reach = 14;
  const ImVec2 low{centre.x - reach, centre.y - reach}, high{centre.x + reach, centre.y + reach};
  const std::uint32_t id = item_id("unsubscribe");
  const ImRect box(low, high);
  ImGui::ItemAdd(box, id);
  bool hovered = false, held = false;
  bool pressed = enabled && ImGui::ButtonBehavior(box, id, &hovered, &held);
  pressed |= frame.registry.take(ItemInput::Kind::click, id) && enabled;
  declare(frame, id, Role::button, name, low, high).disabled = !enabled;
  if (frame.registry.focus_arrived(id)) ImGui::ScrollToRectEx(ImGui::GetCurrentWindow(), box);
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled({centre.x - 11, centre.y - 9}, {centre.x + 11, centre.y + 9}, hovered ? frame.colour.badge_hover : frame.colour.badge, 9);
  draw->AddLine({centre.x - 3.5f, centre.y - 3.5f}, {centre.x + 3.5f, centre.y + 3.5f}, frame.colour.badge_text, 2.2f);
  draw->AddLine({centre.x - 3.5f, centre.y + 3.5f}, {centre.x + 3.5f, centre.y - 3.5f}, frame.colour.badge_text, 2.2f);
  focus_ring(frame, id, low, high);
  return pressed;
}

std::string meta_of(const Frame& frame, const model::Subscription& subscription) {
  if (subscription.state == model::Subscription::State::pending) return std::string(frame.say(Text::subscription_pending));
  std::string meta = "QoS " + std::to_string(subscription.granted_qos) + " · ";
  if (subscription.identifier != 0) meta += frame.say(Text::subscription_id, {.number = {subscription.identifier}}) + " · ";
  return meta + frame.say(Text::subscription_count, {.number = {subscription.received}});
}

// MQTT 5's options, in the specification's words; for the twin, the row has no room for them.
std::string options_of(const Frame& frame, const model::Subscription& subscription) {
  std::string options;
  if (subscription.no_local) options += " · No Local";
  if (subscription.retain_as_published) options += " · Retain As Published";
  const Text kHandling[] = {Text::retain_always, Text::retain_new, Text::retain_never};
  if (subscription.retain_handling != 0)
    options.append(" · ").append(frame.say(Text::retain_handling)).append(" ").append(frame.say(kHandling[subscription.retain_handling]));
  return options;
}

void subscription_row(Frame& frame, const model::Subscription& subscription, float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = std::max(32.f, frame.size.field_height + 2);
  ImGui::PushID(subscription.filter.c_str());
  ImGui::Dummy({width, height});
  const ImVec2 below = ImGui::GetCursorScreenPos();
  const std::string meta = meta_of(frame, subscription);
  const float meta_width = text_width(frame.fonts.regular, frame.size.small, meta);
  const std::uint32_t id = item_id("row");
  declare(frame, id, Role::row, subscription.filter, at, {at.x + width - 36, at.y + height})
      .help.assign(meta + options_of(frame, subscription));
  const float y = at.y + (height - frame.size.line) / 2;
  draw_text_tail(frame.fonts.regular, frame.size.text, {at.x + 12, y}, width - meta_width - 76, frame.colour.text, subscription.filter);
  draw_text(frame.fonts.regular, frame.size.small, {at.x + width - 48 - meta_width, y + 1}, frame.colour.muted, meta);
  const std::string name = frame.say(Text::unsubscribe, {.text = subscription.filter});
  const bool enabled = subscription.state != model::Subscription::State::unsubscribing;
  if (round_cross(frame, name, {at.x + width - 22, at.y + height / 2}, enabled)) {
    // The row will go: the focus goes to where the next one is made.
    if (frame.registry.focused(frame.registry.last().id)) frame.registry.request_focus(frame.state.subscribe_topic);
    frame.actions.push_back({.kind = model::Action::Kind::unsubscribe, .text = subscription.filter});
  }
  ImGui::GetWindowDrawList()->AddLine({at.x, at.y + height}, {at.x + width, at.y + height}, frame.colour.border);
  ImGui::PopID();
  ImGui::SetCursorScreenPos(below);
}

}  // namespace

void panel_frame(Frame& frame, std::string_view title, float width, float height, float header_height) {
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 high{low.x + width, low.y + height};
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(low, high, frame.colour.panel, frame.size.radius);
  draw->AddRectFilled(low, {high.x, low.y + header_height}, frame.colour.header, frame.size.radius, ImDrawFlags_RoundCornersTop);
  draw->AddLine({low.x, low.y + header_height}, {high.x, low.y + header_height}, frame.colour.border);
  draw_frame(frame, low, high, frame.colour.border);
  frame.registry.declare_panel(frame.group, {low.x, low.y, width, height});
  heading(frame, title, 2, {low.x + 11, low.y + (std::min(header_height, std::max(31.f, frame.size.field_height)) - frame.size.line) / 2}, frame.size.text, frame.colour.text);
  ImGui::SetCursorScreenPos({low.x + 1, low.y + header_height + 1});
}

void subscriptions_panel(Frame& frame, float width, float height) {
  frame.group = Group::subscriptions;
  push_panel_id("subscriptions");
  const ImVec2 low = ImGui::GetCursorScreenPos();
  panel_frame(frame, frame.say(Text::group_subscriptions), width, height, kHeader);
  begin_scroll_area(frame, "list", {width - 2, height - kHeader - 2});
  const float inside = ImGui::GetContentRegionAvail().x;
  if (frame.view.subscriptions.empty()) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x + 11, at.y + 10});
    paragraph(frame, frame.say(Text::no_subscriptions), inside - 22, frame.colour.muted, frame.size.text, 2);
  }
  for (const model::Subscription& subscription : frame.view.subscriptions) subscription_row(frame, subscription, inside);
  end_scroll_area(frame);
  ImGui::SetCursorScreenPos({low.x, low.y + height});
  ImGui::PopID();
}

}  // namespace ui
