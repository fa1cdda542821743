#include "model/json_write.h"

#include "model/base64.h"

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

void append_json_base64(std::string& to, Bytes bytes) {
  to.push_back('"');
  append_base64(to, bytes);
  to.push_back('"');
}

}  // namespace model
