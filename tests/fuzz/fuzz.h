// What the fuzzers share: a check that ends the run, and an input that is read in pieces.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "mqtt/types.h"

namespace fuzz {

// An invariant. One that does not hold ends the program with `what` and the two things that should have agreed, and
// libFuzzer then keeps the input.
inline void require(bool holds, const char* what, const std::string& one = "", const std::string& other = "") {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n  %s\n  %s\n", what, one.c_str(), other.c_str());
  std::abort();
}

// The input's bytes one after the other; zeros after the last.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : left_(data, size) {}

  bool empty() const { return left_.empty(); }
  std::uint8_t u8() {
    const mqtt::Bytes one = bytes(1);
    return one.empty() ? 0 : one[0];
  }
  std::uint16_t u16() {
    const unsigned high = u8();
    return static_cast<std::uint16_t>(high << 8 | u8());
  }
  bool flag() { return (u8() & 1) != 0; }
  // 0 to limit - 1
  std::uint8_t below(unsigned limit) { return static_cast<std::uint8_t>(u8() % limit); }
  // As many as there are, up to `most`.
  mqtt::Bytes bytes(std::size_t most) {
    const mqtt::Bytes taken = left_.first(most < left_.size() ? most : left_.size());
    left_ = left_.subspan(taken.size());
    return taken;
  }
  // Up to 255 bytes, behind one that tells how many.
  std::string_view text() { return mqtt::as_text(bytes(u8())); }
  mqtt::Bytes rest() { return bytes(left_.size()); }

 private:
  mqtt::Bytes left_;
};

}  // namespace fuzz
