// The lines that `mqtt_client drive` answers with: one JSON object each, with a line feed behind it. `id` is JSON, or
// empty for none. Fields are named as in packet_json.h; what is empty, or not of the version, is left out.
#pragma once
#include <string>
#include <string_view>

#include "mqtt/event.h"
#include "mqtt/types.h"
#include "tools/client.h"
#include "tools/packet_json_input.h"

namespace tools {

// What an event's line needs besides the event.
struct EventContext {
  mqtt::Version version = mqtt::Version::v3_1_1;
  std::string_view client_id;  // connected
};

void append_event(std::string& to, const mqtt::Event& event, std::string_view id, const EventContext& context);
// `reason`: of the peer's end its own word; of this side's the word given here, which says what the session did.
void append_closed(std::string& to, const Closed& closed, std::string_view local_reason, std::string_view id);
// {"event": "auth_ended", "id", "accepted"}
void append_auth_ended(std::string& to, bool accepted, std::string_view id);
// {"event": "error", "id", "error": {kind, reason, text, …}}
void append_error(std::string& to, const mqtt::Error& error, std::string_view id);
void append_error(std::string& to, const InputFault& fault, std::string_view id);

// "disconnected", "refused", …
const char* name(mqtt::Ending ending);

}  // namespace tools
