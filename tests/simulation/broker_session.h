// A session as the model broker keeps it (MQTT 5 §4.1), and a client's connection to the broker.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "mqtt/framer.h"
#include "simulation/line.h"

namespace simulation {

struct BrokerLink;

struct BrokerSession {
  // A message on its way to the client.
  struct Flight {
    unsigned number = 0;  // in the ledger
    mqtt::Qos qos = mqtt::Qos::at_least_once;
    mqtt::PacketId id = 0;  // 0: never sent
    bool released = false;  // PUBREC has come, PUBREL is sent
    bool on_link = false;   // PUBLISH, or PUBREL when released, was sent on the present connection
    bool counted = false;   // in the link's under_way
  };

  unsigned number = 0;  // each is another one, also of the same client
  std::string client_id;
  std::uint32_t expiry_s = 0;
  std::int64_t left_at = 0;  // without a link: since when
  BrokerLink* link = nullptr;
  std::map<std::string, mqtt::Qos> filters;
  std::vector<Flight> flights;              // in the order in which they came
  std::vector<mqtt::PacketId> releases;     // of those released, in the order of the PUBRECs
  std::map<mqtt::PacketId, unsigned> held;  // QoS 2 from the client, accepted and not released: which message
  mqtt::PacketId next_id = 1;

  Flight* find(mqtt::PacketId id) {
    for (Flight& each : flights)
      if (each.id == id) return &each;
    return nullptr;
  }
  // A free one; up to `greatest` if there is any, so that ids come again soon.
  mqtt::PacketId take_id(mqtt::PacketId greatest) {
    for (unsigned tried = 0; next_id == 0 || find(next_id) || (next_id > greatest && tried < greatest); ++tried)
      next_id = next_id >= greatest && tried < greatest ? mqtt::PacketId{1} : static_cast<mqtt::PacketId>(next_id + 1);
    return next_id++;
  }
};

struct BrokerLink {
  explicit BrokerLink(mqtt::Version version) : framer(mqtt::kMaxPacketSize, version) {}

  std::shared_ptr<Line> line;
  mqtt::Framer framer;
  BrokerSession* session = nullptr;  // once CONNECT was accepted
  bool over = false;
  bool confirmed = false;  // CONNACK is sent
  std::uint16_t receive_maximum = 65'535;
  std::uint16_t under_way = 0;  // of them used up
  std::uint16_t keep_alive_s = 0;
  std::uint16_t client_alias_maximum = 0;  // the client's: for PUBLISH to it
  std::uint16_t own_alias_maximum = 0;     // the broker's: for PUBLISH from it
  std::uint32_t maximum_packet_size = mqtt::kMaxPacketSize;
  bool problem_information = true;
  std::map<std::uint16_t, std::string> aliases_in;
  std::vector<std::string> aliases_out;  // of alias 1, 2, …
  std::int64_t heard_at = 0, last_answer_at = 0;
};

}  // namespace simulation
