#include "model/log_entry.h"

namespace model {

Direction direction(LogKind kind) {
  switch (kind) {
    case LogKind::received:
    case LogKind::refused:
    case LogKind::subscribed:
    case LogKind::subscribe_refused:
    case LogKind::unsubscribed:
      return Direction::in;
    case LogKind::published:
    case LogKind::publish_unknown:
      return Direction::out;
    default:
      return Direction::none;
  }
}

}  // namespace model
