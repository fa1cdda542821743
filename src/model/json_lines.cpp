#include "model/json_lines.h"

#include <iterator>

#include "model/json_properties.h"
#include "model/json_write.h"
#include "model/payload.h"

namespace model {
namespace {

constexpr std::string_view kKinds[] = {
    "connecting", "connected",         "reconnecting", "refused",   "subscribing_lost",
    "subscribed", "subscribe_refused", "unsubscribed", "published", "publish_unknown",
    "received",   "disconnected",      "failed",       "kicked",    "stopped",
    "publish_refused", "unsubscribe_refused", "ignored", "auth_received", "server_disconnected",
};
static_assert(std::size(kKinds) == static_cast<std::size_t>(kLastLogKind) + 1);

constexpr std::string_view kCauses[] = {
    "none",         "close_before_open", "connection_lost",     "connect_timeout", "connack_timeout",
    "ping_timeout", "protocol_error",    "connack_unavailable", "security_error",  "wrong_subprotocol",
    "text_frame",   "page_was_away",     "packet_too_large",    "server_disconnected",
};
static_assert(std::size(kCauses) == static_cast<std::size_t>(kLastCause) + 1);

constexpr std::string_view kDirections[] = {"none", "in", "out"};

// One object's members, after the first.
class Members {
 public:
  explicit Members(std::string& to) : to_(to) {}
  void name(std::string_view name) { to_.append(",\"").append(name).append("\":"); }
  void number(std::string_view key, std::int64_t value) {
    name(key);
    append_number(to_, value);
  }
  void number_if(std::string_view key, std::int64_t value) {
    if (value) number(key, value);
  }
  void flag(std::string_view key, bool value) {
    name(key);
    to_.append(value ? "true" : "false");
  }
  void text(std::string_view key, std::string_view value) {
    name(key);
    append_json_string(to_, as_bytes(value));
  }
  void text_if(std::string_view key, std::string_view value) {
    if (!value.empty()) text(key, value);
  }
  void properties(std::string_view key, Bytes encoded) {
    if (encoded.empty()) return;
    name(key);
    append_json_properties(to_, encoded);
  }
  void payload(Bytes bytes) {
    const bool utf8 = is_utf8(bytes);
    name(utf8 ? "payload" : "payload_base64");
    if (utf8) {
      append_json_string(to_, bytes);
    } else {
      append_json_base64(to_, bytes);
    }
  }

 private:
  std::string& to_;
};

bool has_error(const LogEntry& entry) { return entry.error_reason || !entry.error_rule.empty(); }

void append_message(Members& members, const LogEntry& entry) {
  members.text("topic", entry.topic);
  members.number("qos", entry.qos);
  members.flag("retain", entry.retain);
  if (entry.kind == LogKind::received) members.flag("dup", entry.dup);
  members.number_if("packet_id", entry.packet_id);
  if (entry.kind == LogKind::published && entry.qos) members.number("settled_ms", entry.number);
  if (entry.kind == LogKind::publish_unknown) members.flag("sent", entry.number != 1 && !has_error(entry));
  members.number_if("code", entry.code);
  members.payload(entry.payload);
}

void append_event(Members& members, const LogEntry& entry) {
  switch (entry.kind) {
    case LogKind::connecting:
      members.text("url", entry.text);
      break;
    case LogKind::connected:
      members.flag("session_present", entry.number == 1);
      if (!entry.version) break;
      members.number("version", entry.version);
      members.text("client_id", entry.text);
      members.number("keep_alive", entry.code);
      break;
    case LogKind::ignored:
      members.number("packet", entry.number);
      members.number("packet_id", entry.packet_id);
      members.number("code", entry.code);
      break;
    case LogKind::reconnecting:
      members.number("attempt", entry.number);
      members.number("delay_ms", entry.number2);
      members.text("cause", name_of(entry.cause));
      members.number_if("code", entry.code);
      members.text_if("text", entry.text);
      break;
    case LogKind::refused:
    case LogKind::auth_received:
    case LogKind::server_disconnected:
      members.number("code", entry.code);
      break;
    case LogKind::stopped:
      members.number("code", entry.code);
      members.text_if("server_reference", entry.text);
      break;
    case LogKind::subscribed:
      members.text("topic", entry.topic);
      members.number("granted_qos", entry.code);
      members.number("asked_qos", entry.number);
      break;
    case LogKind::disconnected:
      members.number("code", entry.code);
      members.text("reason", entry.text);
      members.flag("by_user", entry.number == 1);
      break;
    case LogKind::failed:
      members.text("cause", name_of(entry.cause));
      if (!has_error(entry)) members.number_if("fault", entry.number);
      [[fallthrough]];
    default:
      members.text_if("topic", entry.topic);
      members.number_if("code", entry.code);
      members.text_if("text", entry.text);
  }
}

void append_error(std::string& to, const LogEntry& entry) {
  if (!has_error(entry)) return;
  to += ",\"error\":{\"kind\":";
  append_number(to, entry.error_kind);
  Members members(to);
  members.number("reason", entry.error_reason);
  members.number("packet", entry.error_packet);
  members.number("field", entry.error_field);
  members.name("numbers");
  to += '[';
  append_number(to, entry.number);
  to += ',';
  append_number(to, entry.number2);
  to += ']';
  members.text("rule", entry.error_rule);
  to.push_back('}');
}

}  // namespace

void append_json_line(std::string& to, const LogEntry& entry) {
  to += "{\"seq\":";
  append_number(to, static_cast<std::int64_t>(entry.seq));
  Members members(to);
  members.name("time");
  to.push_back('"');
  append_utc_time(to, entry.time_ms);
  to.push_back('"');
  members.text("kind", name_of(entry.kind));
  members.text("direction", kDirections[static_cast<std::size_t>(direction(entry.kind))]);
  if (has_message(entry.kind)) {
    append_message(members, entry);
  } else {
    append_event(members, entry);
  }
  members.properties("properties", entry.properties);
  members.properties("answer_properties", entry.answer);
  append_error(to, entry);
  to += "}\n";
}

std::string_view name_of(LogKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(Cause cause) { return kCauses[static_cast<std::size_t>(cause)]; }

void append_utc_time(std::string& to, std::int64_t time_ms) {
  constexpr std::int64_t kDayMs = 86'400'000;
  const std::int64_t days = time_ms / kDayMs, ms = time_ms % kDayMs;
  // Years of the computation begin in March, so that a leap day is a year's last; eras of 400 years, from 0000-03-01.
  const std::int64_t from_era = days + 719'468;
  const std::int64_t era = from_era / 146'097, day_of_era = from_era % 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  append_number(to, year_of_era + era * 400 + (month <= 2 ? 1 : 0), 4);
  to.push_back('-');
  append_number(to, month, 2);
  to.push_back('-');
  append_number(to, day, 2);
  to.push_back('T');
  append_number(to, ms / 3'600'000, 2);
  to.push_back(':');
  append_number(to, ms / 60'000 % 60, 2);
  to.push_back(':');
  append_number(to, ms / 1'000 % 60, 2);
  to.push_back('.');
  append_number(to, ms % 1'000, 3);
  to.push_back('Z');
}

}  // namespace model
