// Messages and acknowledgements as they come in, and what is answered to them.
#include "mqtt/decode.h"
#include "mqtt/encode.h"
#include "mqtt/reason_code.h"
#include "mqtt/rule.h"
#include "mqtt/session.h"

namespace mqtt {
namespace {

Error peer_error(Reason reason, PacketType packet, Field field, const char* rule, std::uint64_t number0 = 0,
                 std::uint64_t number1 = 0) {
  return {Kind::peer, reason, packet, field, rule, {number0, number1}};
}

}  // namespace

void Session::send_waiting() {
  const std::size_t from = output_.size();
  delivery_.send_waiting(output_);
  if (output_.size() > from) note_sent(from);
}

void Session::acknowledge(PacketType type, PacketId id, std::uint8_t reason_code) {
  const std::size_t from = output_.size();
  (void)encode_acknowledgement(type, id, is_v5() ? reason_code : 0, {}, session_version_, output_);
  if (output_.size() - from > server_.maximum_packet_size) output_.resize(from);
  if (output_.size() > from) note_sent(from);
}

// Reason strings and user properties come only if they are asked for, except in CONNACK, PUBLISH and DISCONNECT. False:
// the connection has failed.
bool Session::welcome(PacketType type, Properties properties) {
  if (asked_.problem_information) return true;
  for (const Property& each : properties) {
    if (each.id != PropertyId::reason_string && each.id != PropertyId::user_property) continue;
    const Field field = each.id == PropertyId::reason_string ? Field::reason_string : Field::user_property;
    fail(peer_error(Reason::problem_information_not_requested, type, field, "MQTT5-3.1.2-29"));
    return false;
  }
  return true;
}

bool Session::handle_publish(const Frame& frame, Event& event) {
  auto publish = decode_publish(frame, session_version_);
  if (!publish) {
    fail(publish.error());
    return false;
  }
  if (!publish->properties.empty()) {
    Error error = peer_error(Reason::none, PacketType::publish, Field::topic_alias, "");
    const auto alias = publish->properties.find(PropertyId::topic_alias);
    if (alias && !incoming_aliases_.resolve(alias->number, publish->topic, error)) {
      fail(error);
      return false;
    }
  }
  if (!receive_quota_.publish(publish->qos, publish->packet_id)) {
    fail(peer_error(Reason::receive_maximum_exceeded, PacketType::publish, Field::packet_id, "MQTT5-3.3.4-9",
                    receive_quota_.under_way(), receive_quota_.maximum()));
    return false;
  }
  if (publish->qos == Qos::exactly_once) {
    const bool first_time = delivery_.begin_incoming(publish->packet_id);
    acknowledge(PacketType::pubrec, publish->packet_id);
    if (!first_time) return false;
  } else if (publish->qos == Qos::at_least_once) {
    acknowledge(PacketType::puback, publish->packet_id);
    receive_quota_.answered(publish->qos, publish->packet_id);
  }
  event = {};
  event.type = EventType::received;
  event.topic = publish->topic;
  event.payload = publish->payload;
  event.qos = publish->qos;
  event.retain = publish->retain;
  event.dup = publish->dup;
  event.packet_id = publish->packet_id;
  event.properties = publish->properties;
  return true;
}

bool Session::handle_acknowledgement(const Frame& frame, Event& event) {
  const auto packet = decode_acknowledgement(frame, session_version_);
  if (!packet) {
    fail(packet.error());
    return false;
  }
  if (!welcome(frame.type, packet->properties)) return false;
  const PacketId id = packet->packet_id;
  switch (frame.type) {
    case PacketType::puback:
      return settle(frame.type, *packet, delivery_.puback(id), event);
    case PacketType::pubrec:
      return settle(frame.type, *packet, delivery_.pubrec(id, is_failure(packet->reason_code)), event);
    case PacketType::pubcomp:
      return settle(frame.type, *packet, delivery_.pubcomp(id), event);
    default:
      break;
  }
  // PUBREL is answered even if the message is unknown: the answer before may have been lost (MQTT 5 §4.3.3).
  const bool known = delivery_.release_incoming(id);
  acknowledge(PacketType::pubcomp, id, known ? 0 : code(ReasonCode::packet_identifier_not_found));
  receive_quota_.answered(Qos::exactly_once, id);
  return false;
}

bool Session::settle(PacketType type, const AnyAcknowledgement& packet, const Delivery::Answer& answer, Event& event) {
  const PacketId id = packet.packet_id;
  switch (answer.effect) {
    case Delivery::Effect::settled:
      ids_.release(id);
      send_waiting();
      event = {};
      event.type = EventType::published;
      event.token = answer.token;
      event.packet_id = id;
      event.reason_code = packet.reason_code;
      event.properties = packet.properties;
      // A PUBCOMP that does not know the id says nothing against the message, which its PUBREC has taken.
      if (type != PacketType::pubcomp && is_failure(packet.reason_code)) event.outcome = Outcome::refused;
      return true;
    case Delivery::Effect::release:
      acknowledge(PacketType::pubrel, id);
      return false;
    case Delivery::Effect::wrong:
      fail(peer_error(Reason::wrong_acknowledgement, type, Field::packet_type,
                      rule(session_version_, "MQTT311-3.3.4-1", "MQTT5-3.3.4-1"), id,
                      static_cast<std::uint64_t>(answer.expected)));
      return false;
    case Delivery::Effect::unknown:
      break;
  }
  if (type != PacketType::pubrec || is_failure(packet.reason_code)) return ignore(type, id, packet.reason_code, event);
  // The server holds a message that we do not: only a PUBREL lets it go.
  acknowledge(PacketType::pubrel, id, code(ReasonCode::packet_identifier_not_found));
  return false;
}

bool Session::handle_suback(const Frame& frame, Event& event) {
  const auto suback = decode_suback(frame, session_version_);
  if (!suback) {
    fail(suback.error());
    return false;
  }
  const PendingRequest* asked = requests_.find(PacketType::subscribe, suback->packet_id);
  if (asked && asked->filters.size() != suback->reason_codes.size()) {
    fail(peer_error(Reason::reason_code_count, PacketType::suback, Field::reason_code,
                    rule(session_version_, "MQTT311-3.8.4-5", "MQTT5-3.8.4-6"), suback->reason_codes.size(),
                    asked->filters.size()));
    return false;
  }
  if (!welcome(frame.type, suback->properties)) return false;
  return answer_request(PacketType::subscribe, suback->packet_id, suback->reason_codes, suback->properties, event);
}

bool Session::handle_unsuback(const Frame& frame, Event& event) {
  const auto unsuback = decode_unsuback(frame, session_version_);
  if (!unsuback) {
    fail(unsuback.error());
    return false;
  }
  const PendingRequest* asked = requests_.find(PacketType::unsubscribe, unsuback->packet_id);
  if (asked && is_v5() && asked->filters.size() != unsuback->reason_codes.size()) {
    fail(peer_error(Reason::reason_code_count, PacketType::unsuback, Field::reason_code, "MQTT5-3.11.3-1",
                    unsuback->reason_codes.size(), asked->filters.size()));
    return false;
  }
  if (!welcome(frame.type, unsuback->properties)) return false;
  return answer_request(PacketType::unsubscribe, unsuback->packet_id, unsuback->reason_codes, unsuback->properties,
                        event);
}

bool Session::answer_request(PacketType type, PacketId id, Bytes reason_codes, Properties properties, Event& event) {
  const bool subscribe = type == PacketType::subscribe;
  if (!requests_.find(type, id)) return ignore(subscribe ? PacketType::suback : PacketType::unsuback, id, 0, event);
  answered_ = requests_.take(id);
  results_ = results_of(answered_, reason_codes);
  ids_.release(id);
  event = {};
  event.type = subscribe ? EventType::subscribed : EventType::unsubscribed;
  event.packet_id = id;
  event.filters = results_;
  event.properties = properties;
  return true;
}

bool Session::ignore(PacketType type, PacketId id, std::uint8_t reason_code, Event& event) {
  event = {};
  event.type = EventType::ignored;
  event.packet = type;
  event.packet_id = id;
  event.reason_code = reason_code;
  return true;
}

}  // namespace mqtt
