#include "ui/connect_advanced.h"

#include <algorithm>
#include <string>

#include "imgui.h"
#include "ui/glyph_text.h"
#include "ui/property_text.h"
#include "ui/qos_choice.h"

namespace ui {
namespace {

using Kind = model::Action::Kind;
using model::Field;
using model::Toggle;

constexpr std::uint8_t kVersionSet = 4;

constexpr FormField kFields[] = {
    {Text::path, Field::path},
    {Text::subprotocol, Field::subprotocol},
    {Text::keepalive, Field::keepalive_s, FieldKind::numeric, true},
    {Text::connect_timeout, Field::connect_timeout_s, FieldKind::numeric, true},
    {Text::max_packet, Field::max_packet_bytes, FieldKind::numeric, true},
    {Text::session_expiry, Field::session_expiry_s, FieldKind::numeric},
    {Text::receive_maximum, Field::receive_maximum, FieldKind::numeric},
    {Text::topic_alias_maximum, Field::topic_alias_maximum, FieldKind::numeric},
    {Text::user_properties, Field::connect_user_properties, FieldKind::multiline},
    {Text::auth_method, Field::auth_method},
    {Text::auth_data, Field::auth_data, FieldKind::password},
    {Text::will_topic, Field::will_topic, FieldKind::text, true},
    {Text::will_message, Field::will_message, FieldKind::multiline},
    {Text::will_delay, Field::will_delay_s, FieldKind::numeric},
    {Text::will_expiry, Field::will_expiry_s, FieldKind::numeric},
    {Text::will_content_type, Field::will_content_type},
    {Text::will_response_topic, Field::will_response_topic},
    {Text::will_correlation, Field::will_correlation},
    {Text::will_user_properties, Field::will_user_properties, FieldKind::multiline},
};

// One row of the form; what it is like stands in the table above.
class Rows {
 public:
  Rows(Frame& frame, const FormLayout& layout) : frame_(frame), layout_(layout) {}

  void field(Field which) { submitted_ |= form_field(frame_, layout_, of(which), height_of(which)); }
  void hex(Field which, Text name, Toggle toggle) {
    submitted_ |= hex_field(frame_, layout_, of(which), name, toggle, height_of(which));
  }
  bool submitted() const { return submitted_; }

 private:
  FormField of(Field which) const {
    FormField field = *std::find_if(std::begin(kFields), std::end(kFields), [which](const FormField& one) { return one.field == which; });
    if (field.kind == FieldKind::multiline && which != Field::will_message)
      field.placeholder = frame_.say(Text::user_properties_hint);
    if (field.kind == FieldKind::password && frame_.view.form[Toggle::reveal_secret]) field.kind = FieldKind::text;
    return field;
  }
  float height_of(Field which) const { return of(which).kind == FieldKind::multiline ? lines_height(frame_, which) : 0; }

  Frame& frame_;
  const FormLayout& layout_;
  bool submitted_ = false;
};

void version_row(Frame& frame, const FormLayout& layout) {
  struct Choice {
    mqtt::Version version;
    std::string_view shown;
  };
  constexpr Choice kChoices[] = {{mqtt::Version::v3_1, "3.1"}, {mqtt::Version::v3_1_1, "3.1.1"}, {mqtt::Version::v5, "5"}};
  const std::string label(frame.say(Text::version));
  begin_row(frame, layout, label, false);
  for (const Choice& choice : kChoices) {
    if (choice.version != mqtt::Version::v3_1) ImGui::SameLine(0, 18);
    if (radio(frame, label + ' ' + std::string(choice.shown), choice.shown, frame.view.form.version == choice.version))
      frame.act_number(Kind::set_version, static_cast<std::uint32_t>(choice.version));
    frame.registry.last().radio_set = kVersionSet;
  }
  end_row(frame, layout);
}

void will_rows(Frame& frame, const FormLayout& layout, Rows& rows) {
  toggle_row(frame, layout, Text::will, Toggle::will);
  end_row(frame, layout);
  if (!frame.view.form[Toggle::will]) return;
  rows.field(Field::will_topic);
  rows.hex(Field::will_message, Text::will_hex, Toggle::will_hex);
  begin_row(frame, layout, frame.say(Text::will_qos), false);
  qos_choice(frame, Kind::set_will_qos, frame.view.form.will_qos, frame.say(Text::will_qos));
  ImGui::SameLine(0, 24);
  toggle_box(frame, Text::will_retain, Toggle::will_retain, frame.say(Text::retain));
  end_row(frame, layout);
  if (!frame.view.form.mqtt5()) return;
  toggle_row(frame, layout, Text::will_is_text, Toggle::will_is_text);
  toggle_row(frame, layout, Text::will_on_disconnect, Toggle::will_on_disconnect);
  end_row(frame, layout);
  for (const Field field : {Field::will_delay_s, Field::will_expiry_s, Field::will_content_type, Field::will_response_topic})
    rows.field(field);
  rows.hex(Field::will_correlation, Text::will_correlation_hex, Toggle::will_correlation_hex);
  rows.field(Field::will_user_properties);
}

void property_rows(Frame& frame, const FormLayout& layout, Rows& rows) {
  group_row(frame, layout, Text::mqtt5_group);
  for (const Field field : {Field::session_expiry_s, Field::receive_maximum, Field::topic_alias_maximum}) rows.field(field);
  toggle_row(frame, layout, Text::automatic_aliases, Toggle::automatic_aliases);
  toggle_row(frame, layout, Text::request_problem, Toggle::request_problem);
  toggle_row(frame, layout, Text::request_response, Toggle::request_response);
  end_row(frame, layout);
  rows.field(Field::connect_user_properties);
  rows.field(Field::auth_method);
  rows.hex(Field::auth_data, Text::auth_data_hex, Toggle::auth_data_hex);
}

// Name and value of one limit, as the form's rows stand.
void limit_row(Frame& frame, const FormLayout& layout, const PropertyLine& line) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float size = frame.size.text;
  const float name = text_width(frame.fonts.regular, size, line.name);
  const float name_left = frame.wide ? layout.field_left - label_gap() - name : layout.left;
  const float value_left = frame.wide ? layout.field_left : std::max(layout.left + name + 14, layout.left + 170);
  WrappedText value;
  wrap_text(frame.fonts.regular, size, line.value, layout.field_left + layout.field_width - value_left, 6, value);
  draw_text(frame.fonts.regular, size, {name_left, at.y}, frame.colour.muted, line.name);
  for (std::size_t i = 0; i < value.lines.size(); ++i)
    draw_mapped(frame.fonts.regular, size, {value_left, at.y + frame.size.line * static_cast<float>(i)}, frame.colour.text,
                value.line(i));
  const float height = frame.size.line * static_cast<float>(value.lines.size());
  const ImVec2 high{layout.field_left + layout.field_width, at.y + height};
  declare(frame, item_id("limit"), Role::text, line.name + ": " + line.value, {name_left, at.y}, high);
  ImGui::Dummy({0, height + 2});
  ImGui::SetCursorScreenPos({layout.left, at.y + height + 2});
}

void limits(Frame& frame, const FormLayout& layout) {
  if (!frame.view.connack || frame.view.connack->version != mqtt::Version::v5) return;
  ImGui::SetCursorScreenPos({layout.field_left - 6, ImGui::GetCursorScreenPos().y});
  bool& open = frame.state.limits_open;
  if (disclosure(frame, frame.say(Text::server_limits), open)) open = !open;
  end_row(frame, layout);
  if (!open) return;
  const model::Server& server = *frame.view.connack;
  int row = 0;
  for (const PropertyLine& line : limit_lines({server.keep_alive_s, server.session_expiry_s, server.client_id,
                                               mqtt::Properties(server.properties)},
                                              frame.view.language)) {
    ImGui::PushID(row++);
    limit_row(frame, layout, line);
    ImGui::PopID();
  }
  end_row(frame, layout);
  end_row(frame, layout);
}

}  // namespace

std::span<const FormField> advanced_fields() { return kFields; }

bool connect_advanced(Frame& frame, const FormLayout& layout) {
  Rows rows(frame, layout);
  const std::size_t first = frame.registry.items().size();
  limits(frame, layout);
  version_row(frame, layout);
  for (const Field field : {Field::path, Field::subprotocol, Field::keepalive_s, Field::connect_timeout_s, Field::max_packet_bytes})
    rows.field(field);
  toggle_row(frame, layout, frame.view.form.mqtt5() ? Text::clean_start : Text::clean_session, Toggle::clean_session);
  will_rows(frame, layout, rows);
  if (frame.view.form.mqtt5()) property_rows(frame, layout, rows);
  complaint_below_focus(frame, first);
  return rows.submitted();
}

}  // namespace ui
