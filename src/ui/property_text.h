// MQTT 5's properties in words: what a message or an answer carried, and what a broker allows. Not their drawing.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/log_entry.h"
#include "model/view.h"
#include "mqtt/property.h"

namespace ui {

struct PropertyLine {
  std::string name, value;  // "Content type", "text/plain"; a user property's own name is in the value: "name=value"
};

// Every property, in the order in which it stands on the wire. Values are shown as text is (control characters as pictures,
// no line breaks), binary ones as text and HEX, or HEX alone when they are no text.
std::vector<PropertyLine> property_lines(mqtt::Properties properties, model::Language language);

// What is in force on a connection, said by the broker or not, and what else its CONNACK carried.
struct Connack {
  std::uint16_t keep_alive_s = 0;
  std::uint32_t session_expiry_s = 0;
  std::string_view client_id;
  mqtt::Properties properties;
};
std::vector<PropertyLine> limit_lines(const Connack& connack, model::Language language);

// All in one line, at most about `most` bytes: "Content type: text/plain · User property: a=b". An assigned client id is left
// out: the row's sentence has it.
std::string properties_in_line(const model::LogEntry& entry, model::Language language, std::size_t most);

// All that a row's properties say, a line each, for the opened row; empty when there is nothing to say. Of a row `connected`
// with MQTT 5 the limits in force.
std::string properties_text(const model::LogEntry& entry, model::Language language);

// Does it say that its payload is text although that is no UTF-8?
bool wrongly_text(const model::LogEntry& entry);

}  // namespace ui
