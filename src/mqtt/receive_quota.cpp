#include "mqtt/receive_quota.h"

namespace mqtt {

void ReceiveQuota::begin(std::uint16_t maximum) {
  maximum_ = maximum;
  under_way_ = answered_ = 0;
  qos_2_.reset();
}

bool ReceiveQuota::publish(Qos qos, PacketId id) {
  if (qos == Qos::at_most_once) return true;
  if (qos == Qos::exactly_once) {
    if (qos_2_.test(id)) return true;  // the same message again
    qos_2_.set(id);
  }
  return ++under_way_ <= maximum_;
}

void ReceiveQuota::answered(Qos qos, PacketId id) {
  if (qos == Qos::exactly_once) {
    if (!qos_2_.test(id)) return;  // its PUBLISH came on an earlier connection
    qos_2_.reset(id);
  }
  ++answered_;
}

void ReceiveQuota::flushed() {
  under_way_ -= answered_;
  answered_ = 0;
}

}  // namespace mqtt
