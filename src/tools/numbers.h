// Numbers on command lines.
#pragma once
#include <charconv>
#include <cstdint>
#include <string_view>

namespace tools {

// A decimal number of digits only, from `least` to `most`.
inline bool read_number(std::string_view text, std::uint64_t least, std::uint64_t most, std::uint64_t& number) {
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, number);
  return result.ec == std::errc() && result.ptr == end && number >= least && number <= most;
}

}  // namespace tools
