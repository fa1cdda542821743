// MQTT 5's numbered statements on PUBLISH (chapter 3.3). Those that are not here are in tests named after them
// elsewhere, or in tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k5 = Version::v5;

// Publishing with these properties on a connection with these of CONNACK: why not.
std::string refused_with(std::string_view properties, std::string_view connack = "", int qos = 0) {
  const Hex hex(properties);
  Line line(k5);
  line.connected(connect_as(), connack);
  const std::string out = refusal(line.session.publish(message("a", qos, "", hex), line.now));
  EXPECT_EQ(line.out(), "");
  return out;
}
// The server sends this after a CONNECT with these properties: its fault.
std::string fault_of(std::string_view packet, std::string_view asked = "") {
  const Hex hex(asked);
  Line line(k5);
  line.connected(connect_as("c", true, hex)).in(packet);
  return line.fault();
}

TEST(normative, v5_3_3_1_1_what_is_sent_again_has_dup) {
  const Hex expiry("11 00000064");
  Line line(k5);
  line.connected(connect_as("c", false, expiry)).publish(message("a", 1)).publish(message("b", 2)).cut();
  line.connect(connect_as("c", false, expiry)).out();
  line.in("20 03 01 00 00");
  EXPECT_EQ(line.out(), "3A 06 00 01 61 00 01 00 3C 06 00 01 62 00 02 00");
}

TEST(normative, v5_3_3_1_2_qos_0_has_no_dup) {
  EXPECT_EQ(encoded(publish_packet("a", true), k5), "local dup_on_qos_0 PUBLISH dup MQTT5-3.3.1-2");
  EXPECT_EQ(fault_of("38 04 0001 61 00"), "peer dup_on_qos_0 PUBLISH dup MQTT5-3.3.1-2, left E0 01 82");
}

TEST(normative, v5_3_3_1_3_dup_of_what_came_says_nothing_of_what_goes) {
  Line line(k5);
  line.connected().in("3A 06 0001 61 0001 00");
  EXPECT_EQ(line.happened(), "received 1 id=1 dup a=");
  EXPECT_EQ(line.out(), "40 02 00 01");
  line.publish(message("a", 1));
  EXPECT_EQ(line.out(), "32 06 00 01 61 00 01 00");
}

TEST(normative, v5_3_3_1_4_no_qos_3) {
  Line line(k5);
  line.connected();
  EXPECT_EQ(refusal(line.session.publish(message("a", 3), line.now)), "local invalid_qos PUBLISH qos MQTT5-3.3.1-4");
  EXPECT_EQ(fault_of("36 06 0001 61 0001 00"), "peer invalid_qos PUBLISH qos MQTT5-3.3.1-4, left E0 01 81");
}

TEST(normative, v5_3_3_2_1_the_topic_comes_first_and_is_utf_8) {
  Line line(k5);
  line.connected().publish(message("ab", 1, "x"));
  EXPECT_EQ(line.out(), "32 08 00 02 61 62 00 01 00 78");
  EXPECT_EQ(fault_of("30 00"), "peer truncated PUBLISH topic_name MQTT 5 §2.1.4, left E0 01 81");
  EXPECT_EQ(fault_of("30 04 0001 FF 00"), "peer invalid_utf8 PUBLISH topic_name MQTT5-1.5.4-1, left E0 01 81");
}

TEST(normative, v5_3_3_2_2_no_wildcard_in_the_topic) {
  Line line(k5);
  line.connected();
  EXPECT_EQ(refusal(line.session.publish(message("a/#"), line.now)),
            "local wildcard_in_topic_name PUBLISH topic_name MQTT5-3.3.2-2");
  EXPECT_EQ(fault_of("30 04 0001 2B 00"),
            "peer wildcard_in_topic_name PUBLISH topic_name MQTT5-3.3.2-2, left E0 01 82");
}

TEST(normative, v5_3_3_2_7_aliases_end_with_the_connection) {
  const Hex asked("22 0005 11 00000064"), alias("23 0001");
  Line line(k5);
  line.connected(connect_as("c", false, asked), "22 0005").in("30 07 0001 61 03 23 0001 30 06 0000 03 23 0001");
  EXPECT_EQ(line.happened(), "received 0 a=; received 0 a=");
  line.publish(message("b", 0, "", alias)).publish(message("", 0, "", alias)).cut();
  line.connected(connect_as("c", false, asked), "22 0005");
  EXPECT_EQ(refusal(line.session.publish(message("", 0, "", alias), line.now)),
            "local unknown_topic_alias PUBLISH topic_alias MQTT 5 §3.3.2.3.4")
      << "ours";
  line.in("30 06 0000 03 23 0001");
  EXPECT_EQ(line.fault(), "peer unknown_topic_alias PUBLISH topic_alias MQTT 5 §3.3.2.3.4, left E0 01 82") << "theirs";
}

TEST(normative, v5_3_3_2_8_no_alias_0) {
  EXPECT_EQ(refused_with("23 0000", "22 0005"), "local topic_alias_out_of_range PUBLISH topic_alias MQTT5-3.3.2-8");
  EXPECT_EQ(fault_of("30 07 0001 61 03 23 0000", "22 0005"),
            "peer topic_alias_out_of_range PUBLISH topic_alias MQTT5-3.3.2-8, left E0 01 94");
}

TEST(normative, v5_3_3_2_9_no_alias_above_the_servers_maximum) {
  EXPECT_EQ(refused_with("23 0006", "22 0005"), "local topic_alias_out_of_range PUBLISH topic_alias MQTT5-3.2.2-17");
  EXPECT_EQ(refused_with("23 FFFF", "22 FFFE"), "local topic_alias_out_of_range PUBLISH topic_alias MQTT5-3.2.2-17");
  // A resumed message's alias would be of the connection before: it goes out by its topic.
  const Hex expiry("11 00000064"), alias("23 0005");
  Line line(k5);
  line.connected(connect_as("c", false, expiry), "22 0005").publish(message("a", 1, "", alias)).out();
  line.cut().connect(connect_as("c", false, expiry)).out();
  line.in("20 03 01 00 00");
  EXPECT_EQ(line.out(), "3A 06 00 01 61 00 01 00");
}

TEST(normative, v5_3_3_2_10_every_alias_up_to_our_maximum_is_taken) {
  const Hex asked("22 0200");
  Line line(k5);
  line.connected(connect_as("c", true, asked));
  for (unsigned alias = 1; alias <= 0x200; ++alias) {
    const std::uint8_t high = static_cast<std::uint8_t>(alias >> 8), low = static_cast<std::uint8_t>(alias & 0xFF);
    const std::uint8_t set[] = {0x30, 8, 0, 2, high, low, 3, 0x23, high, low};
    // Topics are text: two letters made of the number's digits.
    std::vector<std::uint8_t> packet(std::begin(set), std::end(set));
    packet[4] = static_cast<std::uint8_t>('a' + alias % 16);
    packet[5] = static_cast<std::uint8_t>('A' + alias / 16 % 32);
    line.in(packet);
    const std::uint8_t use[] = {0x30, 6, 0, 0, 3, 0x23, high, low};
    line.in(Bytes(use));
    const std::string topic = {static_cast<char>(packet[4]), static_cast<char>(packet[5])};
    ASSERT_EQ(line.happened(), "received 0 " + topic + "=; received 0 " + topic + "=");
  }
}

TEST(normative, v5_3_3_2_11_an_alias_above_our_maximum_is_a_fault) {
  EXPECT_EQ(fault_of("30 07 0001 61 03 23 0006", "22 0005"),
            "peer topic_alias_out_of_range PUBLISH topic_alias MQTT5-3.1.2-26, left E0 01 94");
}

TEST(normative, v5_3_3_2_12_an_alias_can_be_given_another_topic) {
  const Hex asked("22 0005"), alias("23 0005");
  Line line(k5);
  line.connected(connect_as("c", true, asked), "22 0005");
  line.in("30 07 0001 61 03 23 0005 30 06 0000 03 23 0005 30 07 0001 62 03 23 0005 30 06 0000 03 23 0005");
  EXPECT_EQ(line.happened(), "received 0 a=; received 0 a=; received 0 b=; received 0 b=");
  line.publish(message("a", 0, "", alias)).publish(message("b", 0, "", alias)).publish(message("", 0, "", alias));
  EXPECT_EQ(line.out(), "30 07 00 01 61 03 23 00 05 30 07 00 01 62 03 23 00 05 30 06 00 00 03 23 00 05");
}

TEST(normative, v5_3_3_2_13_the_response_topic_is_utf_8) {
  EXPECT_EQ(refused_with("08 0001 FF"), "local invalid_utf8 PUBLISH response_topic MQTT5-1.5.4-1");
  EXPECT_EQ(fault_of("30 08 0001 61 04 08 0001 FF"),
            "peer invalid_utf8 PUBLISH response_topic MQTT5-1.5.4-1, left E0 01 81");
}

TEST(normative, v5_3_3_2_14_no_wildcard_in_the_response_topic) {
  EXPECT_EQ(refused_with("08 0003 612F23"), "local wildcard_in_topic_name PUBLISH response_topic MQTT5-3.3.2-14");
  EXPECT_EQ(fault_of("30 08 0001 61 04 08 0001 2B"),
            "peer wildcard_in_topic_name PUBLISH response_topic MQTT5-3.3.2-14, left E0 01 82");
}

TEST(normative, v5_3_3_2_19_the_content_type_is_utf_8) {
  EXPECT_EQ(refused_with("03 0001 FF"), "local invalid_utf8 PUBLISH content_type MQTT5-1.5.4-1");
  EXPECT_EQ(fault_of("30 08 0001 61 04 03 0001 FF"),
            "peer invalid_utf8 PUBLISH content_type MQTT5-1.5.4-1, left E0 01 81");
}

TEST(normative, v5_3_3_4_1_each_qos_has_its_answer) {
  Line line(k5);
  line.connected().in("30 04 0001 61 00");
  EXPECT_EQ(line.out(), "");
  line.in("32 06 0001 61 0001 00");
  EXPECT_EQ(line.out(), "40 02 00 01");
  line.in("34 06 0001 61 0002 00");
  EXPECT_EQ(line.out(), "50 02 00 02");
  line.publish(message("a", 1)).out();
  line.in("50 02 0001");
  EXPECT_EQ(line.fault(), "peer wrong_acknowledgement PUBREC packet_type MQTT5-3.3.4-1, left E0 01 82");
}

TEST(normative, v5_3_3_4_6_no_subscription_identifier_from_a_client) {
  EXPECT_EQ(refused_with("0B 05"), "local property_not_allowed PUBLISH subscription_identifier MQTT5-3.3.4-6");
  Line line(k5);
  line.connected().in("30 08 0001 61 04 0B 05 0B 06");
  EXPECT_EQ(line.happened(), "received 0 a=") << "from a server it may have several";
}

TEST(normative, v5_3_3_4_7_no_more_under_way_than_the_servers_receive_maximum) {
  Line line(k5);
  line.connected(connect_as(), "21 0002");
  for (int i = 0; i < 4; ++i) line.publish(message("a", 1 + i % 2));
  EXPECT_EQ(line.out(), "32 06 00 01 61 00 01 00 34 06 00 01 61 00 02 00");
  line.in("50 02 0002");
  EXPECT_EQ(line.out(), "62 02 00 02") << "PUBREC settles nothing";
  line.in("70 02 0002");
  EXPECT_EQ(line.out(), "32 06 00 01 61 00 03 00");
  line.in("40 02 0001");
  EXPECT_EQ(line.out(), "34 06 00 01 61 00 04 00");
  line.publish(message("a", 2)).in("50 03 0004 80");
  EXPECT_EQ(line.out(), "34 06 00 01 61 00 05 00") << "a refusing PUBREC does";
}

TEST(normative, v5_3_3_4_8_nothing_else_waits_for_the_receive_maximum) {
  Line line(k5);
  line.connected(connect_as(), "21 0001").publish(message("a", 1)).publish(message("b", 1)).out();
  line.publish(message("c")).subscribe("a").unsubscribe("a");
  EXPECT_EQ(line.out(), "30 04 00 01 63 00 82 07 00 03 00 00 01 61 00 A2 06 00 04 00 00 01 61");
  line.in("32 06 0001 61 0007 00").wait(60'000).disconnect();
  EXPECT_EQ(line.out(), "40 02 00 07 C0 00 E0 00");
}

TEST(normative, v5_3_3_4_9_more_than_our_receive_maximum_is_a_fault) {
  const Hex asked("21 0002");
  Line line(k5);
  line.connected(connect_as("c", true, asked));
  line.in("34 06 0001 61 0001 00 34 06 0001 61 0002 00 62 02 0001").in("34 06 0001 61 0003 00");
  EXPECT_EQ(line.happened(), "received 2 id=1 a=; received 2 id=2 a=; received 2 id=3 a=");
  line.out();
  line.in("34 06 0001 61 0004 00");
  EXPECT_EQ(line.fault(), "peer receive_maximum_exceeded PUBLISH packet_id MQTT5-3.3.4-9, left E0 01 93");
  Line before_pubcomp(k5);
  before_pubcomp.connected(connect_as("c", true, asked));
  before_pubcomp.in("34 06 0001 61 0001 00 34 06 0001 61 0002 00").out();
  before_pubcomp.in("62 02 0001 34 06 0001 61 0003 00");
  EXPECT_EQ(before_pubcomp.fault(), "peer receive_maximum_exceeded PUBLISH packet_id MQTT5-3.3.4-9, left E0 01 93")
      << "it cannot have PUBCOMP yet";
}

}  // namespace
}  // namespace mqtt
