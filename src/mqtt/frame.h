// One whole packet as it stands in the stream: type, flags and where its bytes are. Not yet decoded.
#pragma once
#include "mqtt/types.h"

namespace mqtt {

struct Frame {
  PacketType type = PacketType::none;
  std::uint8_t flags = 0;  // the fixed header's low four bits
  Bytes body;              // variable header and payload: Remaining Length bytes
  Bytes bytes;             // the whole packet
};

}  // namespace mqtt
