// What a server allows on a connection: its CONNACK read as limits, with MQTT 5's defaults for what it left out
// (MQTT 5 §3.2.2.3). For versions before 5 these are the defaults, which forbid nothing.
#pragma once
#include <cstdint>
#include <string>

#include "mqtt/error.h"
#include "mqtt/packet.h"

namespace mqtt {

struct ServerLimits {
  std::uint32_t session_expiry_interval_s = 0;  // 0xFFFFFFFF: never
  std::uint16_t receive_maximum = 65'535;       // QoS 1 and 2 publishes of ours under way at a time
  Qos maximum_qos = Qos::exactly_once;
  bool retain_available = true;
  std::uint32_t maximum_packet_size = kMaxPacketSize;  // bytes of a whole packet
  std::uint16_t topic_alias_maximum = 0;               // 0: no aliases
  bool wildcard_subscription_available = true;
  bool subscription_identifier_available = true;
  bool shared_subscription_available = true;
  std::uint16_t keep_alive_s = 0;  // the one in force; 0: off

  friend bool operator==(const ServerLimits&, const ServerLimits&) = default;
};

// The limits that follow from `connack`, given what CONNECT asked for.
ServerLimits limits_of(const Connack& connack, std::uint16_t asked_keep_alive_s, std::uint32_t asked_session_expiry_s);

// May this be sent to such a server? Otherwise sets everything in `error` but its kind: qos_not_supported,
// retain_not_supported, topic_alias_out_of_range; for SUBSCRIBE wildcard_subscriptions_not_supported,
// shared_subscriptions_not_supported, subscription_identifiers_not_supported. Sizes are not looked at.
bool allowed(const Publish& packet, const ServerLimits& limits, Error& error);
bool allowed(const Subscribe& packet, const ServerLimits& limits, Error& error);

}  // namespace mqtt
