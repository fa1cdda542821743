// A packet and the bytes that it is on the wire: a row of the tables in mqtt_vectors.h and mqtt_vectors_v5.h.
#pragma once
#include <string>
#include <vector>

#include "mqtt/packet.h"
#include "mqtt/wire.h"
#include "support/mqtt_text.h"

struct Vector {
  std::string name;
  mqtt::Packet packet;
  std::vector<std::uint8_t> bytes;
  mqtt::Version version = mqtt::Version::v3_1_1;
};
