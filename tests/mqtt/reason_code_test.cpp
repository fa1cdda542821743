#include "mqtt/reason_code.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "mqtt/names.h"
#include "support/mqtt_text.h"

namespace mqtt {
namespace {

constexpr Version kOld[] = {Version::v3_1, Version::v3_1_1};

std::string named(PacketType type, unsigned code, Version version) {
  return reason_name(type, static_cast<std::uint8_t>(code), version);
}

TEST(reason_code, names_before_mqtt_5) {
  for (const Version version : kOld) {
    const char* answers[] = {"Connection accepted", "Unacceptable protocol version", "Identifier rejected",
                             "Server unavailable",  "Bad user name or password",     "Not authorized"};
    for (unsigned code = 0; code < 256; ++code)
      EXPECT_EQ(named(PacketType::connack, code, version), code < 6 ? answers[code] : "reserved");
    const std::map<unsigned, std::string> granted = {
        {0, "Granted QoS 0"}, {1, "Granted QoS 1"}, {2, "Granted QoS 2"}, {0x80, "Failure"}};
    for (unsigned code = 0; code < 256; ++code) {
      const auto row = granted.find(code);
      EXPECT_EQ(named(PacketType::suback, code, version), row == granted.end() ? "reserved" : row->second);
    }
    EXPECT_EQ(named(PacketType::puback, 0, version), "Success");
    EXPECT_EQ(named(PacketType::unsuback, 0, version), "Success");
    EXPECT_EQ(named(PacketType::puback, 0x10, version), "reserved");
    EXPECT_EQ(named(PacketType::disconnect, 0, version), "Normal disconnection");
  }
}

TEST(reason_code, what_each_packet_of_mqtt_5_may_carry) {
  // MQTT 5 §3.2.2.2, §3.4.2.1, §3.5.2.1, §3.6.2.1, §3.7.2.1, §3.9.3, §3.11.3, §3.14.2.1 with 0x8C from §2.4, §3.15.2.1.
  const std::map<PacketType, const char*> rows = {
      {PacketType::connack, "00 80 81 82 83 84 85 86 87 88 89 8A 8C 90 95 97 99 9A 9B 9C 9D 9F"},
      {PacketType::puback, "00 10 80 83 87 90 91 97 99"},
      {PacketType::pubrec, "00 10 80 83 87 90 91 97 99"},
      {PacketType::pubrel, "00 92"},
      {PacketType::pubcomp, "00 92"},
      {PacketType::suback, "00 01 02 80 83 87 8F 91 97 9E A1 A2"},
      {PacketType::unsuback, "00 11 80 83 87 8F 91"},
      {PacketType::disconnect,
       "00 04 80 81 82 83 87 89 8B 8C 8D 8E 8F 90 93 94 95 96 97 98 99 9A 9B 9C 9D 9E 9F A0 A1 A2"},
      {PacketType::auth, "00 18 19"},
  };
  for (unsigned type = 0; type < 16; ++type) {
    const auto packet = static_cast<PacketType>(type);
    const auto row = rows.find(packet);
    const std::vector<std::uint8_t> codes =
        row == rows.end() ? std::vector<std::uint8_t>{} : mqtt_text::hex(row->second);
    for (unsigned code = 0; code < 256; ++code) {
      const bool wanted = std::find(codes.begin(), codes.end(), code) != codes.end();
      EXPECT_EQ(may_carry(packet, static_cast<std::uint8_t>(code), Version::v5), wanted) << name(packet) << ' ' << code;
      EXPECT_EQ(named(packet, code, Version::v5) != "reserved", wanted) << name(packet) << ' ' << code;
    }
  }
}

TEST(reason_code, names_in_mqtt_5) {
  const struct {
    PacketType packet;
    unsigned code;
    const char* name;
  } rows[] = {{PacketType::connack, 0x00, "Success"},
              {PacketType::suback, 0x00, "Granted QoS 0"},
              {PacketType::disconnect, 0x00, "Normal disconnection"},
              {PacketType::suback, 0x01, "Granted QoS 1"},
              {PacketType::suback, 0x02, "Granted QoS 2"},
              {PacketType::disconnect, 0x04, "Disconnect with Will Message"},
              {PacketType::puback, 0x10, "No matching subscribers"},
              {PacketType::unsuback, 0x11, "No subscription existed"},
              {PacketType::auth, 0x18, "Continue authentication"},
              {PacketType::auth, 0x19, "Re-authenticate"},
              {PacketType::connack, 0x80, "Unspecified error"},
              {PacketType::connack, 0x81, "Malformed Packet"},
              {PacketType::connack, 0x82, "Protocol Error"},
              {PacketType::connack, 0x83, "Implementation specific error"},
              {PacketType::connack, 0x84, "Unsupported Protocol Version"},
              {PacketType::connack, 0x85, "Client Identifier not valid"},
              {PacketType::connack, 0x86, "Bad User Name or Password"},
              {PacketType::connack, 0x87, "Not authorized"},
              {PacketType::connack, 0x88, "Server unavailable"},
              {PacketType::connack, 0x89, "Server busy"},
              {PacketType::connack, 0x8A, "Banned"},
              {PacketType::disconnect, 0x8B, "Server shutting down"},
              {PacketType::connack, 0x8C, "Bad authentication method"},
              {PacketType::disconnect, 0x8D, "Keep Alive timeout"},
              {PacketType::disconnect, 0x8E, "Session taken over"},
              {PacketType::suback, 0x8F, "Topic Filter invalid"},
              {PacketType::connack, 0x90, "Topic Name invalid"},
              {PacketType::puback, 0x91, "Packet Identifier in use"},
              {PacketType::pubrel, 0x92, "Packet Identifier not found"},
              {PacketType::disconnect, 0x93, "Receive Maximum exceeded"},
              {PacketType::disconnect, 0x94, "Topic Alias invalid"},
              {PacketType::disconnect, 0x95, "Packet too large"},
              {PacketType::disconnect, 0x96, "Message rate too high"},
              {PacketType::puback, 0x97, "Quota exceeded"},
              {PacketType::disconnect, 0x98, "Administrative action"},
              {PacketType::puback, 0x99, "Payload format invalid"},
              {PacketType::connack, 0x9A, "Retain not supported"},
              {PacketType::connack, 0x9B, "QoS not supported"},
              {PacketType::connack, 0x9C, "Use another server"},
              {PacketType::connack, 0x9D, "Server moved"},
              {PacketType::suback, 0x9E, "Shared Subscriptions not supported"},
              {PacketType::connack, 0x9F, "Connection rate exceeded"},
              {PacketType::disconnect, 0xA0, "Maximum connect time"},
              {PacketType::suback, 0xA1, "Subscription Identifiers not supported"},
              {PacketType::suback, 0xA2, "Wildcard Subscriptions not supported"}};
  for (const auto& row : rows) EXPECT_EQ(named(row.packet, row.code, Version::v5), row.name) << row.code;
}

TEST(reason_code, failures_start_at_0x80) {
  EXPECT_FALSE(is_failure(0));
  EXPECT_FALSE(is_failure(0x7F));
  EXPECT_TRUE(is_failure(0x80));
  EXPECT_TRUE(is_failure(0xFF));
  EXPECT_EQ(code(ReasonCode::session_taken_over), 0x8E);
}

}  // namespace
}  // namespace mqtt
