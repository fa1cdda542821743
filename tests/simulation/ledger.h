// Every application message of a run, both ways, and what has become of it: the invariants that need both sides'
// knowledge. It is told by the client's owner, by the broker and by the audit of the client's bytes.
//
// Payloads begin with a message's number, so that each can be told from every other.
#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mqtt/event.h"
#include "mqtt/packet.h"
#include "simulation/report.h"

namespace simulation {

// An application message as it was made.
struct Content {
  unsigned number = 0;
  std::string topic;
  mqtt::Qos qos = mqtt::Qos::at_most_once;
  bool retain = false;
  std::string payload;
  std::string properties;  // encoded, without topic alias
};

// From the client to the broker.
struct Upward {
  Content content;
  mqtt::PublishToken token = 0;
  bool left = false;           // its bytes were given to the network
  bool may_have_left = false;  // they were put into an output that may have been dropped
  bool settled = false;        // `published` has come
  mqtt::Outcome outcome = mqtt::Outcome::done;
  // The acknowledgement that ends it has reached the client.
  enum class Answer : std::uint8_t { none, taken, refused } answer = Answer::none;
  unsigned accepted = 0;  // by the broker, how often
  unsigned session = 0;   // the broker's session that accepted it last
};

// From the broker to the client.
struct Downward {
  Content content;
  unsigned session = 0;  // of the broker, which holds it
  unsigned received = 0;
  bool gone = false;  // not to be expected any more: dropped as too large, or its session is lost
};

// `filler`: bytes of payload behind the number. MQTT 5's has properties.
Content make_content(unsigned number, std::string topic, mqtt::Qos qos, bool retain, std::size_t filler, bool v5);

// The number at the start of a payload; nothing if there is none.
std::optional<unsigned> number_of(mqtt::Bytes payload);

// Encoded properties without the topic alias, which belongs to a connection and not to a message.
std::string lasting(mqtt::Properties properties);

class Ledger {
 public:
  explicit Ledger(Report& report) : report_(report) {}

  // The numbers that the next messages have.
  unsigned next_upward() const { return static_cast<unsigned>(upward_.size()); }
  unsigned next_downward() const { return static_cast<unsigned>(downward_.size()); }
  Upward& add_upward(Content content);
  Downward& add_downward(Content content, unsigned session);

  // The message that a PUBLISH carries; null, and a failure, when there is none or it differs. `topic`: resolved.
  Upward* find_upward(const mqtt::Publish& packet, std::string_view topic);
  Upward* find_token(mqtt::PublishToken token);
  const std::vector<Upward*>& unsettled() const { return unsettled_; }  // in the order of their numbers

  // The broker.
  void accepted(Upward& message, unsigned session);
  void connected_to(unsigned session) { session_ = session; }
  void session_gone(unsigned session);  // it has lost this session
  void dropped(unsigned number) { downward_[number].gone = true; }
  void finished(unsigned number);  // the client has acknowledged it to the end
  const Downward& downward(unsigned number) const { return downward_[number]; }

  // The client has been told which session it is connected to. It cannot know that a session is not the one that it
  // means when the CONNACK that said so was lost, nor in MQTT 3.1: then not every message comes, and some come twice.
  void confirmed(bool resumed);
  bool mistaken() const { return mistaken_; }
  void client_forgets() { clients_session_ = 0; }

  // The client's events.
  void settled(const mqtt::Event& event);
  void received(const mqtt::Event& event);

  // Nothing is under way any more.
  void check_end();

 private:
  void check_same(const Content& content, const mqtt::Publish& packet, std::string_view topic, const char* who);
  void check_first(std::map<std::pair<std::string, mqtt::Qos>, unsigned>& last, const Content& content,
                   const char* where);

  Report& report_;
  bool mistaken_ = false;
  unsigned session_ = 0, clients_session_ = 0;
  std::deque<Upward> upward_;  // by number
  std::vector<Upward*> unsettled_;
  std::deque<Downward> downward_;
  // The newest message that was delivered for the first time, by topic and QoS.
  std::map<std::pair<std::string, mqtt::Qos>, unsigned> last_accepted_, last_received_;
};

}  // namespace simulation
