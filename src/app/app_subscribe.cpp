// Subscribing: what is asked for, what the answers do, what is asked for again on a new connection.
#include <algorithm>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/form_properties.h"
#include "mqtt/reason_code.h"

namespace app {

using model::Field;
using model::Held;
using model::LogKind;
using model::Toggle;

namespace {

// Some brokers take no more than this many filters in one SUBSCRIBE.
constexpr std::size_t kFiltersPerSubscribe = 8;

// By the limits of the server as they stand: it cannot be sent on this connection at all.
bool forbidden(mqtt::Reason reason) {
  switch (reason) {
    case mqtt::Reason::packet_too_large:
    case mqtt::Reason::wildcard_subscriptions_not_supported:
    case mqtt::Reason::subscription_identifiers_not_supported:
    case mqtt::Reason::shared_subscriptions_not_supported:
      return true;
    default:
      return false;
  }
}

}  // namespace

void App::subscribe(bool anyway) {
  if (!view_.can_subscribe || held_back(Held::What::subscribe, anyway)) return;
  const model::Form& form = view_.form;
  mqtt::SubscribeRequest one{form[Field::subscribe_topic], static_cast<mqtt::Qos>(form.subscribe_qos)};
  mqtt::PropertyList properties;
  if (view_.messages_mqtt5) {
    one.no_local = form[Toggle::no_local];
    one.retain_as_published = form[Toggle::retain_as_published];
    one.retain_handling = form.retain_handling;
    properties = subscribe_properties(form);
  }
  const mqtt::Result<void> sent = send_subscribe({&one, 1}, properties.view().encoded());
  if (!sent) fail(sent.error(), one.filter);
}

void App::unsubscribe(std::string_view filter) {
  if (!subscriptions_.has(filter)) return;
  if (connection_.connected()) return send_unsubscribe(filter);
  marks_due_ = true;
  if (subscriptions_.remove_offline(filter)) log_filter(LogKind::unsubscribed, filter);
}

mqtt::Result<void> App::send_subscribe(std::span<const mqtt::SubscribeRequest> filters, mqtt::Bytes properties) {
  const auto id = connection_.subscribe(filters, now_.mono_ms, mqtt::Properties(properties));
  if (!id) return id.error();
  for (const mqtt::SubscribeRequest& one : filters) subscriptions_.asked({one, properties}, *id);
  marks_due_ = true;
  return {};
}

void App::send_unsubscribe(std::string_view filter) {
  const mqtt::Result<mqtt::PacketId> id = connection_.unsubscribe({&filter, 1}, now_.mono_ms);
  if (!id) return fail(id.error(), filter);
  subscriptions_.unsubscribe_asked(filter, *id);
  marks_due_ = true;
}

void App::subscribe_again() {
  std::vector<std::string> impossible;
  std::vector<mqtt::SubscribeRequest> batch;
  mqtt::Bytes properties;
  // What the server's limits forbid to one filter they forbid to the whole packet: then each goes alone.
  const auto send = [&] {
    if (batch.empty() || send_subscribe(batch, properties)) return batch.clear();
    for (const mqtt::SubscribeRequest& one : batch) {
      const mqtt::Result<void> sent = send_subscribe({&one, 1}, properties);
      if (sent) continue;
      fail(sent.error(), one.filter);
      if (forbidden(sent.error().reason)) impossible.emplace_back(one.filter);
    }
    batch.clear();
  };
  for (std::size_t i = 0; i < subscriptions_.size(); ++i) {
    const model::Subscription& row = subscriptions_.at(i);
    if (row.state == model::Subscription::State::unsubscribing) send_unsubscribe(row.filter);
    if (row.state != model::Subscription::State::pending) continue;
    SubscriptionWish wish = subscriptions_.wish(i);
    if (!target_.mqtt5()) wish = {{wish.request.filter, wish.request.qos}};
    // One SUBSCRIBE has one set of properties.
    const bool fits = std::equal(properties.begin(), properties.end(), wish.properties.begin(), wish.properties.end());
    if (!fits || batch.size() == kFiltersPerSubscribe) send();
    properties = wish.properties;
    batch.push_back(wish.request);
  }
  send();
  for (const std::string& filter : impossible) subscriptions_.give_up(filter);
}

void App::handle_subscribed(const mqtt::Event& event) {
  for (const mqtt::FilterResult& one : event.filters) {
    if (event.outcome != mqtt::Outcome::done) {
      log_filter(LogKind::subscribing_lost, one.filter);
      continue;
    }
    model::LogEntry entry;
    entry.kind = mqtt::is_failure(one.reason_code) ? LogKind::subscribe_refused : LogKind::subscribed;
    entry.topic = one.filter;
    entry.code = one.reason_code;
    entry.number = static_cast<std::uint32_t>(one.requested);
    entry.properties = event.properties.encoded();
    log(entry);
    subscriptions_.answered(event.packet_id, one.filter, one.reason_code);
  }
  marks_due_ = true;
}

void App::handle_unsubscribed(const mqtt::Event& event) {
  if (event.outcome != mqtt::Outcome::done) return;  // the next connection settles it
  for (const mqtt::FilterResult& one : event.filters) {
    const bool refused = mqtt::is_failure(one.reason_code);
    model::LogEntry entry;
    entry.kind = refused ? LogKind::unsubscribe_refused : LogKind::unsubscribed;
    entry.topic = one.filter;
    entry.code = one.reason_code;
    entry.properties = event.properties.encoded();
    log(entry);
    subscriptions_.unsubscribed(event.packet_id, one.filter, refused);
  }
  marks_due_ = true;
}

}  // namespace app
