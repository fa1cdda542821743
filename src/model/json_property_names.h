// The names that properties have in JSON, those of npm's mqtt-packet, whose shapes many know.
#pragma once
#include <span>
#include <string_view>

#include "mqtt/property.h"

namespace model {

struct JsonPropertyName {
  mqtt::PropertyId id;
  std::string_view name;
};
// All of them, in the order of their numbers.
std::span<const JsonPropertyName> json_property_names();

// "sessionExpiryInterval", …; empty for a number that is no property's.
std::string_view json_name(mqtt::PropertyId id);
// False: there is no such property.
bool find_json_name(std::string_view name, mqtt::PropertyId& id);

// Is its value true or false (as opposed to a number in a byte, as Maximum QoS is)?
bool is_switch(mqtt::PropertyId id);

}  // namespace model
