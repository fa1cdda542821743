#include "mqtt/decode.h"
#include "mqtt/encode.h"
#include "mqtt/session.h"

namespace mqtt {
namespace {

constexpr std::size_t kKeptCapacity = 256u << 10;

Error peer_error(Reason reason, PacketType packet, Field field, const char* rule, std::uint64_t number0 = 0,
                 std::uint64_t number1 = 0) {
  return {Kind::peer, reason, packet, field, rule, {number0, number1}};
}

bool only_clients_send(PacketType type) {
  switch (type) {
    case PacketType::connect:
    case PacketType::subscribe:
    case PacketType::unsubscribe:
    case PacketType::pingreq:
    case PacketType::disconnect:
      return true;
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
  switch (queued.type) {
    case EventType::packet_sent:
      event.bytes = Bytes(inspected_).subspan(queued.offset, queued.size);
      break;
    case EventType::failed:
      event.error = error_;
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

// What the table gives up comes out as events, each once; `all`: also what was never sent.
void Session::lose(bool all) {
  std::vector<Delivery::Lost> lost;
  all ? delivery_.lose_all(lost) : delivery_.lose_sent(lost);
  for (const Delivery::Lost& each : lost) {
    ids_.release(each.packet_id);
    Queued event;
    event.type = EventType::published;
    event.token = each.token;
    event.outcome = each.outcome;
    queue_.push_back(event);
  }
}

// May a packet of this type come now? Judged by its first byte: nothing is stored for one that may not.
bool Session::expected(PacketType type, Error& error) const {
  if (type == PacketType::none || type > PacketType::disconnect) return true;  // the framer's business
  if (state_ == State::awaiting_connack) {
    if (type == PacketType::connack) return true;
    error = peer_error(Reason::first_packet_not_connack, type, Field::packet_type, "MQTT311-3.2.0-1");
    return false;
  }
  if (type == PacketType::connack) {
    error = peer_error(Reason::second_connack, type, Field::packet_type, "MQTT 3.1.1 §3.2");
    return false;
  }
  if (!only_clients_send(type)) return true;
  error = peer_error(Reason::not_from_server, type, Field::packet_type, "MQTT 3.1.1 §2.2.1");
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
    case PacketType::pingresp:
      break;
    default:
      return handle_acknowledgement(frame, event);
  }
  if (const auto decoded = decode_empty(frame, options_.version); !decoded) {
    fail(decoded.error());
    return false;
  }
  if (!keepalive_.awaiting_answer()) return ignore(frame.type, 0, event);
  keepalive_.answered();
  return false;
}

bool Session::handle_connack(const Frame& frame, Event& event) {
  const auto connack = decode_connack(frame, options_.version);
  if (!connack) {
    fail(connack.error());
    return false;
  }
  event = {};
  if (connack->return_code != 0) {
    event.type = EventType::refused;
    event.return_code = connack->return_code;
    end(Ending::refused);
    return true;
  }
  // Session Present without a state of ours is no fault: the server may keep it from an earlier client with this id.
  if (connack->session_present && clean_session_) {
    fail(peer_error(Reason::session_present_for_clean_session, PacketType::connack, Field::acknowledge_flags,
                    "MQTT311-3.2.2-1"));
    return false;
  }
  event.type = EventType::connected;
  event.session_present = connack->session_present;
  accept(connack->session_present);
  return true;
}

void Session::accept(bool session_present) {
  state_ = State::connected;
  keepalive_.start(keep_alive_s_, options_.ping_timeout_ms, now_);
  if (!session_present) lose(false);
  const std::size_t from = output_.size();
  delivery_.resend(options_.version, output_);
  if (output_.size() > from) note_sent(from);
}

void Session::acknowledge(PacketType type, PacketId id) {
  const std::size_t from = output_.size();
  (void)encode_acknowledgement(type, id, options_.version, output_);
  note_sent(from);
}

bool Session::handle_publish(const Frame& frame, Event& event) {
  const auto publish = decode_publish(frame, options_.version);
  if (!publish) {
    fail(publish.error());
    return false;
  }
  if (publish->qos == Qos::exactly_once) {
    const bool first_time = delivery_.begin_incoming(publish->packet_id);
    acknowledge(PacketType::pubrec, publish->packet_id);
    if (!first_time) return false;
  } else if (publish->qos == Qos::at_least_once) {
    acknowledge(PacketType::puback, publish->packet_id);
  }
  event = {};
  event.type = EventType::received;
  event.topic = publish->topic;
  event.payload = publish->payload;
  event.qos = publish->qos;
  event.retain = publish->retain;
  event.dup = publish->dup;
  event.packet_id = publish->packet_id;
  return true;
}

bool Session::handle_acknowledgement(const Frame& frame, Event& event) {
  const auto id = decode_acknowledgement(frame, options_.version);
  if (!id) {
    fail(id.error());
    return false;
  }
  switch (frame.type) {
    case PacketType::puback:
      return settle(frame.type, *id, delivery_.puback(*id), event);
    case PacketType::pubrec:
      return settle(frame.type, *id, delivery_.pubrec(*id), event);
    case PacketType::pubcomp:
      return settle(frame.type, *id, delivery_.pubcomp(*id), event);
    case PacketType::unsuback:
      return answer_request(PacketType::unsubscribe, *id, {}, event);
    default:
      break;
  }
  // PUBREL is answered even if the message is unknown: the answer before may have been lost (MQTT 3.1.1 §4.3.3).
  delivery_.release_incoming(*id);
  acknowledge(PacketType::pubcomp, *id);
  return false;
}

bool Session::settle(PacketType type, PacketId id, const Delivery::Answer& answer, Event& event) {
  switch (answer.effect) {
    case Delivery::Effect::settled:
      ids_.release(id);
      event = {};
      event.type = EventType::published;
      event.token = answer.token;
      return true;
    case Delivery::Effect::release:
      acknowledge(PacketType::pubrel, id);
      return false;
    case Delivery::Effect::wrong:
      fail(peer_error(Reason::wrong_acknowledgement, type, Field::packet_type, "MQTT311-3.3.4-1", id,
                      static_cast<std::uint64_t>(answer.expected)));
      return false;
    case Delivery::Effect::unknown:
      break;
  }
  if (type != PacketType::pubrec) return ignore(type, id, event);
  // The server holds a message that we do not: only a PUBREL lets it go.
  acknowledge(PacketType::pubrel, id);
  return false;
}

bool Session::handle_suback(const Frame& frame, Event& event) {
  const auto suback = decode_suback(frame, options_.version);
  if (!suback) {
    fail(suback.error());
    return false;
  }
  const PendingRequest* asked = requests_.find(PacketType::subscribe, suback->packet_id);
  if (asked && asked->filters.size() != suback->return_codes.size()) {
    fail(peer_error(Reason::return_code_count, PacketType::suback, Field::return_code, "MQTT311-3.8.4-5",
                    suback->return_codes.size(), asked->filters.size()));
    return false;
  }
  return answer_request(PacketType::subscribe, suback->packet_id, suback->return_codes, event);
}

bool Session::answer_request(PacketType type, PacketId id, Bytes return_codes, Event& event) {
  const bool subscribe = type == PacketType::subscribe;
  if (!requests_.find(type, id)) return ignore(subscribe ? PacketType::suback : PacketType::unsuback, id, event);
  answered_ = requests_.take(id);
  results_ = results_of(answered_, return_codes);
  ids_.release(id);
  event = {};
  event.type = subscribe ? EventType::subscribed : EventType::unsubscribed;
  event.packet_id = id;
  event.filters = results_;
  return true;
}

bool Session::ignore(PacketType type, PacketId id, Event& event) {
  event = {};
  event.type = EventType::ignored;
  event.packet = type;
  event.packet_id = id;
  return true;
}

}  // namespace mqtt
