// One event of the message window as it is kept: what happened, when, which way, with its data. Never a sentence.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace model {

enum class LogKind : std::uint8_t {
  connecting,        // text: the URL
  connected,         // version, number: 1 when the broker kept a session, code: keep alive in force (s), number2: session
                     // expiry in force (s; MQTT 5), text: client id in use, properties: of CONNACK
  reconnecting,      // number: attempt, number2: delay in ms, cause: why (see `cause`)
  refused,           // code: CONNACK's, properties
  subscribing_lost,  // topic: filter whose SUBSCRIBE was never answered
  subscribed,        // topic: filter, code: granted QoS, number: asked QoS, properties: of SUBACK
  subscribe_refused, // topic: filter, code: 0x80 or, in MQTT 5, another reason code from there on, properties
  unsubscribed,      // topic: filter, code: MQTT 5's reason code, properties: of UNSUBACK
  published,         // topic, payload, qos, retain, properties; number: ms until settled (0: QoS 0), code: MQTT 5's reason
                     // code, answer: properties of the acknowledgement
  publish_unknown,   // topic, payload, qos, retain, properties of a QoS 1 or 2 publish whose fate is not known since the
                     // session is lost; number: 1 when it was never sent; with an error: never sent, for that error
  received,          // topic, payload, qos, retain, dup, properties
  disconnected,      // code: WebSocket close code, text: reason, number: 1 by the user, number2: 1 while it waited to reconnect
  failed,            // error: mqtt::Error as kept in `error_*` fields with number and number2, or cause with number: the
                     // transport's fault
  kicked,            // two sessions with one client id throw each other out
  stopped,           // reconnecting has ended: code: CONNACK's or DISCONNECT's, cause, text: server reference of MQTT 5
  publish_refused,   // as published, with a reason code of 0x80 or above: the broker did not take it
  unsubscribe_refused,  // topic: filter, code, properties: the broker keeps the subscription
  ignored,           // an acknowledgement of nothing in flight: number: mqtt::PacketType, packet_id, code
  auth_received,     // MQTT 5's AUTH: code, properties
  server_disconnected,  // MQTT 5's DISCONNECT from the broker: code, properties
};

enum class Direction : std::uint8_t { none, in, out };

// Why a connection is to be made again, or was not made.
enum class Cause : std::uint8_t {
  none,
  close_before_open,   // nothing listening, certificate, path, subprotocol, TCP port, mixed content, Local Network Access
  connection_lost,     // code: close code
  connect_timeout,
  connack_timeout,
  ping_timeout,
  protocol_error,      // error_*: the peer broke a rule
  connack_unavailable, // CONNACK with a code that passes: 3, in MQTT 5 0x88 and others; code
  security_error,      // the browser refused the URL at once
  wrong_subprotocol,
  text_frame,
  page_was_away,       // back/forward cache or sleep
  packet_too_large,
  server_disconnected, // MQTT 5's DISCONNECT; code
};
inline constexpr LogKind kLastLogKind = LogKind::server_disconnected;
inline constexpr Cause kLastCause = Cause::server_disconnected;

// What a close before open may mean, the browser says no more than 1006: bits of a `failed` entry's `number2` when its cause is
// close_before_open.
enum class Likely : std::uint8_t {
  mixed_content,         // ws: from an https: page
  certificate,           // wss: one that this browser does not trust
  path_or_subprotocol,   // something answers, but not with this path or subprotocol
  tcp_port,              // MQTT's TCP port, or another that speaks no HTTP
  local_network_access,  // a public page may not reach into the local network
  nothing_listening,     // wrong host or port, or a firewall
  offline,               // this machine has no network
};
constexpr std::uint32_t bit(Likely likely) { return 1u << static_cast<unsigned>(likely); }

// `topic`, `payload`, `text`, `properties` and `answer` are views into the store: valid until it is changed.
struct LogEntry {
  std::uint64_t seq = 0;       // counts up from 1 without gaps; given by the store
  std::int64_t time_ms = 0;    // Unix time
  LogKind kind = LogKind::received;
  Cause cause = Cause::none;
  std::uint8_t qos = 0;
  bool retain = false, dup = false;
  std::uint8_t version = 0;    // mqtt::Version of the connection, where the kind says so
  std::uint16_t code = 0;
  std::uint16_t packet_id = 0;
  std::uint32_t number = 0, number2 = 0;
  // mqtt::Error as numbers, so that the model needs no more than plain types.
  std::uint16_t error_reason = 0;
  std::uint8_t error_kind = 0, error_packet = 0, error_field = 0;
  std::string_view error_rule;  // a static string
  std::string_view topic;       // UTF-8
  std::span<const std::uint8_t> payload;
  std::string_view text;        // UTF-8
  // MQTT 5's properties, encoded as they were on the wire (mqtt::Properties walks them).
  std::span<const std::uint8_t> properties;
  std::span<const std::uint8_t> answer;  // of the acknowledgement of a publish
};

Direction direction(LogKind kind);

// A row with a payload of its own: received or published, whatever became of it.
bool has_message(LogKind kind);

}  // namespace model
