#include "mqtt/encode.h"

#include <gtest/gtest.h>

#include "support/mqtt_text.h"
#include "support/mqtt_vectors.h"

namespace mqtt {
namespace {

constexpr Version kVersion = Version::v3_1_1;

// What is refused must leave the buffer as it was.
std::string refusal(const Packet& packet) {
  Buffer out = {0xAA};
  const auto result = encode(packet, kVersion, out);
  if (result) return "encoded " + mqtt_text::to_hex(out);
  EXPECT_EQ(out, Buffer{0xAA});
  return mqtt_text::text(result.error());
}

TEST(encode, every_packet_of_the_table) {
  for (const Vector& vector : all_vectors()) {
    Buffer out = {0xAA};
    ASSERT_TRUE(encode(vector.packet, kVersion, out)) << vector.name;
    EXPECT_EQ(mqtt_text::to_hex(Bytes(out).subspan(1)), mqtt_text::to_hex(vector.bytes)) << vector.name;
    EXPECT_EQ(out[0], 0xAA) << "it must append";
  }
}

TEST(encode, no_packet) {
  EXPECT_EQ(refusal(Packet{}), "local reserved_packet_type no packet packet_type 0 0 [MQTT 3.1.1 §2.2.1]");
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
  EXPECT_EQ(refusal(Connack{false, 6}), "local reserved_return_code CONNACK return_code 6 0 [MQTT 3.1.1 §3.2.2.3]");
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
  EXPECT_EQ(refusal(Suback{1, {}}), "local empty_list SUBACK return_code 0 0 [MQTT311-3.8.4-5]");
  EXPECT_EQ(refusal(Suback{1, Bytes(bad)}), "local reserved_return_code SUBACK return_code 3 0 [MQTT311-3.9.3-2]");
}

}  // namespace
}  // namespace mqtt
