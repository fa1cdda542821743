// Packets to bytes. Everything that the specification forbids a sender is refused here, so nothing wrong can leave.
#pragma once
#include "mqtt/error.h"
#include "mqtt/packet.h"
#include "mqtt/wire.h"

namespace mqtt {

// Appends the packet to `out` in its shortest form, or leaves `out` as it was and returns an error of Kind::local that
// names packet, field and rule. Refused: ill-formed, over-long or empty text, wildcards in topic names, wrong topic
// filters, packet id 0, empty lists, QoS above 2, DUP on QoS 0, codes that the packet may not carry, properties that it
// may not have or not so, a Remaining Length above 268,435,455. MQTT 3.1.1: an empty client id without clean session;
// 3.1: any empty one. Before MQTT 5: a password without user name, and whatever those versions do not have
// (needs_mqtt_5).
Result<void> encode(const Connect& packet, Version version, Buffer& out);
Result<void> encode(const Connack& packet, Version version, Buffer& out);
Result<void> encode(const Publish& packet, Version version, Buffer& out);
Result<void> encode(const Puback& packet, Version version, Buffer& out);
Result<void> encode(const Pubrec& packet, Version version, Buffer& out);
Result<void> encode(const Pubrel& packet, Version version, Buffer& out);
Result<void> encode(const Pubcomp& packet, Version version, Buffer& out);
Result<void> encode(const Subscribe& packet, Version version, Buffer& out);
Result<void> encode(const Suback& packet, Version version, Buffer& out);
Result<void> encode(const Unsubscribe& packet, Version version, Buffer& out);
Result<void> encode(const Unsuback& packet, Version version, Buffer& out);
Result<void> encode(const Pingreq& packet, Version version, Buffer& out);
Result<void> encode(const Pingresp& packet, Version version, Buffer& out);
Result<void> encode(const Disconnect& packet, Version version, Buffer& out);
Result<void> encode(const Auth& packet, Version version, Buffer& out);

// PUBACK, PUBREC, PUBREL and PUBCOMP by type.
Result<void> encode_acknowledgement(PacketType type, PacketId id, std::uint8_t reason_code, Properties properties,
                                    Version version, Buffer& out);

// PINGREQ, PINGRESP and a DISCONNECT without code and properties by type: the same in every version.
void encode_empty(PacketType type, Version version, Buffer& out);

// Any of them. An empty Packet is refused with reserved_packet_type.
Result<void> encode(const Packet& packet, Version version, Buffer& out);

}  // namespace mqtt
