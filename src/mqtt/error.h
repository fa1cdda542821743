// Errors as data: who is to blame, what exactly, where in which packet, by which rule, and the figures. Wording is
// elsewhere (describe.h in English for tools and tests; a user interface has its own).
#pragma once
#include <cassert>
#include <cstdint>
#include <optional>
#include <utility>

#include "mqtt/types.h"

namespace mqtt {

enum class Kind : std::uint8_t {
  local,      // a call that must not be carried out; nothing was changed and nothing sent
  peer,       // the peer broke a rule; the connection is over
  transport,  // the line is silent; the connection is over
};

// The precise cause. In brackets: what Error::numbers holds, in order; nothing where there are no brackets.
enum class Reason : std::uint8_t {
  none,

  // Form of a packet, as received or as asked for.
  reserved_packet_type,       // type 0; type 15 before MQTT 5 [first byte]
  wrong_flags,                // the fixed header's low four bits [got, expected]
  remaining_length_too_long,  // a fifth byte of a variable length
  overlong_varint,            // MQTT 5: more bytes than the value needs
  packet_too_large,           // [size of the whole packet in bytes, greatest allowed]
  wrong_length,               // Remaining Length of a packet of fixed size [got, expected]
  truncated,                  // the packet ends inside the field [bytes wanted, bytes left]
  trailing_bytes,             // bytes after the last field [how many]
  reserved_bits_set,          // bits that must be 0 [the byte]
  empty_list,                 // no topic filter, or no reason code, where one at least is required
  string_too_long,            // [bytes, greatest allowed]
  invalid_utf8,               // [offset of the first bad byte in the string, that byte]
  null_character,             // U+0000 [offset in the string]
  packet_id_zero,

  // Values.
  wrong_protocol_name,
  unsupported_protocol_level,  // [got]
  will_flags_without_will,     // will QoS or will retain without a will [flags byte]
  password_without_user_name,
  empty_client_id_needs_clean_session,  // MQTT 3.1.1
  empty_client_id,                      // MQTT 3.1
  reserved_reason_code,                 // a code that this packet may not carry [the code]
  invalid_qos,                          // 3 or above [the value]
  dup_on_qos_0,
  empty_topic,                      // a topic name or filter without a character
  wildcard_in_topic_name,           // + or # [offset, the character]
  misplaced_multi_level_wildcard,   // # that is not alone in the last level [offset]
  misplaced_single_level_wildcard,  // + that is not alone in its level [offset]
  invalid_share_name,  // $share/ without a name, with a wildcard in it, or without a filter behind it [offset]
  no_local_on_shared_subscription,
  invalid_retain_handling,  // 3 [the value]

  // Properties (MQTT 5 §2.2.2). The field tells which, except for one that does not exist.
  unknown_property,        // [its number]
  property_not_allowed,    // not in this packet
  duplicate_property,      // more than once
  invalid_property_value,  // [the value]
  authentication_data_without_method,
  problem_information_not_requested,  // a reason string or user property although CONNECT said no to them

  // Order and agreement of packets.
  first_packet_not_connack,  // Error::packet tells what came instead
  second_connack,
  not_from_server,             // a packet that only a client sends; Error::packet tells which
  session_present_in_refusal,  // [reason code]
  session_present_for_clean_session,
  unexpected_session_present,      // the server resumes a session of which this side knows nothing
  reason_code_count,               // SUBACK or UNSUBACK answers more or fewer filters than asked [got, asked]
  wrong_acknowledgement,           // not the packet that this message waits for [packet id, PacketType waited for]
  receive_maximum_exceeded,        // QoS 1 and 2 messages not yet acknowledged [how many, Receive Maximum]
  topic_alias_out_of_range,        // 0, or above the Topic Alias Maximum [alias, greatest allowed]
  unknown_topic_alias,             // an empty topic with an alias that stands for none [alias]
  unexpected_authentication,       // AUTH or a method without one in CONNECT, or out of turn
  authentication_method_mismatch,  // not the one of CONNECT

  // Calls that are refused.
  not_connected,         // no connection that could carry it
  already_connected,     // connect() while the connection before has not ended
  too_many_unsettled,    // messages that await acknowledgement [how many, greatest allowed]
  queue_full,            // bytes held for sending or sending again [would be, greatest allowed]
  packet_ids_exhausted,  // all 65,535 are in flight
  needs_mqtt_5,          // the field exists in MQTT 5 only
  qos_not_supported,     // above the server's Maximum QoS [asked, greatest allowed]
  retain_not_supported,
  wildcard_subscriptions_not_supported,
  subscription_identifiers_not_supported,
  shared_subscriptions_not_supported,
  payload_not_utf8,         // the payload format indicator says that it is [offset of the first bad byte, that byte]
  session_expiry_was_zero,  // DISCONNECT cannot prolong a session that CONNECT did not ask for [seconds]

  // Silence.
  connect_timeout,  // no transport and CONNACK in time [ms waited]
  connack_timeout,  // the transport is open, but no CONNACK in time [ms waited]
  ping_timeout,     // nothing came after a PINGREQ [ms waited]
};
inline constexpr Reason kLastReason = Reason::ping_timeout;

// What of the packet, or of the call, is meant.
enum class Field : std::uint8_t {
  none,
  packet_type,
  flags,  // of the fixed header
  remaining_length,
  protocol_name,
  protocol_level,
  connect_flags,
  keep_alive,
  client_id,
  will_topic,
  will_payload,
  will_qos,
  user_name,
  password,
  acknowledge_flags,  // of CONNACK
  reason_code,
  packet_id,
  topic_name,
  topic_filter,
  qos,
  dup,
  retain,
  payload,
  subscription_options,
  properties,  // their length, or one that does not exist
  will_properties,
  // One for each PropertyId.
  payload_format_indicator,
  message_expiry_interval,
  content_type,
  response_topic,
  correlation_data,
  subscription_identifier,
  session_expiry_interval,
  assigned_client_identifier,
  server_keep_alive,
  authentication_method,
  authentication_data,
  request_problem_information,
  will_delay_interval,
  request_response_information,
  response_information,
  server_reference,
  reason_string,
  receive_maximum,
  topic_alias_maximum,
  topic_alias,
  maximum_qos,
  retain_available,
  user_property,
  maximum_packet_size,
  wildcard_subscription_available,
  subscription_identifier_available,
  shared_subscription_available,
};
inline constexpr Field kLastField = Field::shared_subscription_available;

struct Error {
  Kind kind = Kind::local;
  Reason reason = Reason::none;
  PacketType packet = PacketType::none;
  Field field = Field::none;
  // Static: "MQTT5-3.3.1-4" or "MQTT311-3.3.1-4", or "MQTT 5 §3.4.1" where the text has no number; "" for a limit of
  // our own. MQTT 3.1 has no numbers: 3.1.1's stand for it.
  const char* rule = "";
  std::uint64_t numbers[2] = {0, 0};
};

// The code of the DISCONNECT that tells a peer what it did wrong (MQTT 5 §4.13): 0x81 for what cannot be parsed, 0x82
// for what is not allowed, or the one made for the case. For Kind::peer.
std::uint8_t disconnect_code(const Error& error);

// A value or an Error. Asking for the one that is not there is a programming error (assert).
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(const Error& error) : error_(error) {}
  explicit operator bool() const { return value_.has_value(); }
  bool ok() const { return value_.has_value(); }
  T& operator*() { return (assert(ok()), *value_); }
  const T& operator*() const { return (assert(ok()), *value_); }
  T* operator->() { return (assert(ok()), &*value_); }
  const T* operator->() const { return (assert(ok()), &*value_); }
  const Error& error() const { return (assert(!ok()), error_); }

 private:
  std::optional<T> value_;
  Error error_;
};

// Done, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(const Error& error) : error_(error) {}
  explicit operator bool() const { return ok(); }
  bool ok() const { return error_.reason == Reason::none; }
  const Error& error() const { return (assert(!ok()), error_); }

 private:
  Error error_;
};

}  // namespace mqtt
