#include "simulation/client_audit.h"

#include <algorithm>

#include "mqtt/decode.h"
#include "simulation/brief.h"

namespace simulation {

using mqtt::PacketId;
using mqtt::PacketType;
using mqtt::PropertyId;
using mqtt::Qos;

void ClientAudit::begin(bool clean) {
  out_.clear();
  in_.clear();
  live_ = true;
  clean_ = clean;
  connect_sent_ = disconnect_sent_ = accepted_ = dismissed_ = session_present_ = false;
  pubacks_.clear();
  pubrecs_.clear();
  pubrels_.clear();
  pubcomps_.clear();
  requests_.clear();
  aliases_.clear();
  for (Flight& each : flights_) each.on_this_connection = false;
}

void ClientAudit::forget_session() {
  flights_.clear();
  released_.clear();
  held_.clear();
}

void ClientAudit::forget(const Upward& message) {
  std::erase_if(flights_, [&](const Flight& each) { return each.message == &message; });
}

template <class Each>
void ClientAudit::each_packet(mqtt::Framer& framer, mqtt::Bytes bytes, const char* direction, Each each) {
  framer.push(bytes);
  mqtt::Frame frame;
  mqtt::Error error;
  while (!report_.failed() && framer.peek(frame, error) == mqtt::Framer::Step::frame) {
    const auto packet = mqtt::decode(frame, setup_.version);
    if (!packet) return report_.fail(std::string("bytes that are no packet:") + direction);
    report_.line([&] { return direction + brief(*packet); });
    each(*packet, frame.bytes.size());
    framer.pop(frame);
  }
  if (error.reason != mqtt::Reason::none) report_.fail(std::string("bytes that are no packet:") + direction);
}

void ClientAudit::outgoing(mqtt::Bytes bytes, bool last) {
  last_output_ = last;
  if (bytes.empty()) return;
  if (!live_) return report_.fail("bytes are sent without a connection");
  check_silence();
  last_sent_ = report_.now;
  each_packet(out_, bytes, "client > ", [&](const mqtt::Packet& packet, std::size_t size) { sent(packet, size); });
  if (out_.buffered() != 0) report_.fail("the output ends inside a packet");
}

void ClientAudit::incoming(mqtt::Bytes bytes) {
  each_packet(in_, bytes, "client < ", [&](const mqtt::Packet& packet, std::size_t) { received(packet); });
}

void ClientAudit::worked_off(bool all) {
  if (!live_) return;
  check_silence();
  if (all && owed() != 0) report_.fail("an acknowledgement that is due is not sent");
}

// MQTT 5 §3.1.2.10: the time between two packets of the client.
void ClientAudit::check_silence() {
  if (accepted_ && !disconnect_sent_ && keep_alive_s_ != 0 && last_sent_ >= excused_until_ &&
      report_.now - last_sent_ > keep_alive_s_ * 1'000)
    report_.fail("the client is silent for longer than the keepalive");
}

void ClientAudit::sent(const mqtt::Packet& packet, std::size_t size) {
  const PacketType type = mqtt::type_of(packet);
  if (disconnect_sent_) return report_.fail("a packet is sent after DISCONNECT");
  if ((type == PacketType::connect) == connect_sent_)
    return report_.fail("CONNECT is not the first packet, or not the only one");
  if (!accepted_ && type != PacketType::connect && type != PacketType::disconnect)
    return report_.fail("a packet is sent before CONNACK came");
  if (accepted_ && maximum_packet_size_ != 0 && size > maximum_packet_size_)
    return report_.fail("a packet is larger than the broker takes");
  switch (type) {
    case PacketType::connect:
      return sent_connect(std::get<mqtt::Connect>(packet));
    case PacketType::publish:
      return sent_publish(std::get<mqtt::Publish>(packet));
    case PacketType::puback:
      return sent_owed(pubacks_, std::get<mqtt::Puback>(packet).packet_id, "PUBACK");
    case PacketType::pubrec:
      return sent_owed(pubrecs_, std::get<mqtt::Pubrec>(packet).packet_id, "PUBREC");
    case PacketType::pubrel:
      return sent_owed(pubrels_, std::get<mqtt::Pubrel>(packet).packet_id, "PUBREL");
    case PacketType::pubcomp:
      return sent_pubcomp(std::get<mqtt::Pubcomp>(packet));
    case PacketType::subscribe:
      return sent_request(std::get<mqtt::Subscribe>(packet).packet_id, PacketType::subscribe);
    case PacketType::unsubscribe:
      return sent_request(std::get<mqtt::Unsubscribe>(packet).packet_id, PacketType::unsubscribe);
    case PacketType::disconnect:
      disconnect_sent_ = true;
      return;
    case PacketType::pingreq:
      return;
    default:
      return report_.fail("a packet that no client sends");
  }
}

void ClientAudit::sent_connect(const mqtt::Connect& packet) {
  connect_sent_ = true;
  if (packet.clean_session != clean_) report_.fail("CONNECT has another clean flag than the one asked for");
}

std::string_view ClientAudit::resolve(const mqtt::Publish& packet) {
  const auto alias = packet.properties.find(PropertyId::topic_alias);
  if (!alias) return packet.topic;
  const auto number = static_cast<std::uint16_t>(alias->number);
  if (number == 0 || number > alias_maximum_) report_.fail("a topic alias is beyond the broker's maximum");
  if (!packet.topic.empty()) aliases_[number] = packet.topic;
  if (!aliases_.contains(number)) report_.fail("a topic alias stands for nothing on this connection");
  return aliases_[number];
}

void ClientAudit::sent_publish(const mqtt::Publish& packet) {
  Upward* const message = ledger_.find_upward(packet, resolve(packet));
  if (!message) return;
  if (packet.qos > maximum_qos_) return report_.fail("a PUBLISH has a higher QoS than the broker takes");
  if (packet.retain && !retain_available_)
    return report_.fail("a PUBLISH is to be retained, which the broker does not");
  if (packet.qos != Qos::at_most_once) return sent_confirmed(packet, *message);
  if (message->left) return report_.fail("a QoS 0 message is sent twice");
  if (message->content.number < next_unconfirmed_) return report_.fail("a QoS 0 message is overtaken");
  next_unconfirmed_ = message->content.number + 1;
  message->left = true;
}

void ClientAudit::sent_confirmed(const mqtt::Publish& packet, Upward& message) {
  // With disconnect() the last output still carries what has just been given up.
  const bool just_given_up = last_output_ && message.outcome == mqtt::Outcome::unknown && message.may_have_left;
  if ((message.settled && !just_given_up) || message.answer != Upward::Answer::none)
    return report_.fail("a message is sent after it was settled");
  Flight* flight = next_resend();
  const bool again = flight && flight->message == &message;
  if (again) {
    if (flight->id != packet.packet_id) return report_.fail("a message is sent again with another packet id");
    if (!packet.dup) return report_.fail("a message is sent again without DUP");
    flight->on_this_connection = true;
  } else {
    if (in_use(packet.packet_id))
      return report_.fail("a packet id is used while it is in flight, or sent again out of turn");
    if (message.left) return report_.fail("a message is sent again out of turn, or after its session was lost");
    if (flight) return report_.fail("a new message overtakes one that is to be sent again");
    if (packet.dup && !message.may_have_left) return report_.fail("a message is sent for the first time with DUP");
    if (message.content.number < next_confirmed_) return report_.fail("a message is overtaken by a later one");
    next_confirmed_ = message.content.number + 1;
    flights_.push_back({packet.packet_id, &message, true});
    message.left = true;
  }
  const auto waiting =
      std::count_if(flights_.begin(), flights_.end(), [](const Flight& each) { return each.on_this_connection; });
  if (static_cast<std::size_t>(waiting) + released_.size() > receive_maximum_)
    report_.fail("more messages are under way than the broker's Receive Maximum");
}

void ClientAudit::sent_request(PacketId id, PacketType type) {
  if (in_use(id)) return report_.fail("a packet id is used for a request while it is in flight");
  requests_[id] = type;
}

void ClientAudit::sent_owed(Ids& owed, PacketId id, const char* name) {
  if (owed.empty() || owed.front() != id) return report_.fail(std::string(name) + " is not owed, or out of order");
  owed.pop_front();
}

void ClientAudit::sent_pubcomp(const mqtt::Pubcomp& packet) {
  if (pubcomps_.empty() || pubcomps_.front() != std::pair(packet.packet_id, packet.reason_code))
    return report_.fail("PUBCOMP is not owed, out of order, or has a wrong reason code");
  pubcomps_.pop_front();
}

ClientAudit::Flight* ClientAudit::find(PacketId id) {
  const auto found = std::find_if(flights_.begin(), flights_.end(), [&](const Flight& each) { return each.id == id; });
  return found == flights_.end() ? nullptr : &*found;
}

ClientAudit::Flight* ClientAudit::next_resend() {
  const auto found =
      std::find_if(flights_.begin(), flights_.end(), [](const Flight& each) { return !each.on_this_connection; });
  return found == flights_.end() ? nullptr : &*found;
}

bool ClientAudit::all_sent(std::size_t unsettled) {
  return accepted_ && in_.buffered() == 0 && !next_resend() && flights_.size() + released_.size() == unsettled;
}

bool ClientAudit::in_use(PacketId id) {
  const bool waits = std::any_of(released_.begin(), released_.end(), [&](const Flight& each) { return each.id == id; });
  return id == 0 || waits || find(id) || requests_.contains(id);
}

}  // namespace simulation
