#include "mqtt/packet_id.h"

namespace mqtt {

PacketId PacketIds::take() {
  if (count_ == 65'535) return 0;
  while (next_ == 0 || used_.test(next_)) ++next_;
  used_.set(next_);
  ++count_;
  return next_++;
}

void PacketIds::release(PacketId id) {
  if (!used_.test(id)) return;
  used_.reset(id);
  --count_;
}

void PacketIds::give_back(PacketId id) {
  release(id);
  next_ = id;
}

void PacketIds::reset() {
  used_.reset();
  count_ = 0;
  next_ = 1;
}

}  // namespace mqtt
