#include "app/reconnect.h"

#include <algorithm>

namespace app {

void Reconnect::begin(std::int64_t interval_ms) {
  cancel();
  interval_ms_ = std::max(interval_ms, kLeastMs);
}

void Reconnect::accepted(std::int64_t mono_ms) { accepted_at_ = mono_ms; }

Decision Reconnect::ended(Ending ending, std::int64_t mono_ms, Random& random) {
  const std::int64_t lasted = accepted_at_ ? mono_ms - *accepted_at_ : 0;
  accepted_at_.reset();
  if (lasted >= kLastedMs) attempt_ = 0;
  const bool brief = lasted < std::max(kLastedMs, interval_ms_ + interval_ms_ / 2);
  kicks_ = ending == Ending::closed_by_peer && brief ? kicks_ + 1 : 0;

  Decision decision;
  if (ending == Ending::refused || ending == Ending::hopeless) decision.what = Decision::What::stop;
  if (kicks_ >= kKicks) decision.what = Decision::What::kicked;
  if (decision.what != Decision::What::retry) {
    cancel();
    return decision;
  }
  ++attempt_;
  waiting_ = true;
  forced_ = false;
  decision.attempt = attempt_;
  decision.delay_ms = ending == Ending::page_was_away ? 0 : delay(random);
  due_ms_ = mono_ms + decision.delay_ms;
  decision.paused = paused();
  return decision;
}

void Reconnect::cancel() {
  waiting_ = false;
  accepted_at_.reset();
  attempt_ = 0;
  kicks_ = 0;
}

void Reconnect::set_online(bool online, std::int64_t mono_ms) {
  // A network that comes and goes closes connections too: only an unbroken row of closes tells of another session.
  if (!online) kicks_ = 0;
  online_ = online;
  if (online && waiting_) due_ms_ = mono_ms;
}

void Reconnect::retry_now(std::int64_t mono_ms) {
  forced_ = true;
  due_ms_ = mono_ms;
}

bool Reconnect::take_due(std::int64_t mono_ms) {
  if (!waiting_ || paused() || mono_ms < due_ms_) return false;
  waiting_ = false;
  return true;
}

std::optional<std::int64_t> Reconnect::due_ms() const {
  if (!waiting_ || paused()) return std::nullopt;
  return due_ms_;
}

std::int64_t Reconnect::delay(Random& random) const {
  const std::int64_t most = std::max(kMostMs, interval_ms_);
  std::int64_t base = interval_ms_;
  for (std::uint32_t i = kPlainAttempts; i < attempt_ && base < most; ++i) base *= 2;
  base = std::min(base, most);
  const std::int64_t fifth = base / 5;
  return base - fifth + static_cast<std::int64_t>(random.below(static_cast<std::uint32_t>(fifth * 2 + 1)));
}

}  // namespace app
