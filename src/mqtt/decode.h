// Bytes to packets, one whole packet at a time (framer.h cuts them). Every rule that a packet can break by itself is
// checked here; what depends on packets before it is the session's. Views in the result are into the frame.
#pragma once
#include "mqtt/error.h"
#include "mqtt/frame.h"
#include "mqtt/packet.h"

namespace mqtt {

// Errors are Kind::peer and name packet, field and rule. The frame must be of the type that the function's name tells.
Result<Connect> decode_connect(const Frame& frame, Version version);
Result<Connack> decode_connack(const Frame& frame, Version version);
Result<Publish> decode_publish(const Frame& frame, Version version);
Result<Subscribe> decode_subscribe(const Frame& frame, Version version);
Result<Suback> decode_suback(const Frame& frame, Version version);
Result<Unsubscribe> decode_unsubscribe(const Frame& frame, Version version);
Result<Unsuback> decode_unsuback(const Frame& frame, Version version);
Result<Disconnect> decode_disconnect(const Frame& frame, Version version);
Result<Auth> decode_auth(const Frame& frame, Version version);  // before MQTT 5: reserved_packet_type

// PUBACK, PUBREC, PUBREL or PUBCOMP: the frame's type tells which.
Result<AnyAcknowledgement> decode_acknowledgement(const Frame& frame, Version version);

// PINGREQ and PINGRESP: nothing at all.
Result<void> decode_empty(const Frame& frame, Version version);

// Any packet.
Result<Packet> decode(const Frame& frame, Version version);

}  // namespace mqtt
