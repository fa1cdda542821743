#include "mqtt/decode.h"

#include <gtest/gtest.h>

#include "support/mqtt_decoded.h"
#include "support/mqtt_vectors.h"

namespace mqtt {
namespace {

TEST(decode, every_packet_of_the_table) {
  for (const Vector& vector : vectors_of_every_version())
    EXPECT_EQ(first_of(vector.bytes, vector.version), mqtt_text::text(vector.packet)) << vector.name;
}

// Pitfall 14: the CONNACK that killed a process elsewhere.
TEST(decode, connack) {
  EXPECT_EQ(first_of("20 04 00 00 01 13"), "peer wrong_length CONNACK remaining_length 4 2 [MQTT 3.1.1 §3.2.1]");
  EXPECT_EQ(first_of("20 00"), "peer wrong_length CONNACK remaining_length 0 2 [MQTT 3.1.1 §3.2.1]");
  EXPECT_EQ(first_of("20 02 02 00"), "peer reserved_bits_set CONNACK acknowledge_flags 2 0 [MQTT 3.1.1 §3.2.2.1]");
  EXPECT_EQ(first_of("20 02 00 06"), "peer reserved_reason_code CONNACK reason_code 6 0 [MQTT 3.1.1 §3.2.2.3]");
  EXPECT_EQ(first_of("20 02 01 05"), "peer session_present_in_refusal CONNACK acknowledge_flags 5 0 [MQTT311-3.2.2-4]");
}

TEST(decode, publish) {
  EXPECT_EQ(first_of("36 05 00 01 61 00 01"), "peer invalid_qos PUBLISH qos 3 0 [MQTT311-3.3.1-4]");
  EXPECT_EQ(first_of("38 03 00 01 61"), "peer dup_on_qos_0 PUBLISH dup 0 0 [MQTT311-3.3.1-2]");
  EXPECT_EQ(first_of("32 05 00 01 61 00 00"), "peer packet_id_zero PUBLISH packet_id 0 0 [MQTT311-2.3.1-1]");
  EXPECT_EQ(first_of("30 02 00 00"), "peer empty_topic PUBLISH topic_name 0 0 [MQTT311-4.7.3-1]");
  EXPECT_EQ(first_of("30 03 00 01 2B"), "peer wildcard_in_topic_name PUBLISH topic_name 0 43 [MQTT311-3.3.2-2]");
  EXPECT_EQ(first_of("30 03 00 01 FF"), "peer invalid_utf8 PUBLISH topic_name 0 255 [MQTT311-1.5.3-1]");
  EXPECT_EQ(first_of("30 03 00 01 00"), "peer null_character PUBLISH topic_name 0 0 [MQTT311-1.5.3-2]");
  EXPECT_EQ(first_of("30 03 00 02 61"), "peer truncated PUBLISH topic_name 2 1 [MQTT 3.1.1 §2.2.3]");
  EXPECT_EQ(first_of("30 00"), "peer truncated PUBLISH topic_name 2 0 [MQTT 3.1.1 §2.2.3]");
  EXPECT_EQ(first_of("32 04 00 01 61 00"), "peer truncated PUBLISH packet_id 2 1 [MQTT 3.1.1 §2.2.3]");
}

TEST(decode, a_payload_is_never_checked) {
  EXPECT_EQ(first_of("30 06 00 01 61 FF C0 00"), "PUBLISH qos=0 'a' <FF C0 00>");
}

TEST(decode, acknowledgements_have_two_bytes) {
  const struct {
    const char* first;
    const char* name;
    const char* section;
  } rows[] = {{"40", "PUBACK", "4"},
              {"50", "PUBREC", "5"},
              {"62", "PUBREL", "6"},
              {"70", "PUBCOMP", "7"},
              {"B0", "UNSUBACK", "11"}};
  for (const auto& row : rows) {
    const std::string first = row.first, name = row.name, rule = std::string("[MQTT 3.1.1 §3.") + row.section + ".1]";
    EXPECT_EQ(first_of(first + "01 00"), "peer wrong_length " + name + " remaining_length 1 2 " + rule);
    EXPECT_EQ(first_of(first + "03 00 01 00"), "peer wrong_length " + name + " remaining_length 3 2 " + rule);
    EXPECT_EQ(first_of(first + "02 00 00"), "peer packet_id_zero " + name + " packet_id 0 0 [MQTT311-2.3.1-1]");
  }
}

TEST(decode, packets_without_a_body_have_none) {
  EXPECT_EQ(first_of("C0 01 00"), "peer wrong_length PINGREQ remaining_length 1 0 [MQTT 3.1.1 §3.12.1]");
  EXPECT_EQ(first_of("D0 01 00"), "peer wrong_length PINGRESP remaining_length 1 0 [MQTT 3.1.1 §3.13.1]");
  EXPECT_EQ(first_of("E0 01 00"), "peer wrong_length DISCONNECT remaining_length 1 0 [MQTT 3.1.1 §3.14.1]");
}

TEST(decode, suback) {
  EXPECT_EQ(first_of("90 03 00 01 03"), "peer reserved_reason_code SUBACK reason_code 3 0 [MQTT311-3.9.3-2]");
  EXPECT_EQ(first_of("90 03 00 01 81"), "peer reserved_reason_code SUBACK reason_code 129 0 [MQTT311-3.9.3-2]");
  EXPECT_EQ(first_of("90 02 00 01"), "peer empty_list SUBACK reason_code 0 0 [MQTT311-3.8.4-5]");
  EXPECT_EQ(first_of("90 01 00"), "peer truncated SUBACK packet_id 2 1 [MQTT 3.1.1 §2.2.3]");
}

TEST(decode, subscribe_and_unsubscribe) {
  EXPECT_EQ(first_of("82 02 00 01"), "peer empty_list SUBSCRIBE topic_filter 0 0 [MQTT311-3.8.3-3]");
  EXPECT_EQ(first_of("82 06 00 01 00 01 61 04"), "peer reserved_bits_set SUBSCRIBE qos 4 0 [MQTT311-3.8.3-4]");
  EXPECT_EQ(first_of("82 06 00 01 00 01 61 03"), "peer invalid_qos SUBSCRIBE qos 3 0 [MQTT311-3.8.3-4]");
  EXPECT_EQ(first_of("82 05 00 01 00 01 61"), "peer truncated SUBSCRIBE qos 1 0 [MQTT 3.1.1 §2.2.3]");
  EXPECT_EQ(first_of("A2 02 00 01"), "peer empty_list UNSUBSCRIBE topic_filter 0 0 [MQTT311-3.10.3-2]");
  EXPECT_EQ(first_of("A2 06 00 01 00 02 23 23"),
            "peer misplaced_multi_level_wildcard UNSUBSCRIBE topic_filter 0 0 [MQTT311-4.7.1-2]");
}

TEST(decode, connect) {
  EXPECT_EQ(first_of("10 0D 00 04 4D 51 54 55 04 02 00 3C 00 01 63"),
            "peer wrong_protocol_name CONNECT protocol_name 0 0 [MQTT311-3.1.2-1]");
  EXPECT_EQ(first_of("10 0D 00 04 4D 51 54 54 03 02 00 3C 00 01 63"),
            "peer unsupported_protocol_level CONNECT protocol_level 3 0 [MQTT311-3.1.2-2]");
  EXPECT_EQ(first_of("10 0D 00 04 4D 51 54 54 04 03 00 3C 00 01 63"),
            "peer reserved_bits_set CONNECT connect_flags 3 0 [MQTT311-3.1.2-3]");
  for (const auto& [flags, value] : {std::pair{"22", "34"}, {"0A", "10"}, {"12", "18"}}) {
    EXPECT_EQ(first_of(std::string("10 0D 00 04 4D 51 54 54 04") + flags + "00 3C 00 01 63"),
              std::string("peer will_flags_without_will CONNECT connect_flags ") + value + " 0 [MQTT311-3.1.2-11]");
  }
  EXPECT_EQ(first_of("10 12 00 04 4D 51 54 54 04 1E 00 0A 00 01 63 00 01 77 00 00"),
            "peer invalid_qos CONNECT will_qos 3 0 [MQTT311-3.1.2-14]");
  EXPECT_EQ(first_of("10 0F 00 04 4D 51 54 54 04 42 00 3C 00 01 63 00 00"),
            "peer password_without_user_name CONNECT password 0 0 [MQTT311-3.1.2-22]");
  EXPECT_EQ(first_of("10 0C 00 04 4D 51 54 54 04 00 00 3C 00 00"),
            "peer empty_client_id_needs_clean_session CONNECT client_id 0 0 [MQTT311-3.1.3-7]");
  EXPECT_EQ(first_of("10 0E 00 04 4D 51 54 54 04 02 00 3C 00 01 63 00"),
            "peer trailing_bytes CONNECT remaining_length 1 0 [MQTT 3.1.1 §2.2.3]");
}

TEST(decode, a_frame_without_a_type) {
  for (const Version version : kVersions) {
    const auto packet = decode(Frame{}, version);
    ASSERT_FALSE(packet);
    EXPECT_EQ(packet.error().reason, Reason::reserved_packet_type);
    EXPECT_EQ(packet.error().kind, Kind::peer);
  }
}

TEST(decode, auth_before_mqtt_5) {
  const auto packet = decode_auth(Frame{PacketType::auth, 0, {}, {}}, Version::v3_1_1);
  ASSERT_FALSE(packet);
  EXPECT_EQ(mqtt_text::text(packet.error()),
            "peer reserved_packet_type no packet packet_type 240 0 [MQTT 3.1.1 §2.2.1]");
}

TEST(decode, v3_1_has_its_own_name_and_level) {
  EXPECT_EQ(first_of("10 0D 00 04 4D 51 54 54 03 02 00 3C 00 01 63", Version::v3_1),
            "peer wrong_protocol_name CONNECT protocol_name 0 0 [MQTT311-3.1.2-1]");
  EXPECT_EQ(first_of("10 0F 00 06 4D 51 49 73 64 70 04 02 00 3C 00 01 63", Version::v3_1),
            "peer unsupported_protocol_level CONNECT protocol_level 4 0 [MQTT311-3.1.2-2]");
  EXPECT_EQ(first_of("10 0F 00 06 4D 51 49 73 64 70 03 02 00 3C 00 01 63"),
            "peer wrong_protocol_name CONNECT protocol_name 0 0 [MQTT311-3.1.2-1]");
  EXPECT_EQ(first_of("10 0E 00 06 4D 51 49 73 64 70 03 02 00 3C 00 00", Version::v3_1),
            "peer empty_client_id CONNECT client_id 0 0 [MQTT 3.1 §3.1]");
}

TEST(decode, v3_1_ignores_the_reserved_byte_of_connack) {
  EXPECT_EQ(first_of("20 02 01 00", Version::v3_1), "CONNACK session=0 code=0");
  EXPECT_EQ(first_of("20 02 FF 05", Version::v3_1), "CONNACK session=0 code=5");
  EXPECT_EQ(first_of("20 02 00 06", Version::v3_1),
            "peer reserved_reason_code CONNACK reason_code 6 0 [MQTT 3.1.1 §3.2.2.3]");
}

TEST(decode, v3_1_may_send_pubrel_subscribe_and_unsubscribe_again_with_dup) {
  EXPECT_EQ(first_of("6A 02 00 01", Version::v3_1), "PUBREL id=1");
  EXPECT_EQ(first_of("8A 06 00 01 00 01 61 01", Version::v3_1), "SUBSCRIBE id=1 'a' qos=1");
  EXPECT_EQ(first_of("AA 05 00 01 00 01 61", Version::v3_1), "UNSUBSCRIBE id=1 'a'");
  EXPECT_EQ(first_of("6A 02 00 01"), "peer wrong_flags PUBREL flags 10 2 [MQTT311-2.2.2-2]");
  EXPECT_EQ(first_of("48 02 00 01", Version::v3_1), "peer wrong_flags PUBACK flags 8 0 [MQTT311-2.2.2-2]");
}

// Brokers of today send 3.1.1's failure to clients of 3.1 too.
TEST(decode, v3_1_takes_a_refused_subscription) {
  EXPECT_EQ(first_of("90 04 00 01 80 02", Version::v3_1), "SUBACK id=1 codes <80 02>");
}

}  // namespace
}  // namespace mqtt
