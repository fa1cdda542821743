#include "mqtt/alias.h"

#include <algorithm>

namespace mqtt {
namespace {

// Found by looking through them all, for each publish.
constexpr std::size_t kMostChosen = 256;
constexpr std::size_t kPropertySize = 3;

}  // namespace

void IncomingAliases::begin(std::uint16_t maximum) {
  maximum_ = maximum;
  topics_.clear();
}

bool IncomingAliases::resolve(std::uint32_t alias, std::string_view& topic, Error& error) {
  error.field = Field::topic_alias;
  error.numbers[0] = alias;
  if (alias == 0 || alias > maximum_) {
    error.reason = Reason::topic_alias_out_of_range;
    error.rule = alias == 0 ? "MQTT5-3.3.2-8" : "MQTT5-3.1.2-26";
    error.numbers[1] = maximum_;
    return false;
  }
  if (!topic.empty()) {
    if (topics_.size() < alias) topics_.resize(alias);
    topics_[alias - 1] = topic;
    return true;
  }
  if (topics_.size() < alias || topics_[alias - 1].empty()) {
    error.reason = Reason::unknown_topic_alias;
    error.rule = "MQTT 5 §3.3.2.3.4";
    return false;
  }
  topic = topics_[alias - 1];
  return true;
}

void OutgoingAliases::begin(std::uint16_t maximum) {
  maximum_ = maximum;
  entries_.clear();
}

std::string_view OutgoingAliases::topic(std::uint32_t alias) const {
  return alias == 0 || alias > entries_.size() ? std::string_view{} : entries_[alias - 1].topic;
}

void OutgoingAliases::give(std::uint32_t alias, std::string_view topic) {
  if (entries_.size() < alias) entries_.resize(alias);
  if (entries_[alias - 1].given != topic) entries_[alias - 1].given = topic;
}

std::string_view OutgoingAliases::given(std::uint32_t alias) const {
  return alias == 0 || alias > entries_.size() ? std::string_view{} : entries_[alias - 1].given;
}

OutgoingAliases::Choice OutgoingAliases::choose(std::string_view topic) const {
  if (maximum_ == 0 || topic.size() <= kPropertySize) return {};
  const std::size_t most = std::min<std::size_t>(maximum_, kMostChosen);
  const std::size_t looked_at = std::min(entries_.size(), most);
  std::size_t oldest = most;
  for (std::size_t at = 0; at < looked_at; ++at) {
    if (entries_[at].topic == topic) return {static_cast<std::uint16_t>(at + 1), true};
    if (!entries_[at].given.empty()) continue;
    if (oldest == most || entries_[at].used_at < entries_[oldest].used_at) oldest = at;
  }
  const std::size_t chosen = looked_at < most ? looked_at : oldest;
  if (chosen == most) return {};
  return {static_cast<std::uint16_t>(chosen + 1), false};
}

void OutgoingAliases::sent(std::uint32_t alias, std::string_view topic) {
  if (entries_.size() < alias) entries_.resize(alias);
  Entry& entry = entries_[alias - 1];
  if (entry.topic != topic) entry.topic = topic;
  entry.used_at = ++uses_;
}

}  // namespace mqtt
