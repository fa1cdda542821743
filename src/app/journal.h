// What the message window keeps of a connection's end and of what comes after it: data for the log, no sentences, no store.
#pragma once
#include "app/connection.h"
#include "app/reconnect.h"
#include "model/log_entry.h"
#include "mqtt/error.h"

namespace app {

// Puts a protocol error into the entry: its enumerators as numbers, its numbers (cut to 32 bits) and its rule.
void put_error(model::LogEntry& entry, const mqtt::Error& error);

// `refused`, `server_disconnected`, `failed` or `disconnected`, by how the connection ended. Views point into `end`.
model::LogEntry entry_of(const End& end);

// `reconnecting` with the end's cause, `stopped` with the broker's code or the cause, or `kicked`. Views point into `end`.
model::LogEntry entry_of(const Decision& decision, const End& end);

}  // namespace app
