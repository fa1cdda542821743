#include "ui/wording.h"

#include <iterator>

#include "mqtt/error.h"
#include "mqtt/property.h"
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
static_assert(std::size(kComplaints) == static_cast<std::size_t>(model::kLastComplaint) + 1);

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

#define F(name, en, zh) name,
#define P F
enum class FieldRow : std::uint8_t {
#include "ui/fields.inc"
};
#undef F
#define F(name, en, zh) static_assert(static_cast<int>(FieldRow::name) == static_cast<int>(mqtt::Field::name));
#include "ui/fields.inc"
#undef F

constexpr Pair kFields[] = {
#define F(name, en, zh) {en, zh},
#include "ui/fields.inc"
#undef F
};
#undef P
static_assert(std::size(kFields) == static_cast<std::size_t>(mqtt::kLastField) + 1);

struct PropertyRow {
  mqtt::PropertyId id;
  Pair words;
};
constexpr PropertyRow kProperties[] = {
#define F(name, en, zh)
#define P(name, en, zh) {mqtt::PropertyId::name, {en, zh}},
#include "ui/fields.inc"
#undef F
#undef P
};

constexpr std::string_view kPackets[] = {"",       "CONNECT",   "CONNACK",     "PUBLISH",  "PUBACK",  "PUBREC",
                                         "PUBREL", "PUBCOMP",   "SUBSCRIBE",   "SUBACK",   "UNSUBSCRIBE",
                                         "UNSUBACK", "PINGREQ", "PINGRESP",    "DISCONNECT", "AUTH"};

std::string_view pick(const Pair& pair, model::Language language) {
  return language == model::Language::zh ? pair.zh : pair.en;
}

}  // namespace

std::string complaint(const model::Mark& mark, model::Language language) {
  return fill(pick(kComplaints[static_cast<std::size_t>(mark.complaint)], language),
              {.number = {mark.number[0], mark.number[1]}, .text = mark.text});
}

std::string_view packet_name(std::uint32_t type) { return type < std::size(kPackets) ? kPackets[type] : std::string_view(); }

std::string_view property_name(mqtt::PropertyId id, model::Language language) {
  for (const PropertyRow& row : kProperties)
    if (row.id == id) return pick(row.words, language);
  return {};
}

std::string mqtt_error(const model::LogEntry& entry, model::Language language) {
  const bool zh = language == model::Language::zh;
  std::string out;
  out += packet_name(entry.error_packet);
  if (entry.error_field != 0 && entry.error_field < std::size(kFields)) {
    if (!out.empty()) out += zh ? "，" : ", ";
    out += pick(kFields[entry.error_field], language);
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
