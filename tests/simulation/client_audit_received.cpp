// What the client has received changes what it may send, and what its owner must be told.
#include <algorithm>

#include "mqtt/reason_code.h"
#include "simulation/client_audit.h"

namespace simulation {

using mqtt::PacketId;
using mqtt::PacketType;
using mqtt::PropertyId;
using mqtt::Qos;

namespace {
constexpr std::uint8_t kNotFound = mqtt::code(mqtt::ReasonCode::packet_identifier_not_found);
}

void ClientAudit::received(const mqtt::Packet& packet) {
  switch (mqtt::type_of(packet)) {
    case PacketType::connack:
      return received_connack(std::get<mqtt::Connack>(packet));
    case PacketType::publish:
      return received_publish(std::get<mqtt::Publish>(packet));
    case PacketType::puback: {
      const auto& puback = std::get<mqtt::Puback>(packet);
      return acknowledged(puback.packet_id, puback.reason_code, Qos::at_least_once);
    }
    case PacketType::pubrec:
      return received_pubrec(std::get<mqtt::Pubrec>(packet));
    case PacketType::pubrel: {
      const PacketId id = std::get<mqtt::Pubrel>(packet).packet_id;
      const bool known = held_.erase(id) != 0;
      pubcomps_.push_back({id, known || !setup_.v5() ? std::uint8_t{0} : kNotFound});
      return;
    }
    case PacketType::pubcomp:
      return received_pubcomp(std::get<mqtt::Pubcomp>(packet));
    case PacketType::suback:
      return received_answer(std::get<mqtt::Suback>(packet).packet_id, PacketType::subscribe);
    case PacketType::unsuback:
      return received_answer(std::get<mqtt::Unsuback>(packet).packet_id, PacketType::unsubscribe);
    case PacketType::disconnect:
      dismissed_ = true;
      return;
    default:
      return;
  }
}

void ClientAudit::received_connack(const mqtt::Connack& packet) {
  if (packet.reason_code != 0) return;
  accepted_ = true;
  last_sent_ = report_.now;  // only now the client knows which keepalive holds
  // Before 3.1.1 a client that asks for its session cannot but believe that it got it.
  session_present_ = packet.session_present || (setup_.version == mqtt::Version::v3_1 && !clean_);
  const mqtt::Properties& properties = packet.properties;
  session_expiry_s_ = properties.number(PropertyId::session_expiry_interval, setup_.session_expiry_s);
  keep_alive_s_ = static_cast<std::uint16_t>(properties.number(PropertyId::server_keep_alive, setup_.keep_alive_s));
  receive_maximum_ = static_cast<std::uint16_t>(properties.number(PropertyId::receive_maximum, 65'535));
  maximum_packet_size_ = properties.number(PropertyId::maximum_packet_size, 0);
  alias_maximum_ = static_cast<std::uint16_t>(properties.number(PropertyId::topic_alias_maximum, 0));
  maximum_qos_ = static_cast<Qos>(properties.number(PropertyId::maximum_qos, 2));
  retain_available_ = properties.number(PropertyId::retain_available, 1) != 0;
  assigned_id_ = properties.text(PropertyId::assigned_client_identifier);
  ledger_.confirmed(session_present_);
  if (!session_present_) forget_session();
  for (const Flight& each : released_) pubrels_.push_back(each.id);
}

void ClientAudit::received_publish(const mqtt::Publish& packet) {
  if (packet.qos == Qos::at_least_once) pubacks_.push_back(packet.packet_id);
  if (packet.qos != Qos::exactly_once) return;
  pubrecs_.push_back(packet.packet_id);
  held_.insert(packet.packet_id);
}

// PUBACK, and PUBREC that ends a message.
void ClientAudit::acknowledged(PacketId id, std::uint8_t reason_code, Qos qos) {
  Flight* const flight = find(id);
  if (!flight || flight->message->content.qos != qos || !flight->on_this_connection)
    return report_.fail("the model broker acknowledges what was not sent to it");
  const bool refused = mqtt::is_failure(reason_code);
  flight->message->answer = refused ? Upward::Answer::refused : Upward::Answer::taken;
  flights_.erase(flights_.begin() + (flight - flights_.data()));
}

void ClientAudit::received_pubrec(const mqtt::Pubrec& packet) {
  if (mqtt::is_failure(packet.reason_code))
    return acknowledged(packet.packet_id, packet.reason_code, Qos::exactly_once);
  Flight* const flight = find(packet.packet_id);
  if (!flight || !flight->on_this_connection) return report_.fail("the model broker sends PUBREC for nothing");
  released_.push_back(*flight);
  flights_.erase(flights_.begin() + (flight - flights_.data()));
  pubrels_.push_back(packet.packet_id);
}

void ClientAudit::received_pubcomp(const mqtt::Pubcomp& packet) {
  const auto found =
      std::find_if(released_.begin(), released_.end(), [&](const Flight& each) { return each.id == packet.packet_id; });
  if (found == released_.end()) return report_.fail("the model broker sends PUBCOMP for nothing");
  found->message->answer = Upward::Answer::taken;
  released_.erase(found);
}

void ClientAudit::received_answer(PacketId id, PacketType type) {
  const auto found = requests_.find(id);
  if (found == requests_.end() || found->second != type) return report_.fail("the model broker answers no request");
  requests_.erase(found);
}

}  // namespace simulation
