#include "tools/property_names.h"

#include <vector>

#include "model/hex.h"
#include "tools/numbers.h"

namespace tools {
namespace {

using enum mqtt::PropertyId;

constexpr unsigned bit(Holder holder) { return 1u << static_cast<unsigned>(holder); }
constexpr unsigned kConnect = bit(Holder::connect), kWill = bit(Holder::will), kPublish = bit(Holder::publish),
                   kSubscribe = bit(Holder::subscribe), kDisconnect = bit(Holder::disconnect);

// MQTT 5 §2.2.2.2, what a client sends.
struct Named {
  mqtt::PropertyId id;
  unsigned holders;
  const char* name;
  const char* value;
};
constexpr Named kNamed[] = {
    {session_expiry_interval, kConnect | kDisconnect, "session-expiry-interval", "SECONDS"},
    {receive_maximum, kConnect, "receive-maximum", "MESSAGES"},
    {maximum_packet_size, kConnect, "maximum-packet-size", "BYTES"},
    {topic_alias_maximum, kConnect, "topic-alias-maximum", "NUMBER"},
    {request_response_information, kConnect, "request-response-information", "0|1"},
    {request_problem_information, kConnect, "request-problem-information", "0|1"},
    {authentication_method, kConnect, "authentication-method", "NAME"},
    {authentication_data, kConnect, "authentication-data", "BYTES"},
    {will_delay_interval, kWill, "delay-interval", "SECONDS"},
    {payload_format_indicator, kWill | kPublish, "payload-format-indicator", "0|1"},
    {message_expiry_interval, kWill | kPublish, "message-expiry-interval", "SECONDS"},
    {content_type, kWill | kPublish, "content-type", "TEXT"},
    {response_topic, kWill | kPublish, "response-topic", "TOPIC"},
    {correlation_data, kWill | kPublish, "correlation-data", "BYTES"},
    {topic_alias, kPublish, "topic-alias", "NUMBER"},
    {subscription_identifier, kSubscribe, "subscription-identifier", "NUMBER"},
    {reason_string, kDisconnect, "reason-string", "TEXT"},
    {user_property, kConnect | kWill | kPublish | kSubscribe | kDisconnect, "user-property", "NAME VALUE"},
};

bool add_bytes(mqtt::PropertyList& to, mqtt::PropertyId id, std::string_view value, std::string& wrong) {
  constexpr std::string_view kHex = "hex:";
  std::vector<std::uint8_t> bytes;
  if (value.starts_with(kHex)) {
    if (model::parse_hex(value.substr(kHex.size()), &bytes).kind != model::HexResult::Kind::ok) {
      wrong = "hexadecimal digits after \"hex:\", two a byte";
      return false;
    }
    value = mqtt::as_text(bytes);
  }
  wrong = "at most 65535 bytes";
  return to.add(id, value);
}

}  // namespace

bool holder_of(std::string_view word, Holder& holder) {
  constexpr std::string_view kWords[kHolders] = {"connect", "will", "publish", "subscribe", "disconnect"};
  for (int i = 0; i < kHolders; ++i) {
    if (word != kWords[i]) continue;
    holder = static_cast<Holder>(i);
    return true;
  }
  return false;
}

bool find_property(Holder holder, std::string_view name, mqtt::PropertyId& id) {
  // -D will will-delay-interval, as other tools have it.
  if (holder == Holder::will && name == "will-delay-interval") name.remove_prefix(5);
  for (const Named& one : kNamed) {
    if ((one.holders & bit(holder)) == 0 || name != one.name) continue;
    id = one.id;
    return true;
  }
  return false;
}

bool add_property(mqtt::PropertyList& to, mqtt::PropertyId id, std::string_view value, std::string& wrong) {
  std::uint64_t most = 0;
  switch (mqtt::type_of(id)) {
    case mqtt::PropertyType::text:
      wrong = "at most 65535 bytes";
      return to.add(id, value);
    case mqtt::PropertyType::binary:
      return add_bytes(to, id, value, wrong);
    case mqtt::PropertyType::byte:
      most = 1;  // all that a client sends are switches
      break;
    case mqtt::PropertyType::two_bytes:
      most = 65'535;
      break;
    case mqtt::PropertyType::four_bytes:
      most = 0xFFFFFFFF;
      break;
    case mqtt::PropertyType::varint:
      most = mqtt::kMaxRemainingLength;
      break;
    case mqtt::PropertyType::none:
    case mqtt::PropertyType::text_pair:
      return false;
  }
  std::uint64_t number = 0;
  wrong = "a number from 0 to " + std::to_string(most);
  return read_number(value, 0, most, number) && to.add(id, static_cast<std::uint32_t>(number));
}

std::string property_help(Holder holder, std::string_view prefix) {
  std::string text;
  for (const Named& one : kNamed) {
    if ((one.holders & bit(holder)) == 0) continue;
    text.append("      ").append(prefix).append(one.name).append(" ").append(one.value) += '\n';
  }
  return text;
}

}  // namespace tools
