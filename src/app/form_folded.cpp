#include "app/form_folded.h"

#include <span>

namespace app {
namespace {

using model::Field;
using model::FoldedPart;
using model::Form;
using model::Toggle;

constexpr Field kConnect[] = {Field::subprotocol, Field::keepalive_s, Field::connect_timeout_s, Field::max_packet_bytes};
constexpr Field kConnect5[] = {Field::session_expiry_s,        Field::receive_maximum, Field::topic_alias_maximum,
                               Field::connect_user_properties, Field::auth_method,     Field::auth_data};
constexpr Toggle kConnectToggles5[] = {Toggle::automatic_aliases, Toggle::request_problem, Toggle::request_response};
constexpr Field kWill[] = {Field::will_topic, Field::will_message};
constexpr Field kWill5[] = {Field::will_delay_s,         Field::will_expiry_s,    Field::will_content_type,
                            Field::will_response_topic, Field::will_correlation, Field::will_user_properties};
constexpr Toggle kWillToggles5[] = {Toggle::will_is_text, Toggle::will_on_disconnect};
constexpr Field kPublish5[] = {Field::publish_content_type, Field::publish_expiry_s,    Field::publish_response_topic,
                               Field::publish_correlation,  Field::publish_topic_alias, Field::publish_user_properties};
constexpr Field kSubscribe5[] = {Field::subscription_identifier, Field::subscribe_user_properties};
constexpr Toggle kSubscribeToggles5[] = {Toggle::no_local, Toggle::retain_as_published};

class Changes {
 public:
  explicit Changes(const Form& form) : form_(form) {
    static const Form opened = model::default_form();
    opened_ = &opened;
  }

  void text(std::span<const Field> fields) {
    for (const Field field : fields) choice(form_[field] != (*opened_)[field]);
  }
  void toggles(std::span<const Toggle> toggles) {
    for (const Toggle toggle : toggles) choice(form_[toggle] != (*opened_)[toggle]);
  }
  void choice(bool changed) {
    if (changed) ++count_;
  }
  std::uint8_t count() const { return count_; }

 private:
  const Form& form_;
  const Form* opened_;
  std::uint8_t count_ = 0;
};

std::uint8_t of_connect(const Form& form) {
  Changes changes(form);
  constexpr Toggle kToggles[] = {Toggle::clean_session, Toggle::will};
  changes.choice(form.version != Form{}.version);
  changes.choice(!form[Field::path].empty() && form[Field::path] != "/");  // which an empty one is
  changes.text(kConnect);
  changes.toggles(kToggles);
  if (form.mqtt5()) {
    changes.text(kConnect5);
    changes.toggles(kConnectToggles5);
  }
  if (!form[Toggle::will]) return changes.count();
  constexpr Toggle kWillToggles[] = {Toggle::will_retain};
  changes.text(kWill);
  changes.toggles(kWillToggles);
  changes.choice(form.will_qos != 0);
  if (form.mqtt5()) {
    changes.text(kWill5);
    changes.toggles(kWillToggles5);
  }
  return changes.count();
}

std::uint8_t of_publish(const Form& form, bool mqtt5) {
  Changes changes(form);
  constexpr Toggle kToggles[] = {Toggle::retain};
  changes.choice(form.publish_qos != 0);
  changes.toggles(kToggles);
  if (!mqtt5) return changes.count();
  constexpr Toggle kToggles5[] = {Toggle::publish_is_text};
  changes.text(kPublish5);
  changes.toggles(kToggles5);
  return changes.count();
}

std::uint8_t of_subscribe(const Form& form, bool mqtt5) {
  Changes changes(form);
  changes.choice(form.subscribe_qos != 0);
  if (!mqtt5) return changes.count();
  changes.text(kSubscribe5);
  changes.toggles(kSubscribeToggles5);
  changes.choice(form.retain_handling != 0);
  return changes.count();
}

}  // namespace

std::array<std::uint8_t, model::kFoldedPartCount> folded_changes(const Form& form, bool messages_mqtt5) {
  return {of_connect(form), of_publish(form, messages_mqtt5), of_subscribe(form, messages_mqtt5)};
}

}  // namespace app
