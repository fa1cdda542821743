// What the user has filled in: every field as typed, every choice. No checks and no drawing; what a field's content
// means is decided by app/form_rules.
#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "mqtt/types.h"

namespace model {

// The platform the page was made for, or any broker with a WebSocket listener.
enum class LoginKind : std::uint8_t { uiot, other };

enum class Field : std::uint8_t {
  address,
  port,
  interval_ms,  // "Reconnection interval"
  product_sn,
  device_sn,
  device_secret,
  client_id,
  user_name,
  password,
  path,
  subprotocol,
  keepalive_s,
  connect_timeout_s,
  max_packet_bytes,
  // MQTT 5's properties of CONNECT; here and below an empty property is not sent
  session_expiry_s,
  receive_maximum,
  topic_alias_maximum,
  connect_user_properties,  // one `name=value` a line, see user_properties.h; so are the others called like this
  auth_method,
  auth_data,  // text, or HEX with auth_data_hex; a secret
  // the will; from will_delay_s on MQTT 5 only
  will_topic,
  will_message,
  will_delay_s,
  will_expiry_s,
  will_content_type,
  will_response_topic,
  will_correlation,
  will_user_properties,
  publish_topic,
  publish_message,
  // MQTT 5's properties of PUBLISH
  publish_content_type,
  publish_expiry_s,
  publish_response_topic,
  publish_correlation,
  publish_topic_alias,
  publish_user_properties,
  subscribe_topic,
  // MQTT 5's properties of SUBSCRIBE
  subscription_identifier,
  subscribe_user_properties,
  search,
  count
};
inline constexpr std::size_t kFieldCount = static_cast<std::size_t>(Field::count);

enum class Toggle : std::uint8_t {
  ssl,
  clean_session,
  retain,
  publish_hex,       // the message is typed as HEX
  show_hex,          // the message window shows payloads as HEX
  pretty_json,       // the message window lays JSON payloads out
  connect_advanced,  // folded parts
  publish_advanced,
  subscribe_advanced,
  reveal_secret,     // device_secret, password and auth_data in clear
  will,              // CONNECT has a will
  will_hex,          // the will's message is typed as HEX
  will_retain,
  // MQTT 5 only:
  will_is_text,              // payload format indicator 1
  will_correlation_hex,
  will_on_disconnect,        // the user's disconnect asks for the will too (reason code 0x04)
  request_response,          // Request Response Information 1
  request_problem,           // off: Request Problem Information 0
  automatic_aliases,         // topics that are published to are given aliases, as many as the server allows
  auth_data_hex,
  publish_is_text,           // payload format indicator 1
  publish_correlation_hex,
  no_local,
  retain_as_published,
  count
};
inline constexpr std::size_t kToggleCount = static_cast<std::size_t>(Toggle::count);

// The parts of the form that can be folded, each with its toggle (Toggle::connect_advanced and so on).
enum class FoldedPart : std::uint8_t { connect, publish, subscribe, count };
inline constexpr std::size_t kFoldedPartCount = static_cast<std::size_t>(FoldedPart::count);

struct Form {
  LoginKind login = LoginKind::uiot;
  mqtt::Version version = mqtt::Version::v3_1_1;
  std::array<std::string, kFieldCount> text;
  std::array<bool, kToggleCount> on{};
  std::uint8_t publish_qos = 0, subscribe_qos = 0, will_qos = 0;
  std::uint8_t retain_handling = 0;  // MQTT 5 §3.8.3.1
  // A value the user typed is never replaced by a preset.
  bool port_typed = false, publish_topic_typed = false, subscribe_topic_typed = false;

  std::string& operator[](Field field) { return text[static_cast<std::size_t>(field)]; }
  const std::string& operator[](Field field) const { return text[static_cast<std::size_t>(field)]; }
  bool operator[](Toggle toggle) const { return on[static_cast<std::size_t>(toggle)]; }
  void set(Toggle toggle, bool value) { on[static_cast<std::size_t>(toggle)] = value; }
  // Of the next CONNECT.
  bool mqtt5() const { return version == mqtt::Version::v5; }
};

// Fields of digits only.
bool is_numeric(Field field);

// The form as the original page opens: address, port 80, interval 10000, SSL false, topics by `uiot`'s presets of empty serials.
Form default_form();

}  // namespace model
