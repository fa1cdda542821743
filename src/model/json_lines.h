// The store as JSON Lines: one JSON object a row, UTF-8, each line ended by a line feed. Nothing is lost, and no secret
// is in it: rows never hold one.
//
//   {"seq":7,"time":"2026-01-31T23:59:59.123Z","kind":"received","direction":"in","topic":"/a/b","qos":1,"retain":false,
//    "dup":false,"payload":"text"}
//
// Every row: seq; time (ISO 8601, UTC, ms); kind, the names of LogKind; direction: "in", "out" or "none".
// published, received, publish_unknown, publish_refused: topic, qos, retain, dup (received), packet_id (if any), settled_ms
//   (published with QoS 1 or 2), sent (publish_unknown: false when it never left), code (MQTT 5's reason code, if not 0),
//   and the payload: "payload" when it is UTF-8, else "payload_base64" (RFC 4648 §4, padded).
// connecting: url. connected: session_present, version (3, 4, 5), client_id, keep_alive (s, in force). reconnecting:
//   attempt, delay_ms, cause, code and text (if any).
// refused, auth_received, server_disconnected: code. stopped: code, server_reference (if any). subscribed: topic,
//   granted_qos, asked_qos. disconnected: code, reason, by_user. ignored: packet (MQTT's type), packet_id, code.
// subscribe_refused, unsubscribed, unsubscribe_refused, subscribing_lost, kicked: topic, code, text (each if any).
//   failed: cause, fault (the transport's, if any), and these.
// Any row with MQTT 5's properties: "properties", see json_properties.h; "answer_properties": those of the acknowledgement.
// Any row with an error of the protocol: "error":{"kind":n,"reason":n,"packet":n,"field":n,
//   "numbers":[n,n],"rule":"MQTT311-…"}, as in mqtt::Error.
// Bytes that are no UTF-8 in a topic or text stand as U+FFFD there; MQTT allows none.
#pragma once
#include <string>
#include <string_view>

#include "model/log_entry.h"

namespace model {

// Appends the row's line. To save a store, call it for each seq and hand over `to` whenever it has grown enough.
void append_json_line(std::string& to, const LogEntry& entry);

// The names used for kind and cause: the enumerators' own.
std::string_view name_of(LogKind kind);
std::string_view name_of(Cause cause);

// Appends `time_ms` (Unix time) as "2026-01-31T23:59:59.123Z". Years 1970 to 9999.
void append_utc_time(std::string& to, std::int64_t time_ms);

}  // namespace model
