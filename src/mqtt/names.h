// Names of packets, reasons and fields: identifiers in English, not sentences.
#pragma once
#include "mqtt/error.h"

namespace mqtt {

// "PUBLISH", "CONNACK", …; "no packet" for none. Never null.
const char* name(PacketType type);
// The enumerator's own name. Never null.
const char* name(Reason reason);
const char* name(Field field);

}  // namespace mqtt
