#include "mqtt/names.h"

namespace mqtt {

const char* name(PacketType type) {
  switch (type) {
    case PacketType::none:
      return "no packet";
    case PacketType::connect:
      return "CONNECT";
    case PacketType::connack:
      return "CONNACK";
    case PacketType::publish:
      return "PUBLISH";
    case PacketType::puback:
      return "PUBACK";
    case PacketType::pubrec:
      return "PUBREC";
    case PacketType::pubrel:
      return "PUBREL";
    case PacketType::pubcomp:
      return "PUBCOMP";
    case PacketType::subscribe:
      return "SUBSCRIBE";
    case PacketType::suback:
      return "SUBACK";
    case PacketType::unsubscribe:
      return "UNSUBSCRIBE";
    case PacketType::unsuback:
      return "UNSUBACK";
    case PacketType::pingreq:
      return "PINGREQ";
    case PacketType::pingresp:
      return "PINGRESP";
    case PacketType::disconnect:
      return "DISCONNECT";
  }
  return "reserved";
}

const char* name(Reason reason) {
  switch (reason) {
    case Reason::none:
      return "none";
    case Reason::reserved_packet_type:
      return "reserved_packet_type";
    case Reason::wrong_flags:
      return "wrong_flags";
    case Reason::remaining_length_too_long:
      return "remaining_length_too_long";
    case Reason::packet_too_large:
      return "packet_too_large";
    case Reason::wrong_length:
      return "wrong_length";
    case Reason::truncated:
      return "truncated";
    case Reason::trailing_bytes:
      return "trailing_bytes";
    case Reason::reserved_bits_set:
      return "reserved_bits_set";
    case Reason::empty_list:
      return "empty_list";
    case Reason::string_too_long:
      return "string_too_long";
    case Reason::invalid_utf8:
      return "invalid_utf8";
    case Reason::null_character:
      return "null_character";
    case Reason::packet_id_zero:
      return "packet_id_zero";
    case Reason::wrong_protocol_name:
      return "wrong_protocol_name";
    case Reason::unsupported_protocol_level:
      return "unsupported_protocol_level";
    case Reason::will_flags_without_will:
      return "will_flags_without_will";
    case Reason::password_without_user_name:
      return "password_without_user_name";
    case Reason::empty_client_id_needs_clean_session:
      return "empty_client_id_needs_clean_session";
    case Reason::reserved_return_code:
      return "reserved_return_code";
    case Reason::invalid_qos:
      return "invalid_qos";
    case Reason::dup_on_qos_0:
      return "dup_on_qos_0";
    case Reason::empty_topic:
      return "empty_topic";
    case Reason::wildcard_in_topic_name:
      return "wildcard_in_topic_name";
    case Reason::misplaced_multi_level_wildcard:
      return "misplaced_multi_level_wildcard";
    case Reason::misplaced_single_level_wildcard:
      return "misplaced_single_level_wildcard";
    case Reason::first_packet_not_connack:
      return "first_packet_not_connack";
    case Reason::second_connack:
      return "second_connack";
    case Reason::not_from_server:
      return "not_from_server";
    case Reason::session_present_in_refusal:
      return "session_present_in_refusal";
    case Reason::session_present_for_clean_session:
      return "session_present_for_clean_session";
    case Reason::return_code_count:
      return "return_code_count";
    case Reason::wrong_acknowledgement:
      return "wrong_acknowledgement";
    case Reason::not_connected:
      return "not_connected";
    case Reason::already_connected:
      return "already_connected";
    case Reason::too_many_unsettled:
      return "too_many_unsettled";
    case Reason::queue_full:
      return "queue_full";
    case Reason::packet_ids_exhausted:
      return "packet_ids_exhausted";
    case Reason::connect_timeout:
      return "connect_timeout";
    case Reason::connack_timeout:
      return "connack_timeout";
    case Reason::ping_timeout:
      return "ping_timeout";
  }
  return "";
}

const char* name(Field field) {
  switch (field) {
    case Field::none:
      return "none";
    case Field::packet_type:
      return "packet_type";
    case Field::flags:
      return "flags";
    case Field::remaining_length:
      return "remaining_length";
    case Field::protocol_name:
      return "protocol_name";
    case Field::protocol_level:
      return "protocol_level";
    case Field::connect_flags:
      return "connect_flags";
    case Field::keep_alive:
      return "keep_alive";
    case Field::client_id:
      return "client_id";
    case Field::will_topic:
      return "will_topic";
    case Field::will_payload:
      return "will_payload";
    case Field::will_qos:
      return "will_qos";
    case Field::user_name:
      return "user_name";
    case Field::password:
      return "password";
    case Field::acknowledge_flags:
      return "acknowledge_flags";
    case Field::return_code:
      return "return_code";
    case Field::packet_id:
      return "packet_id";
    case Field::topic_name:
      return "topic_name";
    case Field::topic_filter:
      return "topic_filter";
    case Field::qos:
      return "qos";
    case Field::dup:
      return "dup";
    case Field::payload:
      return "payload";
  }
  return "";
}

}  // namespace mqtt
