#include "uiot/limits.h"

#include <algorithm>

namespace uiot {
namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

}  // namespace

std::size_t serial_valid_size(std::string_view serial) {
  std::size_t size = 0;
  while (size < serial.size() && is_letter_or_digit(serial[size])) ++size;
  return size;
}

std::size_t device_sn_valid_size(std::string_view device_sn) {
  std::size_t size = 0;
  while (size < device_sn.size() && (is_letter_or_digit(device_sn[size]) ||
                                     std::string_view("-_@:").find(device_sn[size]) != std::string_view::npos))
    ++size;
  return size;
}

std::size_t slashes(std::string_view topic) {
  return static_cast<std::size_t>(std::count(topic.begin(), topic.end(), '/'));
}

}  // namespace uiot
