// MQTT 3.1.1's numbered statements on messages and their delivery (chapters 3.3, 3.6 and 4.3 to 4.6). Those that are
// not here are in tests named after them elsewhere, or in tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k311 = Version::v3_1_1;

// Cuts the line and comes back to a server that has the session; what it sends then can be looked at.
void come_back(Line& line) {
  line.cut().connect(connect_as("c", false)).out();
  line.in("20 02 01 00");
}

TEST(normative, v311_3_3_1_1_what_is_sent_again_has_dup) {
  Line line(k311);
  line.connected(connect_as("c", false)).publish(message("a", 1)).publish(message("b", 2)).out();
  come_back(line);
  EXPECT_EQ(line.out(), "3A 05 00 01 61 00 01 3C 05 00 01 62 00 02");
}

TEST(normative, v311_3_3_1_2_qos_0_has_no_dup) {
  EXPECT_EQ(encoded(publish_packet("a", true), k311), "local dup_on_qos_0 PUBLISH dup MQTT311-3.3.1-2");
  Line line(k311);
  line.connected().in("38 03 0001 61");
  EXPECT_EQ(line.fault(), "peer dup_on_qos_0 PUBLISH dup MQTT311-3.3.1-2");
}

TEST(normative, v311_3_3_1_3_dup_of_what_came_says_nothing_of_what_goes) {
  Line line(k311);
  line.connected().in("3A 05 0001 61 0001");
  EXPECT_EQ(line.happened(), "received 1 id=1 dup a=");
  EXPECT_EQ(line.out(), "40 02 00 01");
  line.publish(message("a", 1));
  EXPECT_EQ(line.out(), "32 05 00 01 61 00 01");
}

TEST(normative, v311_3_3_1_4_no_qos_3) {
  Line line(k311);
  line.connected();
  EXPECT_EQ(refusal(line.session.publish(message("a", 3), line.now)), "local invalid_qos PUBLISH qos MQTT311-3.3.1-4");
  line.in("36 05 0001 61 0001");
  EXPECT_EQ(line.fault(), "peer invalid_qos PUBLISH qos MQTT311-3.3.1-4");
}

TEST(normative, v311_3_3_2_1_the_topic_comes_first_and_is_utf_8) {
  Line line(k311);
  line.connected().publish(message("ab", 1, "x"));
  EXPECT_EQ(line.out(), "32 07 00 02 61 62 00 01 78");
  line.in("30 00");
  EXPECT_EQ(line.fault(), "peer truncated PUBLISH topic_name MQTT 3.1.1 §2.2.3");
}

TEST(normative, v311_3_3_2_2_no_wildcard_in_the_topic) {
  Line line(k311);
  line.connected();
  EXPECT_EQ(refusal(line.session.publish(message("a/+"), line.now)),
            "local wildcard_in_topic_name PUBLISH topic_name MQTT311-3.3.2-2");
  line.in("30 03 0001 23");
  EXPECT_EQ(line.fault(), "peer wildcard_in_topic_name PUBLISH topic_name MQTT311-3.3.2-2");
}

TEST(normative, v311_3_3_4_1_each_qos_has_its_answer) {
  Line line(k311);
  line.connected().in("30 03 0001 61");
  EXPECT_EQ(line.out(), "");
  line.in("32 05 0001 61 0001");
  EXPECT_EQ(line.out(), "40 02 00 01");
  line.in("34 05 0001 61 0002");
  EXPECT_EQ(line.out(), "50 02 00 02");
}

TEST(normative, v311_3_6_1_1_the_flags_of_pubrel_are_2) {
  for (const char* first : {"60", "61", "63", "66", "6A"}) {
    Line line(k311);
    line.connected().in(first);
    EXPECT_EQ(line.fault(), "peer wrong_flags PUBREL flags MQTT311-2.2.2-2");
  }
  Line line(k311);
  line.connected().publish(message("a", 2)).out();
  line.in("50 02 0001");
  EXPECT_EQ(line.out(), "62 02 00 01");
}

TEST(normative, v311_4_3_1_1_qos_0_is_sent_once_without_dup) {
  Line line(k311);
  line.connected(connect_as("c", false)).publish(message("a"));
  EXPECT_EQ(line.out(), "30 03 00 01 61");
  EXPECT_EQ(line.happened(), "published 1 done");
  come_back(line);
  EXPECT_EQ(line.out(), "");
}

TEST(normative, v311_4_3_2_1_the_sender_of_qos_1) {
  Line line(k311);
  line.connected(connect_as("c", false)).publish(message("a", 1)).publish(message("b", 1));
  EXPECT_EQ(line.out(), "32 05 00 01 61 00 01 32 05 00 01 62 00 02") << "an id of its own, no DUP";
  EXPECT_EQ(line.happened(), "");
  line.in("40 02 0002");
  EXPECT_EQ(line.happened(), "published 2 done");
  come_back(line);
  EXPECT_EQ(line.out(), "3A 05 00 01 61 00 01") << "unacknowledged until its PUBACK";
}

TEST(normative, v311_4_3_2_2_the_receiver_of_qos_1) {
  Line line(k311);
  line.connected().in("32 05 0001 61 0007 3A 05 0001 61 0007");
  EXPECT_EQ(line.out(), "40 02 00 07 40 02 00 07");
  EXPECT_EQ(line.happened(), "received 1 id=7 a=; received 1 id=7 dup a=") << "after PUBACK it is a new message";
}

TEST(normative, v311_4_3_3_1_the_sender_of_qos_2) {
  Line line(k311);
  line.connected(connect_as("c", false)).publish(message("a", 2)).publish(message("b", 2));
  EXPECT_EQ(line.out(), "34 05 00 01 61 00 01 34 05 00 01 62 00 02");
  come_back(line);
  EXPECT_EQ(line.out(), "3C 05 00 01 61 00 01 3C 05 00 01 62 00 02") << "unacknowledged until PUBREC";
  line.in("50 02 0001");
  EXPECT_EQ(line.out(), "62 02 00 01");
  line.happened();
  come_back(line);
  EXPECT_EQ(line.out(), "62 02 00 01 3C 05 00 01 62 00 02") << "PUBREL instead of the message, until PUBCOMP";
  line.happened();
  line.in("70 02 0001");
  EXPECT_EQ(line.happened(), "published 1 done");
}

TEST(normative, v311_4_3_3_2_the_receiver_of_qos_2) {
  Line line(k311);
  line.connected().in("34 05 0001 61 0007 3C 05 0001 61 0007 34 05 0001 62 0007");
  EXPECT_EQ(line.out(), "50 02 00 07 50 02 00 07 50 02 00 07");
  EXPECT_EQ(line.happened(), "received 2 id=7 a=") << "once until PUBREL";
  line.in("62 02 0007 34 05 0001 61 0007");
  EXPECT_EQ(line.out(), "70 02 00 07 50 02 00 07");
  EXPECT_EQ(line.happened(), "received 2 id=7 a=") << "after PUBCOMP it is a new message";
}

// Nothing was subscribed to, nobody looks at the events, and still they are answered.
TEST(normative, v311_4_5_0_2_every_message_is_acknowledged) {
  Line line(k311);
  line.connected().in("32 05 0001 7A 0001 35 05 0001 7A 0002 3A 05 0001 7A 0003");
  EXPECT_EQ(line.out(), "40 02 00 01 50 02 00 02 40 02 00 03");
}

TEST(normative, v311_4_6_0_1_messages_are_sent_again_in_their_order) {
  Line line(k311);
  line.connected(connect_as("c", false));
  for (int i = 0; i < 6; ++i) line.publish(message("a", 1 + i % 2));
  line.in("40 02 0003 50 02 0002 70 02 0002").out();
  come_back(line);
  EXPECT_EQ(line.out(), "3A 05 00 01 61 00 01 3C 05 00 01 61 00 04 3A 05 00 01 61 00 05 3C 05 00 01 61 00 06");
}

TEST(normative, v311_4_6_0_2_pubacks_keep_the_order_of_the_messages) {
  Line line(k311);
  line.connected().in("32 05 0001 61 0009 32 05 0001 62 0002 32 05 0001 63 0005");
  EXPECT_EQ(line.out(), "40 02 00 09 40 02 00 02 40 02 00 05");
}

TEST(normative, v311_4_6_0_3_pubrecs_keep_the_order_of_the_messages) {
  Line line(k311);
  line.connected().in("34 05 0001 61 0009 34 05 0001 62 0002 34 05 0001 63 0005");
  EXPECT_EQ(line.out(), "50 02 00 09 50 02 00 02 50 02 00 05");
}

TEST(normative, v311_4_6_0_4_pubrels_keep_the_order_of_the_pubrecs) {
  Line line(k311);
  line.connected(connect_as("c", false));
  for (int i = 0; i < 3; ++i) line.publish(message("a", 2));
  line.out();
  line.in("50 02 0003 50 02 0001 50 02 0002");
  EXPECT_EQ(line.out(), "62 02 00 03 62 02 00 01 62 02 00 02");
  come_back(line);
  EXPECT_EQ(line.out(), "62 02 00 03 62 02 00 01 62 02 00 02") << "after a reconnect too";
}

}  // namespace
}  // namespace mqtt
