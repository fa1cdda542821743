#include "app/form_folded.h"

#include <initializer_list>

namespace app {
namespace {

using model::Field;
using model::Form;
using model::Toggle;

const Form& opened() {
  static const Form form = model::default_form();
  return form;
}

class Changes {
 public:
  explicit Changes(const Form& form) : form_(form) {}

  void text(std::initializer_list<Field> fields) {
    for (const Field field : fields) choice(form_[field] != opened()[field]);
  }
  void toggles(std::initializer_list<Toggle> toggles) {
    for (const Toggle toggle : toggles) choice(form_[toggle] != opened()[toggle]);
  }
  void choice(bool changed) {
    if (changed) ++count_;
  }
  std::uint8_t count() const { return count_; }

 private:
  const Form& form_;
  std::uint8_t count_ = 0;
};

void of_will(const Form& form, Changes& changes) {
  changes.text({Field::will_topic, Field::will_message});
  changes.toggles({Toggle::will_retain});
  changes.choice(form.will_qos != opened().will_qos);
  if (!form.mqtt5()) return;
  changes.text({Field::will_delay_s, Field::will_expiry_s, Field::will_content_type, Field::will_response_topic,
                Field::will_correlation, Field::will_user_properties});
  changes.toggles({Toggle::will_is_text, Toggle::will_on_disconnect});
}

std::uint8_t of_connect(const Form& form) {
  Changes changes(form);
  changes.choice(form.version != opened().version);
  changes.choice(!form[Field::path].empty() && form[Field::path] != opened()[Field::path]);  // an empty path is "/" too
  changes.text({Field::subprotocol, Field::keepalive_s, Field::connect_timeout_s, Field::max_packet_bytes});
  changes.toggles({Toggle::clean_session, Toggle::will});
  if (form.mqtt5()) {
    changes.text({Field::session_expiry_s, Field::receive_maximum, Field::topic_alias_maximum, Field::connect_user_properties,
                  Field::auth_method, Field::auth_data});
    changes.toggles({Toggle::automatic_aliases, Toggle::request_problem, Toggle::request_response});
  }
  if (form[Toggle::will]) of_will(form, changes);
  return changes.count();
}

std::uint8_t of_publish(const Form& form, bool mqtt5) {
  Changes changes(form);
  changes.choice(form.publish_qos != opened().publish_qos);
  changes.toggles({Toggle::retain});
  if (mqtt5) {
    changes.text({Field::publish_content_type, Field::publish_expiry_s, Field::publish_response_topic, Field::publish_correlation,
                  Field::publish_topic_alias, Field::publish_user_properties});
    changes.toggles({Toggle::publish_is_text});
  }
  return changes.count();
}

std::uint8_t of_subscribe(const Form& form, bool mqtt5) {
  Changes changes(form);
  changes.choice(form.subscribe_qos != opened().subscribe_qos);
  if (mqtt5) {
    changes.text({Field::subscription_identifier, Field::subscribe_user_properties});
    changes.toggles({Toggle::no_local, Toggle::retain_as_published});
    changes.choice(form.retain_handling != opened().retain_handling);
  }
  return changes.count();
}

}  // namespace

std::array<std::uint8_t, model::kFoldedPartCount> folded_changes(const Form& form, bool messages_mqtt5) {
  return {of_connect(form), of_publish(form, messages_mqtt5), of_subscribe(form, messages_mqtt5)};
}

}  // namespace app
