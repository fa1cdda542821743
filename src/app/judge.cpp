#include "app/judge.h"

#include <charconv>

#include "app/form_properties.h"
#include "model/hex.h"
#include "mqtt/topic.h"
#include "mqtt/utf8.h"

namespace app {

using model::Complaint;

namespace {

bool parse_number(std::string_view text, std::uint64_t& value) {
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  return parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
}

bool judge_topic(Judge& judge, std::string_view topic, const mqtt::Result<void>& checked) {
  if (checked) return true;
  const mqtt::Error& error = checked.error();
  switch (error.reason) {
    case mqtt::Reason::empty_topic:
      judge.error(Complaint::required);
      break;
    case mqtt::Reason::wildcard_in_topic_name:
      judge.error(Complaint::topic_wildcard, 0, 0, character_at(topic, static_cast<std::size_t>(error.numbers[0])));
      break;
    case mqtt::Reason::misplaced_multi_level_wildcard:
      judge.error(Complaint::filter_hash_not_last);
      break;
    case mqtt::Reason::misplaced_single_level_wildcard:
      judge.error(Complaint::filter_plus_not_alone);
      break;
    case mqtt::Reason::invalid_share_name:  // [MQTT5-4.8.2-1, 4.8.2-2]
      judge.error(Complaint::share_name_bad);
      break;
    default:
      judge_string(judge, topic);
  }
  return false;
}

}  // namespace

std::string_view character_at(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(offset);
  return rest.empty() ? rest : rest.substr(0, model::decode_code_point(model::as_bytes(rest)).size);
}

bool judge_number(Judge& judge, model::Field field, std::uint64_t least, std::uint64_t most, std::uint64_t& value) {
  const std::string_view text = judge.form[field];
  const std::size_t wrong = text.find_first_not_of("0123456789");
  if (text.empty()) {
    judge.error(Complaint::required);
  } else if (wrong != std::string_view::npos) {
    judge.error(Complaint::not_a_number, 0, 0, character_at(text, wrong));
  } else if (!parse_number(text, value) || value < least || value > most) {
    judge.error(Complaint::out_of_range, least, most);
  } else {
    return true;
  }
  return false;
}

bool judge_string(Judge& judge, std::string_view text) {
  mqtt::Error error;
  if (mqtt::check_string(text, error)) return true;
  switch (error.reason) {
    case mqtt::Reason::null_character:
      judge.error(Complaint::has_null);
      break;
    case mqtt::Reason::string_too_long:
      judge.error(Complaint::too_long_utf8, text.size(), kMostStringBytes);
      break;
    default:
      judge.error(Complaint::not_utf8);
  }
  return false;
}

bool judge_topic_name(Judge& judge, std::string_view topic) {
  return judge_topic(judge, topic, mqtt::check_topic_name(topic));
}

bool judge_topic_filter(Judge& judge, std::string_view filter) {
  const mqtt::Version version = judge.context.messages_mqtt5 ? mqtt::Version::v5 : mqtt::Version::v3_1_1;
  return judge_topic(judge, filter, mqtt::check_topic_filter(filter, version));
}

bool judge_bytes(Judge& judge, std::string_view text, bool hex, std::uint64_t most, std::uint64_t& size) {
  size = text.size();
  if (hex) {
    const model::HexResult parsed = model::parse_hex(text, nullptr);
    if (parsed.kind == model::HexResult::Kind::bad_character) {
      judge.error(Complaint::hex_bad_character, parsed.line, parsed.column, parsed.character);
      return false;
    }
    if (parsed.kind == model::HexResult::Kind::odd_digits) {
      judge.error(Complaint::hex_odd_digits, parsed.line, parsed.column);
      return false;
    }
    size = parsed.bytes;
  }
  if (size <= most) return true;
  judge.error(Complaint::too_long_utf8, size, most);
  return false;
}

void judge_payload_text(Judge& judge, std::string_view text, bool hex) {
  const bool utf8 = hex ? model::is_utf8(typed_bytes(text, true)) : model::is_utf8(model::as_bytes(text));
  if (!utf8) judge.error(Complaint::payload_not_text);
}

}  // namespace app
