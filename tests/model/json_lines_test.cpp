#include "model/json_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "model/json.h"
#include "model/message_store.h"
#include "mqtt/property.h"

namespace model {
namespace {

std::string line_of(const LogEntry& entry) {
  std::string line;
  append_json_line(line, entry);
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_EQ(check_json(as_bytes(line)).kind, JsonResult::Kind::ok) << line;
  return line;
}

std::string utc(std::int64_t time_ms) {
  std::string out;
  append_utc_time(out, time_ms);
  return out;
}

LogEntry message(LogKind kind, std::string_view topic, std::string_view payload) {
  LogEntry entry;
  entry.seq = 7;
  entry.time_ms = 1'769'903'999'123;
  entry.kind = kind;
  entry.topic = topic;
  entry.payload = as_bytes(payload);
  return entry;
}

// What follows `"key":"` up to the closing quote, with the escapes undone: the payload as a reader gets it.
std::string payload_read_back(const std::string& line) {
  const std::string_view key = "\"payload\":\"";
  std::string out;
  for (std::size_t i = line.find(key) + key.size(); line[i] != '"'; ++i) {
    if (line[i] != '\\') {
      out.push_back(line[i]);
      continue;
    }
    const char escape = line[++i];
    const std::string_view from = "nrt\"\\", to = "\n\r\t\"\\";
    if (escape == 'u') {
      append_utf8(out, static_cast<std::uint32_t>(std::stoul(line.substr(i + 1, 4), nullptr, 16)));
      i += 4;
    } else {
      out.push_back(to[from.find(escape)]);
    }
  }
  return out;
}

TEST(JsonLines, AReceivedMessageIsAsTheHeaderSays) {
  LogEntry entry = message(LogKind::received, "/a/b", "text");
  entry.qos = 1;
  EXPECT_EQ(
      line_of(entry),
      "{\"seq\":7,\"time\":\"2026-01-31T23:59:59.123Z\",\"kind\":\"received\",\"direction\":\"in\",\"topic\":\"/a/b\","
      "\"qos\":1,\"retain\":false,\"dup\":false,\"payload\":\"text\"}\n");
  entry.retain = entry.dup = true;
  entry.packet_id = 65'535;
  EXPECT_NE(line_of(entry).find("\"retain\":true,\"dup\":true,\"packet_id\":65535,"), std::string::npos);
}

TEST(JsonLines, AnyUtf8PayloadComesBackAsItWas) {
  std::string all;
  for (std::uint32_t value = 0; value < 0x3000; ++value) append_utf8(all, value);
  append_utf8(all, 0xFEFF);
  append_utf8(all, 0xFFFF);
  append_utf8(all, 0x10FFFF);
  EXPECT_EQ(payload_read_back(line_of(message(LogKind::received, "t", all))), all);
  EXPECT_EQ(payload_read_back(line_of(message(LogKind::received, "t", ""))), "");
}

TEST(JsonLines, OtherPayloadsAreBase64) {
  const auto base64 = [](std::string_view payload) {
    const std::string line = line_of(message(LogKind::received, "t", payload));
    const std::string_view key = "\"payload_base64\":\"";
    const std::size_t start = line.find(key) + key.size();
    return line.substr(start, line.find('"', start) - start);
  };
  EXPECT_EQ(base64("\xFF"), "/w==");
  EXPECT_EQ(base64("\xFF\xFE"), "//4=");
  EXPECT_EQ(base64("\xFF\xFE\xFD"), "//79");
  EXPECT_EQ(base64(std::string_view("\0\x10\x83\x10", 4)), "ABCDEA==");
  EXPECT_EQ(base64("f\xC3"), "ZsM=");
}

TEST(JsonLines, PublishedMessagesTellHowLongTheyTook) {
  LogEntry entry = message(LogKind::published, "t", "x");
  EXPECT_EQ(line_of(entry).find("settled_ms"), std::string::npos);
  EXPECT_EQ(line_of(entry).find("dup"), std::string::npos);
  EXPECT_NE(line_of(entry).find("\"direction\":\"out\""), std::string::npos);
  entry.qos = 2;
  entry.number = 31;
  EXPECT_NE(line_of(entry).find("\"settled_ms\":31,\"payload\":\"x\""), std::string::npos);
}

TEST(JsonLines, MessagesOfUnknownFateTellWhetherTheyWereSent) {
  LogEntry entry = message(LogKind::publish_unknown, "t", "x");
  EXPECT_NE(line_of(entry).find("\"sent\":true,\"payload\":\"x\""), std::string::npos);
  entry.number = 1;
  EXPECT_NE(line_of(entry).find("\"sent\":false,"), std::string::npos);
}

TEST(JsonLines, AFaultOfTheTransportIsKept) {
  LogEntry entry;
  entry.kind = LogKind::failed;
  entry.cause = Cause::text_frame;
  entry.number = 5;
  EXPECT_NE(line_of(entry).find("\"cause\":\"text_frame\",\"fault\":5}"), std::string::npos);
}

TEST(JsonLines, EventsCarryTheirData) {
  LogEntry entry;
  entry.kind = LogKind::reconnecting;
  entry.number = 3;
  entry.number2 = 10'000;
  entry.cause = Cause::connection_lost;
  entry.code = 1006;
  EXPECT_NE(line_of(entry).find("\"attempt\":3,\"delay_ms\":10000,\"cause\":\"connection_lost\",\"code\":1006"),
            std::string::npos);

  entry = {};
  entry.kind = LogKind::connecting;
  entry.text = "wss://h:443/mqtt?a=\"b\"";
  EXPECT_NE(line_of(entry).find("\"url\":\"wss://h:443/mqtt?a=\\\"b\\\"\""), std::string::npos);

  entry = {};
  entry.kind = LogKind::subscribed;
  entry.topic = "a/#";
  entry.number = 2;
  entry.code = 1;
  EXPECT_NE(line_of(entry).find("\"topic\":\"a/#\",\"granted_qos\":1,\"asked_qos\":2"), std::string::npos);

  entry = {};
  entry.kind = LogKind::disconnected;
  entry.code = 1000;
  entry.number = 1;
  EXPECT_NE(line_of(entry).find("\"code\":1000,\"reason\":\"\",\"by_user\":true"), std::string::npos);

  entry = {};
  entry.kind = LogKind::connected;
  EXPECT_NE(line_of(entry).find("\"session_present\":false"), std::string::npos);

  entry = {};
  entry.kind = LogKind::subscribe_refused;
  entry.topic = "x";
  entry.code = 0x80;
  EXPECT_NE(line_of(entry).find("\"topic\":\"x\",\"code\":128"), std::string::npos);
}

TEST(JsonLines, ProtocolErrorsKeepTheirNumbersAndRule) {
  LogEntry entry;
  entry.kind = LogKind::failed;
  entry.cause = Cause::protocol_error;
  entry.error_kind = 1;
  entry.error_reason = 12;
  entry.error_packet = 3;
  entry.error_field = 4;
  entry.error_rule = "MQTT311-3.3.1-4";
  entry.number = 70'000;
  entry.number2 = 1;
  EXPECT_NE(line_of(entry).find("\"cause\":\"protocol_error\",\"error\":{\"kind\":1,\"reason\":12,\"packet\":3,"
                                "\"field\":4,\"numbers\":[70000,1],"
                                "\"rule\":\"MQTT311-3.3.1-4\"}}"),
            std::string::npos);
}

TEST(JsonLines, EveryKindIsJsonWithItsOwnName) {
  std::vector<std::string_view> names;
  for (int kind = 0; kind <= static_cast<int>(LogKind::stopped); ++kind) {
    LogEntry entry;
    entry.kind = static_cast<LogKind>(kind);
    entry.topic = "a\"\\\n\xFF";
    entry.text = "\x01";
    const std::string_view name = name_of(entry.kind);
    EXPECT_NE(line_of(entry).find("\"kind\":\"" + std::string(name) + "\""), std::string::npos);
    for (const std::string_view other : names) EXPECT_NE(other, name);
    names.push_back(name);
  }
  EXPECT_EQ(names.front(), "connecting");
  EXPECT_EQ(names[static_cast<std::size_t>(LogKind::published)], "published");
  EXPECT_EQ(names.back(), "stopped");
  EXPECT_EQ(name_of(Cause::packet_too_large), "packet_too_large");
  EXPECT_EQ(name_of(Cause::security_error), "security_error");
}

TEST(JsonLines, AWholeStoreIsOneLineARow) {
  MessageStore store;
  for (int i = 0; i < 100; ++i) store.append(message(LogKind::received, "t", "line\nbreak"));
  std::string all;
  for (std::uint64_t seq = store.first_seq(); seq < store.next_seq(); ++seq) append_json_line(all, store.at(seq));
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 100);
}

TEST(JsonLines, TimesAreUtc) {
  EXPECT_EQ(utc(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(utc(951'782'400'000), "2000-02-29T00:00:00.000Z");
  EXPECT_EQ(utc(951'868'799'999), "2000-02-29T23:59:59.999Z");
  EXPECT_EQ(utc(951'868'800'000), "2000-03-01T00:00:00.000Z");
  EXPECT_EQ(utc(1'767'225'599'001), "2025-12-31T23:59:59.001Z");
  EXPECT_EQ(utc(4'107'542'400'000), "2100-03-01T00:00:00.000Z");
  EXPECT_EQ(utc(253'402'300'799'999), "9999-12-31T23:59:59.999Z");
}

TEST(JsonLines, PropertiesOfAMessageAndOfItsAnswerAreTold) {
  mqtt::PropertyList properties, answer;
  ASSERT_TRUE(properties.add_user("a", "b"));
  ASSERT_TRUE(answer.add(mqtt::PropertyId::reason_string, "no"));
  LogEntry entry = message(LogKind::publish_refused, "t", "x");
  entry.qos = 1;
  entry.code = 0x87;
  entry.properties = properties.view().encoded();
  entry.answer = answer.view().encoded();
  EXPECT_NE(line_of(entry).find("\"kind\":\"publish_refused\",\"direction\":\"out\",\"topic\":\"t\",\"qos\":1,\"retain\":false,"
                                "\"code\":135,\"payload\":\"x\",\"properties\":{\"userProperties\":[[\"a\",\"b\"]]},"
                                "\"answer_properties\":{\"reasonString\":\"no\"}}"),
            std::string::npos)
      << line_of(entry);
}

TEST(JsonLines, AConnectedRowSaysHow) {
  LogEntry entry;
  entry.kind = LogKind::connected;
  entry.version = 5;
  entry.code = 60;
  entry.text = "me";
  EXPECT_NE(line_of(entry).find("\"session_present\":false,\"version\":5,\"client_id\":\"me\",\"keep_alive\":60}"),
            std::string::npos);
}

TEST(JsonLines, WhatTheBrokerToldIsKeptWithItsCode) {
  LogEntry entry;
  entry.kind = LogKind::ignored;
  entry.number = 4;
  entry.packet_id = 9;
  entry.code = 0x10;
  EXPECT_NE(line_of(entry).find("\"direction\":\"in\",\"packet\":4,\"packet_id\":9,\"code\":16}"), std::string::npos);
  entry = {};
  entry.kind = LogKind::server_disconnected;
  entry.code = 0x8E;
  EXPECT_NE(line_of(entry).find("\"kind\":\"server_disconnected\",\"direction\":\"in\",\"code\":142}"), std::string::npos);
  entry = {};
  entry.kind = LogKind::stopped;
  entry.code = 0x9D;
  entry.text = "other.example";
  EXPECT_NE(line_of(entry).find("\"code\":157,\"server_reference\":\"other.example\"}"), std::string::npos);
}

// A publish that a limit of the server forbade was never sent, whatever its figures are.
TEST(JsonLines, AnErrorMeansNeverSent) {
  LogEntry entry = message(LogKind::publish_unknown, "t", "x");
  EXPECT_NE(line_of(entry).find("\"sent\":true"), std::string::npos);
  entry.error_reason = 7;
  entry.number = 2;
  EXPECT_NE(line_of(entry).find("\"sent\":false"), std::string::npos);
}

}  // namespace
}  // namespace model
