#include "app/journal.h"

#include <algorithm>

namespace app {
namespace {

std::uint32_t cut(std::uint64_t number) { return static_cast<std::uint32_t>(std::min<std::uint64_t>(number, 0xFFFFFFFFU)); }

// The broker itself said that it is over, and why.
bool answered(const End& end) { return end.refused || end.server_disconnected; }

}  // namespace

void put_error(model::LogEntry& entry, const mqtt::Error& error) {
  entry.error_kind = static_cast<std::uint8_t>(error.kind);
  entry.error_reason = static_cast<std::uint16_t>(error.reason);
  entry.error_packet = static_cast<std::uint8_t>(error.packet);
  entry.error_field = static_cast<std::uint8_t>(error.field);
  entry.error_rule = error.rule;
  entry.number = cut(error.numbers[0]);
  entry.number2 = cut(error.numbers[1]);
}

model::LogEntry entry_of(const End& end) {
  model::LogEntry entry;
  entry.cause = end.cause;
  entry.code = end.code;
  entry.text = end.reason;
  if (answered(end)) {
    entry.kind = end.refused ? model::LogKind::refused : model::LogKind::server_disconnected;
    entry.code = end.reason_code;
    entry.text = {};
    entry.properties = end.properties;
  } else if (end.error.reason != mqtt::Reason::none) {
    entry.kind = model::LogKind::failed;
    put_error(entry, end.error);
  } else if (end.by_user || end.cause == model::Cause::connection_lost || end.cause == model::Cause::page_was_away) {
    entry.kind = model::LogKind::disconnected;
    entry.number = end.by_user ? 1 : 0;
  } else {
    entry.kind = model::LogKind::failed;
    entry.number = static_cast<std::uint32_t>(end.fault);
  }
  return entry;
}

model::LogEntry entry_of(const Decision& decision, const End& end) {
  model::LogEntry entry;
  entry.cause = end.cause;
  switch (decision.what) {
    case Decision::What::retry:
      entry.kind = model::LogKind::reconnecting;
      entry.number = decision.attempt;
      entry.number2 = cut(static_cast<std::uint64_t>(decision.delay_ms));
      entry.code = answered(end) ? end.reason_code : end.code;
      break;
    case Decision::What::stop:
      entry.kind = model::LogKind::stopped;
      entry.code = end.reason_code;
      entry.text = mqtt::Properties(end.properties).text(mqtt::PropertyId::server_reference);
      break;
    case Decision::What::kicked:
      entry.kind = model::LogKind::kicked;
      break;
  }
  return entry;
}

}  // namespace app
