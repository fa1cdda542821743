#include "model/json_write.h"

#include <charconv>
#include <iterator>

namespace model {
namespace {

void append_escaped(std::string& to, std::uint8_t byte) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (byte) {
    case '"':
      to += "\\\"";
      break;
    case '\\':
      to += "\\\\";
      break;
    case '\n':
      to += "\\n";
      break;
    case '\r':
      to += "\\r";
      break;
    case '\t':
      to += "\\t";
      break;
    default:
      to += "\\u00";
      to.push_back(kHex[byte >> 4]);
      to.push_back(kHex[byte & 15]);
  }
}

bool is_plain(std::uint8_t byte) { return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\'; }

}  // namespace

void append_number(std::string& to, std::int64_t number, int digits) {
  char buffer[20];
  const auto end = std::to_chars(std::begin(buffer), std::end(buffer), number).ptr;
  for (auto width = end - buffer; width < digits; ++width) to.push_back('0');
  to.append(buffer, end);
}

// RFC 8259 §7. What is no UTF-8 becomes U+FFFD; payloads come here only when they are UTF-8.
void append_json_string(std::string& to, Bytes bytes) {
  to.push_back('"');
  while (!bytes.empty()) {
    std::size_t run = 0;
    while (run < bytes.size() && is_plain(bytes[run])) ++run;
    to.append(as_text(bytes.first(run)));
    bytes = bytes.subspan(run);
    if (bytes.empty()) break;
    const CodePoint point = decode_code_point(bytes);
    if (point.value < 0x80) {
      append_escaped(to, bytes[0]);
    } else {
      append_utf8(to, point.value);
    }
    bytes = bytes.subspan(point.size);
  }
  to.push_back('"');
}

// RFC 4648 §4, padded.
void append_base64(std::string& to, Bytes bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  to.push_back('"');
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    const unsigned group = bytes[i] << 16U | (left > 1 ? bytes[i + 1] : 0U) << 8U | (left > 2 ? bytes[i + 2] : 0U);
    to.push_back(kDigits[group >> 18]);
    to.push_back(kDigits[group >> 12 & 63]);
    to.push_back(left > 1 ? kDigits[group >> 6 & 63] : '=');
    to.push_back(left > 2 ? kDigits[group & 63] : '=');
  }
  to.push_back('"');
}

}  // namespace model
