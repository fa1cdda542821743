// What a session tells its owner. Plain data; every view in it holds until the next call of a non-const member of the
// session.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "mqtt/error.h"
#include "mqtt/property.h"

namespace mqtt {

// Names one publish for the life of a session; counts up from 1 and is never used twice.
using PublishToken = std::uint64_t;

// How a request came out. Every publish, subscribe and unsubscribe that a call accepted gets exactly one.
enum class Outcome : std::uint8_t {
  done,      // acknowledged; a QoS 0 publish: put into the output, which is all there is to know
  refused,   // a publish that the peer acknowledged with a reason code of 0x80 or above: it did not take it (MQTT 5)
  not_sent,  // it never left, and will not: the peer has not seen it
  unknown,   // it left and was never acknowledged, and the state that could settle it is gone: it is not sent again
};

// Why a connection is over.
enum class Ending : std::uint8_t {
  disconnected,         // disconnect() was called
  refused,              // CONNACK said no; a `refused` event came before
  failed,               // a `failed` event came before
  server_disconnected,  // the server sent DISCONNECT (MQTT 5); a `server_disconnected` event came before
  connection_lost,      // closed() without any of these
};

enum class EventType : std::uint8_t {
  connected,   // CONNACK 0: session_present, properties (Session::server() has what follows from them)
  refused,     // CONNACK with another code: reason_code, properties; `ended` follows
  published,   // a publish has come out: token, outcome, and the acknowledgement's reason_code and properties; with
               // not_sent also the error, if it is for a limit of the server
  received,    // an application message: topic (an alias is resolved), payload, qos, retain, dup, packet_id, properties
  subscribed,  // packet_id, outcome; if done, filters with what was granted to each, properties
  unsubscribed,         // packet_id, outcome, filters, properties
  ignored,              // an acknowledgement of nothing in flight: packet, packet_id, reason_code; not an error by the
                        // specification
  auth_received,        // AUTH: reason_code, properties. 0x18: answer with Session::authenticate(); 0: it has succeeded
  server_disconnected,  // DISCONNECT from the server: reason_code, properties; `ended` follows
  packet_sent,          // for an inspector, when asked for: packet, bytes; a CONNECT's bytes contain the password
  packet_received,      // the same, before the event that it causes
  failed,               // error; `ended` follows, nothing more is delivered
  ended,                // ending; the last event of a connection: flush take_output(), then close the transport
};

// One filter of an answered SUBSCRIBE or UNSUBSCRIBE.
struct FilterResult {
  std::string_view filter;
  Qos requested = Qos::at_most_once;  // SUBSCRIBE only
  std::uint8_t reason_code = 0;  // granted QoS, or a failure (0x80 and above); before MQTT 5 0 for UNSUBSCRIBE; 0 when
                                 // not answered
};

// Only the members that EventType names are set.
struct Event {
  EventType type = EventType::ended;
  Outcome outcome = Outcome::done;
  Ending ending = Ending::connection_lost;
  bool session_present = false;
  std::uint8_t reason_code = 0;
  Qos qos = Qos::at_most_once;
  bool retain = false;
  bool dup = false;
  PacketType packet = PacketType::none;
  PacketId packet_id = 0;  // 0 for a received QoS 0 message
  PublishToken token = 0;
  std::string_view topic;
  Bytes payload;
  Properties properties;
  Bytes bytes;  // a whole packet
  std::span<const FilterResult> filters;
  Error error;
};

}  // namespace mqtt
