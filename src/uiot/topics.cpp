#include "uiot/topics.h"

#include <iterator>

namespace uiot {
namespace {

constexpr Sender kDevice = Sender::device, kPlatform = Sender::platform;

constexpr SystemTopic kCatalogue[] = {
    {"password", kDevice},
    {"password_reply", kPlatform},
    {"shadow/get", kDevice},
    {"shadow/get_reply", kPlatform},
    {"shadow/upstream", kDevice},
    {"shadow/downstream", kPlatform},
    {"tmodel/template/get", kDevice},
    {"tmodel/template/get_reply", kPlatform},
    {"tmodel/property/post", kDevice},
    {"tmodel/property/post_reply", kPlatform},
    {"tmodel/property/set", kPlatform},
    {"tmodel/property/set_reply", kDevice},
    {"tmodel/property/restore", kDevice},
    {"tmodel/property/restore_reply", kPlatform},
    {"tmodel/property/desired/get", kDevice},
    {"tmodel/property/desired/get_reply", kPlatform},
    {"tmodel/property/desired/delete", kDevice},
    {"tmodel/property/desired/delete_reply", kPlatform},
    {"tmodel/event/post", kDevice},
    {"tmodel/event/post_reply", kPlatform},
    {"tmodel/command", kPlatform},
    {"tmodel/command_reply/+", kDevice},
    {"ota/upstream", kDevice},
    {"ota/downstream", kPlatform},
    {"subdev/register", kDevice},
    {"subdev/register_reply", kPlatform},
    {"subdev/topo/add", kDevice},
    {"subdev/topo/add_reply", kPlatform},
    {"subdev/topo/delete", kDevice},
    {"subdev/topo/delete_reply", kPlatform},
    {"subdev/topo/get", kDevice},
    {"subdev/topo/get_reply", kPlatform},
    {"subdev/topo/found", kDevice},
    {"subdev/topo/found_reply", kPlatform},
    {"subdev/login", kDevice},
    {"subdev/login_reply", kPlatform},
    {"subdev/logout", kDevice},
    {"subdev/logout_reply", kPlatform},
    {"subdev/topo/notify/add", kPlatform},
    {"subdev/topo/notify/delete", kPlatform},
    {"subdev/disable", kPlatform},
    {"subdev/enable", kPlatform},
    {"subdev/delete", kPlatform},
    {"rrpc/request/+", kPlatform},
    {"rrpc/response/+", kDevice},
};

// Takes `part` off the front of `text`.
bool take(std::string_view& text, std::string_view part) {
  if (!text.starts_with(part)) return false;
  text.remove_prefix(part.size());
  return true;
}

std::string_view take_level(std::string_view& rest, bool& more) {
  const std::size_t slash = rest.find('/');
  const std::string_view level = rest.substr(0, slash);
  more = slash != std::string_view::npos;
  rest.remove_prefix(more ? slash + 1 : rest.size());
  return level;
}

// Is there a topic that both filters match? `a/#` matches `a` too (MQTT 3.1.1 §4.7.1.2).
bool overlap(std::string_view a, std::string_view b) {
  bool more_a = true, more_b = true;
  while (more_a && more_b) {
    const std::string_view level_a = take_level(a, more_a), level_b = take_level(b, more_b);
    if (level_a == "#" || level_b == "#") return true;
    if (level_a != "+" && level_b != "+" && level_a != level_b) return false;
  }
  return more_a ? a == "#" : !more_b || b == "#";
}

Sender system_sender(std::string_view suffix) {
  bool found[3] = {};
  for (const SystemTopic& topic : kCatalogue)
    if (overlap(suffix, topic.suffix)) found[static_cast<int>(topic.sender)] = true;
  if (found[static_cast<int>(kDevice)] == found[static_cast<int>(kPlatform)]) return Sender::unknown;
  return found[static_cast<int>(kDevice)] ? kDevice : kPlatform;
}

Sender custom_sender(std::string_view suffix) {
  if (suffix == "set") return kPlatform;
  return suffix == "upload" || suffix.starts_with("upload/") ? kDevice : Sender::unknown;
}

std::string custom_topic(std::string_view product_sn, std::string_view device_sn, std::string_view suffix) {
  std::string topic = "/";
  topic.append(product_sn.empty() ? "{ProductSN}" : product_sn).append("/");
  topic.append(device_sn.empty() ? "{DeviceSN}" : device_sn).append("/").append(suffix);
  return topic;
}

}  // namespace

TopicClass classify(std::string_view topic, std::string_view product_sn, std::string_view device_sn) {
  if (product_sn.empty() || device_sn.empty()) return {};
  std::string_view rest = topic;
  const bool system = take(rest, "/$system");
  if (!take(rest, "/") || !take(rest, product_sn) || !take(rest, "/")) return {};
  if (!system && take(rest, "$broadcast/")) return {true, kPlatform};
  if (!take(rest, device_sn) || !take(rest, "/")) return {};
  if (system) return {true, system_sender(rest)};
  constexpr std::string_view kParse = "?parse=true";
  if (rest.ends_with(kParse)) {
    rest.remove_suffix(kParse.size());
    // The suffix has a meaning only for what the device publishes.
    return {true, custom_sender(rest) == kPlatform ? kPlatform : kDevice};
  }
  return {true, custom_sender(rest)};
}

std::string upload_topic(std::string_view product_sn, std::string_view device_sn) {
  return custom_topic(product_sn, device_sn, "upload");
}

std::string set_topic(std::string_view product_sn, std::string_view device_sn) {
  return custom_topic(product_sn, device_sn, "set");
}

std::size_t system_topic_count() { return std::size(kCatalogue); }

SystemTopic system_topic(std::size_t index) { return kCatalogue[index]; }

}  // namespace uiot
