// A packet as a few words in a script: type, ids, and the number of the message that it carries.
#pragma once
#include <string>

#include "mqtt/packet.h"

namespace simulation {

std::string brief(const mqtt::Packet& packet);

}  // namespace simulation
