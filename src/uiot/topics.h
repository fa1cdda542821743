// The platform's topics: which are a device's own, and who publishes to them. Knows topics, no I/O; MQTT's own rules
// for names and filters are mqtt/topic.h's. Source: the platform's documentation of topics, shadow, thing model, OTA,
// sub-devices and RRPC.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace uiot {

// Who sends messages to a topic.
enum class Sender : std::uint8_t {
  unknown,   // a custom topic that no rule of the platform names, or a filter that covers both ways
  device,    // the device publishes, the platform reads
  platform,  // the platform publishes, the device subscribes
};

struct TopicClass {
  bool own = false;  // one of the device's own topics; when false, nothing else is said
  Sender sender = Sender::unknown;
};

// Classifies a topic to publish to or a filter to subscribe to, for the device (`product_sn`, `device_sn`):
// custom `/{ProductSN}/{DeviceSN}/…`, broadcast `/{ProductSN}/$broadcast/…`, system
// `/$system/{ProductSN}/{DeviceSN}/…`. A filter with wildcards is own when all that it can match is; its sender is
// known only when all its matches have the same one. A system topic that the catalogue does not have is own with an
// unknown sender.
// `?parse=true` after a custom topic is not part of its name and says that the device publishes there.
TopicClass classify(std::string_view topic, std::string_view product_sn, std::string_view device_sn);

// Topics that every new product has: `/{ProductSN}/{DeviceSN}/upload` to publish to and `…/set` to subscribe to.
// An empty serial is shown as its name in braces.
std::string upload_topic(std::string_view product_sn, std::string_view device_sn);
std::string set_topic(std::string_view product_sn, std::string_view device_sn);

// One row of the catalogue of system topics: what follows `/$system/{ProductSN}/{DeviceSN}/`. A last level `+` stands
// for any one level.
struct SystemTopic {
  std::string_view suffix;
  Sender sender;
};

// The catalogue, in the order of the documentation.
std::size_t system_topic_count();
SystemTopic system_topic(std::size_t index);

}  // namespace uiot
