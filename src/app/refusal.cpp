#include "app/refusal.h"

#include "mqtt/reason_code.h"

namespace app {

using mqtt::ReasonCode;

namespace {

// MQTT 5 §3.2.2.2, and MQTT 3.1.1 §3.2.2.3
bool connack_passes(std::uint8_t reason_code) {
  if (reason_code < mqtt::kFirstFailure)
    return reason_code == static_cast<std::uint8_t>(mqtt::ConnectReturnCode::server_unavailable);
  switch (static_cast<ReasonCode>(reason_code)) {
    case ReasonCode::unspecified_error:
    case ReasonCode::server_unavailable:
    case ReasonCode::server_busy:
    case ReasonCode::quota_exceeded:
    case ReasonCode::connection_rate_exceeded:
      return true;
    default:
      return false;
  }
}

// MQTT 5 §3.14.2.1
bool disconnect_passes(std::uint8_t reason_code) {
  switch (static_cast<ReasonCode>(reason_code)) {
    case ReasonCode::not_authorized:
    case ReasonCode::banned:
    case ReasonCode::bad_authentication_method:
    case ReasonCode::session_taken_over:
    case ReasonCode::use_another_server:
    case ReasonCode::server_moved:
    case ReasonCode::topic_filter_invalid:
    case ReasonCode::shared_subscriptions_not_supported:
    case ReasonCode::subscription_identifiers_not_supported:
    case ReasonCode::wildcard_subscriptions_not_supported:
      return false;
    default:
      return true;
  }
}

}  // namespace

bool passes(mqtt::PacketType packet, std::uint8_t reason_code) {
  return packet == mqtt::PacketType::connack ? connack_passes(reason_code) : disconnect_passes(reason_code);
}

}  // namespace app
