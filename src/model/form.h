// What the user has filled in: every field as typed, every choice. No checks and no drawing; what a field's content
// means is decided by app/form_rules.
#pragma once
#include <array>
#include <cstdint>
#include <string>

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
  publish_topic,
  publish_message,
  subscribe_topic,
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
  reveal_secret,     // device_secret and password in clear
  count
};
inline constexpr std::size_t kToggleCount = static_cast<std::size_t>(Toggle::count);

struct Form {
  LoginKind login = LoginKind::uiot;
  std::array<std::string, kFieldCount> text;
  std::array<bool, kToggleCount> on{};
  std::uint8_t publish_qos = 0, subscribe_qos = 0;
  // A value the user typed is never replaced by a preset.
  bool port_typed = false, publish_topic_typed = false, subscribe_topic_typed = false;

  std::string& operator[](Field field) { return text[static_cast<std::size_t>(field)]; }
  const std::string& operator[](Field field) const { return text[static_cast<std::size_t>(field)]; }
  bool operator[](Toggle toggle) const { return on[static_cast<std::size_t>(toggle)]; }
  void set(Toggle toggle, bool value) { on[static_cast<std::size_t>(toggle)] = value; }
};

// The form as the original page opens: address, port 80, interval 10000, SSL false, topics by `uiot`'s presets of empty serials.
Form default_form();

}  // namespace model
