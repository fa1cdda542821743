#include "app/subscriptions.h"

#include "mqtt/reason_code.h"
#include "mqtt/topic.h"

namespace app {

using State = model::Subscription::State;

void Subscriptions::asked(const SubscriptionWish& wish, mqtt::PacketId packet_id) {
  const mqtt::SubscribeRequest& request = wish.request;
  std::size_t i = find(request.filter);
  if (i == kNone) {
    i = rows_.size();
    rows_.emplace_back();
    rows_[i].filter = request.filter;
    behind_.emplace_back();
  }
  model::Subscription& row = rows_[i];
  row.asked_qos = static_cast<std::uint8_t>(request.qos);
  row.no_local = request.no_local;
  row.retain_as_published = request.retain_as_published;
  row.retain_handling = request.retain_handling;
  row.identifier = mqtt::Properties(wish.properties).number(mqtt::PropertyId::subscription_identifier, 0);
  row.state = State::pending;
  // The row's own when it is asked for again.
  if (wish.properties.data() != behind_[i].properties.data())
    behind_[i].properties.assign(wish.properties.begin(), wish.properties.end());
  behind_[i].packet_id = packet_id;
  behind_[i].answered = false;
}

SubscriptionWish Subscriptions::wish(std::size_t i) const {
  const model::Subscription& row = rows_[i];
  return {{row.filter, static_cast<mqtt::Qos>(row.asked_qos), row.no_local, row.retain_as_published, row.retain_handling},
          behind_[i].properties};
}

void Subscriptions::give_up(std::string_view filter) {
  const std::size_t i = find(filter);
  if (i != kNone) erase(i);
}

void Subscriptions::unsubscribe_asked(std::string_view filter, mqtt::PacketId packet_id) {
  const std::size_t i = find(filter);
  if (i == kNone) return;
  rows_[i].state = State::unsubscribing;
  behind_[i].packet_id = packet_id;
}

void Subscriptions::answered(mqtt::PacketId packet_id, std::string_view filter, std::uint8_t reason_code) {
  const std::size_t i = find(filter);
  if (i == kNone || behind_[i].packet_id != packet_id || rows_[i].state != State::pending) return;
  if (mqtt::is_failure(reason_code)) return erase(i);
  rows_[i].state = State::active;
  rows_[i].granted_qos = reason_code;
  behind_[i].granted = behind_[i].answered = true;
}

void Subscriptions::unsubscribed(mqtt::PacketId packet_id, std::string_view filter, bool refused) {
  const std::size_t i = find(filter);
  if (i == kNone || behind_[i].packet_id != packet_id || rows_[i].state != State::unsubscribing) return;
  if (!refused) return erase(i);
  rows_[i].state = behind_[i].answered ? State::active : State::pending;
}

bool Subscriptions::remove_offline(std::string_view filter) {
  const std::size_t i = find(filter);
  if (i == kNone) return true;
  if (behind_[i].granted) {
    rows_[i].state = State::unsubscribing;
    return false;
  }
  erase(i);
  return true;
}

void Subscriptions::suspend(bool clean) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].state == State::active) rows_[i].state = State::pending;
    if (clean) behind_[i].granted = false;
  }
}

void Subscriptions::resume(bool session_present) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (!session_present) behind_[i].granted = false;
    if (behind_[i].granted && behind_[i].answered && rows_[i].state == State::pending) rows_[i].state = State::active;
  }
}

void Subscriptions::clear() {
  rows_.clear();
  behind_.clear();
}

void Subscriptions::count(std::string_view topic) {
  for (model::Subscription& row : rows_) {
    if (mqtt::matches(row.filter, topic)) ++row.received;
  }
}

bool Subscriptions::has(std::string_view filter) const { return find(filter) != kNone; }

std::size_t Subscriptions::find(std::string_view filter) const {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].filter == filter) return i;
  }
  return kNone;
}

void Subscriptions::erase(std::size_t i) {
  rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(i));
  behind_.erase(behind_.begin() + static_cast<std::ptrdiff_t>(i));
}

}  // namespace app
