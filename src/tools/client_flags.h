// The table of the options of `mqtt_client sub` and `pub`: names, number of values, what they do, help. Properties of
// MQTT 5 are not in it (property_names.h).
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "tools/client_options.h"

namespace tools {

inline constexpr unsigned kBoth = 3;

struct Flag {
  char letter;        // 0: none
  const char* name;   // without the hyphens
  const char* value;  // its name in the help; null: it takes none
  unsigned commands;  // bits of Command
  bool mqtt_5;        // of no use before
  const char* help;
  // Takes the value (empty if there is none). False: it is wrong, and `wrong` says what was expected.
  bool (*set)(ClientOptions& options, std::string_view value, std::string& wrong);
};

std::span<const Flag> flags();

}  // namespace tools
