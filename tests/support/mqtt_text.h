// Packets and events as one line of text each, with every field: what protocol tests compare and what they print when
// they fail.
#pragma once
#include <cstdio>
#include <string>
#include <vector>

#include "mqtt/event.h"
#include "mqtt/names.h"
#include "mqtt/packet.h"
#include "mqtt/property.h"

namespace mqtt_text {

// "10 0C 00" as bytes; blanks are free.
inline std::vector<std::uint8_t> hex(std::string_view text) {
  std::vector<std::uint8_t> bytes;
  unsigned value = 0, digits = 0;
  for (const char each : text) {
    if (each == ' ' || each == '\n') continue;
    value = value << 4 | static_cast<unsigned>(each <= '9' ? each - '0' : (each | 0x20) - 'a' + 10);
    if (++digits % 2 == 0) bytes.push_back(static_cast<std::uint8_t>(value & 0xFF));
  }
  return bytes;
}

inline std::string to_hex(mqtt::Bytes bytes) {
  std::string out;
  char pair[3];
  for (const std::uint8_t each : bytes) {
    std::snprintf(pair, sizeof pair, "%02X", each);
    if (!out.empty()) out += ' ';
    out += pair;
  }
  return out;
}

// Printable ASCII in quotes; anything else as hex, so that no byte is lost; long ones by size and a checksum.
inline std::string quoted(mqtt::Bytes bytes) {
  if (bytes.size() > 200) {
    std::uint32_t sum = 0;
    for (const std::uint8_t each : bytes) sum = sum * 31 + each;
    return "<" + std::to_string(bytes.size()) + " bytes, sum " + std::to_string(sum) + ">";
  }
  std::string out = "'";
  for (const std::uint8_t each : bytes) {
    if (each < 0x20 || each > 0x7E || each == '\'') return "<" + to_hex(bytes) + ">";
    out += static_cast<char>(each);
  }
  return out + "'";
}
inline std::string quoted(std::string_view text) {
  return quoted(mqtt::Bytes{reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

inline std::string number(const char* label, std::uint64_t value) {
  return std::string(" ") + label + "=" + std::to_string(value);
}
inline std::string qos(mqtt::Qos value) { return number("qos", static_cast<std::uint8_t>(value)); }

// "topic_alias=1", "content_type 'text/plain'", "user_property 'a'='b'"
inline std::string text(const mqtt::Property& property) {
  const std::string name = mqtt::name(mqtt::field_of(property.id));
  switch (mqtt::type_of(property.id)) {
    case mqtt::PropertyType::text:
    case mqtt::PropertyType::binary:
      return name + " " + quoted(property.text);
    case mqtt::PropertyType::text_pair:
      return name + " " + quoted(property.text) + "=" + quoted(property.value);
    default:
      return name + "=" + std::to_string(property.number);
  }
}

// " {topic_alias=1, content_type 'a'}", or nothing where there are none.
inline std::string text(mqtt::Properties properties) {
  std::string out;
  for (const mqtt::Property& each : properties) out += (out.empty() ? " {" : ", ") + text(each);
  return out.empty() ? out : out + "}";
}

inline std::string code(std::uint8_t reason_code) { return reason_code == 0 ? "" : number("code", reason_code); }

// Every field; nothing is printed for what is empty or not set, but for the fields that each packet has.
struct PacketText {
  std::string operator()(const std::monostate&) const { return ""; }
  std::string operator()(const mqtt::Connect& packet) const {
    std::string out = " " + quoted(packet.client_id) + number("clean", packet.clean_session) +
                      number("keepalive", packet.keep_alive_s);
    if (packet.will) {
      out += " will " + quoted(packet.will->topic) + " " + quoted(packet.will->payload) + qos(packet.will->qos) +
             (packet.will->retain ? " retain" : "") + text(packet.will->properties);
    }
    if (packet.user_name) out += " user " + quoted(*packet.user_name);
    if (packet.password) out += " password " + quoted(*packet.password);
    return out + text(packet.properties);
  }
  std::string operator()(const mqtt::Connack& packet) const {
    return number("session", packet.session_present) + number("code", packet.reason_code) + text(packet.properties);
  }
  std::string operator()(const mqtt::Publish& packet) const {
    std::string out = qos(packet.qos);
    if (packet.packet_id != 0) out += number("id", packet.packet_id);
    return out + (packet.dup ? " dup" : "") + (packet.retain ? " retain " : " ") + quoted(packet.topic) + " " +
           quoted(packet.payload) + text(packet.properties);
  }
  template <mqtt::PacketType kType>
  std::string operator()(const mqtt::Acknowledgement<kType>& packet) const {
    return number("id", packet.packet_id) + code(packet.reason_code) + text(packet.properties);
  }
  std::string operator()(const mqtt::Subscribe& packet) const {
    std::string out = number("id", packet.packet_id);
    for (const auto& each : packet.filters) {
      out += " " + quoted(each.filter) + qos(each.qos) + (each.no_local ? " no_local" : "") +
             (each.retain_as_published ? " retain_as_published" : "");
      if (each.retain_handling != 0) out += number("retain_handling", each.retain_handling);
    }
    return out + text(packet.properties);
  }
  std::string operator()(const mqtt::Suback& packet) const {
    return number("id", packet.packet_id) + " codes <" + to_hex(packet.reason_codes) + ">" + text(packet.properties);
  }
  std::string operator()(const mqtt::Unsubscribe& packet) const {
    std::string out = number("id", packet.packet_id);
    for (const auto& each : packet.filters) out += " " + quoted(each);
    return out + text(packet.properties);
  }
  std::string operator()(const mqtt::Unsuback& packet) const {
    const std::string codes = packet.reason_codes.empty() ? "" : " codes <" + to_hex(packet.reason_codes) + ">";
    return number("id", packet.packet_id) + codes + text(packet.properties);
  }
  std::string operator()(const mqtt::Pingreq&) const { return ""; }
  std::string operator()(const mqtt::Pingresp&) const { return ""; }
  std::string operator()(const mqtt::Disconnect& packet) const {
    return code(packet.reason_code) + text(packet.properties);
  }
  std::string operator()(const mqtt::Auth& packet) const { return code(packet.reason_code) + text(packet.properties); }
};

// "PUBLISH qos=1 id=1 dup 'a/b' 'hello'"
inline std::string text(const mqtt::Packet& packet) {
  return mqtt::name(mqtt::type_of(packet)) + std::visit(PacketText{}, packet);
}

// "peer wrong_flags PUBACK flags 1 0 [MQTT311-2.2.2-2]"
inline std::string text(const mqtt::Error& error) {
  const char* kinds[] = {"local", "peer", "transport"};
  std::string out = kinds[static_cast<int>(error.kind)];
  out += std::string(" ") + mqtt::name(error.reason) + " " + mqtt::name(error.packet) + " " + mqtt::name(error.field);
  out += " " + std::to_string(error.numbers[0]) + " " + std::to_string(error.numbers[1]);
  return out + " [" + error.rule + "]";
}

inline std::string filters_text(const mqtt::Event& event) {
  std::string out;
  for (const auto& each : event.filters) {
    out += " " + quoted(each.filter);
    if (event.type == mqtt::EventType::subscribed)
      out += " " + std::to_string(static_cast<int>(each.requested)) + ">" + std::to_string(each.reason_code);
    else
      out += code(each.reason_code);
  }
  return out;
}

// "published 1 done", "received qos=1 id=7 'a/b' 'hello'", "failed peer …", "ended refused"
inline std::string text(const mqtt::Event& event) {
  const char* outcomes[] = {" done", " refused", " not_sent", " unknown"};
  const char* endings[] = {"disconnected", "refused", "failed", "server_disconnected", "connection_lost"};
  const std::string outcome = outcomes[static_cast<int>(event.outcome)];
  const std::string result = code(event.reason_code) + text(event.properties);
  switch (event.type) {
    case mqtt::EventType::connected:
      return "connected" + number("session", event.session_present) + text(event.properties);
    case mqtt::EventType::refused:
      return "refused " + std::to_string(event.reason_code) + text(event.properties);
    case mqtt::EventType::published:
      return "published " + std::to_string(event.token) + outcome + result +
             (event.error.reason == mqtt::Reason::none ? "" : " " + text(event.error));
    case mqtt::EventType::received:
      return "received" + PacketText{}(mqtt::Publish{event.topic, event.payload, event.qos, event.retain, event.dup,
                                                     event.packet_id, event.properties});
    case mqtt::EventType::subscribed:
      return "subscribed" + number("id", event.packet_id) + outcome + filters_text(event) + text(event.properties);
    case mqtt::EventType::unsubscribed:
      return "unsubscribed" + number("id", event.packet_id) + outcome + filters_text(event) + text(event.properties);
    case mqtt::EventType::ignored:
      return std::string("ignored ") + mqtt::name(event.packet) + number("id", event.packet_id) + result;
    case mqtt::EventType::auth_received:
      return "auth_received" + result;
    case mqtt::EventType::server_disconnected:
      return "server_disconnected" + result;
    case mqtt::EventType::packet_sent:
      return std::string("> ") + mqtt::name(event.packet) + " " + to_hex(event.bytes);
    case mqtt::EventType::packet_received:
      return std::string("< ") + mqtt::name(event.packet) + " " + to_hex(event.bytes);
    case mqtt::EventType::failed:
      return "failed " + text(event.error);
    case mqtt::EventType::ended:
      return std::string("ended ") + endings[static_cast<int>(event.ending)];
  }
  return "?";
}

}  // namespace mqtt_text
