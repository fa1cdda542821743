// Deterministic random numbers for tests: the same on every machine and with every standard library.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace support {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  // 64 even bits: Vigna's splitmix64, which also makes neighbouring seeds differ from the first number on.
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
  }

  // 0 to limit - 1; limit is at least 1.
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(((next() >> 32) * limit) >> 32); }
  // low to high, both included; less than 2^32 apart.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + below(static_cast<std::uint32_t>(high - low) + 1);
  }
  bool percent(std::uint32_t chance) { return below(100) < chance; }

  template <class T, std::size_t kCount>
  T pick(const std::array<T, kCount>& choices) {
    return choices[below(static_cast<std::uint32_t>(kCount))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace support
