// The same questions answered in the plainest way, as second opinions for fuzz_text: nothing here is fast, and nothing
// shares code with what it judges.
#pragma once
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace second_opinion {

// UTF-8 (RFC 3629): every code point written anew in its one form gives the same bytes.
inline bool utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
    if (size == 0 || at + size > text.size()) return false;
    std::uint32_t value = size == 1 ? lead : lead & (0x7Fu >> size);
    for (std::size_t next = 1; next < size; ++next) {
      const auto byte = static_cast<unsigned char>(text[at + next]);
      if (byte >> 6 != 2) return false;
      value = value << 6 | (byte & 0x3Fu);
    }
    const std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return false;
    at += size;
  }
  return true;
}

inline std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

inline bool contains(std::string_view text, char one) { return text.find(one) != std::string_view::npos; }

// MQTT 5 §4.7
inline bool topic(std::string_view text) { return !text.empty() && utf8(text) && !contains(text, '\0'); }
inline bool topic_name(std::string_view text) { return topic(text) && !contains(text, '+') && !contains(text, '#'); }
inline bool topic_filter(std::string_view text) {
  if (!topic(text)) return false;
  const auto levels = split(text, '/');
  for (std::size_t at = 0; at < levels.size(); ++at) {
    if (contains(levels[at], '#') && (levels[at] != "#" || at + 1 != levels.size())) return false;
    if (contains(levels[at], '+') && levels[at] != "+") return false;
  }
  return true;
}

// MQTT 5 §4.8.2: what is behind `$share/name/`; nothing if `text` is no shared subscription as it should be.
inline std::optional<std::string_view> shared_filter(std::string_view text) {
  const auto levels = split(text, '/');
  if (levels.size() < 3 || levels[0] != "$share" || levels[1].empty()) return std::nullopt;
  if (contains(levels[1], '+') || contains(levels[1], '#')) return std::nullopt;
  const std::string_view filter = text.substr(levels[0].size() + levels[1].size() + 2);
  return topic_filter(filter) ? std::optional(filter) : std::nullopt;
}

// MQTT 5 §4.7.1, §4.7.2: level by level.
inline bool matches(const std::vector<std::string_view>& filter, const std::vector<std::string_view>& topic,
                    std::size_t at = 0) {
  if (at == 0 && topic[0].substr(0, 1) == "$" && (filter[0] == "+" || filter[0] == "#")) return false;
  if (at == filter.size()) return at == topic.size();
  if (filter[at] == "#") return true;
  if (at == topic.size()) return false;
  return (filter[at] == "+" || filter[at] == topic[at]) && matches(filter, topic, at + 1);
}

// Bytes in HEX as model/hex.h has it: groups with an optional 0x, each with an even number of digits.
inline std::optional<std::vector<std::uint8_t>> hex(std::string text) {
  for (char& each : text)
    if (each == '\t' || each == '\n' || each == '\r' || each == ',') each = ' ';
  std::vector<std::uint8_t> bytes;
  for (std::string_view group : split(text, ' ')) {
    if (group.size() > 2 && (group.substr(0, 2) == "0x" || group.substr(0, 2) == "0X")) group.remove_prefix(2);
    if (group.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos || group.size() % 2 != 0)
      return std::nullopt;
    for (; !group.empty(); group.remove_prefix(2))
      bytes.push_back(static_cast<std::uint8_t>(std::stoi(std::string(group.substr(0, 2)), nullptr, 16)));
  }
  return bytes;
}

// RapidJSON differs from RFC 8259 in known ways, and there has no say: it takes U+0000 for the end, wants surrogates in
// escapes paired, and refuses numbers beyond a double.
inline std::optional<bool> json(const std::string& text) {
  if (contains(text, '\0') || text.find("\\ud") != std::string::npos || text.find("\\uD") != std::string::npos)
    return std::nullopt;
  std::size_t digits = 0;
  for (const char each : text) {
    digits = each >= '0' && each <= '9' ? digits + 1 : 0;
    if (digits > 300 || (digits > 2 && text.find_first_of("eE") != std::string::npos)) return std::nullopt;
  }
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::BaseReaderHandler<> handler;
  rapidjson::Reader reader;
  constexpr unsigned kFlags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseValidateEncodingFlag;
  return !reader.Parse<kFlags>(stream, handler).IsError();
}

// The one string that a JSON text is, read by RapidJSON; nothing if it is something else.
struct JsonString : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, JsonString> {
  std::optional<std::string> value;
  bool Default() { return false; }
  bool String(const char* text, rapidjson::SizeType size, bool) { return value = std::string(text, size), true; }
};
inline std::optional<std::string> json_string(const std::string& json) {
  rapidjson::MemoryStream stream(json.data(), json.size());
  JsonString handler;
  rapidjson::Reader reader;
  if (reader.Parse<rapidjson::kParseValidateEncodingFlag>(stream, handler).IsError()) return std::nullopt;
  return handler.value;
}

// JSON without the white space outside of its strings.
inline std::string squeezed(std::string_view json) {
  std::string out;
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    if (!in_string && std::string_view(" \t\r\n").find(json[at]) != std::string_view::npos) continue;
    out.push_back(json[at]);
    if (in_string && json[at] == '\\' && at + 1 < json.size())
      out.push_back(json[++at]);
    else if (json[at] == '"')
      in_string = !in_string;
  }
  return out;
}

// RFC 4648 §4, without its padding.
inline std::vector<std::uint8_t> base64(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::vector<std::uint8_t> bytes;
  std::uint32_t bits = 0, count = 0;
  for (const char each : text) {
    if (each == '=') break;
    bits = bits << 6 | static_cast<std::uint32_t>(kDigits.find(each));
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<std::uint8_t>(bits >> count & 0xFF));
  }
  return bytes;
}

}  // namespace second_opinion
