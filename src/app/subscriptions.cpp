#include "app/subscriptions.h"

#include "mqtt/reason_code.h"
#include "mqtt/topic.h"

namespace app {

using State = model::Subscription::State;

void Subscriptions::asked(std::string_view filter, std::uint8_t qos, mqtt::PacketId packet_id) {
  std::size_t i = find(filter);
  if (i == kNone) {
    i = rows_.size();
    rows_.emplace_back();
    rows_[i].filter = filter;
    behind_.emplace_back();
  }
  rows_[i].asked_qos = qos;
  rows_[i].state = State::pending;
  behind_[i].packet_id = packet_id;
  behind_[i].answered = false;
}

void Subscriptions::unsubscribe_asked(std::string_view filter, mqtt::PacketId packet_id) {
  const std::size_t i = find(filter);
  if (i == kNone) return;
  rows_[i].state = State::unsubscribing;
  behind_[i].packet_id = packet_id;
}

void Subscriptions::answered(mqtt::PacketId packet_id, std::string_view filter, std::uint8_t return_code) {
  const std::size_t i = find(filter);
  if (i == kNone || behind_[i].packet_id != packet_id || rows_[i].state != State::pending) return;
  if (return_code == mqtt::kSubscribeRefused) return erase(i);
  rows_[i].state = State::active;
  rows_[i].granted_qos = return_code;
  behind_[i].granted = behind_[i].answered = true;
}

void Subscriptions::unsubscribed(mqtt::PacketId packet_id, std::string_view filter) {
  const std::size_t i = find(filter);
  if (i != kNone && behind_[i].packet_id == packet_id && rows_[i].state == State::unsubscribing) erase(i);
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
