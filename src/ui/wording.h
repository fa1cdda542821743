// Sentences for what is kept as data: complaints, MQTT errors, codes, log entries. Worded when drawn, in the language of the moment.
#pragma once
#include <string>

#include "model/log_entry.h"
#include "model/mark.h"
#include "model/view.h"
#include "mqtt/property.h"

namespace ui {

std::string complaint(const model::Mark& mark, model::Language language);

// "PUBLISH, topic name: … (MQTT311-3.3.2-2)": packet, field, what, rule.
std::string mqtt_error(const model::LogEntry& entry, model::Language language);
// "PUBACK" for 4; empty for what is no packet's type.
std::string_view packet_name(std::uint32_t type);
// "Content type"
std::string_view property_name(mqtt::PropertyId id, model::Language language);

// CONNACK's code with its meaning and what to do: before MQTT 5 "CONNACK 5: …", in MQTT 5 "CONNACK 0x87 (…)".
std::string connect_refusal(std::uint16_t code, model::Language language);
// MQTT 5's reason code in words: "0x87 (not authorized)".
std::string reason_code(std::uint16_t code, model::Language language);
// Why there is no other attempt after the broker said this code, and what to do; `reference`: of another server, may be empty.
std::string no_more_attempts(std::uint16_t code, std::string_view reference, model::Language language);
// A WebSocket close code in words: "1006: …".
std::string close_code(std::uint16_t code, model::Language language);

// One line (or a few) for a row of the message window: without time and payload.
std::string log_sentence(const model::LogEntry& entry, model::Language language);

}  // namespace ui
