// An MQTT client session over any number of connections, one after the other: commands, bytes and time in, bytes and
// events out. It opens no socket, reads no clock, calls nobody back, and does not remember subscriptions (its owner
// does).
//
// A connection: connect(), then opened() when the transport is open; received() for what comes in; after each of these,
// of advance() and of any command: next_event() until it returns false, then take_output() and send that as one
// message. `ended` is a connection's last event. connect() again resumes the session if both sides still have it
// (clean_session false; in MQTT 5 also a Session Expiry Interval above 0).
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

#include "mqtt/alias.h"
#include "mqtt/asked.h"
#include "mqtt/delivery.h"
#include "mqtt/error.h"
#include "mqtt/event.h"
#include "mqtt/framer.h"
#include "mqtt/keepalive.h"
#include "mqtt/packet.h"
#include "mqtt/packet_id.h"
#include "mqtt/pending.h"
#include "mqtt/receive_quota.h"
#include "mqtt/server_limits.h"

namespace mqtt {

struct SessionOptions {
  Version version = Version::v3_1_1;
  // Bytes of a whole packet; a larger one ends the connection before it is stored. The Maximum Packet Size that CONNECT
  // carries holds as well.
  std::uint32_t max_received_packet = 16u << 20;
  // QoS 1 and 2 publishes not yet settled: how many, and their bytes together. As many bytes may wait for
  // take_output().
  std::uint32_t max_unsettled_messages = 1000;
  std::uint64_t max_unsettled_bytes = 16u << 20;
  std::int64_t connect_timeout_ms = 30'000;  // from connect() to CONNACK; 0: never
  std::int64_t connack_timeout_ms = 10'000;  // from opened() to CONNACK; 0: never
  std::int64_t ping_timeout_ms = 0;          // from PINGREQ to any byte; 0: the keepalive, but at most 10 s
  bool inspect = false;                      // give packet_sent and packet_received events
  // MQTT 5: give topics that are published to aliases of our own, as many as the server allows (at most 256).
  bool automatic_topic_aliases = false;
  // MQTT 5: take over a session that the server kept and this object knows nothing of (a program started anew with the
  // client id of its last run). Otherwise that ends the connection [MQTT5-3.2.2-4].
  bool adopt_session = false;
};

// What CONNECT carries. Views need to hold only during the call of connect(). Of MQTT 5's properties the session itself
// obeys Session Expiry Interval, Receive Maximum, Maximum Packet Size, Topic Alias Maximum, Request Problem Information
// and Authentication Method; it adds none.
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

  // Begins a connection. With clean_session, or with another client id or version than the session before, what was
  // unsettled comes out as `published` with unknown or not_sent. Events of the last connection that are not fetched yet
  // come first. Errors: already_connected, and those of encode() for CONNECT.
  Result<void> connect(const ConnectOptions& options, std::int64_t now);

  // Publishes. QoS 0 needs a connection (`connected`). QoS 1 and 2 are kept until they are settled, and may be asked
  // for while connecting, or between the connections of a session that is kept: they go out in the order of the calls,
  // as many at a time as the server's Receive Maximum allows. With a topic alias of the caller's own the topic may be
  // empty if the alias stands for one on this connection. What was asked for before CONNACK and is beyond the server's
  // limits comes out as not_sent with the error. Errors: not_connected, too_many_unsettled, queue_full,
  // packet_ids_exhausted, packet_too_large, payload_not_utf8, unknown_topic_alias, those of allowed() (server_limits.h)
  // and of encode().
  Result<PublishToken> publish(const Message& message, std::int64_t now);

  // Sends a SUBSCRIBE or an UNSUBSCRIBE with all `filters`; answered by one event with the packet id that is returned.
  // Errors: not_connected, queue_full, packet_ids_exhausted, packet_too_large, those of allowed() and of encode().
  Result<PacketId> subscribe(std::span<const SubscribeRequest> filters, std::int64_t now, Properties properties = {});
  Result<PacketId> unsubscribe(std::span<const std::string_view> filters, std::int64_t now, Properties properties = {});

  // Sends AUTH (MQTT 5 §4.12): 0x18 to go on, as answer to an `auth_received` with 0x18, also before CONNACK; 0x19 to
  // authenticate again, when connected. `properties` must have the Authentication Method of CONNECT. Errors:
  // not_connected, needs_mqtt_5, unexpected_authentication, authentication_method_mismatch, packet_too_large, those of
  // encode().
  Result<void> authenticate(std::uint8_t reason_code, Properties properties, std::int64_t now);

  // Ends the connection: DISCONNECT if the transport is open, `ended` at once. What was received and not fetched is
  // dropped. A Reason String and User Properties that would make it larger than the server takes are left out. Before
  // MQTT 5 `reason_code` is 0 and there are no properties. Errors: not_connected when idle, needs_mqtt_5,
  // session_expiry_was_zero, those of encode().
  Result<void> disconnect(std::int64_t now, std::uint8_t reason_code = 0, Properties properties = {});

  // Gives up the session that is kept: what is unsettled comes out as `published` with unknown or not_sent. Only
  // between connections; ignored while there is one.
  void forget();

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
  const ServerLimits& server() const { return server_; }  // of the last CONNACK
  // The one in use: what the server assigned, if CONNECT had none.
  std::string_view client_id() const { return client_id_; }
  std::size_t output_size() const { return output_.size(); }               // bytes that take_output() would give
  std::size_t unsettled_messages() const { return delivery_.messages(); }  // QoS 1 and 2 publishes
  std::uint64_t unsettled_bytes() const { return delivery_.bytes(); }
  // Of the publishes not yet settled and of the requests not yet answered: one each.
  std::size_t packet_ids_in_use() const { return ids_.count(); }

 private:
  // An event that waits in queue_, without views: they are made when it is fetched.
  struct Queued {
    EventType type = EventType::ended;
    Outcome outcome = Outcome::done;
    Ending ending = Ending::connection_lost;
    PacketType packet = PacketType::none;
    PublishToken token = 0;
    std::size_t offset = 0, size = 0;  // packet_sent: where in inspected_
    Error error;                       // failed; published with not_sent
  };
  // A publish as it goes out now, and as it is kept for sending again; they differ by a topic alias.
  struct Forms {
    Publish now, kept;
    std::uint32_t alias = 0;  // in `now`; 0: none
    bool callers = false;     // the alias was given
  };

  // session.cpp: connections, inputs, outputs
  bool open() const { return state_ == State::awaiting_connack || state_ == State::connected; }
  bool can_send() const { return state_ == State::connected && !transport_closed_; }
  bool is_v5() const { return session_version_ == Version::v5; }
  void note_sent(std::size_t from);
  void fail(const Error& error);
  void end(Ending ending);

  // session_requests.cpp: what the owner asks for
  Result<Forms> alias_forms(const Publish& packet);
  Result<PublishToken> publish_at_once(const Forms& forms);
  Result<PublishToken> publish_and_keep(Forms forms);
  Result<PacketId> request(PendingRequest request, const Result<void>& encoded, Bytes packet);
  Error too_large(PacketType packet, std::size_t size) const;

  // session_events.cpp: from bytes received to events
  bool next_packet_event(Event& event);
  void pop_queued(Event& event);
  void report(const std::vector<Delivery::Lost>& lost);
  void lose(bool all);
  bool expected(PacketType type, Error& error) const;
  // Each returns true if it filled in an event.
  bool handle(const Frame& frame, Event& event);
  bool handle_connack(const Frame& frame, Event& event);
  bool handle_auth(const Frame& frame, Event& event);
  bool handle_disconnect(const Frame& frame, Event& event);
  bool handle_pingresp(const Frame& frame, Event& event);
  bool agrees(const Connack& connack, Error& error) const;
  void accept(const Connack& connack);

  // session_delivery.cpp: messages and acknowledgements
  void send_waiting();
  void acknowledge(PacketType type, PacketId id, std::uint8_t reason_code = 0);
  bool welcome(PacketType type, Properties properties);
  bool handle_publish(const Frame& frame, Event& event);
  bool handle_acknowledgement(const Frame& frame, Event& event);
  bool handle_suback(const Frame& frame, Event& event);
  bool handle_unsuback(const Frame& frame, Event& event);
  bool settle(PacketType type, const AnyAcknowledgement& packet, const Delivery::Answer& answer, Event& event);
  bool answer_request(PacketType type, PacketId id, Bytes reason_codes, Properties properties, Event& event);
  static bool ignore(PacketType type, PacketId id, std::uint8_t reason_code, Event& event);

  SessionOptions options_;
  State state_ = State::idle;
  bool transport_closed_ = false;              // closed() came; what was received before is still to be worked on
  bool clean_session_ = true;                  // of the last connect()
  bool kept_ = false;                          // the session outlives its connection
  bool has_session_ = false;                   // a CONNECT has gone out for the session that is kept
  bool resuming_ = false;                      // the last connect() wants to go on with a session that we have
  bool authenticating_ = false;                // again, on an open connection
  bool front_inspected_ = false;               // the packet_received event of the next packet has been given
  Version session_version_ = Version::v3_1_1;  // of the last connect()
  std::string client_id_;
  Asked asked_;
  ServerLimits server_;
  std::int64_t now_ = 0;
  std::int64_t connect_began_ = 0, opened_at_ = 0;
  PublishToken last_token_ = 0;

  Framer framer_;
  Delivery delivery_;
  ReceiveQuota receive_quota_;
  IncomingAliases incoming_aliases_;
  OutgoingAliases outgoing_aliases_;
  PropertyList properties_;  // of the publish that is being written
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
};

}  // namespace mqtt
