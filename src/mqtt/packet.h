// The fourteen control packets as plain structs, in the specification's words. Text and bytes are views: of the
// caller's own when encoding, of the decoded bytes when decoding. Nothing here checks anything: encode.h and decode.h
// do.
#pragma once
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "mqtt/types.h"

namespace mqtt {

// MQTT 3.1.1 §3.1.2.5 to §3.1.2.7
struct Will {
  std::string_view topic;  // a topic name: no wildcards
  Bytes payload;           // at most 65,535 bytes
  Qos qos = Qos::at_most_once;
  bool retain = false;
};

// MQTT 3.1.1 §3.1
struct Connect {
  std::string_view client_id;  // empty: the server chooses one, and clean_session must be true
  bool clean_session = true;
  std::uint16_t keep_alive_s = 60;  // seconds; 0 switches it off
  std::optional<Will> will;
  std::optional<std::string_view> user_name;
  std::optional<Bytes> password;  // needs a user name; at most 65,535 bytes
};

// MQTT 3.1.1 §3.2
struct Connack {
  bool session_present = false;
  std::uint8_t return_code = 0;  // see reason_code.h
};

// MQTT 3.1.1 §3.3
struct Publish {
  std::string_view topic;
  Bytes payload;
  Qos qos = Qos::at_most_once;
  bool retain = false;
  bool dup = false;
  PacketId packet_id = 0;  // 0 with QoS 0 only
};

// MQTT 3.1.1 §3.4 to §3.7
struct Puback {
  PacketId packet_id = 0;
};
struct Pubrec {
  PacketId packet_id = 0;
};
struct Pubrel {
  PacketId packet_id = 0;
};
struct Pubcomp {
  PacketId packet_id = 0;
};

// One topic filter of a SUBSCRIBE with the greatest QoS wanted.
struct SubscribeRequest {
  std::string_view filter;
  Qos qos = Qos::at_most_once;
};

// MQTT 3.1.1 §3.8
struct Subscribe {
  PacketId packet_id = 0;
  std::vector<SubscribeRequest> filters;
};

// MQTT 3.1.1 §3.9
struct Suback {
  PacketId packet_id = 0;
  Bytes return_codes;  // one a filter, in the order of the SUBSCRIBE; see reason_code.h
};

// MQTT 3.1.1 §3.10
struct Unsubscribe {
  PacketId packet_id = 0;
  std::vector<std::string_view> filters;
};

// MQTT 3.1.1 §3.11
struct Unsuback {
  PacketId packet_id = 0;
};

// MQTT 3.1.1 §3.12 to §3.14
struct Pingreq {};
struct Pingresp {};
struct Disconnect {};

// Any packet, for tools and tests. The index is the PacketType's value.
using Packet = std::variant<std::monostate, Connect, Connack, Publish, Puback, Pubrec, Pubrel, Pubcomp, Subscribe,
                            Suback, Unsubscribe, Unsuback, Pingreq, Pingresp, Disconnect>;

inline PacketType type_of(const Packet& packet) { return static_cast<PacketType>(packet.index()); }

}  // namespace mqtt
