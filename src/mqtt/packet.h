// The control packets of every version as plain structs, in MQTT 5's words. Text and bytes are views: of the caller's
// own when encoding, of the decoded bytes when decoding. Nothing here checks anything: encode.h and decode.h do.
//
// Versions before 5 have no properties (encoding some for them is refused), no AUTH, and these reason codes only:
// CONNACK (their "return code"), SUBACK.
#pragma once
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "mqtt/property.h"
#include "mqtt/types.h"

namespace mqtt {

// An application message as it is asked for (MQTT 5 §3.3), and a will (§3.1.3.2 to §3.1.3.4): there `payload` has at
// most 65,535 bytes.
struct Message {
  std::string_view topic;  // a topic name: no wildcards
  Bytes payload;
  Qos qos = Qos::at_most_once;
  bool retain = false;
  Properties properties = {};
};
using Will = Message;

// §3.1
struct Connect {
  std::string_view client_id;       // empty: the server chooses one; 3.1.1: with clean_session only; 3.1: not allowed
  bool clean_session = true;        // MQTT 5: Clean Start
  std::uint16_t keep_alive_s = 60;  // seconds; 0 switches it off
  std::optional<Will> will;
  std::optional<std::string_view> user_name;
  std::optional<Bytes> password;  // before MQTT 5 it needs a user name; at most 65,535 bytes
  Properties properties = {};
};

// §3.2
struct Connack {
  bool session_present = false;  // always false in MQTT 3.1
  std::uint8_t reason_code = 0;  // see reason_code.h
  Properties properties = {};
};

// §3.3
struct Publish {
  std::string_view topic;  // empty only in MQTT 5, with a topic alias
  Bytes payload;
  Qos qos = Qos::at_most_once;
  bool retain = false;
  bool dup = false;
  PacketId packet_id = 0;  // 0 with QoS 0 only
  Properties properties = {};
};

// §3.4 to §3.7
template <PacketType kType>
struct Acknowledgement {
  PacketId packet_id = 0;
  std::uint8_t reason_code = 0;
  Properties properties = {};
};
using Puback = Acknowledgement<PacketType::puback>;
using Pubrec = Acknowledgement<PacketType::pubrec>;
using Pubrel = Acknowledgement<PacketType::pubrel>;
using Pubcomp = Acknowledgement<PacketType::pubcomp>;
using AnyAcknowledgement = Acknowledgement<PacketType::none>;  // the type is told elsewhere

// One topic filter of a SUBSCRIBE with its subscription options (§3.8.3.1).
struct SubscribeRequest {
  std::string_view filter;
  Qos qos = Qos::at_most_once;  // the greatest wanted
  // MQTT 5 only:
  bool no_local = false;
  bool retain_as_published = false;
  std::uint8_t retain_handling = 0;  // retained messages: 0 at each subscribe, 1 at a new subscription only, 2 never
};

// §3.8
struct Subscribe {
  PacketId packet_id = 0;
  std::vector<SubscribeRequest> filters;
  Properties properties = {};
};

// §3.9
struct Suback {
  PacketId packet_id = 0;
  Bytes reason_codes = {};  // one a filter, in the order of the SUBSCRIBE; see reason_code.h
  Properties properties = {};
};

// §3.10
struct Unsubscribe {
  PacketId packet_id = 0;
  std::vector<std::string_view> filters;
  Properties properties = {};
};

// §3.11
struct Unsuback {
  PacketId packet_id = 0;
  Bytes reason_codes = {};  // MQTT 5: one a filter; before: none
  Properties properties = {};
};

// §3.12, §3.13
struct Pingreq {};
struct Pingresp {};

// §3.14
struct Disconnect {
  std::uint8_t reason_code = 0;
  Properties properties = {};
};

// §3.15, MQTT 5 only
struct Auth {
  std::uint8_t reason_code = 0;
  Properties properties = {};
};

// Any packet, for tools and tests. The index is the PacketType's value.
using Packet = std::variant<std::monostate, Connect, Connack, Publish, Puback, Pubrec, Pubrel, Pubcomp, Subscribe,
                            Suback, Unsubscribe, Unsuback, Pingreq, Pingresp, Disconnect, Auth>;

inline PacketType type_of(const Packet& packet) { return static_cast<PacketType>(packet.index()); }

}  // namespace mqtt
