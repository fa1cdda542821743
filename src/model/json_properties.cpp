#include "model/json_properties.h"

#include "model/json_property_names.h"
#include "model/json_write.h"
#include "mqtt/property.h"

namespace model {
namespace {

using mqtt::Properties;
using mqtt::Property;
using mqtt::PropertyId;

void append_user_properties(std::string& to, const Properties& all) {
  to += '[';
  bool first = true;
  for (const Property& one : all) {
    if (one.id != PropertyId::user_property) continue;
    to += first ? "[" : ",[";
    first = false;
    append_json_string(to, as_bytes(one.text));
    to += ',';
    append_json_string(to, as_bytes(one.value));
    to += ']';
  }
  to += ']';
}

void append_numbers(std::string& to, const Properties& all, PropertyId id) {
  std::size_t count = 0;
  for (const Property& one : all) count += one.id == id ? 1 : 0;
  if (count > 1) to += '[';
  bool first = true;
  for (const Property& one : all) {
    if (one.id != id) continue;
    if (!first) to += ',';
    first = false;
    append_number(to, one.number);
  }
  if (count > 1) to += ']';
}

void append_value(std::string& to, const Properties& all, const Property& property) {
  switch (mqtt::type_of(property.id)) {
    case mqtt::PropertyType::text:
      return append_json_string(to, as_bytes(property.text));
    case mqtt::PropertyType::binary:
      return append_json_base64(to, as_bytes(property.text));
    case mqtt::PropertyType::text_pair:
      return append_user_properties(to, all);
    default:
      if (!is_switch(property.id)) return append_numbers(to, all, property.id);
      to += property.number ? "true" : "false";
  }
}

}  // namespace

void append_json_properties(std::string& to, Bytes encoded) {
  const Properties all(encoded);
  to += '{';
  bool first = true;
  for (const JsonPropertyName& name : json_property_names()) {
    const std::optional<Property> property = all.find(name.id);
    if (!property) continue;
    if (!first) to += ',';
    first = false;
    to.append("\"").append(name.name).append("\":");
    append_value(to, all, *property);
  }
  to += '}';
}

}  // namespace model
