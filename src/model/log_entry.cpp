#include "model/log_entry.h"

namespace model {

Direction direction(LogKind kind) {
  switch (kind) {
    case LogKind::received:
    case LogKind::refused:
    case LogKind::subscribed:
    case LogKind::subscribe_refused:
    case LogKind::unsubscribed:
    case LogKind::unsubscribe_refused:
    case LogKind::ignored:
    case LogKind::auth_received:
    case LogKind::server_disconnected:
      return Direction::in;
    case LogKind::published:
    case LogKind::publish_unknown:
    case LogKind::publish_refused:
      return Direction::out;
    default:
      return Direction::none;
  }
}

bool has_message(LogKind kind) {
  return kind == LogKind::received || kind == LogKind::published || kind == LogKind::publish_unknown ||
         kind == LogKind::publish_refused;
}

}  // namespace model
