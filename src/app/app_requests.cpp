// Connecting, disconnecting and publishing: each request is checked, held back if the platform's rules warn, and carried out.
#include <utility>

#include "app/app.h"
#include "app/form_properties.h"
#include "app/form_rules.h"
#include "app/journal.h"
#include "app/target.h"

namespace app {

using model::Field;
using model::Held;
using model::Link;
using model::Toggle;

void App::connect(bool anyway) {
  if (view_.link != Link::offline) return;
  notice(settle_address(view_.form));
  marks_due_ = true;
  settle_marks();
  if (!view_.can_connect || held_back(Held::What::connect, anyway)) return;
  Target target = target_of(view_.form, made_client_id_);
  // The id that the broker assigned leads back to the session that it may still keep.
  if (target.client_id.empty() && !target.clean_session && subscribed_at_.assigned && target.same_login(subscribed_at_)) {
    target.client_id = subscribed_at_.client_id;
    target.assigned = true;
  }
  target_ = std::move(target);
  view_.server = server_name(target_.endpoint);
  reconnect_.begin(number(view_.form, Field::interval_ms));
  attempt();
}

void App::disconnect() {
  reconnect_.cancel();
  if (connection_.busy()) return connection_.disconnect(now_.mono_ms);
  if (view_.link == Link::offline) return;
  model::LogEntry entry;
  entry.kind = model::LogKind::disconnected;
  entry.number = 1;
  entry.number2 = 1;  // there was nothing but the waiting
  log(entry);
  set_link(Link::offline);
}

void App::publish(bool anyway) {
  if (!view_.can_publish || held_back(Held::What::publish, anyway)) return;
  const model::Form& form = view_.form;
  UnsettledPublish publish;
  publish.topic = form[Field::publish_topic];
  publish.qos = form.publish_qos;
  publish.retain = form[Toggle::retain];
  publish.asked_ms = now_.mono_ms;
  publish.payload = typed_bytes(form[Field::publish_message], form[Toggle::publish_hex]);
  if (view_.messages_mqtt5) publish.properties = publish_properties(form);
  const mqtt::Message message{publish.topic, publish.payload, static_cast<mqtt::Qos>(publish.qos), publish.retain,
                              publish.properties};
  const mqtt::Result<mqtt::PublishToken> token = connection_.publish(message, now_.mono_ms);
  if (!token) return fail(token.error(), publish.topic);
  publish.token = *token;
  publishes_.add(std::move(publish));
}

void App::fail(const mqtt::Error& error, std::string_view topic) {
  model::LogEntry entry;
  entry.kind = model::LogKind::failed;
  entry.topic = topic;
  put_error(entry, error);
  log(entry);
}

bool App::held_back(Held::What what, bool anyway) {
  drop_held(what);
  if (anyway) return false;
  const FormContext context = form_context();
  Held held{what, {}};
  if (what == Held::What::connect) held.warnings = connect_warnings(view_.form, context);
  if (what == Held::What::publish) held.warnings = publish_warnings(view_.form, context);
  if (what == Held::What::subscribe) held.warnings = subscribe_warnings(view_.form, context);
  if (held.warnings.empty()) return false;
  view_.held.push_back(std::move(held));
  return true;
}

void App::drop_held(Held::What what) {
  std::erase_if(view_.held, [what](const Held& one) { return one.what == what; });
}

}  // namespace app
