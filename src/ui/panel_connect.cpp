// Address, port, interval, SSL, who logs in, and the buttons that start and end the connection.
#include <vector>

#include "imgui.h"
#include "ui/connect_advanced.h"
#include "ui/form_layout.h"
#include "ui/panels.h"

namespace ui {
namespace {

using Kind = model::Action::Kind;
using model::Field;
using model::LoginKind;
using model::Toggle;

constexpr std::uint8_t kLoginSet = 1, kSslSet = 2;

constexpr FormField kServer[] = {
    {Text::address, Field::address, FieldKind::host, true},
    {Text::port, Field::port, FieldKind::numeric, true},
    {Text::interval, Field::interval_ms, FieldKind::numeric, true},
};
constexpr FormField kUiotLogin[] = {
    {Text::product_sn, Field::product_sn, FieldKind::text, true},
    {Text::device_sn, Field::device_sn, FieldKind::user_name, true},
};
constexpr FormField kOtherLogin[] = {
    {Text::client_id, Field::client_id},
    {Text::user_name, Field::user_name, FieldKind::user_name},
};
bool radio_in(Frame& frame, std::uint8_t set, std::string_view group_label, std::string_view shown, bool chosen) {
  std::string name(group_label);
  name += ' ';
  name += shown;
  const bool changed = radio(frame, name, shown, chosen);
  frame.registry.last().radio_set = set;
  return changed;
}

void login_row(Frame& frame, const FormLayout& layout) {
  begin_row(frame, layout, frame.say(Text::login_kind), false);
  const LoginKind login = frame.view.form.login;
  if (radio_in(frame, kLoginSet, frame.say(Text::login_kind), frame.say(Text::login_uiot), login == LoginKind::uiot))
    frame.act_number(Kind::set_login, static_cast<std::uint32_t>(LoginKind::uiot));
  ImGui::SameLine(0, 18);
  if (radio_in(frame, kLoginSet, frame.say(Text::login_kind), frame.say(Text::login_other), login == LoginKind::other))
    frame.act_number(Kind::set_login, static_cast<std::uint32_t>(LoginKind::other));
  end_row(frame, layout);
}

void ssl_row(Frame& frame, const FormLayout& layout) {
  begin_row(frame, layout, frame.say(Text::ssl), true);
  const bool ssl = frame.view.form[Toggle::ssl];
  const auto set = [&](bool value) {
    frame.actions.push_back({.kind = Kind::set_toggle, .toggle = Toggle::ssl, .flag = value});
  };
  if (radio_in(frame, kSslSet, frame.say(Text::ssl), frame.say(Text::yes), ssl)) set(true);
  ImGui::SameLine(0, 18);
  if (radio_in(frame, kSslSet, frame.say(Text::ssl), frame.say(Text::no), !ssl)) set(false);
  end_row(frame, layout);
}

bool secret_row(Frame& frame, const FormLayout& layout) {
  const bool uiot = frame.view.form.login == LoginKind::uiot;
  const bool reveal = frame.view.form[Toggle::reveal_secret];
  const float room = button_width(frame, frame.say(reveal ? Text::hide : Text::show)) + 6;
  FormLayout narrower = layout;
  narrower.field_width -= room;
  const ImVec2 row = ImGui::GetCursorScreenPos();
  const FormField secret{uiot ? Text::device_secret : Text::password, uiot ? Field::device_secret : Field::password,
                         reveal ? FieldKind::text : FieldKind::password, uiot};
  const bool submitted = form_field(frame, narrower, secret);
  const ImVec2 below = ImGui::GetCursorScreenPos();
  const float top = frame.wide ? row.y : row.y + frame.size.line + 2;
  ImGui::SetCursorScreenPos({narrower.field_left + narrower.field_width + 6, top});
  if (button(frame, frame.say(reveal ? Text::hide_secret : Text::show_secret), {.key = "reveal", .shown = frame.say(reveal ? Text::hide : Text::show)}))
    frame.actions.push_back({.kind = Kind::set_toggle, .toggle = Toggle::reveal_secret, .flag = !reveal});
  ImGui::SetCursorScreenPos(below);
  return submitted;
}

void buttons(Frame& frame, const FormLayout& layout) {
  const model::View& view = frame.view;
  const bool waiting = view.link == model::Link::waiting;
  const float fold = folded_part_width(frame, model::FoldedPart::connect);
  float width = button_width(frame, frame.say(Text::connect)) + button_width(frame, frame.say(Text::disconnect)) + fold + 12;
  if (waiting) width += button_width(frame, frame.say(Text::retry_now)) + 6;
  begin_buttons(layout, width);
  if (button(frame, frame.say(Text::connect), {.look = ButtonLook::primary, .enabled = view.can_connect})) frame.act(Kind::connect);
  if (frame.state.focus_connect && view.can_connect) {
    frame.registry.request_focus(frame.registry.last().id);
    frame.state.focus_connect = false;
  }
  ImGui::SameLine(0, 6);
  if (button(frame, frame.say(Text::disconnect), {.enabled = view.can_disconnect})) {
    frame.act(Kind::disconnect);
    frame.state.focus_connect = frame.registry.focused(frame.registry.last().id);
  }
  // Whoever went on by then is not called back.
  const std::uint32_t focused = frame.registry.focused_id();
  if (focused != 0 && focused != frame.registry.last().id) frame.state.focus_connect = false;
  ImVec2 below = ImGui::GetCursorScreenPos();
  ImGui::SameLine(0, 6);
  if (waiting) {
    if (button(frame, frame.say(Text::retry_now))) frame.act(Kind::retry_now);
    below = ImGui::GetCursorScreenPos();
    ImGui::SameLine(0, 6);
  }
  if (ImGui::GetCursorScreenPos().x + fold > layout.left + layout.full_width) ImGui::SetCursorScreenPos({layout.left, below.y});
  folded_part(frame, model::FoldedPart::connect);
}

void complaints(Frame& frame, const FormLayout& layout) {
  const FormField secret{Text::device_secret, Field::device_secret};
  const FormField password{Text::password, Field::password};
  const bool uiot = frame.view.form.login == LoginKind::uiot;
  std::vector<FormField> all(std::begin(kServer), std::end(kServer));
  for (const FormField& field : uiot ? kUiotLogin : kOtherLogin) all.push_back(field);
  all.push_back(uiot ? secret : password);
  const std::span<const FormField> more = advanced_fields();
  all.insert(all.end(), more.begin(), more.end());
  complaints_after_buttons(frame, layout, all);
}

}  // namespace

void connect_panel(Frame& frame, float width) {
  push_panel_id("connect");
  const ImVec2 low = begin_form_panel(frame, Group::connect, Text::group_connect, width);
  const FormLayout layout = form_layout(frame, width);
  bool submitted = false;
  login_row(frame, layout);
  for (const FormField& field : kServer) submitted |= form_field(frame, layout, field);
  ssl_row(frame, layout);
  if (frame.view.form.login == LoginKind::uiot)
    for (const FormField& field : kUiotLogin) submitted |= form_field(frame, layout, field);
  else
    for (const FormField& field : kOtherLogin) submitted |= form_field(frame, layout, field);
  submitted |= secret_row(frame, layout);
  buttons(frame, layout);
  complaints(frame, layout);
  if (frame.view.form[Toggle::connect_advanced]) submitted |= connect_advanced(frame, layout);
  if (submitted && frame.view.can_connect) frame.act(Kind::connect);
  end_form_panel(frame, low, width);
  ImGui::PopID();
}

}  // namespace ui
