// Packets and errors, written as JSON.
#include <string>

#include "mqtt/describe.h"
#include "mqtt/names.h"
#include "mqtt/utf8.h"
#include "tools/packet_json.h"

namespace tools {
namespace {

void string(JsonWriter& json, std::string_view text) {
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void member(JsonWriter& json, std::string_view name, std::string_view text) {
  key(json, name);
  write_text(json, text);
}

void member(JsonWriter& json, std::string_view name, mqtt::Bytes bytes) {
  key(json, name);
  write_bytes(json, bytes);
}

void member(JsonWriter& json, std::string_view name, bool flag) {
  key(json, name);
  json.Bool(flag);
}

void number(JsonWriter& json, std::string_view name, unsigned value) {
  key(json, name);
  json.Uint(value);
}

void members_of_properties(JsonWriter& json, mqtt::Properties properties) {
  if (properties.empty()) return;
  key(json, "properties");
  write_properties(json, properties);
}

void codes(JsonWriter& json, mqtt::Bytes reason_codes) {
  key(json, "granted");
  json.StartArray();
  for (const std::uint8_t code : reason_codes) json.Uint(code);
  json.EndArray();
}

void write(JsonWriter&, const std::monostate&, mqtt::Version) {}
void write(JsonWriter&, const mqtt::Pingreq&, mqtt::Version) {}
void write(JsonWriter&, const mqtt::Pingresp&, mqtt::Version) {}

void write(JsonWriter& json, const mqtt::Connect& packet, mqtt::Version version) {
  member(json, "protocolId", std::string_view(version == mqtt::Version::v3_1 ? "MQIsdp" : "MQTT"));
  number(json, "protocolVersion", static_cast<unsigned>(version));
  member(json, "clean", packet.clean_session);
  member(json, "clientId", packet.client_id);
  number(json, "keepalive", packet.keep_alive_s);
  if (packet.user_name) member(json, "username", *packet.user_name);
  if (packet.password) member(json, "password", *packet.password);
  if (packet.will) {
    key(json, "will");
    json.StartObject();
    member(json, "topic", packet.will->topic);
    member(json, "payload", packet.will->payload);
    number(json, "qos", static_cast<unsigned>(packet.will->qos));
    member(json, "retain", packet.will->retain);
    members_of_properties(json, packet.will->properties);
    json.EndObject();
  }
  members_of_properties(json, packet.properties);
}

void write(JsonWriter& json, const mqtt::Connack& packet, mqtt::Version version) {
  member(json, "sessionPresent", packet.session_present);
  number(json, version == mqtt::Version::v5 ? "reasonCode" : "returnCode", packet.reason_code);
  members_of_properties(json, packet.properties);
}

void write(JsonWriter& json, const mqtt::Publish& packet, mqtt::Version) {
  member(json, "topic", packet.topic);
  member(json, "payload", packet.payload);
  number(json, "qos", static_cast<unsigned>(packet.qos));
  member(json, "retain", packet.retain);
  member(json, "dup", packet.dup);
  if (packet.packet_id != 0) number(json, "messageId", packet.packet_id);
  members_of_properties(json, packet.properties);
}

template <mqtt::PacketType kType>
void write(JsonWriter& json, const mqtt::Acknowledgement<kType>& packet, mqtt::Version version) {
  number(json, "messageId", packet.packet_id);
  if (version == mqtt::Version::v5) number(json, "reasonCode", packet.reason_code);
  members_of_properties(json, packet.properties);
}

void write(JsonWriter& json, const mqtt::Subscribe& packet, mqtt::Version version) {
  number(json, "messageId", packet.packet_id);
  key(json, "subscriptions");
  json.StartArray();
  for (const mqtt::SubscribeRequest& one : packet.filters) {
    json.StartObject();
    member(json, "topic", one.filter);
    number(json, "qos", static_cast<unsigned>(one.qos));
    if (version == mqtt::Version::v5) {
      member(json, "nl", one.no_local);
      member(json, "rap", one.retain_as_published);
      number(json, "rh", one.retain_handling);
    }
    json.EndObject();
  }
  json.EndArray();
  members_of_properties(json, packet.properties);
}

void write(JsonWriter& json, const mqtt::Suback& packet, mqtt::Version) {
  number(json, "messageId", packet.packet_id);
  codes(json, packet.reason_codes);
  members_of_properties(json, packet.properties);
}

void write(JsonWriter& json, const mqtt::Unsubscribe& packet, mqtt::Version) {
  number(json, "messageId", packet.packet_id);
  key(json, "unsubscriptions");
  json.StartArray();
  for (const std::string_view filter : packet.filters) write_text(json, filter);
  json.EndArray();
  members_of_properties(json, packet.properties);
}

void write(JsonWriter& json, const mqtt::Unsuback& packet, mqtt::Version version) {
  number(json, "messageId", packet.packet_id);
  if (version == mqtt::Version::v5) codes(json, packet.reason_codes);
  members_of_properties(json, packet.properties);
}

template <class Reasoned>
void write_reasoned(JsonWriter& json, const Reasoned& packet, mqtt::Version version) {
  if (version == mqtt::Version::v5) number(json, "reasonCode", packet.reason_code);
  members_of_properties(json, packet.properties);
}

void write(JsonWriter& json, const mqtt::Disconnect& packet, mqtt::Version version) {
  write_reasoned(json, packet, version);
}

void write(JsonWriter& json, const mqtt::Auth& packet, mqtt::Version version) { write_reasoned(json, packet, version); }

const char* kind_name(mqtt::Kind kind) {
  switch (kind) {
    case mqtt::Kind::local:
      return "local";
    case mqtt::Kind::peer:
      return "peer";
    case mqtt::Kind::transport:
      return "transport";
  }
  return "";
}

}  // namespace

void write_members(JsonWriter& json, const mqtt::Packet& packet, mqtt::Version version) {
  key(json, "cmd");
  string(json, cmd(mqtt::type_of(packet)));
  std::visit([&](const auto& one) { write(json, one, version); }, packet);
}

void write_packet(JsonWriter& json, const mqtt::Packet& packet, mqtt::Version version) {
  json.StartObject();
  write_members(json, packet, version);
  json.EndObject();
}

void write_hex(JsonWriter& json, mqtt::Bytes bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string digits;
  digits.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    digits += kDigits[byte >> 4];
    digits += kDigits[byte & 15];
  }
  string(json, digits);
}

void write_bytes(JsonWriter& json, mqtt::Bytes bytes) {
  json.StartObject();
  key(json, "hex");
  write_hex(json, bytes);
  json.EndObject();
}

void write_text(JsonWriter& json, std::string_view text) {
  mqtt::Error error;
  if (mqtt::check_payload_utf8(mqtt::as_bytes(text), error)) {
    string(json, text);
  } else {
    write_bytes(json, mqtt::as_bytes(text));
  }
}

void write_error(JsonWriter& json, const mqtt::Error& error) {
  json.StartObject();
  member(json, "kind", std::string_view(kind_name(error.kind)));
  member(json, "reason", std::string_view(mqtt::name(error.reason)));
  member(json, "text", mqtt::describe(error));
  if (error.packet != mqtt::PacketType::none) member(json, "packet", std::string_view(cmd(error.packet)));
  if (error.field != mqtt::Field::none) member(json, "field", std::string_view(mqtt::name(error.field)));
  if (*error.rule) member(json, "rule", std::string_view(error.rule));
  key(json, "numbers");
  json.StartArray();
  for (const std::uint64_t one : error.numbers) json.Uint64(one);
  json.EndArray();
  json.EndObject();
}

void write_fault(JsonWriter& json, const InputFault& fault) {
  json.StartObject();
  member(json, "kind", std::string_view("input"));
  member(json, "reason", std::string_view(name(fault.reason)));
  member(json, "text", fault.text);
  if (!fault.field.empty()) member(json, "field", fault.field);
  json.EndObject();
}

}  // namespace tools
