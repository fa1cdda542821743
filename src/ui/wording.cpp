#include "ui/wording.h"

#include <iterator>

#include "mqtt/error.h"
#include "ui/text.h"

namespace ui {
namespace {

struct Pair {
  std::string_view en, zh;
};

constexpr Pair kComplaints[] = {
#define C(name, en, zh) {en, zh},
#include "ui/complaints.inc"
#undef C
};
static_assert(std::size(kComplaints) == static_cast<std::size_t>(model::Complaint::url_duplicate) + 1);

constexpr Pair kReasons[] = {
#define R(name, en, zh) {en, zh},
#include "ui/reasons.inc"
#undef R
};
static_assert(std::size(kReasons) == static_cast<std::size_t>(mqtt::kLastReason) + 1);

// A row that stands at another place than its enumerator would word the wrong thing.
#define C(name, en, zh) name,
enum class ComplaintRow : std::uint16_t {
#include "ui/complaints.inc"
};
#undef C
#define C(name, en, zh) \
  static_assert(static_cast<int>(ComplaintRow::name) == static_cast<int>(model::Complaint::name));
#include "ui/complaints.inc"
#undef C
#define R(name, en, zh) name,
enum class ReasonRow : std::uint8_t {
#include "ui/reasons.inc"
};
#undef R
#define R(name, en, zh) static_assert(static_cast<int>(ReasonRow::name) == static_cast<int>(mqtt::Reason::name));
#include "ui/reasons.inc"
#undef R

constexpr std::string_view kPackets[] = {"",          "CONNECT",  "CONNACK",   "PUBLISH", "PUBACK",      "PUBREC",   "PUBREL",
                                         "PUBCOMP",   "SUBSCRIBE", "SUBACK",   "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP",
                                         "DISCONNECT"};

// The specification's words, the same in both languages.
constexpr std::string_view kFields[] = {
    "",            "packet type", "flags",        "Remaining Length", "protocol name", "protocol level",
    "connect flags", "Keep Alive", "client id",   "will topic",       "will payload",  "will QoS",
    "user name",   "password",    "acknowledge flags", "return code", "packet id",     "topic name",
    "topic filter", "QoS",        "DUP",          "payload"};
static_assert(std::size(kFields) == static_cast<std::size_t>(mqtt::kLastField) + 1);

std::string_view pick(const Pair& pair, model::Language language) {
  return language == model::Language::zh ? pair.zh : pair.en;
}

}  // namespace

std::string complaint(const model::Mark& mark, model::Language language) {
  return fill(pick(kComplaints[static_cast<std::size_t>(mark.complaint)], language),
              {.number = {mark.number[0], mark.number[1]}, .text = mark.text});
}

std::string mqtt_error(const model::LogEntry& entry, model::Language language) {
  const bool zh = language == model::Language::zh;
  std::string out;
  if (entry.error_packet < std::size(kPackets)) out += kPackets[entry.error_packet];
  if (entry.error_field != 0 && entry.error_field < std::size(kFields)) {
    if (!out.empty()) out += zh ? "，" : ", ";
    out += kFields[entry.error_field];
  }
  if (!out.empty()) out += zh ? "：" : ": ";
  const std::size_t reason = entry.error_reason < std::size(kReasons) ? entry.error_reason : 0;
  out += fill(pick(kReasons[reason], language), {.number = {entry.number, entry.number2}});
  if (!entry.error_rule.empty()) {
    out += zh ? " (规则 " : " (rule ";
    out += entry.error_rule;
    out += ')';
  }
  return out;
}

}  // namespace ui
