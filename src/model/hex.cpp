#include "model/hex.h"

namespace model {
namespace {

constexpr char kDigits[] = "0123456789abcdef";

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_separator(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ','; }

// `0x` in front of a group's first digit.
bool is_prefix(std::string_view rest) {
  return rest.size() > 2 && rest[0] == '0' && (rest[1] == 'x' || rest[1] == 'X') && digit_value(rest[2]) >= 0;
}

}  // namespace

HexError parse_hex(std::string_view text, std::vector<std::uint8_t>* to) {
  std::size_t line = 1, column = 1;
  int half = -1;
  bool in_group = false;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (is_separator(c)) {
      if (half >= 0) return {HexError::Kind::odd_digits, line, column - 1, {}};
      in_group = false;
      ++column;
      if (c == '\n') {
        ++line;
        column = 1;
      }
      ++at;
      continue;
    }
    if (!in_group && is_prefix(text.substr(at))) {
      at += 2;
      column += 2;
    }
    in_group = true;
    const int value = digit_value(text[at]);
    if (value < 0) {
      const std::size_t size = decode_code_point(as_bytes(text.substr(at))).size;
      return {HexError::Kind::bad_character, line, column, text.substr(at, size)};
    }
    if (half < 0) {
      half = value;
    } else {
      if (to) to->push_back(static_cast<std::uint8_t>(half << 4 | value));
      half = -1;
    }
    ++at;
    ++column;
  }
  if (half >= 0) return {HexError::Kind::odd_digits, line, column - 1, {}};
  return {};
}

void append_hex(std::string& to, Bytes bytes) {
  to.reserve(to.size() + bytes.size() * 3);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i) to.push_back(' ');
    to.push_back(kDigits[bytes[i] >> 4]);
    to.push_back(kDigits[bytes[i] & 15]);
  }
}

}  // namespace model
