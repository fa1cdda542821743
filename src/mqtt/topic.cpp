#include "mqtt/topic.h"

#include <cstring>

#include "mqtt/rule.h"
#include "mqtt/utf8.h"

namespace mqtt {
namespace {

constexpr std::string_view kShare = "$share/";

bool fault(Error& error, Reason reason, const char* rule, std::size_t offset, std::uint64_t number1 = 0) {
  error.reason = reason;
  error.rule = rule;
  error.numbers[0] = offset;
  error.numbers[1] = number1;
  return false;
}

// What names and filters have in common [MQTT5-4.7.3-1, 4.7.3-2, 4.7.3-3; MQTT311 the same].
bool check_topic(std::string_view topic, Version version, Error& error) {
  if (!topic.empty()) return check_string(topic, error, version);
  return fault(error, Reason::empty_topic, rule(version, "MQTT311-4.7.3-1", "MQTT5-4.7.3-1"), 0);
}

// Where the first `+` or `#` is, or the size if there is none. Eight bytes are looked at together, and both characters,
// which differ in one bit.
std::size_t first_wildcard(std::string_view topic) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = kOnes * 0x80;
  static_assert(('#' | 0x08) == '+' && ('+' | 0x08) == '+');
  std::size_t at = 0;
  for (std::uint64_t eight; topic.size() - at >= sizeof eight; at += sizeof eight) {
    std::memcpy(&eight, topic.data() + at, sizeof eight);
    const std::uint64_t zero_if_one = (eight | kOnes * 0x08) ^ kOnes * '+';
    if (((zero_if_one - kOnes) & ~zero_if_one & kHigh) != 0) break;
  }
  while (at < topic.size() && topic[at] != '+' && topic[at] != '#') ++at;
  return at;
}

// The wildcards of what stands in `text` from `begin` on.
bool check_wildcards(std::string_view text, std::size_t begin, Version version, Error& error) {
  for (std::size_t at = begin; at < text.size(); ++at) {
    const bool level_starts = at == begin || text[at - 1] == '/';
    const bool last = at + 1 == text.size();
    if (text[at] == '#' && !(level_starts && last))
      return fault(error, Reason::misplaced_multi_level_wildcard, rule(version, "MQTT311-4.7.1-2", "MQTT5-4.7.1-1"),
                   at);
    if (text[at] == '+' && !(level_starts && (last || text[at + 1] == '/')))
      return fault(error, Reason::misplaced_single_level_wildcard, rule(version, "MQTT311-4.7.1-3", "MQTT5-4.7.1-2"),
                   at);
  }
  return true;
}

// `$share/name/filter`: true, and `begin` is where the filter starts.
bool check_share(std::string_view text, std::size_t& begin, Error& error) {
  const std::size_t end = text.find_first_of("/+#", kShare.size());
  if (end == kShare.size() && text[end] == '/') return fault(error, Reason::invalid_share_name, "MQTT5-4.8.2-1", end);
  if (end == std::string_view::npos) {
    const bool named = text.size() > kShare.size();
    return fault(error, Reason::invalid_share_name, named ? "MQTT5-4.8.2-2" : "MQTT5-4.8.2-1", text.size());
  }
  begin = end + 1;
  if (text[end] != '/' || begin == text.size())
    return fault(error, Reason::invalid_share_name, "MQTT5-4.8.2-2", text[end] == '/' ? begin : end);
  return true;
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

bool check_topic_name(std::string_view topic, Version version, Error& error) {
  if (!check_topic(topic, version, error)) return false;
  const std::size_t at = first_wildcard(topic);
  return at == topic.size() ||
         fault(error, Reason::wildcard_in_topic_name, rule(version, "MQTT311-3.3.2-2", "MQTT5-3.3.2-2"), at,
               static_cast<unsigned char>(topic[at]));
}

bool check_topic_filter(std::string_view filter, Version version, Error& error) {
  std::size_t begin = 0;
  return check_topic(filter, version, error) &&
         (version != Version::v5 || !is_shared(filter) || check_share(filter, begin, error)) &&
         check_wildcards(filter, begin, version, error);
}

Result<void> check_topic_name(std::string_view topic, Version version) {
  Error error;
  error.field = Field::topic_name;
  if (!check_topic_name(topic, version, error)) return error;
  return {};
}

Result<void> check_topic_filter(std::string_view filter, Version version) {
  Error error;
  error.field = Field::topic_filter;
  if (!check_topic_filter(filter, version, error)) return error;
  return {};
}

bool is_shared(std::string_view filter) { return filter.substr(0, kShare.size()) == kShare; }

SharedFilter split_shared(std::string_view filter) {
  if (!is_shared(filter)) return {{}, filter};
  const std::string_view rest = filter.substr(kShare.size());
  const std::size_t slash = rest.find('/');
  if (slash == 0 || slash == std::string_view::npos) return {{}, filter};
  return {rest.substr(0, slash), rest.substr(slash + 1)};
}

bool matches(std::string_view filter, std::string_view topic) {
  filter = split_shared(filter).filter;
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
