// The first byte chooses a form of text, the rest is one, or two with a line feed between them:
//   - UTF-8, HEX, JSON, topic names and filters and what they match: as second_opinion.h answers.
//   - An error's place is inside the text; what is written is read back as what it was.
//   - JSON strings, base64 and lines of the message window are JSON of one line, whatever bytes they hold.
//   - A value of the page's URL comes back from its percent-encoded form, and a secret never stands in a notice.
//   - An address taken apart and put together again is taken apart the same way.
//   - User properties are the lines that they were.
#include <algorithm>
#include <array>

#include "fuzz/fuzz.h"
#include "fuzz/second_opinion.h"
#include "model/address.h"
#include "model/hex.h"
#include "model/json.h"
#include "model/json_lines.h"
#include "model/json_write.h"
#include "model/payload.h"
#include "model/url_parameters.h"
#include "model/user_properties.h"
#include "mqtt/topic.h"
#include "mqtt/utf8.h"

namespace {

using fuzz::require;
using model::as_bytes;

void check_utf8(const std::string& text) {
  const bool well = second_opinion::utf8(text);
  const bool null = text.find('\0') != std::string::npos;
  mqtt::Error error;
  require(mqtt::check_utf8(text, error) == (well && !null), "UTF-8 without U+0000", text);
  require(error.numbers[0] <= text.size(), "the fault is inside the text", text);
  require(mqtt::check_payload_utf8(as_bytes(text), error) == well, "a payload that is UTF-8", text);
  require(model::is_utf8(as_bytes(text)) == well, "a payload's text", text);
  std::string shown;
  model::append_shown_text(shown, as_bytes(text));
  require(second_opinion::utf8(shown) && shown.find('\0') == std::string::npos, "what is shown is UTF-8", text);
  const std::size_t cut = model::utf8_cut(as_bytes(text), text.size() / 2);
  require(cut <= text.size() / 2 && (!well || second_opinion::utf8(text.substr(0, cut))), "a cut leaves UTF-8", text);
}

void check_hex(const std::string& text) {
  std::vector<std::uint8_t> bytes;
  const model::HexResult result = model::parse_hex(text, &bytes);
  const auto expected = second_opinion::hex(text);
  require((result.kind == model::HexResult::Kind::ok) == expected.has_value(), "HEX or not", text);
  require(model::parse_hex(text, nullptr).kind == result.kind && result.bytes == bytes.size(),
          "the same, only checked");
  if (!expected)
    return require(result.line > 0 && result.column > 0 && result.column <= text.size(), "an error's place", text);
  require(bytes == *expected, "the bytes of HEX", text);
  std::string again;
  model::append_hex(again, bytes);
  std::vector<std::uint8_t> same;
  require(model::parse_hex(again, &same).kind == model::HexResult::Kind::ok && same == bytes, "HEX comes back", again);
}

void check_json(const std::string& text) {
  const model::JsonResult result = model::check_json(as_bytes(text));
  if (result.kind != model::JsonResult::Kind::ok)
    require(result.line > 0 && result.column > 0 && result.column <= text.size() + 1, "an error's place", text);
  if (result.kind == model::JsonResult::Kind::too_deep) return;
  const bool ok = result.kind == model::JsonResult::Kind::ok;
  require(ok == second_opinion::json(text).value_or(ok), "JSON or not", text);
  if (!ok) return;
  std::string layout, again, part;
  model::append_laid_out_json(layout, as_bytes(text), SIZE_MAX, SIZE_MAX);
  require(second_opinion::squeezed(layout) == second_opinion::squeezed(text), "only white space differs", layout, text);
  require(model::check_json(as_bytes(layout)).kind == model::JsonResult::Kind::ok, "a layout is JSON", layout);
  model::append_laid_out_json(again, as_bytes(layout), SIZE_MAX, SIZE_MAX);
  require(again == layout, "a layout stays as it is", layout, again);
  model::append_laid_out_json(part, as_bytes(text), layout.size() / 2, 3);
  require(part.size() <= layout.size() / 2 && layout.compare(0, part.size(), part) == 0, "a part is its beginning",
          part);
  require(second_opinion::utf8(part), "a part is UTF-8", part);
}

void check_topics(const std::string& filter, const std::string& topic) {
  using mqtt::Version;
  const bool name_ok = second_opinion::topic_name(topic);
  const bool filter_ok = second_opinion::topic_filter(filter);
  const auto shared = second_opinion::shared_filter(filter);
  const bool share = filter.starts_with("$share/");
  require(mqtt::check_topic_name(topic).ok() == name_ok, "a topic name", topic);
  require(mqtt::check_topic_filter(filter, Version::v3_1_1).ok() == filter_ok, "a topic filter", filter);
  const auto in_5 = mqtt::check_topic_filter(filter, Version::v5);
  require(in_5.ok() == (second_opinion::topic(filter) && (share ? shared.has_value() : filter_ok)), "in MQTT 5",
          filter);
  require(in_5.ok() || in_5.error().numbers[0] <= filter.size(), "the fault is inside the filter", filter);
  const bool matches = mqtt::matches(filter, topic);
  if (!in_5.ok() || !name_ok) return;
  const std::string_view inner = shared.value_or(filter);
  require(mqtt::split_shared(filter).filter == inner, "the filter of a shared subscription", filter);
  require(matches == second_opinion::matches(second_opinion::split(inner, '/'), second_opinion::split(topic, '/')),
          "a match", filter, topic);
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  char code[4];
  for (const char each : text) {
    std::snprintf(code, sizeof code, "%%%02x", static_cast<unsigned char>(each));
    out += code;
  }
  return out;
}

void check_url(const std::string& query, const std::string& fragment) {
  using model::Field;
  const model::UrlParameters made = model::read_url(query, fragment);
  for (const auto& text : made.text) require(!text || second_opinion::utf8(*text), "a value is UTF-8");
  for (const model::Mark& notice : made.notices) require(second_opinion::utf8(notice.text), "a notice is UTF-8");
  const model::UrlParameters encoded = model::read_url("message=" + percent_encoded(query), "");
  const auto& message = encoded.text[static_cast<std::size_t>(Field::publish_message)];
  require(message == (second_opinion::utf8(query) ? std::optional(query) : std::nullopt), "a value comes back", query);
  if (fragment.find('&') != std::string::npos) return;
  const model::UrlParameters secret = model::read_url("", "deviceSecret=" + fragment);
  require(secret.had_secret, "a secret is known to be there", fragment);
  for (const model::Mark& notice : secret.notices)
    require(notice.text == "deviceSecret", "no secret stands in a notice", notice.text);
}

void check_address(const std::string& text) {
  using Kind = model::AddressParts::Kind;
  const model::AddressParts parts = model::take_apart(text);
  require(parts.host.find_first_of("/?#@") == std::string_view::npos, "a host ends where it should", text);
  require(parts.port.find_first_not_of("0123456789") == std::string_view::npos, "a port is digits", text);
  require(parts.path.empty() || parts.path[0] == '/' || parts.path[0] == '?', "a path begins as one", text);
  require(!second_opinion::contains(parts.path, '#'), "a path has no fragment", text);
  const bool nothing_else = parts.scheme.empty() && parts.port.empty() && parts.path.empty() && !parts.had_user_info;
  require(parts.kind != Kind::plain || nothing_else, "a plain address is a host", text);
  const std::string_view bad = model::bad_host_character(parts.host);
  require(bad.empty() || parts.host.find(bad) != std::string_view::npos, "a bad character is in the host", text);
  (void)model::is_loopback(parts.host);
  // White space at an end is cut off there, and means nothing elsewhere.
  if (text.find_first_of(" \t\r\n") != std::string::npos) return;
  std::string whole;
  if (text.find("://") != std::string::npos) whole.append(parts.scheme).append("://");
  whole.append(parts.host);
  if (!parts.port.empty()) whole.append(":").append(parts.port);
  whole.append(parts.path);
  const model::AddressParts again = model::take_apart(whole);
  require(again.scheme == parts.scheme && again.host == parts.host && again.port == parts.port &&
              again.path == parts.path && again.tls == parts.tls,
          "an address taken apart twice", text, whole);
}

void check_strings(const std::string& text) {
  std::string json;
  model::append_json_string(json, as_bytes(text));
  const auto read = second_opinion::json_string(json);
  require(read.has_value() && second_opinion::utf8(json) && json.find('\n') == std::string::npos, "a JSON string",
          json);
  require(!second_opinion::utf8(text) || *read == text, "a JSON string comes back", json);
  std::string base64;
  model::append_json_base64(base64, as_bytes(text));
  require(base64.size() % 4 == 2, "base64 is padded", base64);
  const auto bytes = second_opinion::base64(std::string_view(base64).substr(1, base64.size() - 2));
  require(std::ranges::equal(bytes, as_bytes(text)), "base64 comes back", base64);
}

void check_line(const std::string& one, const std::string& two) {
  model::LogEntry entry;
  entry.seq = one.size();
  entry.time_ms = static_cast<std::int64_t>(one.size()) * 86'400'123;
  entry.kind = static_cast<model::LogKind>(one.size() % (static_cast<std::size_t>(model::kLastLogKind) + 1));
  entry.cause = static_cast<model::Cause>(two.size() % (static_cast<std::size_t>(model::kLastCause) + 1));
  entry.code = static_cast<std::uint16_t>(two.size());
  entry.error_reason = one.size() % 2;
  entry.topic = entry.text = one;
  entry.payload = entry.properties = as_bytes(two);
  entry.answer = as_bytes(one);
  std::string line;
  model::append_json_line(line, entry);
  require(!line.empty() && line.find('\n') + 1 == line.size(), "a row is one line", line);
  require(second_opinion::json(line).value_or(true) && second_opinion::utf8(line), "a row is JSON", line);
}

void check_user_properties(const std::string& text) {
  std::string_view left = text;
  std::size_t line = 0;
  model::UserPropertyLine each;
  std::vector<std::string> found, expected;
  while (model::next_user_property(left, line, each)) {
    require(!second_opinion::contains(each.name, '=') && each.line == line, "the first = divides", text);
    found.push_back(std::string(each.name) + (each.divided ? "=" : "") + std::string(each.value));
  }
  for (std::string_view one : second_opinion::split(text, '\n')) {
    if (one.ends_with('\r')) one.remove_suffix(1);
    if (!one.empty()) expected.emplace_back(one);
  }
  require(found == expected, "user properties are the lines", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string one = text.substr(0, end), two = text.substr(std::min(end + 1, text.size()));
  switch (data[0] % 9) {
    case 0:
      check_utf8(text);
      break;
    case 1:
      check_hex(text);
      break;
    case 2:
      check_json(text);
      break;
    case 3:
      check_topics(one, two);
      break;
    case 4:
      check_url(one, two);
      break;
    case 5:
      check_address(text);
      break;
    case 6:
      check_strings(text);
      break;
    case 7:
      check_line(one, two);
      break;
    case 8:
      check_user_properties(text);
      break;
  }
  return 0;
}
