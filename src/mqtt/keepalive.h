// When to send PINGREQ, and when to take the peer for dead (MQTT 3.1.1 §3.1.2.10). Arithmetic on times: no clock, no
// packets.
//
// A PINGREQ is due nine tenths of the keepalive after the last packet *sent* (the specification bounds the interval
// itself, and timers run late), and a whole keepalive after the last byte heard, so that a client that only publishes
// notices a dead line too. Whoever is woken long after the peer's deadline has slept: the answer may lie unread in the
// socket. Then one more PINGREQ is sent and its full time waited, once.
#pragma once
#include <cstdint>
#include <optional>

namespace mqtt {

class Keepalive {
 public:
  enum class Due : std::uint8_t { nothing, ping, dead };

  // A connection begins. `keep_alive_s` 0: nothing is ever due. `timeout_ms` 0: the keepalive, but at most 10 s.
  void start(std::uint16_t keep_alive_s, std::int64_t timeout_ms, std::int64_t now);
  void stop();

  void sent(std::int64_t now) { last_sent_ = now; }
  void heard(std::int64_t now);           // any bytes: the line lives, a slow answer gets its time anew
  void answered() { awaiting_ = false; }  // PINGRESP; true to the specification, only this ends the wait

  // What is due at `now`. `ping`: the caller sends PINGREQ and reports it by sent(). `dead`: `waited_ms` tells for how
  // long.
  Due advance(std::int64_t now);
  std::int64_t waited_ms(std::int64_t now) const { return now - waiting_since(); }

  // When advance() has something to say next.
  std::optional<std::int64_t> deadline() const;
  bool awaiting_answer() const { return awaiting_; }

 private:
  std::int64_t waiting_since() const { return ping_at_ > last_heard_ ? ping_at_ : last_heard_; }
  std::int64_t ping_due() const;

  std::int64_t keep_alive_ms_ = 0;  // 0: off
  std::int64_t timeout_ms_ = 0;
  std::int64_t last_sent_ = 0, last_heard_ = 0, ping_at_ = 0;
  bool awaiting_ = false;
  bool grace_used_ = false;
};

}  // namespace mqtt
