// The rules for properties (MQTT 5 §2.2.2, and the section of each packet): which packet may have which, how often, and
// which values.
#pragma once
#include "mqtt/error.h"
#include "mqtt/property.h"

namespace mqtt {

// May this packet, or its will, have this property?
bool may_have(PacketType packet, PropertyId id);
bool will_may_have(PropertyId id);

// One pass over encoded properties, of a caller or of a peer. True if they may stand in this packet, or in the will of
// a CONNECT. Otherwise sets everything in `error` but its kind. Versions before 5: needs_mqtt_5 for any.
bool check_properties(Properties properties, PacketType packet, Version version, Error& error);
bool check_will_properties(Properties properties, Version version, Error& error);

}  // namespace mqtt
