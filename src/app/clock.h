// The time and the chance that are handed into everything here: nothing in this folder reads a clock or a random device.
#pragma once
#include <cstdint>

namespace app {

struct Now {
  std::int64_t mono_ms = 0;  // never goes back; the origin is free
  std::int64_t unix_ms = 0;  // what is shown and kept; jumps when the machine's clock is set
};

// For jitter and client id suffixes. Not for secrets: 32 bits of state (xorshift32), the same run for the same seed.
class Random {
 public:
  explicit Random(std::uint32_t seed) : state_(seed != 0 ? seed : 0x9e3779b9U) {}
  std::uint32_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_;
  }
  // 0 to `limit` - 1; `limit` is at least 1.
  std::uint32_t below(std::uint32_t limit) {
    return static_cast<std::uint32_t>((std::uint64_t{next()} * limit) >> 32);
  }

 private:
  std::uint32_t state_;
};

}  // namespace app
