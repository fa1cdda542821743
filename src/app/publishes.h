// Publishes that the session has taken and not yet settled, with what is to be told of them when it does. Not their sending.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mqtt/event.h"
#include "mqtt/property.h"

namespace app {

struct UnsettledPublish {
  mqtt::PublishToken token = 0;
  std::string topic;
  std::vector<std::uint8_t> payload;
  std::uint8_t qos = 0;
  bool retain = false;
  mqtt::PropertyList properties;  // MQTT 5
  std::int64_t asked_ms = 0;  // monotonic
};

class Publishes {
 public:
  void add(UnsettledPublish publish) { waiting_.push_back(std::move(publish)); }
  // Takes the publish of this token out; nothing when there is none, so that none is told twice.
  std::optional<UnsettledPublish> settle(mqtt::PublishToken token);
  std::size_t size() const { return waiting_.size(); }

 private:
  std::vector<UnsettledPublish> waiting_;  // bounded by the session's own bounds
};

}  // namespace app
