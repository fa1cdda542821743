#include "mqtt/keepalive.h"

#include <algorithm>

namespace mqtt {
namespace {

constexpr std::int64_t kLongestTimeoutMs = 10'000;
// Woken this much after the peer's deadline, we were not running when it passed.
constexpr std::int64_t kSleptMs = 2'000;

}  // namespace

void Keepalive::start(std::uint16_t keep_alive_s, std::int64_t timeout_ms, std::int64_t now) {
  keep_alive_ms_ = std::int64_t{keep_alive_s} * 1000;
  timeout_ms_ = timeout_ms > 0 ? timeout_ms : std::min(keep_alive_ms_, kLongestTimeoutMs);
  last_sent_ = last_heard_ = ping_at_ = now;
  awaiting_ = grace_used_ = false;
}

void Keepalive::stop() { keep_alive_ms_ = 0; }

void Keepalive::heard(std::int64_t now) {
  last_heard_ = now;
  grace_used_ = false;
}

std::int64_t Keepalive::ping_due() const {
  const std::int64_t by_sent = last_sent_ + keep_alive_ms_ / 10 * 9;
  return awaiting_ ? by_sent : std::min(by_sent, last_heard_ + keep_alive_ms_);
}

Keepalive::Due Keepalive::advance(std::int64_t now) {
  if (keep_alive_ms_ == 0) return Due::nothing;
  if (awaiting_) {
    const std::int64_t late = now - (waiting_since() + timeout_ms_);
    if (late >= 0 && (late <= kSleptMs || grace_used_)) return Due::dead;
    if (late >= 0) {
      grace_used_ = true;
      ping_at_ = now;
      return Due::ping;
    }
  }
  if (now < ping_due()) return Due::nothing;
  if (!awaiting_) ping_at_ = now;
  awaiting_ = true;
  return Due::ping;
}

std::optional<std::int64_t> Keepalive::deadline() const {
  if (keep_alive_ms_ == 0) return std::nullopt;
  const std::int64_t ping = ping_due();
  return awaiting_ ? std::min(ping, waiting_since() + timeout_ms_) : ping;
}

}  // namespace mqtt
