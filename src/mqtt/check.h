// The rules that a packet can break by itself, once for both directions: encode.cpp asks before writing, decode.cpp
// after reading.
#pragma once
#include "mqtt/error.h"
#include "mqtt/packet.h"

namespace mqtt {

// True if the packet may be on the wire. Otherwise sets everything in `error` but its kind. Sizes of whole packets are
// not looked at.
bool check(const Connect& packet, Error& error);
bool check(const Connack& packet, Error& error);
bool check(const Publish& packet, Error& error);
bool check(const Subscribe& packet, Error& error);
bool check(const Suback& packet, Error& error);
bool check(const Unsubscribe& packet, Error& error);

// The packet id of any packet but PUBLISH [MQTT311-2.3.1-1].
bool check_packet_id(PacketType packet, PacketId id, Error& error);

}  // namespace mqtt
