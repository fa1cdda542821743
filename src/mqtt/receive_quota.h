// How many QoS 1 and QoS 2 messages the peer has under way to us, against the Receive Maximum that CONNECT told it
// (MQTT 5 §3.3.4, §4.9). A message counts from its PUBLISH until its PUBACK, PUBCOMP or failing PUBREC has been sent.
#pragma once
#include <bitset>
#include <cstddef>

#include "mqtt/types.h"

namespace mqtt {

class ReceiveQuota {
 public:
  void begin(std::uint16_t maximum);  // a connection begins

  // A PUBLISH came; false: it is one too many.
  bool publish(Qos qos, PacketId id);
  // The answer that ends a message stands in the output.
  void answered(Qos qos, PacketId id);
  // The output has been handed over: what was answered is sent.
  void flushed();

  std::size_t under_way() const { return under_way_; }
  std::uint16_t maximum() const { return maximum_; }

 private:
  std::uint16_t maximum_ = 65'535;
  std::size_t under_way_ = 0;
  std::size_t answered_ = 0;
  std::bitset<65'536> qos_2_;  // ids of this connection
};

}  // namespace mqtt
