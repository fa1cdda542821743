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

#include "app/reconnect.h"
#include "model/log_entry.h"
#include "mqtt/session.h"
#include "transport/transport.h"

namespace app {

// All that a connection needs; kept for the reconnects, so that edits of the form hold from the user's next Connect on.
struct Target {
  transport::Endpoint endpoint;
  std::string client_id;
  std::string user_name;  // empty: none is sent, and no password either
  std::string password;
  bool clean_session = true;
  std::uint16_t keepalive_s = 60;
  std::int64_t connect_timeout_ms = 30'000;  // from open() to CONNACK
  std::uint32_t max_packet_bytes = 16U << 20;

  // The same device or client at the same broker: what was subscribed there may be asked for again.
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
  bool refused = false;
  std::uint8_t return_code = 0;  // CONNACK's, when refused
  mqtt::Error error;             // Reason::none unless the session failed
};

class Connection {
 public:
  // Above this many bytes that have not left the machine a publish is refused: the peer does not read as fast as we send.
  static constexpr std::size_t kMaxBuffered = std::size_t{16} << 20;

  explicit Connection(transport::Transport& transport);

  // Starts to connect. Only between connections: before the first open, or after poll gave `ended`. An Error is local (a client
  // id that is no UTF-8, …) and leaves everything as it was.
  mqtt::Result<void> open(const Target& target, std::int64_t mono_ms);
  // The user's wish: DISCONNECT leaves if it can, then the transport closes. `ended` comes from the next poll.
  void disconnect(std::int64_t mono_ms);
  // The connection is known to be dead although nothing closed it (the page was away): `ended` comes from the next poll.
  void drop(std::int64_t mono_ms);

  // As Session's; publish is also refused with queue_full [bytes that wait, most] above kMaxBuffered.
  mqtt::Result<mqtt::PublishToken> publish(std::string_view topic, mqtt::Bytes payload, mqtt::Qos qos, bool retain,
                                           std::int64_t mono_ms);
  mqtt::Result<mqtt::PacketId> subscribe(std::span<const mqtt::SubscribeRequest> filters, std::int64_t mono_ms);
  mqtt::Result<mqtt::PacketId> unsubscribe(std::span<const std::string_view> filters, std::int64_t mono_ms);

  // Moves what can be moved. True: `event` is the session's next one, valid until the next call of any member; false: nothing is
  // left to do now and what had to be sent is sent, as one WebSocket message. Call it until it is false.
  bool poll(mqtt::Event& event, std::int64_t mono_ms);
  // After the event `ended`, until the next open.
  const End& end() const { return end_; }

  bool busy() const { return session_.state() != mqtt::State::idle; }
  bool connected() const { return session_.state() == mqtt::State::connected; }
  // When poll must be called at the latest even if no bytes come.
  std::optional<std::int64_t> next_deadline() const { return session_.next_deadline(); }

 private:
  bool next_session_event(mqtt::Event& event);
  void note(const mqtt::Event& event);
  void finish(mqtt::Ending ending);
  void take_transport_event(const transport::Event& event, std::int64_t mono_ms);
  void flush();

  transport::Transport& transport_;
  mqtt::Session session_;
  End end_;
  bool dropped_ = false;
  bool transport_open_ = false;
};

}  // namespace app
