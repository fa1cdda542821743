// The model broker's side of what comes to the client.
#include <algorithm>

#include "mqtt/encode.h"
#include "simulation/broker_answer.h"

namespace simulation {

using mqtt::PacketId;
using mqtt::Qos;
using Flight = BrokerSession::Flight;

void ModelBroker::publish(const std::string& topic, Qos qos, std::size_t filler) {
  for (auto& [id, session] : sessions_) {
    const auto filter = session->filters.find(topic);
    if (filter == session->filters.end()) continue;
    const Qos granted = std::min(qos, filter->second);
    const bool connected = session->link && session->link->confirmed;
    if (granted == Qos::at_most_once && !connected) continue;
    const unsigned number = ledger_.next_downward();
    const Content& content =
        ledger_.add_downward(make_content(number, topic, granted, false, filler, setup_.v5()), session->number).content;
    report_.line([&] { return "the broker takes in a message for the client: " + std::to_string(number); });
    if (granted == Qos::at_most_once) {
      send_publish(*session->link, content, 0, false);
    } else {
      session->flights.push_back({number, granted});
      if (connected) pump(*session->link);
    }
  }
}

// Sends what waits, in order: again what an earlier connection left open, then what is new.
void ModelBroker::pump(BrokerLink& link) {
  BrokerSession& session = *link.session;
  for (std::size_t at = 0; at < session.flights.size() && link.under_way < link.receive_maximum;) {
    Flight& flight = session.flights[at];
    if (flight.on_link || flight.released) {
      ++at;
      continue;
    }
    const bool again = flight.id != 0;
    if (!again) flight.id = session.take_id(setup_.greatest_broker_id);
    const unsigned number = flight.number;
    ++link.under_way;
    flight.on_link = flight.counted = true;
    send_publish(link, ledger_.downward(number).content, flight.id, again);
    if (!ledger_.downward(number).gone) {
      ++at;
    } else {  // too large for the client: as if it had been delivered [MQTT5-3.1.2-25]
      --link.under_way;
      session.flights.erase(session.flights.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }
}

// What is too large for the client without an alias is never sent [MQTT5-3.1.2-25].
void ModelBroker::send_publish(BrokerLink& link, const Content& content, PacketId id, bool dup) {
  mqtt::Publish packet{content.topic, mqtt::as_bytes(content.payload), content.qos, content.retain, dup, id, {}};
  packet.properties = mqtt::Properties(mqtt::as_bytes(content.properties));
  mqtt::Buffer bytes;
  if (!mqtt::encode(packet, setup_.version, bytes)) return report_.fail("the model broker makes a wrong PUBLISH");
  if (bytes.size() > link.maximum_packet_size) return ledger_.dropped(content.number);

  mqtt::PropertyList properties;
  properties.append(packet.properties);
  const std::size_t alias = choose_alias(link, packet.topic);
  if (alias != 0) {
    properties.add(mqtt::PropertyId::topic_alias, static_cast<std::uint32_t>(alias));
    packet.properties = properties;
    if (link.aliases_out[alias - 1] == content.topic && random_.percent(80)) packet.topic = {};
    mqtt::Buffer with_alias;
    if (!mqtt::encode(packet, setup_.version, with_alias)) return report_.fail("the model broker makes a wrong alias");
    if (with_alias.size() <= link.maximum_packet_size) {
      link.aliases_out[alias - 1] = content.topic;
      bytes = with_alias;
    }
  }
  link.line->send(Side::broker, bytes);
}

// The topic's own alias, a new one, or one that stood for another topic; 0: none.
std::size_t ModelBroker::choose_alias(BrokerLink& link, std::string_view topic) {
  auto& aliases = link.aliases_out;
  const auto found = std::find(aliases.begin(), aliases.end(), topic);
  if (found != aliases.end()) return static_cast<std::size_t>(found - aliases.begin() + 1);
  if (link.client_alias_maximum == 0 || random_.percent(30)) return 0;
  if (aliases.size() == link.client_alias_maximum) return 1 + random_.below(link.client_alias_maximum);
  aliases.emplace_back();
  return aliases.size();
}

void ModelBroker::acknowledged(const LinkPointer& link, PacketId id, Qos qos) {
  auto& flights = link->session->flights;
  Flight* const flight = link->session->find(id);
  if (!flight || flight->qos != qos || flight->released || !flight->on_link)
    return report_.fail("the broker gets PUBACK for nothing");
  ledger_.finished(flight->number);
  flights.erase(flights.begin() + (flight - flights.data()));
  --link->under_way;
  pump(*link);
}

void ModelBroker::received_by(const LinkPointer& link, PacketId id) {
  Flight* const flight = link->session->find(id);
  if (!flight || flight->qos != Qos::exactly_once || flight->released || !flight->on_link)
    return report_.fail("the broker gets PUBREC for nothing");
  flight->released = true;
  link->session->releases.push_back(id);
  // PUBRELs keep the order of the PUBRECs.
  if (setup_.answers_in_order) return answer(link, mqtt::Pubrel{id, 0, {}});
  send(*link, mqtt::Pubrel{id, 0, {}});
}

void ModelBroker::completed(const LinkPointer& link, PacketId id) {
  auto& flights = link->session->flights;
  Flight* const flight = link->session->find(id);
  if (!flight || !flight->released) return report_.fail("the broker gets PUBCOMP for nothing");
  ledger_.finished(flight->number);
  if (flight->counted) --link->under_way;
  flights.erase(flights.begin() + (flight - flights.data()));
  std::erase(link->session->releases, id);
  pump(*link);
}

}  // namespace simulation
