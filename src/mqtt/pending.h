// SUBSCRIBE and UNSUBSCRIBE packets that await their answer, with the filters they asked for. Not what is subscribed.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "mqtt/event.h"
#include "mqtt/packet.h"

namespace mqtt {

struct PendingRequest {
  PacketType type = PacketType::none;  // subscribe or unsubscribe
  PacketId packet_id = 0;
  std::vector<std::string> filters;
  std::vector<Qos> qos;  // one a filter; empty for UNSUBSCRIBE
};

class PendingRequests {
 public:
  void add(PendingRequest request) { requests_.push_back(std::move(request)); }

  // The request of this type and id, or null.
  const PendingRequest* find(PacketType type, PacketId id) const;

  // Takes the request out. It must be there (see find()).
  PendingRequest take(PacketId id);

  // Takes out the oldest. There must be one.
  PendingRequest take_oldest();

  bool empty() const { return requests_.empty(); }
  std::size_t size() const { return requests_.size(); }

 private:
  std::vector<PendingRequest> requests_;
};

// Results for an event: views into `request`, with `reason_codes` (as many as filters, or none).
std::vector<FilterResult> results_of(const PendingRequest& request, Bytes reason_codes);

}  // namespace mqtt
