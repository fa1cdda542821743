// Packet identifiers in flight in one direction (MQTT 3.1.1 §2.3.1).
#pragma once
#include <bitset>
#include <cstddef>

#include "mqtt/types.h"

namespace mqtt {

// 1 to 65,535; starts at 1, counts up, wraps, and never gives one that is in use [MQTT311-2.3.1-2].
class PacketIds {
 public:
  PacketId take();  // 0: all are in use
  void release(PacketId id);
  void give_back(PacketId id);  // the one just taken, unused: it will be the next again
  void reset();                 // all are free, and the next is 1
  bool in_use(PacketId id) const { return used_.test(id); }
  std::size_t count() const { return count_; }

 private:
  std::bitset<65'536> used_;
  std::size_t count_ = 0;
  PacketId next_ = 1;
};

}  // namespace mqtt
