#include "app/form_rules.h"

#include <algorithm>
#include <charconv>

#include "app/form_judge.h"

namespace app {
namespace {

using model::Complaint;
using model::Field;
using model::Form;
using model::Level;
using model::LoginKind;
using model::Mark;
using model::Marks;
using model::Toggle;

Field field_at(std::size_t index) { return static_cast<Field>(index); }

// The fields of each request lie together.
constexpr Field kFirstConnect = Field::address, kLastConnect = Field::will_user_properties;
constexpr Field kFirstPublish = Field::publish_topic, kLastPublish = Field::publish_user_properties;
constexpr Field kFirstSubscribe = Field::subscribe_topic, kLastSubscribe = Field::subscribe_user_properties;

// The fields with a star.
bool is_required(const Form& form, Field field) {
  switch (field) {
    case Field::product_sn:
    case Field::device_sn:
    case Field::device_secret:
      return form.login == LoginKind::uiot;
    case Field::will_topic:
      return form[Toggle::will];
    case Field::address:
    case Field::port:
    case Field::interval_ms:
    case Field::keepalive_s:
    case Field::connect_timeout_s:
    case Field::max_packet_bytes:
    case Field::publish_topic:
    case Field::subscribe_topic:
      return true;
    default:  // publish_message too: MQTT allows an empty payload
      return false;
  }
}

bool no_error(const FieldMarks& marks, Field first, Field last) {
  for (std::size_t i = static_cast<std::size_t>(first); i <= static_cast<std::size_t>(last); ++i)
    if (marks[i].level == Level::error) return false;
  return true;
}

Marks warnings_of(const Form& form, const FormContext& context, Field first, Field last) {
  Marks all;
  for (std::size_t i = static_cast<std::size_t>(first); i <= static_cast<std::size_t>(last); ++i)
    judge_field(form, context, field_at(i), all);
  std::erase_if(all, [](const Mark& mark) {
    return mark.level != Level::warning ||
           mark.complaint == Complaint::payload_not_json;  // only a hint beside the field
  });
  return all;
}

}  // namespace

void check(const Form& form, const FormContext& context, FieldMarks& marks) {
  Marks found;
  for (std::size_t i = 0; i < model::kFieldCount; ++i) {
    found.clear();
    judge_field(form, context, field_at(i), found);
    // Said when it is asked for again, not while what was just done stands in the field.
    std::erase_if(found, [](const Mark& mark) { return mark.complaint == Complaint::already_subscribed; });
    const auto worst =
        std::max_element(found.begin(), found.end(), [](const Mark& a, const Mark& b) { return a.level < b.level; });
    if (worst != found.end()) {
      marks[i] = std::move(*worst);
    } else {
      marks[i] = Mark{};
      if (is_required(form, field_at(i))) marks[i].level = Level::valid;
    }
  }
}

bool connect_possible(const FieldMarks& marks) { return no_error(marks, kFirstConnect, kLastConnect); }

bool publish_possible(const FieldMarks& marks) { return no_error(marks, kFirstPublish, kLastPublish); }

bool subscribe_possible(const FieldMarks& marks) { return no_error(marks, kFirstSubscribe, kLastSubscribe); }

Marks connect_warnings(const Form& form, const FormContext& context) {
  Marks found = warnings_of(form, context, kFirstConnect, kLastConnect);
  if (form.login == LoginKind::uiot) {
    if (form.version != mqtt::Version::v3_1_1) found.push_back({Level::warning, Complaint::version_uiot, {}, {}});
    if (form[Toggle::will]) found.push_back({Level::warning, Complaint::will_uiot, {}, {}});
  }
  return found;
}

Marks publish_warnings(const Form& form, const FormContext& context) {
  Marks found = warnings_of(form, context, kFirstPublish, kLastPublish);
  if (form.login == LoginKind::uiot) {
    if (form.publish_qos == 2) found.push_back({Level::warning, Complaint::qos2_uiot, {}, {}});
    if (form[Toggle::retain]) found.push_back({Level::warning, Complaint::retain_uiot, {}, {}});
  }
  return found;
}

Marks subscribe_warnings(const Form& form, const FormContext& context) {
  Marks found = warnings_of(form, context, kFirstSubscribe, kLastSubscribe);
  if (form.login == LoginKind::uiot && form.subscribe_qos == 2)
    found.push_back({Level::warning, Complaint::qos2_uiot, {}, {}});
  return found;
}

std::uint32_t number(const Form& form, Field field) {
  const std::string& text = form[field];
  std::uint32_t value = 0;
  const char* const end = text.data() + text.size();
  return std::from_chars(text.data(), end, value).ptr == end ? value : 0;
}

}  // namespace app
