// What the judging of every field is made of: complaints that are gathered, and the rules that many fields share. Which
// field has which rules is form_judge's and form_judge_properties'.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "app/form_rules.h"

namespace app {

inline constexpr std::size_t kMostStringBytes = 65'535;  // MQTT 5 §1.5.4, §1.5.6; MQTT 3.1.1 §1.5.3

// What one field is judged by, and where its complaints go.
struct Judge {
  const model::Form& form;
  const FormContext& context;
  model::Marks& marks;

  bool uiot() const { return form.login == model::LoginKind::uiot; }
  void add(model::Level level, model::Complaint complaint, std::uint64_t number0 = 0, std::uint64_t number1 = 0,
           std::string_view text = {}) {
    marks.push_back({level, complaint, {number0, number1}, std::string(text)});
  }
  void error(model::Complaint complaint, std::uint64_t number0 = 0, std::uint64_t number1 = 0,
             std::string_view text = {}) {
    add(model::Level::error, complaint, number0, number1, text);
  }
  void warn(model::Complaint complaint, std::uint64_t number0 = 0, std::uint64_t number1 = 0,
            std::string_view text = {}) {
    add(model::Level::warning, complaint, number0, number1, text);
  }
  void warn_uiot(bool broken, model::Complaint complaint, std::uint64_t number0 = 0, std::uint64_t number1 = 0,
                 std::string_view text = {}) {
    if (uiot() && broken) warn(complaint, number0, number1, text);
  }
};

// The character that begins at `offset`; empty at the end.
std::string_view character_at(std::string_view text, std::size_t offset);

// True when the field holds a number in the range, which is then in `value`; else a complaint was added.
bool judge_number(Judge& judge, model::Field field, std::uint64_t least, std::uint64_t most, std::uint64_t& value);

// MQTT's rules for any string that is sent [MQTT5-1.5.4-1, 1.5.4-2] [MQTT311-1.5.3-1, 1.5.3-2]. True when they are kept.
bool judge_string(Judge& judge, std::string_view text);

// A topic name (to publish to) or a topic filter, in which `$share/` means something in MQTT 5 only. True when it is one.
bool judge_topic_name(Judge& judge, std::string_view topic);
bool judge_topic_filter(Judge& judge, std::string_view filter);

// Bytes typed as text or as HEX, at most `most`: how many there are, or nothing when a complaint was added.
bool judge_bytes(Judge& judge, std::string_view text, bool hex, std::uint64_t most, std::uint64_t& size);

// A payload that is said to be text must be UTF-8 (MQTT 5 §3.3.2.3.2).
void judge_payload_text(Judge& judge, std::string_view text, bool hex);

}  // namespace app
