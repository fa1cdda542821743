#include "app/form_judge_properties.h"

#include "model/user_properties.h"
#include "mqtt/types.h"

namespace app {
namespace {

using model::Complaint;
using model::Field;
using model::Toggle;

constexpr std::uint64_t kMostFourBytes = 0xFFFF'FFFF, kMostTwoBytes = 0xFFFF;
constexpr std::uint64_t kMostVarint = mqtt::kMaxRemainingLength;  // MQTT 5 §1.5.5

void judge_optional(Judge& judge, Field field, std::uint64_t least, std::uint64_t most) {
  std::uint64_t value = 0;
  if (!judge.form[field].empty()) judge_number(judge, field, least, most, value);
}

void judge_optional_topic(Judge& judge, Field field) {
  if (!judge.form[field].empty()) judge_topic_name(judge, judge.form[field]);
}

void judge_correlation(Judge& judge, Field field, Toggle hex) {
  std::uint64_t size = 0;
  judge_bytes(judge, judge.form[field], judge.form[hex], kMostStringBytes, size);
}

// A pair of strings, each with MQTT's rules [MQTT5-1.5.7-1].
void judge_user_properties(Judge& judge, Field field) {
  std::string_view left = judge.form[field];
  std::size_t line = 0;
  model::UserPropertyLine one;
  while (model::next_user_property(left, line, one)) {
    if (!one.divided) return judge.error(Complaint::user_property_no_equals, one.line);
    if (!judge_string(judge, one.name) || !judge_string(judge, one.value)) return;
  }
}

// MQTT 5 §3.1.2.11.9, §3.1.2.11.10
void judge_auth_data(Judge& judge) {
  const std::string& data = judge.form[Field::auth_data];
  std::uint64_t size = 0;
  if (!judge_bytes(judge, data, judge.form[Toggle::auth_data_hex], kMostStringBytes, size)) return;
  if (!data.empty() && judge.form[Field::auth_method].empty()) judge.error(Complaint::auth_data_without_method);
}

// Binary data with a length of two bytes (MQTT 5 §3.1.3.4, MQTT 3.1.1 §3.1.3.3).
void judge_will_message(Judge& judge) {
  const std::string& text = judge.form[Field::will_message];
  const bool hex = judge.form[Toggle::will_hex];
  std::uint64_t size = 0;
  if (!judge_bytes(judge, text, hex, kMostStringBytes, size)) return;
  if (judge.form.mqtt5() && judge.form[Toggle::will_is_text]) judge_payload_text(judge, text, hex);
}

}  // namespace

void judge_property(Judge& judge, Field field) {
  switch (field) {
    case Field::session_expiry_s:  // MQTT 5 §3.1.2.11.2
    case Field::will_delay_s:      // MQTT 5 §3.1.3.2.2
    case Field::will_expiry_s:     // MQTT 5 §3.1.3.2.4
    case Field::publish_expiry_s:  // MQTT 5 §3.3.2.3.3
      return judge_optional(judge, field, 0, kMostFourBytes);
    case Field::topic_alias_maximum:  // MQTT 5 §3.1.2.11.5
      return judge_optional(judge, field, 0, kMostTwoBytes);
    case Field::receive_maximum:      // 0 is a protocol error (MQTT 5 §3.1.2.11.3)
    case Field::publish_topic_alias:  // [MQTT5-3.3.2-8]
      return judge_optional(judge, field, 1, kMostTwoBytes);
    case Field::subscription_identifier:  // MQTT 5 §3.8.2.1.2
      return judge_optional(judge, field, 1, kMostVarint);
    case Field::auth_method:
    case Field::will_content_type:     // MQTT 5 §3.1.3.2.5
    case Field::publish_content_type:  // [MQTT5-3.3.2-19]
      judge_string(judge, judge.form[field]);
      return;
    case Field::will_response_topic:
    case Field::publish_response_topic:  // [MQTT5-3.3.2-13, 3.3.2-14]
      return judge_optional_topic(judge, field);
    case Field::will_correlation:
      return judge_correlation(judge, field, Toggle::will_correlation_hex);
    case Field::publish_correlation:
      return judge_correlation(judge, field, Toggle::publish_correlation_hex);
    case Field::connect_user_properties:
    case Field::will_user_properties:
    case Field::publish_user_properties:
    case Field::subscribe_user_properties:
      return judge_user_properties(judge, field);
    case Field::auth_data:
      return judge_auth_data(judge);
    case Field::will_topic:  // [MQTT5-3.1.3-11], MQTT 3.1.1 §3.1.3.2
      judge_topic_name(judge, judge.form[field]);
      return;
    case Field::will_message:
      return judge_will_message(judge);
    default:
      return;
  }
}

}  // namespace app
