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

HexResult parse_hex(std::string_view text, std::vector<std::uint8_t>* to) {
  HexResult result;
  result.line = result.column = 1;
  int half = -1;
  bool in_group = false;
  const auto odd = [&] {
    result.kind = HexResult::Kind::odd_digits;
    --result.column;
    return result;
  };
  for (std::size_t at = 0; at < text.size(); ++at, ++result.column) {
    const char c = text[at];
    if (is_separator(c)) {
      if (half >= 0) return odd();
      in_group = false;
      if (c == '\n') {
        ++result.line;
        result.column = 0;
      }
      continue;
    }
    if (!in_group && is_prefix(text.substr(at))) {
      at += 2;
      result.column += 2;
    }
    in_group = true;
    const int value = digit_value(text[at]);
    if (value < 0) {
      result.kind = HexResult::Kind::bad_character;
      result.character = text.substr(at, decode_code_point(as_bytes(text.substr(at))).size);
      return result;
    }
    if (half < 0) {
      half = value;
      continue;
    }
    if (to) to->push_back(static_cast<std::uint8_t>(half << 4 | value));
    ++result.bytes;
    half = -1;
  }
  if (half >= 0) return odd();
  result.line = result.column = 0;
  return result;
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
