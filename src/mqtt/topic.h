// Topic names and topic filters: are they allowed, and does the one match the other (MQTT 5 §4.7, §4.8.2, MQTT 3.1.1
// §4.7). No platform's own rules.
#pragma once
#include <string_view>

#include "mqtt/error.h"

namespace mqtt {

// May `topic` be published to? UTF-8 of 1 to 65,535 bytes without U+0000, `+` and `#`. Errors are Kind::local, with
// Field::topic_name, PacketType::none and one of empty_topic, string_too_long, invalid_utf8, null_character,
// wildcard_in_topic_name. The version only tells which rule is named.
Result<void> check_topic_name(std::string_view topic, Version version = Version::v3_1_1);

// May `filter` be subscribed to? UTF-8 of 1 to 65,535 bytes without U+0000; `#` alone in the last level, `+` alone in
// its level. MQTT 5: what starts with `$share/` goes on with a name without wildcards, `/` and a filter; before, it is
// a filter like others. Errors as above with Field::topic_filter and misplaced_multi_level_wildcard,
// misplaced_single_level_wildcard or invalid_share_name.
Result<void> check_topic_filter(std::string_view filter, Version version = Version::v3_1_1);

// The same two for those who have an Error to fill in: reason, rule and numbers of it, if the answer is false.
bool check_topic_name(std::string_view topic, Version version, Error& error);
bool check_topic_filter(std::string_view filter, Version version, Error& error);

// A filter taken apart: `$share/name/a/b` has the share name `name` and the filter `a/b` (MQTT 5 §4.8.2). Of any other
// filter the share name is empty and the filter the whole.
struct SharedFilter {
  std::string_view share_name;
  std::string_view filter;
};
SharedFilter split_shared(std::string_view filter);

// Does `filter` start as that of a shared subscription?
bool is_shared(std::string_view filter);

// Does a message to `topic` reach a subscription of `filter`? Both must have passed their check. The share of a shared
// subscription says nothing about the topic and is passed over. Filters that start with a wildcard do not match topics
// that start with `$` [MQTT5-4.7.2-1, MQTT311-4.7.2-1]; `a/#` matches `a` (§4.7.1.2).
bool matches(std::string_view filter, std::string_view topic);

// Does `filter` contain a wildcard? For a filter that has passed its check.
bool has_wildcard(std::string_view filter);

}  // namespace mqtt
