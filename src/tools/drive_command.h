// One line of `mqtt_client drive`'s input: {"op": "connect" | "publish" | …, "id": …, and the op's own fields}.
#pragma once
#include <cstdint>
#include <string>

#include "mqtt/packet.h"
#include "tools/client.h"
#include "tools/packet_json_input.h"

namespace tools {

enum class Op : std::uint8_t { connect, publish, subscribe, unsubscribe, disconnect, auth, close };

// Only the members that the op names are set. Views are into the JsonReader that read them.
struct DriveCommand {
  Op op = Op::close;
  std::string id;  // as JSON; empty: none was given

  // connect: host (localhost), port, transport (tcp), path (/mqtt), subprotocol (mqtt), version (4),
  // connectTimeout and pingTimeout in milliseconds as SessionOptions has them, and the fields of mqtt-packet's CONNECT.
  Target target{.websocket = false, .endpoint = {.host = "localhost", .path = "/mqtt"}};
  mqtt::Version version = mqtt::Version::v3_1_1;
  std::uint32_t connect_timeout_ms = 30'000, ping_timeout_ms = 0;
  mqtt::Connect connect;

  mqtt::Message message;          // publish: topic, payload, qos, retain, properties
  mqtt::Subscribe subscribe;      // subscribe: subscriptions, properties
  mqtt::Unsubscribe unsubscribe;  // unsubscribe: unsubscriptions, properties
  mqtt::Disconnect disconnect;    // disconnect: reasonCode, properties
  mqtt::Auth auth;                // auth: reasonCode, properties
};

// Reads one line. False: the reader's fault, or `fault` for a line that is no object, tells why; command.id is set all
// the same if there is one.
bool read_command(std::string_view line, JsonReader& reader, DriveCommand& command, InputFault& fault);

}  // namespace tools
