// Packets, read from JSON.
#include <algorithm>

#include "mqtt/framer.h"
#include "tools/packet_json.h"

namespace tools {
namespace {

constexpr const char* kCmds[] = {"reserved", "connect",  "connack",    "publish", "puback",      "pubrec",
                                 "pubrel",   "pubcomp",  "subscribe",  "suback",  "unsubscribe", "unsuback",
                                 "pingreq",  "pingresp", "disconnect", "auth"};

// Every name that some packet has: of them, null is as good as nothing.
constexpr std::string_view kMembers[] = {
    "length",         "qos",           "retain",   "dup",        "messageId",  "topic",           "payload",
    "properties",     "subscriptions", "granted",  "reasonCode", "returnCode", "sessionPresent",  "clientId",
    "clean",          "keepalive",     "username", "password",   "will",       "unsubscriptions", "protocolId",
    "protocolVersion"};

Taken taken(bool ok) { return ok ? Taken::yes : Taken::wrong; }

template <class Item, class Read>
bool read_items(JsonReader& reader, const JsonValue& value, const Place& place, std::vector<Item>& to, Read read) {
  if (!value.IsArray()) return reader.fail(InputReason::wrong_type, place, "an array is wanted");
  to.clear();
  to.reserve(value.Size());
  for (rapidjson::SizeType i = 0; i < value.Size(); ++i) {
    Item item{};
    if (!read(value[i], Place{&place, "", i}, item)) return false;
    to.push_back(item);
  }
  return true;
}

bool read_codes(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::Bytes& to) {
  std::vector<std::uint8_t> codes;
  const bool ok =
      read_items(reader, value, place, codes,
                 [&](const JsonValue& one, const Place& at, std::uint8_t& code) { return reader.read(one, at, code); });
  if (ok) to = reader.keep(std::move(codes));
  return ok;
}

// Reads all members of an object through `read`, which is given name, value and place of each.
template <class Read>
bool read_members(JsonReader& reader, const JsonValue& value, const Place& place, Read read) {
  if (!value.IsObject()) return reader.fail(InputReason::wrong_type, place, "an object is wanted");
  for (auto at = value.MemberBegin(); at != value.MemberEnd(); ++at) {
    const std::string_view name = text_of(at->name);
    const Place member{&place, name};
    switch (read(name, at->value, member)) {
      case Taken::yes:
        if (!reader.once(value, at, member)) return false;
        break;
      case Taken::unknown:
        return reader.fail(InputReason::unknown_field, member, "there is no such field");
      case Taken::wrong:
        return false;
    }
  }
  return true;
}

bool read_subscription(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::SubscribeRequest& to) {
  return read_members(reader, value, place, [&](std::string_view name, const JsonValue& one, const Place& at) {
    if (name == "topic") return taken(reader.read(one, at, to.filter));
    if (name == "qos") return taken(reader.read(one, at, to.qos));
    if (name == "nl") return taken(reader.read(one, at, to.no_local));
    if (name == "rap") return taken(reader.read(one, at, to.retain_as_published));
    if (name == "rh") return taken(reader.read(one, at, to.retain_handling));
    return Taken::unknown;
  });
}

Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Connack& to) {
  if (name == "sessionPresent") return taken(reader.read(value, place, to.session_present));
  // mqtt-packet documents both in one object and uses that of the version; see check_codes().
  if (name == "reasonCode" || name == "returnCode") return taken(reader.read(value, place, to.reason_code));
  if (name == "properties") return taken(read_properties(reader, value, place, to.properties));
  return Taken::unknown;
}

template <mqtt::PacketType kType>
Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Acknowledgement<kType>& to) {
  if (name == "messageId") return taken(reader.read(value, place, to.packet_id));
  if (name == "reasonCode") return taken(reader.read(value, place, to.reason_code));
  if (name == "properties") return taken(read_properties(reader, value, place, to.properties));
  return Taken::unknown;
}

template <class Answer>  // SUBACK, UNSUBACK
Taken read_answer(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place, Answer& to) {
  if (name == "messageId") return taken(reader.read(value, place, to.packet_id));
  if (name == "granted") return taken(read_codes(reader, value, place, to.reason_codes));
  if (name == "properties") return taken(read_properties(reader, value, place, to.properties));
  return Taken::unknown;
}

Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Suback& to) {
  return read_answer(reader, name, value, place, to);
}

Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Unsuback& to) {
  return read_answer(reader, name, value, place, to);
}

template <class Reasoned>  // DISCONNECT, AUTH
Taken read_reasoned(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                    Reasoned& to) {
  if (name == "reasonCode") return taken(reader.read(value, place, to.reason_code));
  if (name == "properties") return taken(read_properties(reader, value, place, to.properties));
  return Taken::unknown;
}

// PINGREQ, PINGRESP and the empty packet.
template <class Empty>
Taken read_member(JsonReader&, std::string_view, const JsonValue&, const Place&, Empty&) {
  return Taken::unknown;
}

// What mqtt-packet's parser says of the fixed header of every packet.
Taken read_fixed_header(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                        mqtt::PacketType type) {
  if (name == "qos") {
    const unsigned fixed = mqtt::required_flags(type) >> 1;  // where PUBLISH has its QoS
    std::uint8_t number = 0;
    if (!reader.read(value, place, number)) return Taken::wrong;
    return taken(number == fixed || reader.fail(InputReason::wrong_value, place,
                                                "the flags of this packet are fixed: " + std::to_string(fixed)));
  }
  if (name == "retain" || name == "dup") {
    bool flag = false;
    if (!reader.read(value, place, flag)) return Taken::wrong;
    return taken(!flag || reader.fail(InputReason::wrong_value, place, "the flags of this packet are fixed: false"));
  }
  return Taken::unknown;
}

Taken read_protocol(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                    mqtt::Version version) {
  if (name == "protocolId") {
    const std::string_view wanted = version == mqtt::Version::v3_1 ? "MQIsdp" : "MQTT";
    std::string_view id;
    if (!reader.read(value, place, id)) return Taken::wrong;
    return taken(id == wanted ||
                 reader.fail(InputReason::wrong_value, place, "this version calls itself " + std::string(wanted)));
  }
  if (name == "protocolVersion") {
    std::uint8_t number = 0;
    if (!reader.read(value, place, number)) return Taken::wrong;
    return taken(number == static_cast<std::uint8_t>(version) ||
                 reader.fail(InputReason::wrong_value, place, "it contradicts the version that the packet is for"));
  }
  return Taken::unknown;
}

// CONNACK's code may be given by both of its names, if they agree.
bool check_codes(JsonReader& reader, const JsonValue& packet, const Place& place) {
  const auto reason = packet.FindMember("reasonCode"), code = packet.FindMember("returnCode");
  if (reason == packet.MemberEnd() || code == packet.MemberEnd()) return true;
  return reason->value.IsNull() || code->value.IsNull() || reason->value == code->value ||
         reader.fail(InputReason::wrong_value, {&place, "returnCode"}, "it contradicts reasonCode");
}

template <std::size_t... kIndex>
void make_packet(mqtt::Packet& to, mqtt::PacketType type, std::index_sequence<kIndex...>) {
  ((kIndex == static_cast<std::size_t>(type) ? void(to.emplace<kIndex>()) : void()), ...);
}

bool read_cmd(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::PacketType& type) {
  const Place member{&place, "cmd"};
  if (!value.IsObject()) return reader.fail(InputReason::wrong_type, place, "an object is wanted");
  const auto at = value.FindMember("cmd");
  if (at == value.MemberEnd()) return reader.fail(InputReason::missing_field, member, "it must be there");
  if (!at->value.IsString()) return reader.fail(InputReason::wrong_type, member, "a string is wanted");
  return find_cmd(text_of(at->value), type) || reader.fail(InputReason::wrong_value, member, "there is no such packet");
}

}  // namespace

const char* cmd(mqtt::PacketType type) { return kCmds[static_cast<std::size_t>(type)]; }

bool find_cmd(std::string_view cmd, mqtt::PacketType& type) {
  for (std::size_t i = 1; i < std::size(kCmds); ++i) {
    if (cmd != kCmds[i]) continue;
    type = static_cast<mqtt::PacketType>(i);
    return true;
  }
  return false;
}

Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Connect& to) {
  if (name == "clientId") return taken(reader.read(value, place, to.client_id));
  if (name == "clean") return taken(reader.read(value, place, to.clean_session));
  if (name == "keepalive") return taken(reader.read(value, place, to.keep_alive_s));
  if (name == "username") return taken(reader.read(value, place, to.user_name.emplace()));
  if (name == "password") return taken(reader.read(value, place, to.password.emplace()));
  if (name == "will") return taken(read_will(reader, value, place, to.will.emplace()));
  if (name == "properties") return taken(read_properties(reader, value, place, to.properties));
  return Taken::unknown;
}

Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Message& to) {
  if (name == "topic") return taken(reader.read(value, place, to.topic));
  if (name == "payload") return taken(reader.read(value, place, to.payload));
  if (name == "qos") return taken(reader.read(value, place, to.qos));
  if (name == "retain") return taken(reader.read(value, place, to.retain));
  if (name == "properties") return taken(read_properties(reader, value, place, to.properties));
  return Taken::unknown;
}

Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Publish& to) {
  if (name == "topic") return taken(reader.read(value, place, to.topic));
  if (name == "payload") return taken(reader.read(value, place, to.payload));
  if (name == "qos") return taken(reader.read(value, place, to.qos));
  if (name == "retain") return taken(reader.read(value, place, to.retain));
  if (name == "dup") return taken(reader.read(value, place, to.dup));
  if (name == "messageId") return taken(reader.read(value, place, to.packet_id));
  if (name == "properties") return taken(read_properties(reader, value, place, to.properties));
  return Taken::unknown;
}

Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Subscribe& to) {
  if (name == "messageId") return taken(reader.read(value, place, to.packet_id));
  if (name == "subscriptions") return taken(read_subscriptions(reader, value, place, to.filters));
  if (name == "properties") return taken(read_properties(reader, value, place, to.properties));
  return Taken::unknown;
}

Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Unsubscribe& to) {
  if (name == "messageId") return taken(reader.read(value, place, to.packet_id));
  if (name == "unsubscriptions") return taken(read_filters(reader, value, place, to.filters));
  if (name == "properties") return taken(read_properties(reader, value, place, to.properties));
  return Taken::unknown;
}

Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Disconnect& to) {
  return read_reasoned(reader, name, value, place, to);
}

Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Auth& to) {
  return read_reasoned(reader, name, value, place, to);
}

Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Version version, mqtt::Packet& to) {
  const mqtt::PacketType type = mqtt::type_of(to);
  if (name == "length") {
    std::uint32_t unused = 0;
    return taken(reader.read(value, place, unused));
  }
  const Taken own = std::visit([&](auto& packet) { return read_member(reader, name, value, place, packet); }, to);
  if (own != Taken::unknown) return own;
  if (type == mqtt::PacketType::connect) {
    const Taken protocol = read_protocol(reader, name, value, place, version);
    if (protocol != Taken::unknown) return protocol;
  }
  return read_fixed_header(reader, name, value, place, type);
}

bool read_packet(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::Version version,
                 mqtt::Packet& to) {
  mqtt::PacketType type = mqtt::PacketType::none;
  if (!read_cmd(reader, value, place, type)) return false;
  make_packet(to, type, std::make_index_sequence<std::variant_size_v<mqtt::Packet>>());
  if (auto* connect = std::get_if<mqtt::Connect>(&to)) connect->keep_alive_s = 0;
  const auto member = [&](std::string_view name, const JsonValue& one, const Place& at) {
    const bool known = std::find(std::begin(kMembers), std::end(kMembers), name) != std::end(kMembers);
    if (name == "cmd" || (known && one.IsNull())) return Taken::yes;
    return read_member(reader, name, one, at, version, to);
  };
  return read_members(reader, value, place, member) &&
         (type != mqtt::PacketType::connack || check_codes(reader, value, place));
}

bool read_will(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::Will& to) {
  return read_members(reader, value, place, [&](std::string_view name, const JsonValue& one, const Place& at) {
    return read_member(reader, name, one, at, to);
  });
}

bool read_subscriptions(JsonReader& reader, const JsonValue& value, const Place& place,
                        std::vector<mqtt::SubscribeRequest>& to) {
  return read_items(reader, value, place, to, [&](const JsonValue& one, const Place& at, mqtt::SubscribeRequest& item) {
    return read_subscription(reader, one, at, item);
  });
}

bool read_filters(JsonReader& reader, const JsonValue& value, const Place& place, std::vector<std::string_view>& to) {
  return read_items(reader, value, place, to, [&](const JsonValue& one, const Place& at, std::string_view& filter) {
    return reader.read(one, at, filter);
  });
}

}  // namespace tools
