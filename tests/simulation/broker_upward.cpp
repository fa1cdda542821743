// The model broker's side of what the client publishes and asks for.
#include "mqtt/encode.h"
#include "mqtt/reason_code.h"
#include "simulation/broker_answer.h"

namespace simulation {

using mqtt::PacketId;
using mqtt::Qos;
using mqtt::ReasonCode;

std::string ModelBroker::resolve(BrokerLink& link, const mqtt::Publish& packet) {
  const auto alias = packet.properties.find(mqtt::PropertyId::topic_alias);
  if (!alias) return std::string(packet.topic);
  const auto number = static_cast<std::uint16_t>(alias->number);
  if (number == 0 || number > link.own_alias_maximum) report_.fail("the broker gets an alias beyond its maximum");
  if (!packet.topic.empty()) link.aliases_in[number] = packet.topic;
  if (!link.aliases_in.contains(number)) report_.fail("the broker gets an alias that stands for nothing");
  return link.aliases_in[number];
}

// MQTT 5: some acknowledgements carry a reason string, if the client takes it.
template <class Packet>
void ModelBroker::acknowledge(const LinkPointer& link, PacketId id, std::uint8_t reason_code) {
  static const mqtt::PropertyList reason = [] {
    mqtt::PropertyList list;
    list.add(mqtt::PropertyId::reason_string, "so it is");
    return list;
  }();
  constexpr std::uint32_t kLongest = 18;  // with that reason string
  Packet packet{id, reason_code, {}};
  if (setup_.v5() && link->problem_information && link->maximum_packet_size >= kLongest && random_.percent(10))
    packet.properties = reason.view();
  answer(link, packet);
}

void ModelBroker::publish_from(const LinkPointer& link, const mqtt::Publish& packet) {
  BrokerSession& session = *link->session;
  Upward* const message = ledger_.find_upward(packet, resolve(*link, packet));
  if (!message) return;
  const unsigned number = message->content.number;
  report_.line([&] { return "the broker has message " + std::to_string(number); });
  if (packet.qos == Qos::at_most_once) return ledger_.accepted(*message, session.number);

  if (packet.qos == Qos::exactly_once) {
    if (const auto found = session.held.find(packet.packet_id); found != session.held.end()) {
      if (found->second != number) return report_.fail("a packet id is used while the broker holds its message");
      return acknowledge<mqtt::Pubrec>(link, packet.packet_id, 0);
    }
  }
  const bool refused = setup_.refuses_every != 0 && number % setup_.refuses_every == setup_.refuses_every - 1;
  std::uint8_t reason_code = refused ? code(ReasonCode::quota_exceeded) : std::uint8_t{0};
  if (!refused) {
    ledger_.accepted(*message, session.number);
    if (setup_.v5() && random_.percent(10)) reason_code = code(ReasonCode::no_matching_subscribers);
  }
  if (packet.qos == Qos::at_least_once) return acknowledge<mqtt::Puback>(link, packet.packet_id, reason_code);
  if (!refused) session.held[packet.packet_id] = number;
  acknowledge<mqtt::Pubrec>(link, packet.packet_id, reason_code);
}

void ModelBroker::release_from(const LinkPointer& link, PacketId id) {
  const bool known = link->session->held.erase(id) != 0;
  acknowledge<mqtt::Pubcomp>(link, id, known || !setup_.v5() ? 0 : code(ReasonCode::packet_identifier_not_found));
}

// All filters of a SUBSCRIBE of this client ask for the same QoS; one filter is never granted.
void ModelBroker::subscribe(const LinkPointer& link, const mqtt::Subscribe& packet) {
  static constexpr std::uint8_t kCodes[4][2] = {{0, 0}, {1, 1}, {2, 2}, {0x80, 0x80}};
  const bool refused = packet.filters.front().filter == kForbidden;
  const auto row = refused ? 3 : static_cast<std::size_t>(packet.filters.front().qos);
  if (!refused)
    for (const auto& each : packet.filters) link->session->filters[std::string(each.filter)] = each.qos;
  answer(link, mqtt::Suback{packet.packet_id, mqtt::Bytes(kCodes[row]).first(packet.filters.size()), {}});
}

void ModelBroker::unsubscribe(const LinkPointer& link, const mqtt::Unsubscribe& packet) {
  static constexpr std::uint8_t kDone[2] = {0, 0};
  for (const auto& each : packet.filters) link->session->filters.erase(std::string(each));
  const std::size_t count = setup_.v5() ? packet.filters.size() : 0;
  answer(link, mqtt::Unsuback{packet.packet_id, mqtt::Bytes(kDone).first(count), {}});
}

}  // namespace simulation
