// Sentences for what is kept as data: complaints, MQTT errors, codes, log entries. Worded when drawn, in the language of the moment.
#pragma once
#include <string>

#include "model/log_entry.h"
#include "model/mark.h"
#include "model/view.h"

namespace ui {

std::string complaint(const model::Mark& mark, model::Language language);

// "PUBLISH, topic name: … (MQTT311-3.3.2-2)": packet, field, what, rule.
std::string mqtt_error(const model::LogEntry& entry, model::Language language);
// CONNACK's return code with its meaning and what to do.
std::string connect_refusal(std::uint16_t code, model::Language language);
// A WebSocket close code in words: "1006: …".
std::string close_code(std::uint16_t code, model::Language language);

// One line (or a few) for a row of the message window: without time and payload.
std::string log_sentence(const model::LogEntry& entry, model::Language language);

}  // namespace ui
