#include "ui/property_text.h"

#include <algorithm>
#include <iterator>

#include "model/hex.h"
#include "model/payload.h"
#include "ui/text.h"
#include "ui/wording.h"

namespace ui {
namespace {

using model::Language;
using mqtt::Properties;
using mqtt::Property;
using mqtt::PropertyId;

constexpr std::size_t kMostText = 256 * 1024;  // of an opened row's properties: a field with more is slow
constexpr std::uint32_t kNever = 0xFFFF'FFFF;  // MQTT 5 §3.1.2.11.2

std::string_view pick(std::string_view en, std::string_view zh, Language language) {
  return language == Language::zh ? zh : en;
}

// Text on one line.
void append_shown(std::string& to, std::string_view text) {
  const std::size_t from = to.size();
  model::append_shown_text(to, model::as_bytes(text));
  for (std::size_t at = to.find_first_of("\n\t", from); at != std::string::npos; at = to.find_first_of("\n\t", at)) {
    const char* const picture = to[at] == '\n' ? "␊" : "␉";
    to.replace(at, 1, picture);
  }
}

bool is_plain_text(std::string_view bytes) {
  const bool control = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  return !control && model::is_utf8(model::as_bytes(bytes));
}

std::string binary(std::string_view bytes) {
  std::string hex = "HEX ";
  model::append_hex(hex, model::as_bytes(bytes));
  if (bytes.empty() || !is_plain_text(bytes)) return hex;
  return std::string(bytes) + " (" + hex + ")";
}

std::string seconds(std::uint32_t value, Language language) {
  return grouped(value) + std::string(pick(" s", " 秒", language));
}

std::string number_words(const Property& property, Language language) {
  switch (property.id) {
    case PropertyId::payload_format_indicator:
      return std::string(property.number ? pick("text (UTF-8)", "文本 (UTF-8)", language) : pick("bytes", "字节", language));
    case PropertyId::session_expiry_interval:
      if (property.number == kNever) return std::string(pick("never", "永不过期", language));
      [[fallthrough]];
    case PropertyId::message_expiry_interval:
    case PropertyId::will_delay_interval:
      return seconds(property.number, language);
    case PropertyId::server_keep_alive:
      return property.number ? seconds(property.number, language) : std::string(pick("off", "关闭", language));
    case PropertyId::maximum_packet_size:
      return grouped(property.number) + std::string(pick(" bytes", " 字节", language));
    case PropertyId::request_problem_information:
    case PropertyId::request_response_information:
    case PropertyId::retain_available:
    case PropertyId::wildcard_subscription_available:
    case PropertyId::subscription_identifier_available:
    case PropertyId::shared_subscription_available:
      return std::string(property.number ? pick("yes", "支持", language) : pick("no", "不支持", language));
    default:
      return grouped(property.number);
  }
}

std::string value_words(const Property& property, Language language) {
  std::string words;
  switch (mqtt::type_of(property.id)) {
    case mqtt::PropertyType::text:
      append_shown(words, property.text);
      return words;
    case mqtt::PropertyType::text_pair:
      append_shown(words, property.text);
      words += '=';
      append_shown(words, property.value);
      return words;
    case mqtt::PropertyType::binary:
      return binary(property.text);
    default:
      return number_words(property, language);
  }
}

PropertyLine line_of(const Property& property, Language language) {
  return {std::string(property_name(property.id, language)), value_words(property, language)};
}

void append_lines(std::string& to, const std::vector<PropertyLine>& lines, Language language) {
  for (const PropertyLine& line : lines) {
    if (to.size() > kMostText) {
      to += "…\n";
      return;
    }
    to.append(line.name).append(pick(": ", "：", language)).append(line.value).append("\n");
  }
}

// What CONNACK says with a number, and what holds when it does not (MQTT 5 §3.2.2.3); the order of the list.
struct Limit {
  PropertyId id;
  std::uint32_t otherwise;
};
constexpr Limit kLimits[] = {
    {PropertyId::receive_maximum, 65'535},
    {PropertyId::maximum_qos, 2},
    {PropertyId::retain_available, 1},
    {PropertyId::maximum_packet_size, 0},
    {PropertyId::topic_alias_maximum, 0},
    {PropertyId::wildcard_subscription_available, 1},
    {PropertyId::subscription_identifier_available, 1},
    {PropertyId::shared_subscription_available, 1},
};

bool is_limit(PropertyId id) {
  return id == PropertyId::server_keep_alive || id == PropertyId::session_expiry_interval ||
         id == PropertyId::assigned_client_identifier ||
         std::any_of(std::begin(kLimits), std::end(kLimits), [id](const Limit& limit) { return limit.id == id; });
}

}  // namespace

std::vector<PropertyLine> property_lines(Properties properties, Language language) {
  std::vector<PropertyLine> lines;
  for (const Property& property : properties) lines.push_back(line_of(property, language));
  return lines;
}

std::vector<PropertyLine> limit_lines(const Connack& connack, Language language) {
  std::vector<PropertyLine> lines;
  const bool assigned = connack.properties.find(PropertyId::assigned_client_identifier).has_value();
  lines.push_back({"Client ID", {}});
  append_shown(lines.back().value, connack.client_id);
  if (assigned) lines.back().value += pick(" (chosen by the broker)", " (由 Broker 分配)", language);
  const auto add = [&](PropertyId id, std::uint32_t number) { lines.push_back(line_of({id, number, {}, {}}, language)); };
  add(PropertyId::server_keep_alive, connack.keep_alive_s);
  lines.back().name = "Keep Alive";
  add(PropertyId::session_expiry_interval, connack.session_expiry_s);
  if (connack.session_expiry_s == 0) lines.back().value = pick("ends with the connection", "随连接结束", language);
  for (const Limit& limit : kLimits) {
    add(limit.id, connack.properties.number(limit.id, limit.otherwise));
    const bool unlimited = limit.id == PropertyId::maximum_packet_size && !connack.properties.find(limit.id);
    if (unlimited) lines.back().value = pick("no limit", "无限制", language);
  }
  for (const Property& property : connack.properties)
    if (!is_limit(property.id)) lines.push_back(line_of(property, language));
  return lines;
}

std::string properties_in_line(const model::LogEntry& entry, Language language, std::size_t most) {
  std::string words;
  const auto append = [&](Properties properties) {
    for (const Property& property : properties) {
      if (words.size() > most) return;
      if (property.id == PropertyId::assigned_client_identifier) continue;  // the row's sentence has it
      if (!words.empty()) words += " · ";
      const PropertyLine line = line_of(property, language);
      words.append(line.name).append(pick(": ", "：", language)).append(line.value);
    }
  };
  append(Properties(entry.properties));
  append(Properties(entry.answer));
  if (words.size() <= most) return words;
  words.resize(model::utf8_cut(model::as_bytes(words), most));
  return words + "…";
}

std::string properties_text(const model::LogEntry& entry, Language language) {
  std::string text;
  if (entry.kind == model::LogKind::connected && entry.version == static_cast<std::uint8_t>(mqtt::Version::v5)) {
    append_lines(text, limit_lines({entry.code, entry.number2, entry.text, Properties(entry.properties)}, language), language);
  } else {
    append_lines(text, property_lines(Properties(entry.properties), language), language);
  }
  if (!entry.answer.empty()) {
    text += pick("The broker's acknowledgement:\n", "Broker 的应答：\n", language);
    append_lines(text, property_lines(Properties(entry.answer), language), language);
  }
  if (!text.empty()) text.pop_back();
  return text;
}

bool wrongly_text(const model::LogEntry& entry) {
  return Properties(entry.properties).number(PropertyId::payload_format_indicator, 0) == 1 && !model::is_utf8(entry.payload);
}

}  // namespace ui
