// Topic names and topic filters: are they allowed, and does the one match the other (MQTT 3.1.1 §4.7). No platform's
// own rules.
#pragma once
#include <string_view>

#include "mqtt/error.h"

namespace mqtt {

// May `topic` be published to? UTF-8 of 1 to 65,535 bytes without U+0000, `+` and `#`. Errors are Kind::local, with
// Field::topic_name, PacketType::none and one of empty_topic, string_too_long, invalid_utf8, null_character,
// wildcard_in_topic_name.
Result<void> check_topic_name(std::string_view topic);

// May `filter` be subscribed to? UTF-8 of 1 to 65,535 bytes without U+0000; `#` alone in the last level, `+` alone in
// its level. Errors as above with Field::topic_filter and misplaced_multi_level_wildcard or
// misplaced_single_level_wildcard.
Result<void> check_topic_filter(std::string_view filter);

// Does a message to `topic` reach a subscription of `filter`? Both must have passed their check. Filters that start
// with a wildcard do not match topics that start with `$` [MQTT311-4.7.2-1]; `a/#` matches `a` (§4.7.1.2).
bool matches(std::string_view filter, std::string_view topic);

// Does `filter` contain a wildcard? For a filter that has passed its check.
bool has_wildcard(std::string_view filter);

}  // namespace mqtt
