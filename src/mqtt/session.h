// An MQTT client session over any number of connections, one after the other: commands, bytes and time in, bytes and
// events out. It opens no socket, reads no clock, calls nobody back, and does not remember subscriptions (its owner
// does).
//
// A connection: connect(), then opened() when the transport is open; received() for what comes in; after each of these,
// of advance() and of any command: next_event() until it returns false, then take_output() and send that as one
// message. `ended` is a connection's last event. connect() again resumes the session if both sides still have it
// (clean_session false).
//
// Times are milliseconds of one monotonic clock, of any origin. They must not run backwards.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mqtt/delivery.h"
#include "mqtt/error.h"
#include "mqtt/event.h"
#include "mqtt/framer.h"
#include "mqtt/keepalive.h"
#include "mqtt/packet.h"
#include "mqtt/packet_id.h"
#include "mqtt/pending.h"

namespace mqtt {

struct SessionOptions {
  Version version = Version::v3_1_1;
  // Bytes of a whole packet; a larger one ends the connection before it is stored.
  std::uint32_t max_received_packet = 16u << 20;
  // QoS 1 and 2 publishes not yet settled: how many, and their bytes together. As many bytes may wait for
  // take_output().
  std::uint32_t max_unsettled_messages = 1000;
  std::uint64_t max_unsettled_bytes = 16u << 20;
  std::int64_t connect_timeout_ms = 30'000;  // from connect() to CONNACK; 0: never
  std::int64_t connack_timeout_ms = 10'000;  // from opened() to CONNACK; 0: never
  std::int64_t ping_timeout_ms = 0;          // from PINGREQ to any byte; 0: the keepalive, but at most 10 s
  bool inspect = false;                      // give packet_sent and packet_received events
};

// What CONNECT carries. Views need to hold only during the call of connect().
using ConnectOptions = Connect;

enum class State : std::uint8_t {
  idle,              // no connection
  opening,           // after connect(): the transport is being opened
  awaiting_connack,  // after opened()
  connected,
};

class Session {
 public:
  explicit Session(const SessionOptions& options);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Changes options at any time; limits and timeouts hold from the next packet or connection on.
  void set_options(const SessionOptions& options);

  // Commands. An Error is always Kind::local, and nothing was done.

  // Begins a connection. With clean_session, or with another client id than the session before, what was unsettled
  // comes out as `published` with unknown or not_sent. Errors: already_connected (also while events of the last
  // connection are not fetched), and those of encode() for CONNECT.
  Result<void> connect(const ConnectOptions& options, std::int64_t now);

  // Publishes to a topic name. QoS 0 needs a connection (`connected`). QoS 1 and 2 are kept until they are settled, and
  // may be asked for while connecting, or between the connections of a session that is not clean: they go out in the
  // order of the calls. Errors: not_connected, too_many_unsettled, queue_full, packet_ids_exhausted, and those of
  // encode().
  Result<PublishToken> publish(std::string_view topic, Bytes payload, Qos qos, bool retain, std::int64_t now);

  // Sends a SUBSCRIBE or an UNSUBSCRIBE with all `filters`; answered by one event with the packet id that is returned.
  // Errors: not_connected, queue_full, packet_ids_exhausted, and those of encode().
  Result<PacketId> subscribe(std::span<const SubscribeRequest> filters, std::int64_t now);
  Result<PacketId> unsubscribe(std::span<const std::string_view> filters, std::int64_t now);

  // Ends the connection: DISCONNECT if the transport is open, `ended` at once. What was received and not fetched is
  // dropped. Error: not_connected when idle.
  Result<void> disconnect(std::int64_t now);

  // Inputs. Calls that do not fit the state are ignored: a late callback of an old transport does no harm.

  void opened(std::int64_t now);                 // the transport can carry bytes: CONNECT goes out
  void received(Bytes bytes, std::int64_t now);  // stores the bytes, cut anywhere; next_event() works on them
  void closed(std::int64_t now);                 // the transport is gone; `ended` follows what was received before
  void advance(std::int64_t now);  // time has passed; call it at next_deadline() or later, after next_event()

  // Outputs.

  // All bytes to be sent: whole packets, to be sent as one binary WebSocket message; empty when there is nothing. The
  // view holds until the next call of a non-const member.
  Bytes take_output();

  // Fills in the next event and returns true, or returns false when there is none now.
  bool next_event(Event& event);

  // When advance() must be called at the latest; nothing if there is nothing to wait for. Ask again after each input or
  // command.
  std::optional<std::int64_t> next_deadline() const;

  State state() const { return state_; }
  std::size_t output_size() const { return output_.size(); }               // bytes that take_output() would give
  std::size_t unsettled_messages() const { return delivery_.messages(); }  // QoS 1 and 2 publishes
  std::uint64_t unsettled_bytes() const { return delivery_.bytes(); }

 private:
  // An event that waits in queue_, without views: they are made when it is fetched.
  struct Queued {
    EventType type = EventType::ended;
    Outcome outcome = Outcome::done;
    Ending ending = Ending::connection_lost;
    PacketType packet = PacketType::none;
    PublishToken token = 0;
    std::size_t offset = 0, size = 0;  // packet_sent: where in inspected_
  };

  // session.cpp: commands and inputs
  bool open() const { return state_ == State::awaiting_connack || state_ == State::connected; }
  bool can_send() const { return state_ == State::connected && !transport_closed_; }
  Result<PublishToken> publish_at_once(const Publish& packet);
  Result<PublishToken> publish_and_keep(Publish& packet);
  Result<PacketId> request(PendingRequest request, const Result<void>& encoded, Bytes packet);
  void note_sent(std::size_t from);
  void fail(const Error& error);
  void end(Ending ending);

  // session_events.cpp: from bytes received to events
  bool next_packet_event(Event& event);
  void pop_queued(Event& event);
  void lose(bool all);
  bool expected(PacketType type, Error& error) const;
  void accept(bool session_present);
  void acknowledge(PacketType type, PacketId id);
  // Each returns true if it filled in an event.
  bool handle(const Frame& frame, Event& event);
  bool handle_connack(const Frame& frame, Event& event);
  bool handle_publish(const Frame& frame, Event& event);
  bool handle_acknowledgement(const Frame& frame, Event& event);
  bool handle_suback(const Frame& frame, Event& event);
  bool settle(PacketType type, PacketId id, const Delivery::Answer& answer, Event& event);
  bool answer_request(PacketType type, PacketId id, Bytes return_codes, Event& event);
  static bool ignore(PacketType type, PacketId id, Event& event);

  SessionOptions options_;
  State state_ = State::idle;
  bool transport_closed_ = false;  // closed() came; what was received before is still to be worked on
  bool clean_session_ = true;      // of the last connect(); false: the session outlives its connection
  bool front_inspected_ = false;   // the packet_received event of the next packet has been given
  std::uint16_t keep_alive_s_ = 0;
  std::string client_id_;
  std::int64_t now_ = 0;
  std::int64_t connect_began_ = 0, opened_at_ = 0;
  PublishToken last_token_ = 0;

  Framer framer_;
  Delivery delivery_;
  Keepalive keepalive_;
  PacketIds ids_;
  PendingRequests requests_;
  PendingRequests lost_requests_;  // their events wait in queue_, in this order
  PendingRequest answered_;        // what the views of the last event point into
  std::vector<FilterResult> results_;

  std::vector<std::uint8_t> connect_packet_;  // until the transport is open
  std::vector<std::uint8_t> output_, taken_;
  std::vector<std::uint8_t> inspected_;  // copies of packets sent, for events
  std::vector<Queued> queue_;
  std::size_t queue_head_ = 0;
  Error error_;  // of the `failed` event in queue_
};

}  // namespace mqtt
