// One connection to a broker at a time: a session and a transport tied together, both polled. It opens, pumps bytes both ways,
// closes the transport when the session is over, and says in one `End` how it came to that.
// Not reconnecting (reconnect.h), no subscriptions and no log (app.h).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/reconnect.h"
#include "model/log_entry.h"
#include "mqtt/session.h"
#include "transport/transport.h"

namespace app {

// The message that the broker publishes when the connection breaks.
struct WillTarget {
  std::string topic;
  std::vector<std::uint8_t> payload;
  mqtt::Qos qos = mqtt::Qos::at_most_once;
  bool retain = false;
  mqtt::PropertyList properties;  // MQTT 5
};

// All that a connection needs; kept for the reconnects, so that edits of the form hold from the user's next Connect on.
struct Target {
  transport::Endpoint endpoint;
  mqtt::Version version = mqtt::Version::v3_1_1;
  std::string client_id;  // empty in MQTT 5: the server assigns one
  bool assigned = false;  // client_id is one that the server assigned
  std::string user_name;  // empty: none is sent, and before MQTT 5 no password either
  std::string password;
  bool clean_session = true;  // MQTT 5: Clean Start
  std::uint16_t keepalive_s = 60;
  std::int64_t connect_timeout_ms = 30'000;  // from open() to CONNACK
  std::uint32_t max_packet_bytes = 16U << 20;
  std::optional<WillTarget> will;
  bool will_on_disconnect = false;  // MQTT 5: disconnect() asks for the will (reason code 0x04)
  bool automatic_aliases = false;   // MQTT 5: topics that are published to are given aliases
  mqtt::PropertyList properties;    // of CONNECT, MQTT 5

  bool mqtt5() const { return version == mqtt::Version::v5; }
  // The same user at the same broker.
  bool same_login(const Target& other) const;
  // The same device or client there: what was subscribed may be asked for again. Those that the broker chose the id of are
  // the same.
  bool same_client(const Target& other) const;
};

// How a connection, or the attempt at one, came to its end.
struct End {
  Ending ending = Ending::lost;
  model::Cause cause = model::Cause::none;  // none: by the user, or refused for good
  bool by_user = false;
  bool opened = false;      // the transport had opened
  bool accepted = false;    // CONNACK 0 had come
  bool closed = false;      // by the peer or the network: code and reason are those of the WebSocket
  std::uint16_t code = 0;
  std::string reason;       // UTF-8
  transport::Fault fault = transport::Fault::none;
  bool refused = false;              // by CONNACK
  bool server_disconnected = false;  // by MQTT 5's DISCONNECT
  std::uint8_t reason_code = 0;      // of either
  std::vector<std::uint8_t> properties;  // of either, MQTT 5, encoded as they came
  mqtt::Error error;                 // Reason::none unless the session failed
};

class Connection {
 public:
  // Above this many bytes that have not left the machine a publish is refused: the peer does not read as fast as we send.
  static constexpr std::size_t kMaxBuffered = std::size_t{16} << 20;

  explicit Connection(transport::Transport& transport);

  // Starts to connect. Only between connections: before the first open, or after poll gave `ended`. An Error is local (a client
  // id that is no UTF-8, …) and leaves everything as it was.
  mqtt::Result<void> open(const Target& target, std::int64_t mono_ms);
  // The user's wish: DISCONNECT leaves if it can (with the will if the target says so), then the transport closes. `ended` comes from the next poll.
  void disconnect(std::int64_t mono_ms);
  // The connection is known to be dead although nothing closed it (the page was away): `ended` comes from the next poll.
  void drop(std::int64_t mono_ms);

  // As Session's; publish is also refused with queue_full [bytes that wait, most] above kMaxBuffered.
  mqtt::Result<mqtt::PublishToken> publish(const mqtt::Message& message, std::int64_t mono_ms);
  mqtt::Result<mqtt::PacketId> subscribe(std::span<const mqtt::SubscribeRequest> filters, std::int64_t mono_ms,
                                         mqtt::Properties properties = {});
  mqtt::Result<mqtt::PacketId> unsubscribe(std::span<const std::string_view> filters, std::int64_t mono_ms);

  // Moves what can be moved. True: `event` is the session's next one, valid until the next call of any member; false: nothing is
  // left to do now and what had to be sent is sent, as one WebSocket message. Call it until it is false.
  bool poll(mqtt::Event& event, std::int64_t mono_ms);
  // After the event `ended`, until the next open.
  const End& end() const { return end_; }

  bool busy() const { return session_.state() != mqtt::State::idle; }
  bool connected() const { return session_.state() == mqtt::State::connected; }
  // From CONNACK on, until the next open: the limits in force, and the client id in use, which the server may have assigned.
  const mqtt::ServerLimits& server() const { return session_.server(); }
  std::string_view client_id() const { return session_.client_id(); }
  // When poll must be called at the latest even if no bytes come.
  std::optional<std::int64_t> next_deadline() const { return session_.next_deadline(); }

 private:
  bool next_session_event(mqtt::Event& event);
  void note(const mqtt::Event& event);
  void note_answer(const mqtt::Event& event);
  void finish(mqtt::Ending ending);
  void take_transport_event(const transport::Event& event, std::int64_t mono_ms);
  void flush();

  transport::Transport& transport_;
  mqtt::Session session_;
  End end_;
  bool will_on_disconnect_ = false;
  bool dropped_ = false;
  bool transport_open_ = false;
};

}  // namespace app
