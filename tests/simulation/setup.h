// What a seed decides before its run begins: the protocol version and how client, broker and network are disposed.
#pragma once
#include <string>

#include "mqtt/session.h"
#include "simulation/line.h"
#include "support/random.h"

namespace simulation {

inline constexpr std::uint32_t kForever = 0xFFFFFFFF;   // as a Session Expiry Interval
inline constexpr const char* kForbidden = "forbidden";  // the filter that the broker never grants

// What a broker is until it loses its sessions: then it is another one.
struct BrokerLife {
  mqtt::Qos maximum_qos = mqtt::Qos::exactly_once;
  bool retain_available = true;
  std::uint32_t maximum_packet_size = 0;             // 0: says nothing
  std::optional<std::uint16_t> server_keep_alive_s;  // overrides the client's
  std::optional<std::uint32_t> session_expiry_s;     // the same
  std::uint16_t topic_alias_maximum = 0;             // the greatest of its connections
  std::uint16_t receive_maximum = 0;                 // the same; 0: says nothing
};

struct Setup {
  mqtt::Version version = mqtt::Version::v3_1_1;
  std::int64_t origin = 0;  // of the clock
  unsigned acts = 0;        // things that happen before calm

  // The client.
  mqtt::SessionOptions session;
  bool clean = false;                  // every connection starts clean; MQTT 5: and the first
  bool first_clean = true;             // the first one does
  std::uint32_t session_expiry_s = 0;  // MQTT 5
  bool assigned_id = false;            // the broker chooses the client id
  std::uint16_t keep_alive_s = 0;
  std::uint16_t receive_maximum = 0;  // 0: says nothing
  std::uint16_t topic_alias_maximum = 0;
  std::uint32_t maximum_packet_size = 0;  // 0: says nothing
  bool no_problem_information = false;
  unsigned own_aliases = 0;      // percent of publishes with a topic alias of the caller's own
  std::int64_t lateness_ms = 0;  // of the client's timer

  // The broker.
  BrokerLife life;                   // the first
  std::int64_t answer_delay_ms = 0;  // at most
  bool answers_in_order = true;
  unsigned refuses_every = 0;                  // MQTT 5: each so manieth message is refused; 0: none
  mqtt::PacketId greatest_broker_id = 65'535;  // if as many are enough
  bool fresh_quota = true;           // PUBRELs of an earlier connection do not count in the client's Receive Maximum
  unsigned refuses_connections = 0;  // percent of CONNECTs that are turned away

  // The network.
  Weather weather;
  unsigned breaks = 0;  // percent of lines that break by themselves

  bool v5() const { return version == mqtt::Version::v5; }
};

Setup draw_setup(support::Random& random);
BrokerLife draw_life(support::Random& random, const Setup& setup);
std::string text_of(const Setup& setup);

}  // namespace simulation
