// The properties that a client may give to the packets it sends, by the names that command lines use.
#pragma once
#include <string>
#include <string_view>

#include "mqtt/property.h"

namespace tools {

// Where a property can be put. `disconnect` and those before it are words of -D.
enum class Holder : std::uint8_t { connect, will, publish, subscribe, disconnect };
inline constexpr int kHolders = 5;
// "connect", "will", …; false: no such word.
bool holder_of(std::string_view word, Holder& holder);

// Is there such a property in this packet? `name` is the specification's, in lower case with hyphens
// ("session-expiry-interval"). User properties take two values, all others one.
bool find_property(Holder holder, std::string_view name, mqtt::PropertyId& id);

// Appends the property. `value` is a number for the numeric ones; bytes may be given as "hex:a1b2". False: it cannot be
// written; `wrong` says what was expected instead.
bool add_property(mqtt::PropertyList& to, mqtt::PropertyId id, std::string_view value, std::string& wrong);

// All names of the holder's properties, each as a line of help with `prefix` before the name.
std::string property_help(Holder holder, std::string_view prefix);

}  // namespace tools
