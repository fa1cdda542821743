// From bytes received to events: which packet may come when, and those that open, keep and close a connection.
#include "mqtt/decode.h"
#include "mqtt/reason_code.h"
#include "mqtt/rule.h"
#include "mqtt/session.h"
#include "mqtt/wire.h"

namespace mqtt {
namespace {

constexpr std::size_t kKeptCapacity = 256u << 10;

Error peer_error(Reason reason, PacketType packet, Field field, const char* rule, std::uint64_t number0 = 0) {
  return {Kind::peer, reason, packet, field, rule, {number0, 0}};
}

bool only_clients_send(PacketType type, Version version) {
  switch (type) {
    case PacketType::connect:
    case PacketType::subscribe:
    case PacketType::unsubscribe:
    case PacketType::pingreq:
      return true;
    case PacketType::disconnect:
      return version != Version::v5;
    default:
      return false;
  }
}

}  // namespace

bool Session::next_event(Event& event) {
  if (queue_head_ == queue_.size()) {
    queue_.clear();
    queue_head_ = 0;
    if (inspected_.capacity() > kKeptCapacity) Buffer().swap(inspected_);
    inspected_.clear();
    if (next_packet_event(event)) return true;
    if (queue_.empty()) return false;
  }
  pop_queued(event);
  return true;
}

// Works on packets until one makes an event itself (true), puts some into the queue, or there are no more (both false).
bool Session::next_packet_event(Event& event) {
  while (open() && queue_.empty()) {
    Error error;
    if (!expected(framer_.next_type(), error)) {
      fail(error);
      return false;
    }
    Frame frame;
    const Framer::Step step = framer_.peek(frame, error);
    if (step == Framer::Step::error) {
      // Our own limit has no rule; the one that CONNECT told has.
      const bool told = is_v5() && asked_.maximum_packet_size <= options_.max_received_packet;
      if (error.reason == Reason::packet_too_large && told) error.rule = "MQTT5-3.1.2-24";
      fail(error);
    } else if (step == Framer::Step::need_more) {
      if (transport_closed_) end(Ending::connection_lost);
      return false;
    } else if (options_.inspect && !front_inspected_) {
      front_inspected_ = true;
      event = {};
      event.type = EventType::packet_received;
      event.packet = frame.type;
      event.bytes = frame.bytes;
      return true;
    } else {
      front_inspected_ = false;
      framer_.pop(frame);
      if (handle(frame, event)) return true;
    }
  }
  return false;
}

void Session::pop_queued(Event& event) {
  const Queued& queued = queue_[queue_head_++];
  event = {};
  event.type = queued.type;
  event.outcome = queued.outcome;
  event.ending = queued.ending;
  event.packet = queued.packet;
  event.token = queued.token;
  event.error = queued.error;
  switch (queued.type) {
    case EventType::packet_sent:
      event.bytes = Bytes(inspected_).subspan(queued.offset, queued.size);
      break;
    case EventType::subscribed:
    case EventType::unsubscribed:
      answered_ = lost_requests_.take_oldest();
      results_ = results_of(answered_, {});
      event.packet_id = answered_.packet_id;
      event.filters = results_;
      break;
    default:
      break;
  }
}

// What the table gives up comes out as events, each once.
void Session::report(const std::vector<Delivery::Lost>& lost) {
  for (const Delivery::Lost& each : lost) {
    ids_.release(each.packet_id);
    Queued event;
    event.type = EventType::published;
    event.token = each.token;
    event.outcome = each.outcome;
    event.error = each.error;
    queue_.push_back(event);
  }
}

// `all`: also what was never sent.
void Session::lose(bool all) {
  std::vector<Delivery::Lost> lost;
  all ? delivery_.lose_all(lost) : delivery_.lose_sent(lost);
  report(lost);
}

// May a packet of this type come now? Judged by its first byte: nothing is stored for one that may not.
bool Session::expected(PacketType type, Error& error) const {
  if (!exists(type, session_version_)) return true;  // the framer's business
  if (state_ == State::awaiting_connack) {
    if (type == PacketType::connack || (type == PacketType::auth && asked_.authentication_method)) return true;
    error = type == PacketType::auth
                ? peer_error(Reason::unexpected_authentication, type, Field::packet_type, "MQTT5-4.12.0-6")
                : peer_error(Reason::first_packet_not_connack, type, Field::packet_type,
                             rule(session_version_, "MQTT311-3.2.0-1", "MQTT5-3.2.0-1"));
    return false;
  }
  if (type == PacketType::connack) {
    error = peer_error(Reason::second_connack, type, Field::packet_type,
                       rule(session_version_, "MQTT 3.1.1 §3.2", "MQTT5-3.2.0-2"));
    return false;
  }
  if (!only_clients_send(type, session_version_)) return true;
  error = peer_error(Reason::not_from_server, type, Field::packet_type,
                     rule(session_version_, "MQTT 3.1.1 §2.2.1", "MQTT 5 §2.1.2"));
  return false;
}

bool Session::handle(const Frame& frame, Event& event) {
  switch (frame.type) {
    case PacketType::connack:
      return handle_connack(frame, event);
    case PacketType::publish:
      return handle_publish(frame, event);
    case PacketType::suback:
      return handle_suback(frame, event);
    case PacketType::unsuback:
      return handle_unsuback(frame, event);
    case PacketType::pingresp:
      return handle_pingresp(frame, event);
    case PacketType::disconnect:
      return handle_disconnect(frame, event);
    case PacketType::auth:
      return handle_auth(frame, event);
    default:
      return handle_acknowledgement(frame, event);
  }
}

bool Session::handle_pingresp(const Frame& frame, Event& event) {
  if (const auto decoded = decode_empty(frame, session_version_); !decoded) {
    fail(decoded.error());
    return false;
  }
  if (!keepalive_.awaiting_answer()) return ignore(frame.type, 0, 0, event);
  keepalive_.answered();
  return false;
}

bool Session::handle_connack(const Frame& frame, Event& event) {
  // A server that does not know MQTT 5 says so in the form that it knows (MQTT 3.1.1 §3.1.2.2).
  if (is_v5() && frame.body.size() == 2 && frame.body[0] == 0 &&
      frame.body[1] == static_cast<std::uint8_t>(ConnectReturnCode::unacceptable_protocol_version)) {
    event = {};
    event.type = EventType::refused;
    event.reason_code = code(ReasonCode::unsupported_protocol_version);
    has_session_ = resuming_;
    end(Ending::refused);
    return true;
  }
  const auto connack = decode_connack(frame, session_version_);
  if (!connack) {
    fail(connack.error());
    return false;
  }
  if (Error error; connack->reason_code == 0 && !agrees(*connack, error)) {
    fail(error);
    return false;
  }
  event = {};
  event.reason_code = connack->reason_code;
  event.properties = connack->properties;
  if (connack->reason_code != 0) {
    event.type = EventType::refused;
    has_session_ = resuming_;  // this attempt made none
    end(Ending::refused);
    return true;
  }
  event.type = EventType::connected;
  event.session_present = connack->session_present;
  accept(*connack);
  return true;
}

// Does a CONNACK that accepts fit what was asked for?
bool Session::agrees(const Connack& connack, Error& error) const {
  const auto disagree = [&](Reason reason, Field field, const char* rule) {
    error = peer_error(reason, PacketType::connack, field, rule);
    return false;
  };
  if (connack.session_present && clean_session_)
    return disagree(Reason::session_present_for_clean_session, Field::acknowledge_flags,
                    rule(session_version_, "MQTT311-3.2.2-1", "MQTT5-3.2.2-2"));
  // Before MQTT 5 the server may keep a session from an earlier client with this id.
  if (!is_v5()) return true;
  if (connack.session_present && !resuming_ && !options_.adopt_session)
    return disagree(Reason::unexpected_session_present, Field::acknowledge_flags, "MQTT5-3.2.2-4");
  const auto method = connack.properties.find(PropertyId::authentication_method);
  if (method && !asked_.authentication_method)
    return disagree(Reason::unexpected_authentication, Field::authentication_method, "MQTT5-4.12.0-6");
  if (asked_.authentication_method && (!method || method->text != *asked_.authentication_method))
    return disagree(Reason::authentication_method_mismatch, Field::authentication_method, "MQTT5-4.12.0-5");
  return true;
}

void Session::accept(const Connack& connack) {
  state_ = State::connected;
  server_ = limits_of(connack, asked_.keep_alive_s, asked_.session_expiry_interval_s);
  if (is_v5()) {
    kept_ = has_session_ = server_.session_expiry_interval_s != 0;
    const std::string_view assigned = connack.properties.text(PropertyId::assigned_client_identifier);
    if (!assigned.empty()) client_id_ = assigned;
  }
  keepalive_.start(server_.keep_alive_s, options_.ping_timeout_ms, now_);
  incoming_aliases_.begin(asked_.topic_alias_maximum);
  outgoing_aliases_.begin(server_.topic_alias_maximum);
  receive_quota_.begin(asked_.receive_maximum);

  // MQTT 3.1 has no Session Present: what it keeps it keeps silently.
  if (!connack.session_present && session_version_ != Version::v3_1) lose(false);
  std::vector<Delivery::Lost> beyond_limits;
  delivery_.begin(server_, beyond_limits);
  report(beyond_limits);
  const std::size_t from = output_.size();
  delivery_.resend_releases(session_version_, output_);
  delivery_.send_waiting(output_);
  if (output_.size() > from) note_sent(from);
}

bool Session::handle_auth(const Frame& frame, Event& event) {
  const auto auth = decode_auth(frame, session_version_);
  if (!auth) {
    fail(auth.error());
    return false;
  }
  const auto reject = [&](Reason reason, Field field, const char* rule, std::uint64_t number = 0) {
    fail(peer_error(reason, PacketType::auth, field, rule, number));
    return false;
  };
  const bool success = auth->reason_code == code(ReasonCode::success);
  if (auth->reason_code == code(ReasonCode::re_authenticate))
    return reject(Reason::not_from_server, Field::reason_code, "MQTT5-3.15.2-1", auth->reason_code);
  if (state_ == State::awaiting_connack && success)
    return reject(Reason::unexpected_authentication, Field::reason_code, "MQTT5-4.12.0-2", auth->reason_code);
  if (state_ == State::connected && !authenticating_)
    return reject(Reason::unexpected_authentication, Field::packet_type,
                  asked_.authentication_method ? "MQTT 5 §4.12.1" : "MQTT5-4.12.0-6");
  const auto method = auth->properties.find(PropertyId::authentication_method);
  if (!method || method->text != *asked_.authentication_method)
    return reject(Reason::authentication_method_mismatch, Field::authentication_method, "MQTT5-4.12.0-5");
  if (!welcome(PacketType::auth, auth->properties)) return false;
  if (success) authenticating_ = false;
  event = {};
  event.type = EventType::auth_received;
  event.reason_code = auth->reason_code;
  event.properties = auth->properties;
  return true;
}

bool Session::handle_disconnect(const Frame& frame, Event& event) {
  const auto disconnect = decode_disconnect(frame, session_version_);
  if (!disconnect) {
    fail(disconnect.error());
    return false;
  }
  if (disconnect->reason_code == code(ReasonCode::disconnect_with_will_message)) {
    fail(peer_error(Reason::not_from_server, PacketType::disconnect, Field::reason_code, "MQTT5-3.14.2-1",
                    disconnect->reason_code));
    return false;
  }
  if (disconnect->properties.find(PropertyId::session_expiry_interval)) {
    fail(peer_error(Reason::not_from_server, PacketType::disconnect, Field::session_expiry_interval, "MQTT5-3.14.2-2"));
    return false;
  }
  event = {};
  event.type = EventType::server_disconnected;
  event.reason_code = disconnect->reason_code;
  event.properties = disconnect->properties;
  end(Ending::server_disconnected);
  return true;
}

}  // namespace mqtt
