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
    case PacketType::auth:
      return "AUTH";
  }
  return "reserved";
}

// An enumerator's name is its own identifier.
#define NAMED(Enum, identifier) \
  case Enum::identifier:        \
    return #identifier;

const char* name(Reason reason) {
  switch (reason) {
    NAMED(Reason, none)
    NAMED(Reason, reserved_packet_type)
    NAMED(Reason, wrong_flags)
    NAMED(Reason, remaining_length_too_long)
    NAMED(Reason, overlong_varint)
    NAMED(Reason, packet_too_large)
    NAMED(Reason, wrong_length)
    NAMED(Reason, truncated)
    NAMED(Reason, trailing_bytes)
    NAMED(Reason, reserved_bits_set)
    NAMED(Reason, empty_list)
    NAMED(Reason, string_too_long)
    NAMED(Reason, invalid_utf8)
    NAMED(Reason, null_character)
    NAMED(Reason, packet_id_zero)
    NAMED(Reason, wrong_protocol_name)
    NAMED(Reason, unsupported_protocol_level)
    NAMED(Reason, will_flags_without_will)
    NAMED(Reason, password_without_user_name)
    NAMED(Reason, empty_client_id_needs_clean_session)
    NAMED(Reason, empty_client_id)
    NAMED(Reason, reserved_reason_code)
    NAMED(Reason, invalid_qos)
    NAMED(Reason, dup_on_qos_0)
    NAMED(Reason, empty_topic)
    NAMED(Reason, wildcard_in_topic_name)
    NAMED(Reason, misplaced_multi_level_wildcard)
    NAMED(Reason, misplaced_single_level_wildcard)
    NAMED(Reason, invalid_share_name)
    NAMED(Reason, no_local_on_shared_subscription)
    NAMED(Reason, invalid_retain_handling)
    NAMED(Reason, unknown_property)
    NAMED(Reason, property_not_allowed)
    NAMED(Reason, duplicate_property)
    NAMED(Reason, invalid_property_value)
    NAMED(Reason, authentication_data_without_method)
    NAMED(Reason, problem_information_not_requested)
    NAMED(Reason, first_packet_not_connack)
    NAMED(Reason, second_connack)
    NAMED(Reason, not_from_server)
    NAMED(Reason, session_present_in_refusal)
    NAMED(Reason, session_present_for_clean_session)
    NAMED(Reason, unexpected_session_present)
    NAMED(Reason, reason_code_count)
    NAMED(Reason, wrong_acknowledgement)
    NAMED(Reason, receive_maximum_exceeded)
    NAMED(Reason, topic_alias_out_of_range)
    NAMED(Reason, unknown_topic_alias)
    NAMED(Reason, unexpected_authentication)
    NAMED(Reason, authentication_method_mismatch)
    NAMED(Reason, not_connected)
    NAMED(Reason, already_connected)
    NAMED(Reason, too_many_unsettled)
    NAMED(Reason, queue_full)
    NAMED(Reason, packet_ids_exhausted)
    NAMED(Reason, needs_mqtt_5)
    NAMED(Reason, qos_not_supported)
    NAMED(Reason, retain_not_supported)
    NAMED(Reason, wildcard_subscriptions_not_supported)
    NAMED(Reason, subscription_identifiers_not_supported)
    NAMED(Reason, shared_subscriptions_not_supported)
    NAMED(Reason, payload_not_utf8)
    NAMED(Reason, session_expiry_was_zero)
    NAMED(Reason, connect_timeout)
    NAMED(Reason, connack_timeout)
    NAMED(Reason, ping_timeout)
  }
  return "";
}

const char* name(Field field) {
  switch (field) {
    NAMED(Field, none)
    NAMED(Field, packet_type)
    NAMED(Field, flags)
    NAMED(Field, remaining_length)
    NAMED(Field, protocol_name)
    NAMED(Field, protocol_level)
    NAMED(Field, connect_flags)
    NAMED(Field, keep_alive)
    NAMED(Field, client_id)
    NAMED(Field, will_topic)
    NAMED(Field, will_payload)
    NAMED(Field, will_qos)
    NAMED(Field, user_name)
    NAMED(Field, password)
    NAMED(Field, acknowledge_flags)
    NAMED(Field, reason_code)
    NAMED(Field, packet_id)
    NAMED(Field, topic_name)
    NAMED(Field, topic_filter)
    NAMED(Field, qos)
    NAMED(Field, dup)
    NAMED(Field, retain)
    NAMED(Field, payload)
    NAMED(Field, subscription_options)
    NAMED(Field, properties)
    NAMED(Field, will_properties)
    NAMED(Field, payload_format_indicator)
    NAMED(Field, message_expiry_interval)
    NAMED(Field, content_type)
    NAMED(Field, response_topic)
    NAMED(Field, correlation_data)
    NAMED(Field, subscription_identifier)
    NAMED(Field, session_expiry_interval)
    NAMED(Field, assigned_client_identifier)
    NAMED(Field, server_keep_alive)
    NAMED(Field, authentication_method)
    NAMED(Field, authentication_data)
    NAMED(Field, request_problem_information)
    NAMED(Field, will_delay_interval)
    NAMED(Field, request_response_information)
    NAMED(Field, response_information)
    NAMED(Field, server_reference)
    NAMED(Field, reason_string)
    NAMED(Field, receive_maximum)
    NAMED(Field, topic_alias_maximum)
    NAMED(Field, topic_alias)
    NAMED(Field, maximum_qos)
    NAMED(Field, retain_available)
    NAMED(Field, user_property)
    NAMED(Field, maximum_packet_size)
    NAMED(Field, wildcard_subscription_available)
    NAMED(Field, subscription_identifier_available)
    NAMED(Field, shared_subscription_available)
  }
  return "";
}

#undef NAMED

}  // namespace mqtt
