#include "app/form_properties.h"

#include "app/form_rules.h"
#include "model/hex.h"
#include "model/user_properties.h"

namespace app {
namespace {

using model::Field;
using model::Form;
using model::Toggle;
using mqtt::PropertyId;

// Adds what is filled in; a value that cannot be written was refused by the form's rules.
class Maker {
 public:
  explicit Maker(const Form& form) : form_(form) {}

  void add_number(PropertyId id, Field field) {
    if (!form_[field].empty()) (void)made_.add(id, number(form_, field));
  }
  void add_text(PropertyId id, Field field) {
    if (!form_[field].empty()) (void)made_.add(id, std::string_view(form_[field]));
  }
  void add_bytes(PropertyId id, Field field, Toggle hex) {
    if (form_[field].empty()) return;
    const std::vector<std::uint8_t> bytes = typed_bytes(form_[field], form_[hex]);
    (void)made_.add(id, mqtt::as_text(bytes));
  }
  void add_flag(PropertyId id, bool wanted, std::uint32_t value = 1) {
    if (wanted) (void)made_.add(id, value);
  }
  void add_user_properties(Field field) {
    std::string_view left = form_[field];
    std::size_t line = 0;
    model::UserPropertyLine one;
    while (model::next_user_property(left, line, one)) (void)made_.add_user(one.name, one.value);
  }
  mqtt::PropertyList take() { return std::move(made_); }

 private:
  const Form& form_;
  mqtt::PropertyList made_;
};

}  // namespace

mqtt::PropertyList connect_properties(const Form& form) {
  Maker made(form);
  made.add_number(PropertyId::session_expiry_interval, Field::session_expiry_s);
  made.add_number(PropertyId::receive_maximum, Field::receive_maximum);
  made.add_number(PropertyId::maximum_packet_size, Field::max_packet_bytes);
  made.add_number(PropertyId::topic_alias_maximum, Field::topic_alias_maximum);
  // What these two say when they are not sent (MQTT 5 §3.1.2.11.6, §3.1.2.11.7) is what the form says at first.
  made.add_flag(PropertyId::request_response_information, form[Toggle::request_response]);
  made.add_flag(PropertyId::request_problem_information, !form[Toggle::request_problem], 0);
  made.add_user_properties(Field::connect_user_properties);
  made.add_text(PropertyId::authentication_method, Field::auth_method);
  made.add_bytes(PropertyId::authentication_data, Field::auth_data, Toggle::auth_data_hex);
  return made.take();
}

mqtt::PropertyList will_properties(const Form& form) {
  Maker made(form);
  made.add_number(PropertyId::will_delay_interval, Field::will_delay_s);
  made.add_flag(PropertyId::payload_format_indicator, form[Toggle::will_is_text]);
  made.add_number(PropertyId::message_expiry_interval, Field::will_expiry_s);
  made.add_text(PropertyId::content_type, Field::will_content_type);
  made.add_text(PropertyId::response_topic, Field::will_response_topic);
  made.add_bytes(PropertyId::correlation_data, Field::will_correlation, Toggle::will_correlation_hex);
  made.add_user_properties(Field::will_user_properties);
  return made.take();
}

mqtt::PropertyList publish_properties(const Form& form) {
  Maker made(form);
  made.add_flag(PropertyId::payload_format_indicator, form[Toggle::publish_is_text]);
  made.add_number(PropertyId::message_expiry_interval, Field::publish_expiry_s);
  made.add_number(PropertyId::topic_alias, Field::publish_topic_alias);
  made.add_text(PropertyId::content_type, Field::publish_content_type);
  made.add_text(PropertyId::response_topic, Field::publish_response_topic);
  made.add_bytes(PropertyId::correlation_data, Field::publish_correlation, Toggle::publish_correlation_hex);
  made.add_user_properties(Field::publish_user_properties);
  return made.take();
}

mqtt::PropertyList subscribe_properties(const Form& form) {
  Maker made(form);
  made.add_number(PropertyId::subscription_identifier, Field::subscription_identifier);
  made.add_user_properties(Field::subscribe_user_properties);
  return made.take();
}

std::vector<std::uint8_t> typed_bytes(std::string_view text, bool hex) {
  std::vector<std::uint8_t> bytes;
  if (!hex) {
    bytes.assign(text.begin(), text.end());
  } else if (model::parse_hex(text, &bytes).kind != model::HexResult::Kind::ok) {
    bytes.clear();
  }
  return bytes;
}

}  // namespace app
