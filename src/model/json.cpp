#include "model/json.h"

#include <bitset>
#include <cstring>

namespace model {
namespace {

bool is_blank(std::uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

bool is_digit(int byte) { return byte >= '0' && byte <= '9'; }

bool is_hex_digit(int byte) { return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F'); }

// Goes over a JSON text once, without recursion and with one bit a level: a payload of brackets must not use up the
// stack, nor one long string be copied.
class Checker {
 public:
  explicit Checker(Bytes bytes) : bytes_(bytes) {}

  // When it is not ok, at() is where the first mistake stands.
  JsonResult::Kind run() {
    Next next = Next::value;
    for (;;) {
      skip_blanks();
      if (next == Next::comma_or_end && depth_ == 0)
        return at_ == bytes_.size() ? JsonResult::Kind::ok : JsonResult::Kind::wrong;
      if (!step(next)) return JsonResult::Kind::wrong;
      if (depth_ > kDeepestJson) return JsonResult::Kind::too_deep;
    }
  }
  std::size_t at() const { return at_; }

 private:
  enum class Next : std::uint8_t { value, value_or_end, key, key_or_end, comma_or_end };

  bool step(Next& next) {
    const bool in_object = depth_ > 0 && objects_[depth_ - 1];
    switch (next) {
      case Next::value_or_end:
      case Next::key_or_end:
        if (take(in_object ? '}' : ']')) return leave(next);
        if (next == Next::value_or_end) return value(next);
        [[fallthrough]];
      case Next::key:
        if (!string()) return false;
        skip_blanks();
        next = Next::value;
        return take(':');
      case Next::value:
        return value(next);
      case Next::comma_or_end:
        break;
    }
    if (take(in_object ? '}' : ']')) return leave(next);
    next = in_object ? Next::key : Next::value;
    return take(',');
  }

  bool value(Next& next) {
    if (take('{')) return enter(next, Next::key_or_end);
    if (take('[')) return enter(next, Next::value_or_end);
    next = Next::comma_or_end;
    switch (peek()) {
      case '"':
        return string();
      case 't':
        return literal("true");
      case 'f':
        return literal("false");
      case 'n':
        return literal("null");
      default:
        return number();
    }
  }

  bool enter(Next& next, Next inside) {
    if (depth_ < kDeepestJson) objects_[depth_] = inside == Next::key_or_end;
    ++depth_;
    next = inside;
    return true;
  }

  bool leave(Next& next) {
    --depth_;
    next = Next::comma_or_end;
    return true;
  }

  bool string() {
    if (!take('"')) return false;
    for (;;) {
      const int byte = peek();
      if (byte < 0x20) return false;  // the end, too
      if (byte >= 0x80) {
        const CodePoint point = decode_code_point(bytes_.subspan(at_));
        if (!point.valid) return false;
        at_ += point.size;
        continue;
      }
      ++at_;
      if (byte == '"') return true;
      if (byte == '\\' && !escape()) return false;
    }
  }

  bool escape() {
    const int byte = peek();
    if (byte <= 0 || !std::strchr("\"\\/bfnrtu", byte)) return false;
    ++at_;
    for (int digits = 0; byte == 'u' && digits < 4; ++digits, ++at_)
      if (!is_hex_digit(peek())) return false;
    return true;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (!take('e') && !take('E')) return true;
    if (!take('+')) take('-');
    return digits();
  }

  bool digits() {
    const std::size_t start = at_;
    while (is_digit(peek())) ++at_;
    return at_ > start;
  }

  bool literal(const char* word) {
    for (; *word; ++word)
      if (!take(*word)) return false;
    return true;
  }

  int peek() const { return at_ < bytes_.size() ? bytes_[at_] : -1; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  void skip_blanks() {
    while (at_ < bytes_.size() && is_blank(bytes_[at_])) ++at_;
  }

  Bytes bytes_;
  std::size_t at_ = 0, depth_ = 0;
  std::bitset<kDeepestJson> objects_;
};

JsonResult result_at(JsonResult::Kind kind, Bytes bytes, std::size_t offset) {
  JsonResult result{kind, 1, 1};
  for (std::size_t i = 0; i < offset && i < bytes.size(); ++i) {
    if (bytes[i] == '\n') {
      ++result.line;
      result.column = 1;
    } else if ((bytes[i] & 0xC0) != 0x80) {
      ++result.column;
    }
  }
  return result;
}

// Writes laid out JSON up to a limit of bytes and lines.
class Writer {
 public:
  Writer(std::string& to, std::size_t most, std::size_t most_lines)
      : to_(to), start_(to.size()), most_(most), lines_left_(most_lines) {}

  bool full() const { return full_; }
  void put(std::uint8_t byte) {
    if (to_.size() - start_ >= most_) full_ = true;
    if (!full_) to_.push_back(static_cast<char>(byte));
  }
  void new_line(std::size_t depth) {
    if (--lines_left_ == 0) {
      full_ = true;
      return;
    }
    put('\n');
    for (std::size_t i = 0; i < depth * 2 && !full_; ++i) put(' ');
  }
  void trim_half_sequence() {
    const Bytes written = as_bytes(to_).subspan(start_);
    for (std::size_t back = 1; back <= 3 && back <= written.size(); ++back) {
      const CodePoint point = decode_code_point(written.last(back));
      if (point.valid) return;
      if ((written[written.size() - back] & 0xC0) == 0x80) continue;
      to_.resize(to_.size() - back);
      return;
    }
  }

 private:
  std::string& to_;
  std::size_t start_, most_, lines_left_;
  bool full_ = false;
};

// The index after the string that starts at `at`, which is copied as it is: its escapes are the sender's.
std::size_t copy_string(Writer& writer, Bytes bytes, std::size_t at) {
  writer.put(bytes[at++]);
  while (at < bytes.size() && !writer.full()) {
    const std::uint8_t byte = bytes[at++];
    writer.put(byte);
    if (byte == '"') break;
    if (byte == '\\' && at < bytes.size()) writer.put(bytes[at++]);
  }
  return at;
}

std::size_t skip_blanks(Bytes bytes, std::size_t at) {
  while (at < bytes.size() && is_blank(bytes[at])) ++at;
  return at;
}

}  // namespace

JsonResult check_json(Bytes bytes) {
  Checker checker(bytes);
  const JsonResult::Kind kind = checker.run();
  return kind == JsonResult::Kind::ok ? JsonResult{} : result_at(kind, bytes, checker.at());
}

bool append_laid_out_json(std::string& to, Bytes bytes, std::size_t most, std::size_t most_lines) {
  Writer writer(to, most, most_lines);
  std::size_t depth = 0;
  for (std::size_t at = skip_blanks(bytes, 0); at < bytes.size() && !writer.full(); at = skip_blanks(bytes, at)) {
    const std::uint8_t byte = bytes[at];
    if (byte == '"') {
      at = copy_string(writer, bytes, at);
      continue;
    }
    ++at;
    if (byte == '{' || byte == '[') {
      writer.put(byte);
      const std::size_t next = skip_blanks(bytes, at);
      if (next < bytes.size() && (bytes[next] == '}' || bytes[next] == ']')) {
        writer.put(bytes[next]);
        at = next + 1;
      } else {
        writer.new_line(++depth);
      }
    } else if (byte == '}' || byte == ']') {
      if (depth) --depth;
      writer.new_line(depth);
      writer.put(byte);
    } else {
      writer.put(byte);
      if (byte == ',') writer.new_line(depth);
      if (byte == ':') writer.put(' ');
    }
  }
  if (writer.full()) writer.trim_half_sequence();
  return !writer.full();
}

bool looks_like_json(Bytes bytes) {
  const std::size_t at = skip_blanks(bytes, 0);
  return at < bytes.size() && (bytes[at] == '{' || bytes[at] == '[');
}

}  // namespace model
