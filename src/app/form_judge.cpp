#include "app/form_judge.h"

#include <charconv>
#include <string_view>

#include "model/address.h"
#include "model/hex.h"
#include "model/json.h"
#include "mqtt/topic.h"
#include "mqtt/utf8.h"
#include "uiot/credentials.h"
#include "uiot/limits.h"
#include "uiot/topics.h"

namespace app {
namespace {

using model::Complaint;
using model::Field;
using model::Form;
using model::Level;
using model::LoginKind;
using model::Marks;
using model::Toggle;

constexpr std::size_t kMostStringBytes = 65'535;                // MQTT 3.1.1 §1.5.3
constexpr std::uint64_t kMostKeepaliveS = 65'535;               // MQTT 3.1.1 §3.1.2.10
constexpr std::size_t kLargestJsonHint = std::size_t{1} << 20;  // each key pressed checks the message anew

// What one field is judged by, and where its complaints go.
struct Judge {
  const Form& form;
  const FormContext& context;
  Marks& marks;

  bool uiot() const { return form.login == LoginKind::uiot; }
  void add(Level level, Complaint complaint, std::uint64_t number0 = 0, std::uint64_t number1 = 0,
           std::string_view text = {}) {
    marks.push_back({level, complaint, {number0, number1}, std::string(text)});
  }
  void error(Complaint complaint, std::uint64_t number0 = 0, std::uint64_t number1 = 0, std::string_view text = {}) {
    add(Level::error, complaint, number0, number1, text);
  }
  void warn(Complaint complaint, std::uint64_t number0 = 0, std::uint64_t number1 = 0, std::string_view text = {}) {
    add(Level::warning, complaint, number0, number1, text);
  }
  void warn_uiot(bool broken, Complaint complaint, std::uint64_t number0 = 0, std::uint64_t number1 = 0,
                 std::string_view text = {}) {
    if (uiot() && broken) warn(complaint, number0, number1, text);
  }
};

std::string_view character_at(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(offset);
  return rest.empty() ? rest : rest.substr(0, model::decode_code_point(model::as_bytes(rest)).size);
}

bool parse_number(std::string_view text, std::uint64_t& value) {
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  return parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
}

// True when the field holds a number in the range, which is then in `value`; else a complaint was added.
bool judge_number(Judge& judge, Field field, std::uint64_t least, std::uint64_t most, std::uint64_t& value) {
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

// MQTT's rules for any string that is sent [MQTT311-1.5.3-1, 1.5.3-2].
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

void judge_address(Judge& judge) {
  const std::string_view text = judge.form[Field::address];
  const model::AddressParts parts = model::take_apart(text);
  const std::string_view wrong = model::bad_host_character(parts.host);
  const bool tls = parts.tls.value_or(judge.form[Toggle::ssl]);
  if (parts.kind == model::AddressParts::Kind::bad_scheme) {
    judge.error(Complaint::address_bad_scheme, 0, 0, parts.scheme);
  } else if (parts.host.empty()) {
    judge.error(Complaint::required);
  } else if (!wrong.empty()) {
    judge.error(Complaint::address_bad_character, 0, 0, wrong);
  } else {
    if (judge.context.https_page && !tls && !model::is_loopback(parts.host)) judge.warn(Complaint::mixed_content);
    judge.warn_uiot(parts.host == uiot::kOldHost, Complaint::old_uiot_host, 0, 0, uiot::kHost);
  }
}

void judge_port(Judge& judge) {
  std::uint64_t port = 0;
  if (!judge_number(judge, Field::port, 1, 65'535, port)) return;
  const bool tls = judge.form[Toggle::ssl];
  if (port == uiot::kTcpPort || port == uiot::kTlsTcpPort) judge.warn(Complaint::port_is_tcp, port);
  if ((port == uiot::kTlsPort && !tls) || (port == uiot::kPort && tls)) judge.warn(Complaint::port_tls_mismatch, port);
}

void judge_serial(Judge& judge, Field field) {
  if (!judge.uiot()) return;
  const std::string_view text = judge.form[field];
  if (text.empty()) return judge.error(Complaint::required);
  if (!judge_string(judge, text)) return;
  const bool device = field == Field::device_sn;
  const std::size_t valid = device ? uiot::device_sn_valid_size(text) : uiot::serial_valid_size(text);
  judge.warn_uiot(valid < text.size(), Complaint::serial_character, 0, 0, character_at(text, valid));
  if (!device) {
    judge.warn_uiot(text.size() != uiot::kSerialSize, Complaint::serial_length, text.size(), uiot::kSerialSize);
    return;
  }
  const std::size_t user_name = uiot::static_credentials(judge.form[Field::product_sn], text, {}).user_name.size();
  if (user_name > kMostStringBytes) judge.error(Complaint::too_long_utf8, user_name, kMostStringBytes);
  judge.warn_uiot(text.size() < uiot::kDeviceSnLeast || text.size() > uiot::kDeviceSnMost, Complaint::device_length,
                  text.size());
}

void judge_login(Judge& judge, Field field) {
  if (judge.uiot()) return;
  const std::string_view text = judge.form[field];
  if (!judge_string(judge, text)) return;
  if (field == Field::client_id && text.empty() && !judge.form[Toggle::clean_session])
    judge.error(Complaint::client_id_needs_clean);
  if (field == Field::password && !text.empty() && judge.form[Field::user_name].empty())
    judge.error(Complaint::password_without_user);
}

// What a URL's parser would drop, change or take for the path's end is refused by name.
void judge_path(Judge& judge) {
  const std::string_view text = judge.form[Field::path];
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte <= ' ' || byte == 0x7F || byte == '#' || byte == '\\')
      return judge.error(Complaint::path_bad_character, 0, 0, text.substr(i, 1));
  }
  if (!text.empty() && text[0] != '/') judge.error(Complaint::path_no_slash);
}

// A token (RFC 6455 §4.1, RFC 2616 §2.2). Empty: none is offered.
void judge_subprotocol(Judge& judge) {
  const std::string_view text = judge.form[Field::subprotocol];
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c <= ' ' || c > '~' || std::string_view("()<>@,;:\\\"/[]?={}").find(c) != std::string_view::npos)
      return judge.error(Complaint::subprotocol_bad_character, 0, 0, character_at(text, i));
  }
}

void judge_keepalive(Judge& judge) {
  std::uint64_t seconds = 0;
  if (!judge_number(judge, Field::keepalive_s, 0, kMostKeepaliveS, seconds)) return;
  judge.warn_uiot(seconds < uiot::kKeepaliveLeast || seconds > uiot::kKeepaliveMost, Complaint::keepalive_uiot,
                  seconds);
}

void add_topic_error(Judge& judge, std::string_view topic, const mqtt::Error& error) {
  switch (error.reason) {
    case mqtt::Reason::empty_topic:
      return judge.error(Complaint::required);
    case mqtt::Reason::wildcard_in_topic_name:
      return judge.error(Complaint::topic_wildcard, 0, 0, character_at(topic, static_cast<std::size_t>(error.numbers[0])));
    case mqtt::Reason::misplaced_multi_level_wildcard:
      return judge.error(Complaint::filter_hash_not_last);
    case mqtt::Reason::misplaced_single_level_wildcard:
      return judge.error(Complaint::filter_plus_not_alone);
    default:
      judge_string(judge, topic);
  }
}

void judge_topic(Judge& judge, Field field) {
  const bool publish = field == Field::publish_topic;
  const std::string_view topic = judge.form[field];
  const mqtt::Result<void> checked = publish ? mqtt::check_topic_name(topic) : mqtt::check_topic_filter(topic);
  if (!checked) return add_topic_error(judge, topic, checked.error());
  if (!publish)
    for (const model::Subscription& subscription : judge.context.subscriptions)
      if (subscription.filter == topic && (subscription.state == model::Subscription::State::active ||
                                           subscription.state == model::Subscription::State::pending))
        judge.warn(Complaint::already_subscribed);
  if (!judge.uiot()) return;
  judge.warn_uiot(topic.size() > uiot::kTopicBytes, Complaint::topic_too_long_uiot, topic.size(), uiot::kTopicBytes);
  judge.warn_uiot(uiot::slashes(topic) > uiot::kTopicSlashes, Complaint::topic_too_deep_uiot, uiot::slashes(topic),
                  uiot::kTopicSlashes);
  const std::string& product_sn = judge.form[Field::product_sn];
  const std::string& device_sn = judge.form[Field::device_sn];
  if (product_sn.empty() || device_sn.empty()) return;  // it is not known yet whose topics they are
  const uiot::TopicClass topic_class = uiot::classify(topic, product_sn, device_sn);
  judge.warn_uiot(!topic_class.own, Complaint::topic_foreign);
  judge.warn_uiot(publish && topic_class.sender == uiot::Sender::platform, Complaint::topic_subscribe_only);
  judge.warn_uiot(!publish && topic_class.sender == uiot::Sender::device, Complaint::topic_publish_only);
}

// Fixed header of 1 + 1 to 4 bytes, the topic's length, the packet id, the payload (MQTT 3.1.1 §3.3).
std::uint64_t packet_size(const Form& form, std::uint64_t payload) {
  const std::uint64_t remaining = 2 + form[Field::publish_topic].size() + (form.publish_qos ? 2U : 0U) + payload;
  std::uint64_t size = 2 + remaining;
  for (std::uint64_t rest = remaining >> 7; rest; rest >>= 7) ++size;
  return size;
}

void judge_message(Judge& judge) {
  const std::string& text = judge.form[Field::publish_message];
  std::uint64_t payload = text.size();
  if (judge.form[Toggle::publish_hex]) {
    const model::HexResult hex = model::parse_hex(text, nullptr);
    if (hex.kind == model::HexResult::Kind::bad_character)
      return judge.error(Complaint::hex_bad_character, hex.line, hex.column, hex.character);
    if (hex.kind == model::HexResult::Kind::odd_digits)
      return judge.error(Complaint::hex_odd_digits, hex.line, hex.column);
    payload = hex.bytes;
  } else if (text.size() <= kLargestJsonHint && model::looks_like_json(model::as_bytes(text))) {
    const model::JsonResult json = model::check_json(model::as_bytes(text));
    if (json.kind == model::JsonResult::Kind::wrong) judge.warn(Complaint::payload_not_json, json.line, json.column);
  }
  const std::uint64_t packet = packet_size(judge.form, payload);
  if (packet > kMostPublishBytes) return judge.error(Complaint::payload_too_large, packet, kMostPublishBytes);
  judge.warn_uiot(packet > uiot::kPacketBytes, Complaint::payload_too_large_uiot, packet, uiot::kPacketBytes);
}

}  // namespace

void judge_field(const Form& form, const FormContext& context, Field field, Marks& marks) {
  Judge judge{form, context, marks};
  std::uint64_t value = 0;
  switch (field) {
    case Field::address:
      return judge_address(judge);
    case Field::port:
      return judge_port(judge);
    case Field::interval_ms:
      judge_number(judge, field, kLeastIntervalMs, kMostIntervalMs, value);
      return;
    case Field::product_sn:
    case Field::device_sn:
    case Field::device_secret:
      return judge_serial(judge, field);
    case Field::client_id:
    case Field::user_name:
    case Field::password:
      return judge_login(judge, field);
    case Field::path:
      return judge_path(judge);
    case Field::subprotocol:
      return judge_subprotocol(judge);
    case Field::keepalive_s:
      return judge_keepalive(judge);
    case Field::connect_timeout_s:
      judge_number(judge, field, kLeastConnectTimeoutS, kMostConnectTimeoutS, value);
      return;
    case Field::max_packet_bytes:
      judge_number(judge, field, kLeastMaxPacketBytes, kMostMaxPacketBytes, value);
      return;
    case Field::publish_topic:
    case Field::subscribe_topic:
      return judge_topic(judge, field);
    case Field::publish_message:
      return judge_message(judge);
    case Field::search:
    case Field::count:
      return;
  }
}

}  // namespace app
