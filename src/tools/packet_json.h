// MQTT packets as JSON and back, in the names and shapes that npm's mqtt-packet documents: cmd, messageId, topic,
// payload, subscriptions [{topic, qos, nl, rap, rh}], granted, properties {sessionExpiryInterval, …}, … It translates;
// what a packet may hold is judged by the encoder and the decoder alone.
//
// Bytes are {"hex": "…"}. userProperties are an array of [name, value] in the order of the wire; mqtt-packet's object
// {name: value or [values]} is read as well. A property that stands several times is an array of its values.
//
// Read besides: `null` for a field that is left out; `length`, which mqtt-packet has in every packet and which is not
// used; its qos, retain and dup in packets other than PUBLISH, where they must be those of the fixed header. A field
// that is left out is what mqtt-packet makes of it (clean: true; all others false, 0 or empty).
#pragma once
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "mqtt/error.h"
#include "mqtt/packet.h"
#include "tools/packet_json_input.h"

namespace tools {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

// "connect", "connack", …; "reserved" for none.
const char* cmd(mqtt::PacketType type);
bool find_cmd(std::string_view cmd, mqtt::PacketType& type);

// --- Reading. False, or Taken::wrong: reader.fault() says what is wrong and where. Views are into `reader`.

// A whole packet: an object with `cmd`. `version` is the connection's; CONNECT's protocolId and protocolVersion must
// agree with it when they are given.
bool read_packet(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::Version version,
                 mqtt::Packet& to);

// One member of a packet's object, so that it can also be part of an object that holds more: `unknown` for a name that
// the packet does not have. `cmd` is not read, and `null` must have been left out before.
enum class Taken : std::uint8_t { yes, unknown, wrong };
Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Version version, mqtt::Packet& to);
// The members of these alone.
Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Connect& to);
Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Message& to);  // topic, payload, qos, retain, properties
Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Publish& to);
Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Subscribe& to);
Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Unsubscribe& to);
Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Disconnect& to);
Taken read_member(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                  mqtt::Auth& to);

// {sessionExpiryInterval: 10, …}, in the order of the members. Numbers stand for switches as well as true and false do:
// 2 is for the encoder to refuse.
bool read_properties(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::Properties& to);
// {topic, payload, qos, retain, properties}
bool read_will(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::Will& to);
// [{topic, qos, nl, rap, rh}, …], and ["filter", …].
bool read_subscriptions(JsonReader& reader, const JsonValue& value, const Place& place,
                        std::vector<mqtt::SubscribeRequest>& to);
bool read_filters(JsonReader& reader, const JsonValue& value, const Place& place, std::vector<std::string_view>& to);

// --- Writing.

// The object. Fields that its packet type does not have in `version`, and empty properties, are left out.
void write_packet(JsonWriter& json, const mqtt::Packet& packet, mqtt::Version version);
// The members alone, `cmd` included: between the caller's StartObject and EndObject.
void write_members(JsonWriter& json, const mqtt::Packet& packet, mqtt::Version version);

void write_properties(JsonWriter& json, mqtt::Properties properties);  // the object, {} when empty
void write_bytes(JsonWriter& json, mqtt::Bytes bytes);                 // {"hex": "…"}
void write_hex(JsonWriter& json, mqtt::Bytes bytes);                   // the string alone
// A string; as {"hex": "…"} if it is no UTF-8, which no decoded packet holds.
void write_text(JsonWriter& json, std::string_view text);

// {kind, reason, text, packet, field, rule, numbers}: packet, field and rule only where there is one.
void write_error(JsonWriter& json, const mqtt::Error& error);
// {kind: "input", reason, text, field}
void write_fault(JsonWriter& json, const InputFault& fault);

inline void key(JsonWriter& json, std::string_view name) {
  json.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}

}  // namespace tools
