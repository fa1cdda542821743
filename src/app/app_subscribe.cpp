// Subscribing: what is asked for, what the answers do, what is asked for again on a new connection.
#include <array>

#include "app/app.h"
#include "mqtt/reason_code.h"

namespace app {

using model::Field;
using model::Held;
using model::LogKind;

namespace {

// Some brokers take no more than this many filters in one SUBSCRIBE.
constexpr std::size_t kFiltersPerSubscribe = 8;

}  // namespace

void App::subscribe(bool anyway) {
  if (!view_.can_subscribe || held_back(Held::What::subscribe, anyway)) return;
  const mqtt::SubscribeRequest one{view_.form[Field::subscribe_topic], static_cast<mqtt::Qos>(view_.form.subscribe_qos)};
  send_subscribe({&one, 1});
}

void App::unsubscribe(std::string_view filter) {
  if (!subscriptions_.has(filter)) return;
  if (connection_.connected()) return send_unsubscribe(filter);
  marks_due_ = true;
  if (subscriptions_.remove_offline(filter)) log_filter(LogKind::unsubscribed, filter);
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

void App::handle_subscribed(const mqtt::Event& event) {
  for (const mqtt::FilterResult& one : event.filters) {
    if (event.outcome != mqtt::Outcome::done) {
      log_filter(LogKind::subscribing_lost, one.filter);
      continue;
    }
    model::LogEntry entry;
    entry.kind = one.return_code == mqtt::kSubscribeRefused ? LogKind::subscribe_refused : LogKind::subscribed;
    entry.topic = one.filter;
    entry.code = one.return_code;
    entry.number = static_cast<std::uint32_t>(one.requested);
    log(entry);
    subscriptions_.answered(event.packet_id, one.filter, one.return_code);
  }
  marks_due_ = true;
}

void App::handle_unsubscribed(const mqtt::Event& event) {
  if (event.outcome != mqtt::Outcome::done) return;  // the next connection settles it
  for (const mqtt::FilterResult& one : event.filters) {
    log_filter(LogKind::unsubscribed, one.filter);
    subscriptions_.unsubscribed(event.packet_id, one.filter);
  }
  marks_due_ = true;
}

}  // namespace app
