// Whether and when to connect again: a pure state machine over the ends of connections and attempts.
// Not the connecting itself (connection.h), not its telling (app.h): it knows no sockets and no log.
#pragma once
#include <cstdint>
#include <optional>

#include "app/clock.h"

namespace app {

// How a connection or an attempt ended, as far as it matters for the next one.
enum class Ending : std::uint8_t {
  attempt_failed,    // never accepted: not opened, timed out, a CONNACK that may pass (refusal.h)
  refused,           // CONNACK or MQTT 5's DISCONNECT with a code that does not pass: it would be the same again
  hopeless,          // the browser does not take the URL or the subprotocol: it never reached the network
  closed_by_peer,    // accepted, then the peer closed
  lost,              // accepted, then found dead or broken on this side, or MQTT 5's DISCONNECT for a cause that passes
  page_was_away,     // the page came back from the back/forward cache: nothing is wrong with the broker
};

struct Decision {
  enum class What : std::uint8_t {
    retry,    // again in `delay_ms`, or once the machine is online when `paused`
    stop,     // no more, it would be the same again
    kicked,   // no more, another session with the same client id and this one throw each other out
  };
  What what = What::retry;
  bool paused = false;
  std::uint32_t attempt = 0;  // of the coming attempt, from 1
  std::int64_t delay_ms = 0;
};

class Reconnect {
 public:
  // A connection that lasted this long makes the delays start again from the interval.
  static constexpr std::int64_t kLastedMs = 30'000;
  static constexpr std::int64_t kMostMs = 120'000;
  static constexpr std::int64_t kLeastMs = 100;
  // The first attempts wait for the interval as it is; each one after them twice as long as the one before.
  static constexpr std::uint32_t kPlainAttempts = 3;
  static constexpr std::uint32_t kKicks = 3;

  // The user asks for a connection: everything before is forgotten. `interval_ms` below kLeastMs counts as kLeastMs.
  void begin(std::int64_t interval_ms);
  // The broker accepted (CONNACK 0).
  void accepted(std::int64_t mono_ms);
  // The attempt or connection ended without the user's wish. The delay is the interval for the first three attempts, then
  // doubles up to kMostMs or the interval, whichever is longer; then ±20 % by `random`.
  // Accepted and closed by the peer kKicks times in a row, never having lasted, is the pattern of two sessions with one
  // client id. MQTT 3.1.1 §3.1.4 lets the broker throw the older one out and gives no code for it, so that it can only be
  // recognised; each lives as long as the other waits, hence "lasted" is at least one and a half intervals.
  Decision ended(Ending ending, std::int64_t mono_ms, Random& random);
  // The user's disconnect: no more attempts.
  void cancel();

  // Offline holds a waiting attempt back; online makes it due at once, and so does retry_now, even offline. While nothing
  // waits they change nothing else: neither event proves anything about a connection that stands.
  void set_online(bool online, std::int64_t mono_ms);
  void retry_now(std::int64_t mono_ms);

  // True once for each attempt that has become due.
  bool take_due(std::int64_t mono_ms);
  // When the waiting attempt is due; nothing while none waits or it is held back.
  std::optional<std::int64_t> due_ms() const;
  bool waiting() const { return waiting_; }
  bool paused() const { return waiting_ && !online_ && !forced_; }
  std::uint32_t attempt() const { return attempt_; }  // 0: the user's own

 private:
  std::int64_t delay(Random& random) const;

  std::int64_t interval_ms_ = kLeastMs;
  std::optional<std::int64_t> accepted_at_;
  std::int64_t due_ms_ = 0;
  std::uint32_t attempt_ = 0;
  std::uint32_t kicks_ = 0;
  bool waiting_ = false;
  bool online_ = true;
  bool forced_ = false;
};

}  // namespace app
