#include "app/form_judge.h"

#include <algorithm>
#include <string_view>

#include "app/form_judge_properties.h"
#include "app/form_properties.h"
#include "app/judge.h"
#include "model/address.h"
#include "model/json.h"
#include "model/payload.h"
#include "mqtt/topic.h"
#include "uiot/credentials.h"
#include "uiot/limits.h"
#include "uiot/topics.h"

namespace app {
namespace {

using model::Complaint;
using model::Field;
using model::Form;
using model::Marks;
using model::Toggle;

constexpr std::uint64_t kMostKeepaliveS = 65'535;               // MQTT 3.1.1 §3.1.2.10
constexpr std::size_t kMostClientId31 = 23;                     // MQTT 3.1, CONNECT
constexpr std::size_t kLargestJsonHint = std::size_t{1} << 20;  // each key pressed checks the message anew

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

std::size_t code_points(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void judge_login(Judge& judge, Field field) {
  if (judge.uiot()) return;
  const std::string_view text = judge.form[field];
  if (!judge_string(judge, text)) return;
  if (judge.form.mqtt5()) return;  // knows neither of these rules (MQTT 5 §3.1.2.9, §3.1.3.1)
  if (field == Field::client_id && text.empty() && !judge.form[Toggle::clean_session])
    judge.error(Complaint::client_id_needs_clean);
  if (field == Field::password && !text.empty() && judge.form[Field::user_name].empty())
    judge.error(Complaint::password_without_user);
  const std::size_t characters = code_points(text);
  if (field == Field::client_id && judge.form.version == mqtt::Version::v3_1 && characters > kMostClientId31)
    judge.warn(Complaint::client_id_long_3_1, characters);
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

void judge_topic(Judge& judge, Field field) {
  const bool publish = field == Field::publish_topic;
  const std::string_view topic = judge.form[field];
  const bool mqtt5 = judge.context.messages_mqtt5;
  // An alias may stand for it (MQTT 5 §3.3.2.3.4).
  if (publish && mqtt5 && topic.empty() && !judge.form[Field::publish_topic_alias].empty()) return;
  if (!(publish ? judge_topic_name(judge, topic) : judge_topic_filter(judge, topic))) return;
  // [MQTT5-3.8.3-4]
  if (!publish && mqtt5 && judge.form[Toggle::no_local] && mqtt::is_shared(topic))
    return judge.error(Complaint::no_local_shared);
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

std::uint64_t varint_size(std::uint64_t value) {
  std::uint64_t size = 1;
  for (std::uint64_t rest = value >> 7; rest; rest >>= 7) ++size;
  return size;
}

// Fixed header of 1 + 1 to 4 bytes, the topic's length, the packet id, properties, the payload (MQTT 5 §3.3).
std::uint64_t packet_size(const Judge& judge, std::uint64_t payload) {
  const Form& form = judge.form;
  std::uint64_t remaining = 2 + form[Field::publish_topic].size() + (form.publish_qos ? 2U : 0U) + payload;
  if (judge.context.messages_mqtt5) {
    const std::uint64_t properties = publish_properties(form).view().encoded().size();
    remaining += varint_size(properties) + properties;
  }
  return 1 + varint_size(remaining) + remaining;
}

void judge_message(Judge& judge) {
  const std::string& text = judge.form[Field::publish_message];
  const bool hex = judge.form[Toggle::publish_hex];
  std::uint64_t payload = 0;
  if (!judge_bytes(judge, text, hex, UINT64_MAX, payload)) return;
  if (judge.context.messages_mqtt5 && judge.form[Toggle::publish_is_text]) judge_payload_text(judge, text, hex);
  if (!hex && text.size() <= kLargestJsonHint && model::looks_like_json(model::as_bytes(text))) {
    const model::JsonResult json = model::check_json(model::as_bytes(text));
    if (json.kind == model::JsonResult::Kind::wrong) judge.warn(Complaint::payload_not_json, json.line, json.column);
  }
  const std::uint64_t packet = packet_size(judge, payload);
  if (packet > kMostPublishBytes) return judge.error(Complaint::payload_too_large, packet, kMostPublishBytes);
  judge.warn_uiot(packet > uiot::kPacketBytes, Complaint::payload_too_large_uiot, packet, uiot::kPacketBytes);
}

// Is what stands in the field sent at all?
bool counts(const Form& form, const FormContext& context, Field field) {
  if (field >= Field::session_expiry_s && field <= Field::auth_data) return form.mqtt5();
  if (field >= Field::will_topic && field <= Field::will_message) return form[Toggle::will];
  if (field >= Field::will_delay_s && field <= Field::will_user_properties) return form[Toggle::will] && form.mqtt5();
  const bool of_publish = field >= Field::publish_content_type && field <= Field::publish_user_properties;
  const bool of_subscribe = field >= Field::subscription_identifier && field <= Field::subscribe_user_properties;
  return context.messages_mqtt5 || !(of_publish || of_subscribe);
}

}  // namespace

void judge_field(const Form& form, const FormContext& context, Field field, Marks& marks) {
  if (!counts(form, context, field)) return;
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
    default:
      return judge_property(judge, field);
  }
}

}  // namespace app
