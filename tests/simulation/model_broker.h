// A correct broker in virtual time for one client: sessions, QoS 1 and 2 both ways, flow control, aliases, expiry,
// keepalive. Its bytes are made and read by the codec under test; its state is its own. It can be slow, turn messages
// and connections away, end, and lose its memory.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "mqtt/packet.h"
#include "simulation/broker_session.h"
#include "simulation/ledger.h"
#include "simulation/setup.h"

namespace simulation {

class ModelBroker {
 public:
  ModelBroker(Agenda& agenda, support::Random& random, Report& report, Ledger& ledger, const Setup& setup)
      : agenda_(agenda), random_(random), report_(report), ledger_(ledger), setup_(setup), life_(setup.life) {}

  // A client has opened a connection. False: nobody is there.
  bool accept(const std::shared_ptr<Line>& line);

  // Somebody publishes: what the client's sessions have subscribed to comes into them.
  void publish(const std::string& topic, mqtt::Qos qos, std::size_t filler);

  void say_goodbye(std::uint8_t reason_code);  // MQTT 5: DISCONNECT to whoever is connected
  void go_down(std::int64_t milliseconds, bool lose_sessions);
  void calm();  // no more delays and refusals

  // Nothing is to be sent, nothing is awaited.
  bool quiet() const;

 private:
  using LinkPointer = std::shared_ptr<BrokerLink>;

  // model_broker.cpp: connections and sessions
  void heard(const LinkPointer& link, mqtt::Bytes bytes);
  void handle(const LinkPointer& link, const mqtt::Packet& packet);
  void connect(const LinkPointer& link, const mqtt::Connect& packet);
  BrokerSession& take_session(const mqtt::Connect& packet, bool& present, bool& assigned);
  void confirm(const LinkPointer& link, bool present, bool assigned);
  void disconnect(const LinkPointer& link, const mqtt::Disconnect& packet);
  void watch(const LinkPointer& link);
  void drop(BrokerLink& link, bool close);
  void forget(BrokerSession& session);
  void send(BrokerLink& link, const mqtt::Packet& packet);
  template <class Packet>
  void answer(const LinkPointer& link, const Packet& packet);

  // broker_upward.cpp: what the client sends
  void publish_from(const LinkPointer& link, const mqtt::Publish& packet);
  void release_from(const LinkPointer& link, mqtt::PacketId id);
  void subscribe(const LinkPointer& link, const mqtt::Subscribe& packet);
  void unsubscribe(const LinkPointer& link, const mqtt::Unsubscribe& packet);
  std::string resolve(BrokerLink& link, const mqtt::Publish& packet);
  template <class Packet>
  void acknowledge(const LinkPointer& link, mqtt::PacketId id, std::uint8_t reason_code);

  // broker_downward.cpp: what it sends to the client
  void pump(BrokerLink& link);
  void send_publish(BrokerLink& link, const Content& content, mqtt::PacketId id, bool dup);
  std::size_t choose_alias(BrokerLink& link, std::string_view topic);
  void acknowledged(const LinkPointer& link, mqtt::PacketId id, mqtt::Qos qos);
  void received_by(const LinkPointer& link, mqtt::PacketId id);
  void completed(const LinkPointer& link, mqtt::PacketId id);

  Agenda& agenda_;
  support::Random& random_;
  Report& report_;
  Ledger& ledger_;
  const Setup& setup_;
  BrokerLife life_;
  bool calm_ = false;
  std::int64_t down_until_ = INT64_MIN;
  unsigned sessions_made_ = 0, ids_made_ = 0;
  std::map<std::string, std::unique_ptr<BrokerSession>> sessions_;  // by client id
  std::vector<LinkPointer> links_;
};

}  // namespace simulation
