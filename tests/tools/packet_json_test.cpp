#include "tools/packet_json.h"

#include <gtest/gtest.h>

#include <string>

#include "model/json_property_names.h"

namespace tools {
namespace {

using mqtt::PropertyId;
using mqtt::Version;

constexpr Place kPacket{nullptr, "packet"};

// The packet as read and written again; "reason: text" of what is wrong with it.
std::string again(std::string_view json_text, Version version = Version::v5) {
  JsonReader reader;
  InputFault fault;
  mqtt::Packet packet;
  {
    // The JSON goes first: all views must be into the reader.
    rapidjson::Document json;
    if (!parse_object(json_text, json, fault)) return std::string(name(fault.reason)) + ": " + fault.text;
    if (!read_packet(reader, json, kPacket, version, packet)) {
      return std::string(name(reader.fault().reason)) + ": " + reader.fault().text;
    }
  }
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  write_packet(json, packet, version);
  return buffer.GetString();
}

std::string properties_again(std::string_view properties) {
  const std::string packet = again(R"({"cmd":"publish","properties":)" + std::string(properties) + "}");
  const std::size_t at = packet.find(R"("properties":)");
  if (packet[0] != '{') return packet;
  return at == std::string::npos ? "{}" : packet.substr(at + 13, packet.size() - at - 14);
}

std::string written_text(std::string_view text) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  write_text(json, text);
  return buffer.GetString();
}

TEST(PacketJson, EveryPacketKeepsItsDocumentedShape) {
  const char* const same[] = {
      R"({"cmd":"connect","protocolId":"MQTT","protocolVersion":5,"clean":false,"clientId":"c","keepalive":9,)"
      R"("username":"u","password":{"hex":"00ff"},"will":{"topic":"t","payload":{"hex":"61"},"qos":2,"retain":true,)"
      R"("properties":{"willDelayInterval":5}},"properties":{"receiveMaximum":432,"requestProblemInformation":false}})",
      R"({"cmd":"connack","sessionPresent":true,"reasonCode":0,"properties":{"maximumQoS":1,"retainAvailable":true}})",
      R"({"cmd":"publish","topic":"t","payload":{"hex":""},"qos":1,"retain":true,"dup":true,"messageId":42})",
      R"({"cmd":"puback","messageId":42,"reasonCode":16,"properties":{"reasonString":"why"}})",
      R"({"cmd":"pubrec","messageId":42,"reasonCode":0})",
      R"({"cmd":"pubrel","messageId":42,"reasonCode":146})",
      R"({"cmd":"pubcomp","messageId":65535,"reasonCode":0})",
      R"({"cmd":"subscribe","messageId":1,"subscriptions":[{"topic":"a/#","qos":1,"nl":true,"rap":false,"rh":2},)"
      R"({"topic":"b","qos":0,"nl":false,"rap":true,"rh":0}],"properties":{"subscriptionIdentifier":145}})",
      R"({"cmd":"suback","messageId":1,"granted":[0,1,2,128]})",
      R"({"cmd":"unsubscribe","messageId":1,"unsubscriptions":["test","a/topic"]})",
      R"({"cmd":"unsuback","messageId":1,"granted":[0,17]})",
      R"({"cmd":"pingreq"})",
      R"({"cmd":"pingresp"})",
      R"({"cmd":"disconnect","reasonCode":4,"properties":{"serverReference":"other"}})",
      R"({"cmd":"auth","reasonCode":24,"properties":{"authenticationMethod":"m","authenticationData":{"hex":"0102"}}})",
  };
  for (const char* const json : same) EXPECT_EQ(again(json), json);
}

TEST(PacketJson, BeforeMqtt5TheShapesAreThoseOfTheOldVersions) {
  const char* const same[] = {
      R"({"cmd":"connack","sessionPresent":false,"returnCode":5})",
      R"({"cmd":"puback","messageId":42})",
      R"({"cmd":"subscribe","messageId":1,"subscriptions":[{"topic":"a","qos":1}]})",
      R"({"cmd":"unsuback","messageId":1})",
      R"({"cmd":"disconnect"})",
  };
  for (const char* const json : same) EXPECT_EQ(again(json, Version::v3_1_1), json);
  EXPECT_EQ(again(R"({"cmd":"connect","clientId":"c"})", Version::v3_1),
            R"({"cmd":"connect","protocolId":"MQIsdp","protocolVersion":3,"clean":true,"clientId":"c","keepalive":0})");
}

TEST(PacketJson, WhatThePackageAddsToEveryPacketIsTaken) {
  EXPECT_EQ(
      again(
          R"({"cmd":"pubrel","retain":false,"qos":1,"dup":false,"length":2,"topic":null,"payload":null,"messageId":7})"),
      R"({"cmd":"pubrel","messageId":7,"reasonCode":0})");
  EXPECT_EQ(again(R"({"cmd":"pingreq","retain":false,"qos":0,"dup":false,"length":0,"topic":null,"payload":null})"),
            R"({"cmd":"pingreq"})");
  EXPECT_EQ(again(R"({"cmd":"puback","qos":1})"), "wrong_value: packet.qos: the flags of this packet are fixed: 0");
  EXPECT_EQ(again(R"({"cmd":"puback","dup":true})"),
            "wrong_value: packet.dup: the flags of this packet are fixed: false");
}

TEST(PacketJson, TheCodeOfConnackHasEitherNameButOneValue) {
  EXPECT_EQ(again(R"({"cmd":"connack","returnCode":0,"reasonCode":0})"),
            R"({"cmd":"connack","sessionPresent":false,"reasonCode":0})");
  EXPECT_EQ(again(R"({"cmd":"connack","reasonCode":5})", Version::v3_1_1),
            R"({"cmd":"connack","sessionPresent":false,"returnCode":5})");
  EXPECT_EQ(again(R"({"cmd":"connack","reasonCode":5,"returnCode":0})"),
            "wrong_value: packet.returnCode: it contradicts reasonCode");
}

TEST(PacketJson, ConnectMustBeOfTheVersionThatWasAskedFor) {
  EXPECT_EQ(again(R"({"cmd":"connect","protocolVersion":4})"),
            "wrong_value: packet.protocolVersion: it contradicts the version that the packet is for");
  EXPECT_EQ(again(R"({"cmd":"connect","protocolId":"MQIsdp"})"),
            "wrong_value: packet.protocolId: this version calls itself MQTT");
}

TEST(PacketJson, EveryPropertyHasOneName) {
  int count = 0;
  for (int i = 0; i < 256; ++i) {
    const auto id = static_cast<PropertyId>(i);
    if (mqtt::type_of(id) == mqtt::PropertyType::none) {
      EXPECT_EQ(model::json_name(id), "");
      continue;
    }
    ++count;
    PropertyId found{};
    ASSERT_TRUE(model::find_json_name(model::json_name(id), found)) << i;
    EXPECT_EQ(found, id);
  }
  EXPECT_EQ(count, 27);
}

TEST(PacketJson, UserPropertiesKeepOrderAndRepetition) {
  const char* const pairs = R"({"userProperties":[["b","1"],["a","2"],["b","3"],["","" ]]})";
  EXPECT_EQ(properties_again(pairs), R"({"userProperties":[["b","1"],["a","2"],["b","3"],["",""]]})");
  EXPECT_EQ(properties_again(R"({"userProperties":{"b":["1","3"],"a":"2"}})"),
            R"({"userProperties":[["b","1"],["b","3"],["a","2"]]})");
  EXPECT_EQ(properties_again(R"({"userProperties":{}})"), "{}");
}

TEST(PacketJson, APropertyThatStandsSeveralTimesIsAnArray) {
  EXPECT_EQ(properties_again(R"({"subscriptionIdentifier":[1,268435455],"contentType":["a","b"]})"),
            R"({"subscriptionIdentifier":[1,268435455],"contentType":["a","b"]})");
  EXPECT_EQ(properties_again(R"({"subscriptionIdentifier":[7]})"), R"({"subscriptionIdentifier":7})");
}

TEST(PacketJson, ASwitchIsTrueOrFalseAndMayBeAWrongNumber) {
  EXPECT_EQ(properties_again(R"({"payloadFormatIndicator":true})"), R"({"payloadFormatIndicator":true})");
  EXPECT_EQ(properties_again(R"({"payloadFormatIndicator":0})"), R"({"payloadFormatIndicator":false})");
  EXPECT_EQ(properties_again(R"({"payloadFormatIndicator":2})"), R"({"payloadFormatIndicator":2})");
  EXPECT_EQ(properties_again(R"({"maximumQoS":0})"), R"({"maximumQoS":0})");
}

TEST(PacketJson, WrongPropertiesAreNamed) {
  const char* const p = "packet.properties.";
  const std::pair<const char*, const char*> wrong[] = {
      {R"([])", "wrong_type: packet.properties: an object is wanted"},
      {R"({"frob":1})", "unknown_field: packet.properties.frob: there is no such property"},
      {R"({"payloadFormatIndicator":"1"})",
       "wrong_type: packet.properties.payloadFormatIndicator: true or false is wanted"},
      {R"({"maximumQoS":true})", "wrong_type: packet.properties.maximumQoS: a whole number from 0 to 255 is wanted"},
      {R"({"topicAlias":65536})",
       "wrong_value: packet.properties.topicAlias: a whole number from 0 to 65535 is wanted"},
      {R"({"messageExpiryInterval":-1})",
       "wrong_value: packet.properties.messageExpiryInterval: a whole number from 0 to 4294967295 is wanted"},
      {R"({"subscriptionIdentifier":[1,268435456]})",
       "wrong_value: packet.properties.subscriptionIdentifier[1]: a whole number from 0 to 268435455 is wanted"},
      {R"({"contentType":1})", R"(wrong_type: packet.properties.contentType: a string or {"hex": "…"} is wanted)"},
      {R"({"topicAlias":1,"topicAlias":1})", "repeated_field: packet.properties.topicAlias: given twice"},
      {R"({"userProperties":"a"})",
       "wrong_type: packet.properties.userProperties: an array of [name, value], or an object, is wanted"},
      {R"({"userProperties":[["a","b"],["a"]]})",
       "wrong_type: packet.properties.userProperties[1]: [name, value] is wanted"},
      {R"({"userProperties":[["a",null]]})",
       R"(wrong_type: packet.properties.userProperties[0][1]: a string or {"hex": "…"} is wanted)"},
      {R"({"userProperties":{"a":["b",1]}})",
       R"(wrong_type: packet.properties.userProperties.a[1]: a string or {"hex": "…"} is wanted)"},
  };
  for (const auto& [json, text] : wrong) EXPECT_EQ(properties_again(json), text);
  const std::string too_long = "\"" + std::string(65'536, 'x') + "\"";
  EXPECT_EQ(properties_again("{\"contentType\":" + too_long + "}"),
            std::string("wrong_value: ") + p + "contentType: at most 65535 bytes are possible");
  EXPECT_EQ(properties_again("{\"userProperties\":[[\"a\"," + too_long + "]]}"),
            std::string("wrong_value: ") + p + "userProperties[0][1]: at most 65535 bytes are possible");
}

TEST(PacketJson, WrongFieldsAreNamed) {
  const std::pair<const char*, const char*> wrong[] = {
      {R"({})", "missing_field: packet.cmd: it must be there"},
      {R"({"cmd":3})", "wrong_type: packet.cmd: a string is wanted"},
      {R"({"cmd":"reserved"})", "wrong_value: packet.cmd: there is no such packet"},
      {R"({"cmd":"PUBLISH"})", "wrong_value: packet.cmd: there is no such packet"},
      {R"({"cmd":"publish","cmd":"publish"})", "repeated_field: packet.cmd: given twice"},
      {R"({"cmd":"publish","qos":1,"qos":1})", "repeated_field: packet.qos: given twice"},
      {R"({"cmd":"publish","qos":4})", "wrong_value: packet.qos: a whole number from 0 to 3 is wanted"},
      {R"({"cmd":"publish","qos":1.5})", "wrong_value: packet.qos: a whole number from 0 to 3 is wanted"},
      {R"({"cmd":"publish","qos":"1"})", "wrong_type: packet.qos: a whole number from 0 to 3 is wanted"},
      {R"({"cmd":"publish","retain":1})", "wrong_type: packet.retain: true or false is wanted"},
      {R"({"cmd":"publish","messageId":65536})",
       "wrong_value: packet.messageId: a whole number from 0 to 65535 is wanted"},
      {R"({"cmd":"publish","payload":{"hex":"0g"}})",
       "bad_hex: packet.payload.hex: character 2 is no hexadecimal digit"},
      {R"({"cmd":"publish","payload":{"hex":"aa b"}})",
       "bad_hex: packet.payload.hex: half a byte at character 4: two digits are a byte"},
      {R"({"cmd":"publish","payload":{"hex":7}})",
       "wrong_type: packet.payload.hex: a string of hexadecimal digits is wanted"},
      {R"({"cmd":"publish","payload":{"hex":"","x":1}})",
       R"(wrong_type: packet.payload: a string or {"hex": "…"} is wanted)"},
      {R"({"cmd":"publish","payload":[1]})", R"(wrong_type: packet.payload: a string or {"hex": "…"} is wanted)"},
      {R"({"cmd":"publish","granted":[]})", "unknown_field: packet.granted: there is no such field"},
      {R"({"cmd":"publish","frob":null})", "unknown_field: packet.frob: there is no such field"},
      {R"({"cmd":"publish","":1})", "unknown_field: packet.: there is no such field"},
      {R"({"cmd":"publish","length":-1})", "wrong_value: packet.length: a whole number from 0 to 4294967295 is wanted"},
      {R"({"cmd":"connect","will":true})", "wrong_type: packet.will: an object is wanted"},
      {R"({"cmd":"connect","will":{"topic":"a","dup":true}})",
       "unknown_field: packet.will.dup: there is no such field"},
      {R"({"cmd":"subscribe","subscriptions":{}})", "wrong_type: packet.subscriptions: an array is wanted"},
      {R"({"cmd":"subscribe","subscriptions":[{"topic":"a"},"b"]})",
       "wrong_type: packet.subscriptions[1]: an object is wanted"},
      {R"({"cmd":"subscribe","subscriptions":[{"topic":"a","rh":256}]})",
       "wrong_value: packet.subscriptions[0].rh: a whole number from 0 to 255 is wanted"},
      {R"({"cmd":"suback","granted":[0,256]})",
       "wrong_value: packet.granted[1]: a whole number from 0 to 255 is wanted"},
      {R"({"cmd":"unsubscribe","unsubscriptions":["a",1]})",
       R"(wrong_type: packet.unsubscriptions[1]: a string or {"hex": "…"} is wanted)"},
  };
  for (const auto& [json, text] : wrong) EXPECT_EQ(again(json), text);
}

TEST(PacketJson, LinesThatAreNoJsonObjectAreRefused) {
  using namespace std::string_view_literals;
  const std::string_view no_json[] = {"",
                                      "x",
                                      "{",
                                      "{}x",
                                      "{}{}",
                                      "{\"a\":1,}",
                                      "{\"a\":\"\xFF\"}",
                                      "{\"a\":\"\xED\xA0\x80\"}",
                                      "{\"a\":1e999}",
                                      R"({"a":"\ud800"})",
                                      R"({"a":"\ud800\u0041"})",
                                      R"({"a":"\uDC00"})",
                                      R"({"\udfff":1})",
                                      R"({"a":"\ud83d\ude00\ude00"})",
                                      "{}\0"sv,
                                      "{\"a\":\"\0\"}"sv};
  for (const std::string_view line : no_json) EXPECT_EQ(again(line).substr(0, 9), "not_json:") << line;
  for (const char* const line : {"[]", "1", "null", "\"a\""}) {
    EXPECT_EQ(again(line), "wrong_type: the line is no JSON object");
  }
  const std::string pair = again(R"({"cmd":"publish","topic":"\ud83d\ude00\\udc00"})");
  EXPECT_TRUE(pair.starts_with("{\"cmd\":\"publish\",\"topic\":\"\xF0\x9F\x98\x80\\\\udc00\"")) << pair;
}

TEST(PacketJson, DeepInputIsRefusedBeforeItIsParsed) {
  const auto nested = [](std::size_t depth) {
    return "{\"a\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  EXPECT_EQ(again(nested(kDeepestInput)), "missing_field: packet.cmd: it must be there");
  EXPECT_EQ(again(nested(kDeepestInput + 1)).substr(0, 9), "too_deep:");
  EXPECT_EQ(again(std::string(5'000'000, '[')).substr(0, 9), "too_deep:");
  EXPECT_EQ(again(R"({"a":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"[[[["})"),
            "missing_field: packet.cmd: it must be there");
}

TEST(PacketJson, TextMayBeGivenAsBytesAndComesAsTextWhenItIsOne) {
  EXPECT_EQ(again(R"({"cmd":"unsubscribe","messageId":1,"unsubscriptions":[{"hex":"c3a9"},{"hex":"FF"},"\u0000"]})"),
            "{\"cmd\":\"unsubscribe\",\"messageId\":1,\"unsubscriptions\":[\"é\",{\"hex\":\"ff\"},\"\\u0000\"]}");
}

TEST(PacketJson, TextIsWrittenSoThatItCanBeReadAgain) {
  using namespace std::string_view_literals;
  EXPECT_EQ(written_text("a\"\\\n\x01 é 😀 \xEF\xBB\xBF"), "\"a\\\"\\\\\\n\\u0001 é 😀 \xEF\xBB\xBF\"");
  EXPECT_EQ(written_text("a\0b"sv), R"("a\u0000b")");
  EXPECT_EQ(written_text("a\0\xFF"sv), R"({"hex":"6100ff"})");
  EXPECT_EQ(written_text("\xED\xA0\x80"), R"({"hex":"eda080"})");
}

TEST(PacketJson, AnErrorSaysWhatItKnows) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  write_error(json, {mqtt::Kind::peer,
                     mqtt::Reason::invalid_qos,
                     mqtt::PacketType::publish,
                     mqtt::Field::qos,
                     "MQTT5-3.3.1-4",
                     {3, 0}});
  const std::string text = buffer.GetString();
  EXPECT_EQ(text.find(R"({"kind":"peer","reason":"invalid_qos","text":"PUBLISH: )"), 0u) << text;
  const std::string_view rest = R"("packet":"publish","field":"qos","rule":"MQTT5-3.3.1-4","numbers":[3,0]})";
  EXPECT_TRUE(text.ends_with(rest)) << text;
}

}  // namespace
}  // namespace tools
