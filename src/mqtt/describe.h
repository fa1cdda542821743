// Errors and names in English, for command-line tools and test output. A user interface words them itself.
#pragma once
#include <string>

#include "mqtt/error.h"

namespace mqtt {

// "PUBLISH", "CONNACK", …; "no packet" for none. Never null.
const char* name(PacketType type);
// The enumerator's own name. Never null.
const char* name(Reason reason);
const char* name(Field field);

// One sentence: who, what, where, the figures, the rule.
std::string describe(const Error& error);

}  // namespace mqtt
