#include "mqtt/encode.h"

#include <gtest/gtest.h>

#include "support/mqtt_text.h"
#include "support/mqtt_vectors.h"

namespace mqtt {
namespace {

// What is refused must leave the buffer as it was.
std::string refusal(const Packet& packet, Version version = Version::v3_1_1) {
  Buffer out = {0xAA};
  const auto result = encode(packet, version, out);
  if (result) return "encoded " + mqtt_text::to_hex(out);
  EXPECT_EQ(out, Buffer{0xAA});
  return mqtt_text::text(result.error());
}

TEST(encode, every_packet_of_the_table) {
  for (const Vector& vector : vectors_of_every_version()) {
    Buffer out = {0xAA};
    ASSERT_TRUE(encode(vector.packet, vector.version, out)) << vector.name;
    EXPECT_EQ(mqtt_text::to_hex(Bytes(out).subspan(1)), mqtt_text::to_hex(vector.bytes)) << vector.name;
    EXPECT_EQ(out[0], 0xAA) << "it must append";
  }
}

TEST(encode, no_packet) {
  EXPECT_EQ(refusal(Packet{}), "local reserved_packet_type no packet packet_type 0 0 [MQTT 3.1.1 §2.2.1]");
  EXPECT_EQ(refusal(Packet{}, Version::v5), "local reserved_packet_type no packet packet_type 0 0 [MQTT 5 §2.1.2]");
}

TEST(encode, v311_2_3_1_1_packet_id_zero) {
  const char* names[] = {"PUBACK",    "PUBREC",      "PUBREL", "PUBCOMP", "UNSUBACK",
                         "SUBSCRIBE", "UNSUBSCRIBE", "SUBACK", "PUBLISH"};
  const Packet packets[] = {Puback{},
                            Pubrec{},
                            Pubrel{},
                            Pubcomp{},
                            Unsuback{},
                            Subscribe{0, {{"a", Qos::at_most_once}}},
                            Unsubscribe{0, {"a"}},
                            Suback{},
                            Publish{"a", {}, Qos::at_least_once, false, false, 0}};
  for (std::size_t at = 0; at < std::size(packets); ++at)
    EXPECT_EQ(refusal(packets[at]),
              std::string("local packet_id_zero ") + names[at] + " packet_id 0 0 [MQTT311-2.3.1-1]");
}

TEST(encode, v311_3_1_3_7_empty_client_id_needs_clean_session) {
  EXPECT_EQ(refusal(Connect{"", false, 60, {}, {}, {}}),
            "local empty_client_id_needs_clean_session CONNECT client_id 0 0 [MQTT311-3.1.3-7]");
}

TEST(encode, v311_3_1_2_22_password_without_user_name) {
  EXPECT_EQ(refusal(Connect{"c", true, 60, {}, {}, as_bytes("p")}),
            "local password_without_user_name CONNECT password 0 0 [MQTT311-3.1.2-22]");
}

TEST(encode, connect_texts_and_lengths) {
  const std::string long_text(65'536, 'a');
  EXPECT_EQ(refusal(Connect{"\xFF", true, 60, {}, {}, {}}),
            "local invalid_utf8 CONNECT client_id 0 255 [MQTT311-1.5.3-1]");
  EXPECT_EQ(refusal(Connect{long_text, true, 60, {}, {}, {}}),
            "local string_too_long CONNECT client_id 65536 65535 [MQTT 3.1.1 §1.5.3]");
  EXPECT_EQ(refusal(Connect{"c", true, 60, {}, std::string_view("u\0", 2), {}}),
            "local null_character CONNECT user_name 1 0 [MQTT311-1.5.3-2]");
  EXPECT_EQ(refusal(Connect{"c", true, 60, {}, "u", as_bytes(long_text)}),
            "local string_too_long CONNECT password 65536 65535 [MQTT 3.1.1 §3.1.3]");
}

TEST(encode, will) {
  const auto with = [](const Will& will) { return refusal(Connect{"c", true, 60, will, {}, {}}); };
  const std::string long_text(65'536, 'a');
  EXPECT_EQ(with({"", {}, Qos::at_most_once, false}), "local empty_topic CONNECT will_topic 0 0 [MQTT311-4.7.3-1]");
  EXPECT_EQ(with({"a/+", {}, Qos::at_most_once, false}),
            "local wildcard_in_topic_name CONNECT will_topic 2 43 [MQTT311-3.3.2-2]");
  EXPECT_EQ(with({"a", as_bytes(long_text), Qos::at_most_once, false}),
            "local string_too_long CONNECT will_payload 65536 65535 [MQTT 3.1.1 §3.1.3]");
  EXPECT_EQ(with({"a", {}, static_cast<Qos>(3), false}), "local invalid_qos CONNECT will_qos 3 0 [MQTT311-3.1.2-14]");
}

TEST(encode, connack) {
  EXPECT_EQ(refusal(Connack{false, 6}), "local reserved_reason_code CONNACK reason_code 6 0 [MQTT 3.1.1 §3.2.2.3]");
  EXPECT_EQ(refusal(Connack{true, 1}),
            "local session_present_in_refusal CONNACK acknowledge_flags 1 0 [MQTT311-3.2.2-4]");
}

TEST(encode, publish) {
  EXPECT_EQ(refusal(Publish{"a", {}, static_cast<Qos>(3), false, false, 1}),
            "local invalid_qos PUBLISH qos 3 0 [MQTT311-3.3.1-4]");
  EXPECT_EQ(refusal(Publish{"a", {}, Qos::at_most_once, false, true, 0}),
            "local dup_on_qos_0 PUBLISH dup 0 0 [MQTT311-3.3.1-2]");
  EXPECT_EQ(refusal(Publish{"a/#", {}, Qos::at_most_once, false, false, 0}),
            "local wildcard_in_topic_name PUBLISH topic_name 2 35 [MQTT311-3.3.2-2]");
  EXPECT_EQ(refusal(Publish{"", {}, Qos::at_most_once, false, false, 0}),
            "local empty_topic PUBLISH topic_name 0 0 [MQTT311-4.7.3-1]");
}

// Pitfall 25: no Remaining Length of five bytes is ever made. The payload is never read, so it may be a view of
// nothing.
TEST(encode, publish_beyond_remaining_length) {
  const std::uint8_t byte = 0;
  const Publish largest{"a", {&byte, kMaxRemainingLength - 2}, Qos::at_most_once, false, false, 0};
  EXPECT_EQ(refusal(largest),
            "local packet_too_large PUBLISH remaining_length 268435461 268435460 [MQTT 3.1.1 §2.2.3]");
}

TEST(encode, subscribe_and_unsubscribe) {
  EXPECT_EQ(refusal(Subscribe{1, {}}), "local empty_list SUBSCRIBE topic_filter 0 0 [MQTT311-3.8.3-3]");
  EXPECT_EQ(refusal(Subscribe{1, {{"a", Qos::at_most_once}, {"b#", Qos::at_most_once}}}),
            "local misplaced_multi_level_wildcard SUBSCRIBE topic_filter 1 0 [MQTT311-4.7.1-2]");
  EXPECT_EQ(refusal(Subscribe{1, {{"a", static_cast<Qos>(3)}}}),
            "local invalid_qos SUBSCRIBE qos 3 0 [MQTT311-3.8.3-4]");
  EXPECT_EQ(refusal(Unsubscribe{1, {}}), "local empty_list UNSUBSCRIBE topic_filter 0 0 [MQTT311-3.10.3-2]");
  EXPECT_EQ(refusal(Unsubscribe{1, {"a", "+b"}}),
            "local misplaced_single_level_wildcard UNSUBSCRIBE topic_filter 0 0 [MQTT311-4.7.1-3]");
}

TEST(encode, suback) {
  const std::uint8_t bad[] = {0, 3};
  EXPECT_EQ(refusal(Suback{1, {}}), "local empty_list SUBACK reason_code 0 0 [MQTT311-3.8.4-5]");
  EXPECT_EQ(refusal(Suback{1, Bytes(bad)}), "local reserved_reason_code SUBACK reason_code 3 0 [MQTT311-3.9.3-2]");
}

TEST(encode, v3_1_has_no_empty_client_id_and_no_session_present) {
  EXPECT_EQ(refusal(Connect{"", true, 60, {}, {}, {}}, Version::v3_1),
            "local empty_client_id CONNECT client_id 0 0 [MQTT 3.1 §3.1]");
  EXPECT_EQ(refusal(Connack{true, 0}, Version::v3_1),
            "local reserved_bits_set CONNACK acknowledge_flags 1 0 [MQTT 3.1 §3.2]");
  EXPECT_EQ(refusal(Connect{"c", true, 60, {}, {}, as_bytes("p")}, Version::v3_1),
            "local password_without_user_name CONNECT password 0 0 [MQTT311-3.1.2-22]");
}

// MQTT 3.1 §3.1 has 23 characters at most, which servers of today do not ask for: it is left to them.
TEST(encode, v3_1_a_long_client_id_is_the_servers_business) {
  Buffer out;
  EXPECT_TRUE(encode(Connect{"abcdefghijklmnopqrstuvwxyz", true, 60, {}, {}, {}}, Version::v3_1, out));
}

TEST(encode, what_exists_in_mqtt_5_only_is_refused_before) {
  const Properties user_property = kept({user("a", "b")});
  const Properties expiry = kept({number(PropertyId::session_expiry_interval, 1)});
  const Properties malformed{as_bytes("\x7F")};
  const std::uint8_t codes[] = {0};
  const auto unsuback = [&codes] { return Unsuback{1, Bytes(codes)}; };
  const auto option = [](bool no_local, bool retain_as_published, std::uint8_t retain_handling) {
    return Subscribe{1, {{"a", Qos::at_most_once, no_local, retain_as_published, retain_handling}}};
  };
  Connect connect{"c", true, 60, {}, {}, {}};
  connect.properties = expiry;
  Connect will{"c", true, 60, Will{"w", {}, Qos::at_most_once, false, malformed}, {}, {}};
  const struct {
    Packet packet;
    const char* rest;
  } rows[] = {
      {connect, "CONNECT session_expiry_interval 0 0 [MQTT 5 §2.2.2]"},
      {will, "CONNECT will_properties 0 0 [MQTT 5 §2.2.2]"},
      {Connack{false, 0, expiry}, "CONNACK session_expiry_interval 0 0 [MQTT 5 §2.2.2]"},
      {Publish{"a", {}, Qos::at_most_once, false, false, 0, user_property},
       "PUBLISH user_property 0 0 [MQTT 5 §2.2.2]"},
      {Puback{1, 0, user_property}, "PUBACK user_property 0 0 [MQTT 5 §2.2.2]"},
      {Puback{1, 0x10}, "PUBACK reason_code 0 0 [MQTT5-3.4.2-1]"},
      {Pubrec{1, 0x80}, "PUBREC reason_code 0 0 [MQTT5-3.5.2-1]"},
      {Pubrel{1, 0x92}, "PUBREL reason_code 0 0 [MQTT5-3.6.2-1]"},
      {Pubcomp{1, 0x92}, "PUBCOMP reason_code 0 0 [MQTT5-3.7.2-1]"},
      {Subscribe{1, {{"a"}}, malformed}, "SUBSCRIBE properties 0 0 [MQTT 5 §2.2.2]"},
      {option(true, false, 0), "SUBSCRIBE subscription_options 0 0 [MQTT 5 §3.8.3.1]"},
      {option(false, true, 0), "SUBSCRIBE subscription_options 0 0 [MQTT 5 §3.8.3.1]"},
      {option(false, false, 2), "SUBSCRIBE subscription_options 0 0 [MQTT 5 §3.8.3.1]"},
      {Suback{1, Bytes(codes), user_property}, "SUBACK user_property 0 0 [MQTT 5 §2.2.2]"},
      {Unsubscribe{1, {"a"}, user_property}, "UNSUBSCRIBE user_property 0 0 [MQTT 5 §2.2.2]"},
      {Unsuback{1, {}, user_property}, "UNSUBACK user_property 0 0 [MQTT 5 §2.2.2]"},
      {unsuback(), "UNSUBACK reason_code 0 0 [MQTT 5 §3.11.3]"},
      {Disconnect{4}, "DISCONNECT reason_code 0 0 [MQTT5-3.14.2-1]"},
      {Disconnect{0, expiry}, "DISCONNECT session_expiry_interval 0 0 [MQTT 5 §2.2.2]"},
      {Auth{}, "AUTH packet_type 0 0 [MQTT 5 §3.15]"},
  };
  for (const Version version : {Version::v3_1, Version::v3_1_1})
    for (const auto& row : rows) EXPECT_EQ(refusal(row.packet, version), std::string("local needs_mqtt_5 ") + row.rest);
}

TEST(encode, packets_without_a_body_by_type) {
  for (const Version version : kVersions) {
    Buffer out;
    encode_empty(PacketType::pingreq, version, out);
    encode_empty(PacketType::pingresp, version, out);
    encode_empty(PacketType::disconnect, version, out);
    EXPECT_EQ(mqtt_text::to_hex(out), "C0 00 D0 00 E0 00");
  }
}

}  // namespace
}  // namespace mqtt
