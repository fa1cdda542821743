// Codes that a peer answers with, as numbers and names. Names are English identifiers for tools, not sentences for
// users.
#pragma once
#include <cstdint>

#include "mqtt/types.h"

namespace mqtt {

// CONNACK's return codes before MQTT 5 (MQTT 3.1.1 §3.2.2.3).
enum class ConnectReturnCode : std::uint8_t {
  accepted = 0,
  unacceptable_protocol_version = 1,
  identifier_rejected = 2,
  server_unavailable = 3,
  bad_user_name_or_password = 4,
  not_authorized = 5,
};

// MQTT 5 §2.4. A code may have several names: 0 is also normal_disconnection and granted_qos_0.
enum class ReasonCode : std::uint8_t {
  success = 0x00,
  granted_qos_1 = 0x01,
  granted_qos_2 = 0x02,
  disconnect_with_will_message = 0x04,
  no_matching_subscribers = 0x10,
  no_subscription_existed = 0x11,
  continue_authentication = 0x18,
  re_authenticate = 0x19,
  unspecified_error = 0x80,
  malformed_packet = 0x81,
  protocol_error = 0x82,
  implementation_specific_error = 0x83,
  unsupported_protocol_version = 0x84,
  client_identifier_not_valid = 0x85,
  bad_user_name_or_password = 0x86,
  not_authorized = 0x87,
  server_unavailable = 0x88,
  server_busy = 0x89,
  banned = 0x8A,
  server_shutting_down = 0x8B,
  bad_authentication_method = 0x8C,
  keep_alive_timeout = 0x8D,
  session_taken_over = 0x8E,
  topic_filter_invalid = 0x8F,
  topic_name_invalid = 0x90,
  packet_identifier_in_use = 0x91,
  packet_identifier_not_found = 0x92,
  receive_maximum_exceeded = 0x93,
  topic_alias_invalid = 0x94,
  packet_too_large = 0x95,
  message_rate_too_high = 0x96,
  quota_exceeded = 0x97,
  administrative_action = 0x98,
  payload_format_invalid = 0x99,
  retain_not_supported = 0x9A,
  qos_not_supported = 0x9B,
  use_another_server = 0x9C,
  server_moved = 0x9D,
  shared_subscriptions_not_supported = 0x9E,
  connection_rate_exceeded = 0x9F,
  maximum_connect_time = 0xA0,
  subscription_identifiers_not_supported = 0xA1,
  wildcard_subscriptions_not_supported = 0xA2,
};
constexpr std::uint8_t code(ReasonCode reason) { return static_cast<std::uint8_t>(reason); }

// From here on a code is a refusal or an error (MQTT 5 §2.4, MQTT 3.1.1 §3.9.3).
inline constexpr std::uint8_t kFirstFailure = 0x80;
constexpr bool is_failure(std::uint8_t reason_code) { return reason_code >= kFirstFailure; }

// May a packet of this type carry this code? Before MQTT 5 only CONNACK and SUBACK carry any.
bool may_carry(PacketType type, std::uint8_t reason_code, Version version);

// "Success", "Granted QoS 0", "Normal disconnection", "Not authorized", … as MQTT 5 §2.4 and MQTT 3.1.1 call it in a
// packet of this type; "reserved" for a code that the packet may not carry. Never null.
const char* reason_name(PacketType type, std::uint8_t reason_code, Version version);

}  // namespace mqtt
