#include "mqtt/pending.h"

#include <algorithm>

namespace mqtt {

const PendingRequest* PendingRequests::find(PacketType type, PacketId id) const {
  for (const PendingRequest& each : requests_)
    if (each.type == type && each.packet_id == id) return &each;
  return nullptr;
}

PendingRequest PendingRequests::take(PacketId id) {
  const auto found = std::find_if(requests_.begin(), requests_.end(),
                                  [&](const PendingRequest& each) { return each.packet_id == id; });
  PendingRequest request = std::move(*found);
  requests_.erase(found);
  return request;
}

PendingRequest PendingRequests::take_oldest() { return take(requests_.front().packet_id); }

std::vector<FilterResult> results_of(const PendingRequest& request, Bytes reason_codes) {
  std::vector<FilterResult> results;
  results.reserve(request.filters.size());
  for (std::size_t at = 0; at < request.filters.size(); ++at) {
    FilterResult result;
    result.filter = request.filters[at];
    if (at < request.qos.size()) result.requested = request.qos[at];
    if (at < reason_codes.size()) result.reason_code = reason_codes[at];
    results.push_back(result);
  }
  return results;
}

}  // namespace mqtt
