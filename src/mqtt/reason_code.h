// Codes that a server answers with, as numbers and names. Names are English identifiers for tools, not sentences for
// users.
#pragma once
#include <cstdint>

namespace mqtt {

// MQTT 3.1.1 §3.2.2.3
enum class ConnectReturnCode : std::uint8_t {
  accepted = 0,
  unacceptable_protocol_version = 1,
  identifier_rejected = 2,
  server_unavailable = 3,
  bad_user_name_or_password = 4,
  not_authorized = 5,
};

inline constexpr std::uint8_t kSubscribeRefused = 0x80;  // MQTT 3.1.1 §3.9.3; below it, the granted QoS

// "accepted" to "not authorized"; "reserved" for 6 and above. Never null.
const char* connect_return_code_name(std::uint8_t code);

// "granted QoS 0" to "granted QoS 2", "failure" for 0x80; "reserved" for others. Never null.
const char* subscribe_return_code_name(std::uint8_t code);

}  // namespace mqtt
