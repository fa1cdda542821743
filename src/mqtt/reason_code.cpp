#include "mqtt/reason_code.h"

namespace mqtt {
namespace {

using Packets = std::uint16_t;  // a bit for each packet type
constexpr Packets bit(PacketType type) { return static_cast<Packets>(1u << static_cast<unsigned>(type)); }

constexpr Packets kConnack = bit(PacketType::connack), kSuback = bit(PacketType::suback),
                  kUnsuback = bit(PacketType::unsuback), kDisconnect = bit(PacketType::disconnect),
                  kAuth = bit(PacketType::auth);
constexpr Packets kReceived = bit(PacketType::puback) | bit(PacketType::pubrec);
constexpr Packets kCompleted = bit(PacketType::pubrel) | bit(PacketType::pubcomp);
constexpr Packets kRequested = kSuback | kUnsuback;
constexpr Packets kConnection = kConnack | kDisconnect;

// MQTT 5 §2.4, table 2-6: which packets may carry it.
Packets carriers(ReasonCode reason) {
  using R = ReasonCode;
  switch (reason) {
    case R::success:
      return kConnection | kAuth | kReceived | kCompleted | kRequested;
    case R::granted_qos_1:
    case R::granted_qos_2:
      return kSuback;
    case R::no_matching_subscribers:
      return kReceived;
    case R::no_subscription_existed:
      return kUnsuback;
    case R::continue_authentication:
    case R::re_authenticate:
      return kAuth;
    case R::unspecified_error:
    case R::implementation_specific_error:
    case R::not_authorized:
      return kConnection | kReceived | kRequested;
    case R::malformed_packet:
    case R::protocol_error:
    case R::server_busy:
    case R::bad_authentication_method:
    case R::packet_too_large:
    case R::retain_not_supported:
    case R::qos_not_supported:
    case R::use_another_server:
    case R::server_moved:
    case R::connection_rate_exceeded:
      return kConnection;
    case R::unsupported_protocol_version:
    case R::client_identifier_not_valid:
    case R::bad_user_name_or_password:
    case R::server_unavailable:
    case R::banned:
      return kConnack;
    case R::disconnect_with_will_message:
    case R::server_shutting_down:
    case R::keep_alive_timeout:
    case R::session_taken_over:
    case R::receive_maximum_exceeded:
    case R::topic_alias_invalid:
    case R::message_rate_too_high:
    case R::administrative_action:
    case R::maximum_connect_time:
      return kDisconnect;
    case R::topic_filter_invalid:
      return kDisconnect | kRequested;
    case R::topic_name_invalid:
    case R::payload_format_invalid:
      return kConnection | kReceived;
    case R::packet_identifier_in_use:
      return kReceived | kRequested;
    case R::packet_identifier_not_found:
      return kCompleted;
    case R::quota_exceeded:
      return kConnection | kReceived | kSuback;
    case R::shared_subscriptions_not_supported:
    case R::subscription_identifiers_not_supported:
    case R::wildcard_subscriptions_not_supported:
      return kDisconnect | kSuback;
  }
  return 0;
}

const char* success_name(PacketType type) {
  if (type == PacketType::suback) return "Granted QoS 0";
  return type == PacketType::disconnect ? "Normal disconnection" : "Success";
}

// For a code that the packet may carry.
const char* name_in_5(PacketType type, ReasonCode reason) {
  switch (reason) {
    case ReasonCode::success:
      return success_name(type);
    case ReasonCode::granted_qos_1:
      return "Granted QoS 1";
    case ReasonCode::granted_qos_2:
      return "Granted QoS 2";
    case ReasonCode::disconnect_with_will_message:
      return "Disconnect with Will Message";
    case ReasonCode::no_matching_subscribers:
      return "No matching subscribers";
    case ReasonCode::no_subscription_existed:
      return "No subscription existed";
    case ReasonCode::continue_authentication:
      return "Continue authentication";
    case ReasonCode::re_authenticate:
      return "Re-authenticate";
    case ReasonCode::unspecified_error:
      return "Unspecified error";
    case ReasonCode::malformed_packet:
      return "Malformed Packet";
    case ReasonCode::protocol_error:
      return "Protocol Error";
    case ReasonCode::implementation_specific_error:
      return "Implementation specific error";
    case ReasonCode::unsupported_protocol_version:
      return "Unsupported Protocol Version";
    case ReasonCode::client_identifier_not_valid:
      return "Client Identifier not valid";
    case ReasonCode::bad_user_name_or_password:
      return "Bad User Name or Password";
    case ReasonCode::not_authorized:
      return "Not authorized";
    case ReasonCode::server_unavailable:
      return "Server unavailable";
    case ReasonCode::server_busy:
      return "Server busy";
    case ReasonCode::banned:
      return "Banned";
    case ReasonCode::server_shutting_down:
      return "Server shutting down";
    case ReasonCode::bad_authentication_method:
      return "Bad authentication method";
    case ReasonCode::keep_alive_timeout:
      return "Keep Alive timeout";
    case ReasonCode::session_taken_over:
      return "Session taken over";
    case ReasonCode::topic_filter_invalid:
      return "Topic Filter invalid";
    case ReasonCode::topic_name_invalid:
      return "Topic Name invalid";
    case ReasonCode::packet_identifier_in_use:
      return "Packet Identifier in use";
    case ReasonCode::packet_identifier_not_found:
      return "Packet Identifier not found";
    case ReasonCode::receive_maximum_exceeded:
      return "Receive Maximum exceeded";
    case ReasonCode::topic_alias_invalid:
      return "Topic Alias invalid";
    case ReasonCode::packet_too_large:
      return "Packet too large";
    case ReasonCode::message_rate_too_high:
      return "Message rate too high";
    case ReasonCode::quota_exceeded:
      return "Quota exceeded";
    case ReasonCode::administrative_action:
      return "Administrative action";
    case ReasonCode::payload_format_invalid:
      return "Payload format invalid";
    case ReasonCode::retain_not_supported:
      return "Retain not supported";
    case ReasonCode::qos_not_supported:
      return "QoS not supported";
    case ReasonCode::use_another_server:
      return "Use another server";
    case ReasonCode::server_moved:
      return "Server moved";
    case ReasonCode::shared_subscriptions_not_supported:
      return "Shared Subscriptions not supported";
    case ReasonCode::connection_rate_exceeded:
      return "Connection rate exceeded";
    case ReasonCode::maximum_connect_time:
      return "Maximum connect time";
    case ReasonCode::subscription_identifiers_not_supported:
      return "Subscription Identifiers not supported";
    case ReasonCode::wildcard_subscriptions_not_supported:
      break;
  }
  return "Wildcard Subscriptions not supported";
}

// MQTT 3.1.1 §3.2.2.3
constexpr const char* kConnectNames[] = {"Connection accepted", "Unacceptable protocol version", "Identifier rejected",
                                         "Server unavailable",  "Bad user name or password",     "Not authorized"};
// MQTT 3.1.1 §3.9.3
constexpr const char* kGrantedNames[] = {"Granted QoS 0", "Granted QoS 1", "Granted QoS 2"};

}  // namespace

bool may_carry(PacketType type, std::uint8_t reason_code, Version version) {
  if (version == Version::v5) return (carriers(static_cast<ReasonCode>(reason_code)) & bit(type)) != 0;
  if (type == PacketType::connack) return reason_code <= static_cast<std::uint8_t>(ConnectReturnCode::not_authorized);
  // MQTT 3.1 §3.9 has no failure, but brokers of today send 3.1.1's there too. Other packets have no code, which is 0.
  if (type == PacketType::suback) return reason_code <= 2 || reason_code == kFirstFailure;
  return reason_code == 0;
}

const char* reason_name(PacketType type, std::uint8_t reason_code, Version version) {
  if (!may_carry(type, reason_code, version)) return "reserved";
  if (version == Version::v5) return name_in_5(type, static_cast<ReasonCode>(reason_code));
  if (type == PacketType::connack) return kConnectNames[reason_code];
  if (type != PacketType::suback) return success_name(type);
  return reason_code == kFirstFailure ? "Failure" : kGrantedNames[reason_code];
}

}  // namespace mqtt
