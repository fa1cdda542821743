#include "app/publishes.h"

#include <utility>

namespace app {

std::optional<UnsettledPublish> Publishes::settle(mqtt::PublishToken token) {
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    if (waiting_[i].token != token) continue;
    UnsettledPublish publish = std::move(waiting_[i]);
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
    return publish;
  }
  return std::nullopt;
}

}  // namespace app
