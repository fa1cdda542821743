// What CONNECT asked for and told the server, as far as the session has to keep to it (MQTT 5 §3.1.2.11), with the
// specification's defaults for what it left out.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "mqtt/packet.h"

namespace mqtt {

struct Asked {
  std::uint16_t keep_alive_s = 0;
  std::uint32_t session_expiry_interval_s = 0;
  std::uint16_t receive_maximum = 65'535;
  std::uint32_t maximum_packet_size = kMaxPacketSize;
  std::uint16_t topic_alias_maximum = 0;
  bool problem_information = true;  // reason strings and user properties are welcome in every packet
  std::optional<std::string> authentication_method;
};

// `connect` must have passed encode().
Asked asked_by(const Connect& connect);

// Does the session of `connect` outlive its connection, as far as the client decides?
bool asks_to_keep_session(const Connect& connect, Version version);

}  // namespace mqtt
