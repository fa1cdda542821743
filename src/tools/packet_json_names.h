// The names that npm's mqtt-packet gives to properties.
#pragma once
#include <string_view>

#include "mqtt/property.h"

namespace tools {

// "sessionExpiryInterval", …; empty for a number that is no property's.
std::string_view json_name(mqtt::PropertyId id);
// False: there is no such property.
bool find_json_name(std::string_view name, mqtt::PropertyId& id);

// Is its value true or false (as opposed to a number in a byte, as Maximum QoS is)?
bool is_switch(mqtt::PropertyId id);

}  // namespace tools
