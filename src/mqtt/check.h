// The rules that a packet can break by itself, once for both directions: encode.cpp asks before writing, decode.cpp
// after reading. Those of properties are check_properties.h's, which these ask too.
#pragma once
#include "mqtt/error.h"
#include "mqtt/packet.h"

namespace mqtt {

// True if the packet may be on the wire in this version. Otherwise sets everything in `error` but its kind. Sizes of
// whole packets are not looked at. What exists in MQTT 5 only is needs_mqtt_5 before.
bool check(const Connect& packet, Version version, Error& error);
bool check(const Connack& packet, Version version, Error& error);
bool check(const Publish& packet, Version version, Error& error);
bool check(const Subscribe& packet, Version version, Error& error);
bool check(const Suback& packet, Version version, Error& error);
bool check(const Unsubscribe& packet, Version version, Error& error);
bool check(const Unsuback& packet, Version version, Error& error);
bool check(const Disconnect& packet, Version version, Error& error);
bool check(const Auth& packet, Version version, Error& error);

// PUBACK, PUBREC, PUBREL and PUBCOMP.
bool check_acknowledgement(PacketType packet, PacketId id, std::uint8_t reason_code, Properties properties,
                           Version version, Error& error);

}  // namespace mqtt
