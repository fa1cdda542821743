#include "model/payload.h"

#include <algorithm>
#include <cstring>

namespace model {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;
constexpr std::uint32_t kControlPictures = 0x2400;
constexpr std::uint32_t kDeletePicture = 0x2421;

// How many ASCII bytes `bytes` starts with, in steps of 8: most payloads are nothing else.
std::size_t ascii_run(Bytes bytes) {
  std::size_t at = 0;
  while (bytes.size() - at >= 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + at, 8);
    if (word & 0x8080808080808080u) break;
    at += 8;
  }
  return at;
}

bool is_hidden_control(std::uint8_t byte) { return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F; }

}  // namespace

CodePoint decode_code_point(Bytes bytes) {
  const std::uint8_t lead = bytes[0];
  if (lead < 0x80) return {lead, 1, true};
  // The second byte's range shuts out overlong forms, surrogates and what lies above U+10FFFF.
  std::uint8_t least = 0x80, most = 0xBF, following = 0;
  std::uint32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    following = 1;
    value = lead & 0x1Fu;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    following = 2;
    value = lead & 0x0Fu;
    if (lead == 0xE0) least = 0xA0;
    if (lead == 0xED) most = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    following = 3;
    value = lead & 0x07u;
    if (lead == 0xF0) least = 0x90;
    if (lead == 0xF4) most = 0x8F;
  } else {
    return {kReplacement, 1, false};
  }
  for (std::uint8_t i = 1; i <= following; ++i) {
    if (i >= bytes.size() || bytes[i] < least || bytes[i] > most) return {kReplacement, i, false};
    value = (value << 6) | (bytes[i] & 0x3Fu);
    least = 0x80;
    most = 0xBF;
  }
  return {value, static_cast<std::uint8_t>(following + 1), true};
}

bool is_utf8(Bytes bytes) {
  while (!bytes.empty()) {
    bytes = bytes.subspan(ascii_run(bytes));
    if (bytes.empty()) return true;
    const CodePoint point = decode_code_point(bytes);
    if (!point.valid) return false;
    bytes = bytes.subspan(point.size);
  }
  return true;
}

std::size_t utf8_cut(Bytes bytes, std::size_t most) {
  if (most >= bytes.size()) return bytes.size();
  std::size_t start = most;
  while (start > 0 && most - start < 3 && (bytes[start] & 0xC0) == 0x80) --start;
  const CodePoint point = decode_code_point(bytes.subspan(start));
  // Bytes that are no UTF-8 may be cut anywhere.
  return point.valid && start + point.size > most ? start : most;
}

void append_shown_text(std::string& to, Bytes bytes) {
  while (!bytes.empty()) {
    std::size_t run = 0;
    while (run < bytes.size() && bytes[run] < 0x80 && !is_hidden_control(bytes[run])) ++run;
    to.append(as_text(bytes.first(run)));
    bytes = bytes.subspan(run);
    if (bytes.empty()) return;
    const CodePoint point = decode_code_point(bytes);
    if (point.value < 0x20) {
      append_utf8(to, kControlPictures + point.value);
    } else {
      append_utf8(to, point.value == 0x7F ? kDeletePicture : point.value);
    }
    bytes = bytes.subspan(point.size);
  }
}

void append_utf8(std::string& to, std::uint32_t value) {
  const auto put = [&to](std::uint32_t byte) { to.push_back(static_cast<char>(byte)); };
  const auto put_rest = [&put, value](int bits) { put(0x80 | ((value >> bits) & 0x3F)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | (value >> 6));
    put_rest(0);
  } else if (value < 0x10000) {
    put(0xE0 | (value >> 12));
    put_rest(6);
    put_rest(0);
  } else {
    put(0xF0 | (value >> 18));
    put_rest(12);
    put_rest(6);
    put_rest(0);
  }
}

}  // namespace model
