#include "mqtt/error.h"

#include "mqtt/reason_code.h"

namespace mqtt {

std::uint8_t disconnect_code(const Error& error) {
  switch (error.reason) {
    case Reason::packet_too_large:
      return code(ReasonCode::packet_too_large);
    case Reason::receive_maximum_exceeded:
      return code(ReasonCode::receive_maximum_exceeded);
    case Reason::topic_alias_out_of_range:
      return code(ReasonCode::topic_alias_invalid);
    case Reason::invalid_qos:
      // MQTT 5 §3.8.3.1 calls it a protocol error in a SUBSCRIBE and §3.3.1.2 malformed in a PUBLISH.
      return code(error.packet == PacketType::subscribe ? ReasonCode::protocol_error : ReasonCode::malformed_packet);
    case Reason::reserved_packet_type:
    case Reason::wrong_flags:
    case Reason::remaining_length_too_long:
    case Reason::overlong_varint:
    case Reason::wrong_length:
    case Reason::truncated:
    case Reason::trailing_bytes:
    case Reason::reserved_bits_set:
    case Reason::string_too_long:
    case Reason::invalid_utf8:
    case Reason::null_character:
    case Reason::will_flags_without_will:
    case Reason::unknown_property:
    case Reason::property_not_allowed:
      return code(ReasonCode::malformed_packet);
    default:
      return code(ReasonCode::protocol_error);
  }
}

}  // namespace mqtt
