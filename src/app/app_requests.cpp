// What the user asks of the broker: each request is checked, held back if the platform's rules warn, and sent.
#include <algorithm>
#include <array>
#include <utility>

#include "app/app.h"
#include "app/form_rules.h"
#include "app/journal.h"
#include "app/target.h"
#include "model/hex.h"

namespace app {

using model::Field;
using model::Held;
using model::Link;
using model::Toggle;

namespace {

// Some brokers take no more than this many filters in one SUBSCRIBE.
constexpr std::size_t kFiltersPerSubscribe = 8;

}  // namespace

void App::connect(bool anyway) {
  if (view_.link != Link::offline) return;
  notice(settle_address(view_.form));
  marks_due_ = true;
  settle_marks();
  if (!view_.can_connect || held_back(Held::What::connect, anyway)) return;
  Target target = target_of(view_.form, made_client_id_);
  // Another device's topics are none of this one's.
  if (!target.same_client(target_)) subscriptions_.clear();
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
  const std::string& message = form[Field::publish_message];
  if (form[Toggle::publish_hex]) {
    if (model::parse_hex(message, &publish.payload).kind != model::HexResult::Kind::ok) return;
  } else {
    publish.payload.assign(message.begin(), message.end());
  }
  const mqtt::Result<mqtt::PublishToken> token = connection_.publish(
      publish.topic, publish.payload, static_cast<mqtt::Qos>(publish.qos), publish.retain, now_.mono_ms);
  if (!token) return fail(token.error(), publish.topic);
  publish.token = *token;
  publishes_.add(std::move(publish));
}

void App::subscribe(bool anyway) {
  if (!view_.can_subscribe || held_back(Held::What::subscribe, anyway)) return;
  const mqtt::SubscribeRequest one{view_.form[Field::subscribe_topic], static_cast<mqtt::Qos>(view_.form.subscribe_qos)};
  send_subscribe({&one, 1});
}

void App::unsubscribe(std::string_view filter) {
  if (!subscriptions_.has(filter)) return;
  if (connection_.connected()) return send_unsubscribe(filter);
  marks_due_ = true;
  if (subscriptions_.remove_offline(filter)) log_filter(model::LogKind::unsubscribed, filter);
}

void App::send_subscribe(std::span<const mqtt::SubscribeRequest> filters) {
  const mqtt::Result<mqtt::PacketId> id = connection_.subscribe(filters, now_.mono_ms);
  if (!id) return fail(id.error(), filters.front().filter);
  for (const mqtt::SubscribeRequest& one : filters) {
    subscriptions_.asked(one.filter, static_cast<std::uint8_t>(one.qos), *id);
  }
  marks_due_ = true;
}

void App::send_unsubscribe(std::string_view filter) {
  const mqtt::Result<mqtt::PacketId> id = connection_.unsubscribe({&filter, 1}, now_.mono_ms);
  if (!id) return fail(id.error(), filter);
  subscriptions_.unsubscribe_asked(filter, *id);
  marks_due_ = true;
}

void App::subscribe_again() {
  std::array<mqtt::SubscribeRequest, kFiltersPerSubscribe> batch;
  std::size_t size = 0;
  for (std::size_t i = 0; i < subscriptions_.size(); ++i) {
    const model::Subscription& row = subscriptions_.at(i);
    if (row.state == model::Subscription::State::unsubscribing) send_unsubscribe(row.filter);
    if (row.state == model::Subscription::State::pending) {
      batch[size++] = {row.filter, static_cast<mqtt::Qos>(row.asked_qos)};
    }
    if (size == batch.size() || (size > 0 && i + 1 == subscriptions_.size())) {
      send_subscribe({batch.data(), size});
      size = 0;
    }
  }
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
  const FormContext context{https_page_, view_.subscriptions};
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
