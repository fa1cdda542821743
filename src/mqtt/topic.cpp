#include "mqtt/topic.h"

#include "mqtt/utf8.h"

namespace mqtt {
namespace {

Result<void> misplaced(Error error, Reason reason, const char* rule, std::size_t offset) {
  error.reason = reason;
  error.rule = rule;
  error.numbers[0] = offset;
  return error;
}

// What names and filters have in common [MQTT311-4.7.3-1, 4.7.3-2, 4.7.3-3].
bool check_topic(std::string_view topic, Error& error) {
  if (!topic.empty()) return check_string(topic, error);
  error.reason = Reason::empty_topic;
  error.rule = "MQTT311-4.7.3-1";
  return false;
}

// The level that starts `path`, which loses it and its separator. `more`: there was a separator, so another level
// follows.
std::string_view take_level(std::string_view& path, bool& more) {
  const std::size_t slash = path.find('/');
  const std::string_view level = path.substr(0, slash);
  more = slash != std::string_view::npos;
  path = more ? path.substr(slash + 1) : std::string_view{};
  return level;
}

}  // namespace

Result<void> check_topic_name(std::string_view topic) {
  Error error;
  error.field = Field::topic_name;
  if (!check_topic(topic, error)) return error;
  for (std::size_t at = 0; at < topic.size(); ++at) {
    if (topic[at] != '+' && topic[at] != '#') continue;
    error.numbers[1] = static_cast<unsigned char>(topic[at]);
    return misplaced(error, Reason::wildcard_in_topic_name, "MQTT311-3.3.2-2", at);
  }
  return {};
}

Result<void> check_topic_filter(std::string_view filter) {
  Error error;
  error.field = Field::topic_filter;
  if (!check_topic(filter, error)) return error;
  for (std::size_t at = 0; at < filter.size(); ++at) {
    const bool level_starts = at == 0 || filter[at - 1] == '/';
    const bool last = at + 1 == filter.size();
    if (filter[at] == '#' && !(level_starts && last))
      return misplaced(error, Reason::misplaced_multi_level_wildcard, "MQTT311-4.7.1-2", at);
    if (filter[at] == '+' && !(level_starts && (last || filter[at + 1] == '/')))
      return misplaced(error, Reason::misplaced_single_level_wildcard, "MQTT311-4.7.1-3", at);
  }
  return {};
}

bool matches(std::string_view filter, std::string_view topic) {
  if (topic.substr(0, 1) == "$" && (filter.substr(0, 1) == "#" || filter.substr(0, 1) == "+")) return false;
  bool more_filter = true, more_topic = true;
  while (more_filter) {
    const std::string_view wanted = take_level(filter, more_filter);
    if (wanted == "#") return true;  // also when no level is left: `a/#` matches `a`
    if (!more_topic) return false;
    const std::string_view level = take_level(topic, more_topic);
    if (wanted != "+" && wanted != level) return false;
  }
  return !more_topic;
}

bool has_wildcard(std::string_view filter) { return filter.find_first_of("+#") != std::string_view::npos; }

}  // namespace mqtt
