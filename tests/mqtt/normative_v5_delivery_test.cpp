// MQTT 5's numbered statements on session state, delivery, order and flow control (chapters 4.1 to 4.6 and 4.9). Those
// that are not here are in tests named after them elsewhere, or in tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k5 = Version::v5;

// A session that outlives its connections.
struct Kept : Line {
  explicit Kept(std::string_view asked = "", std::string_view connack_properties = "")
      : Line(k5), expiry(std::string("11 000003E8") + std::string(asked)), connack(connack_properties) {
    connected(connect_as("c", false, expiry), connack);
  }
  // Cuts the line and comes back to a server that has the session; what is sent then can be looked at.
  Kept& come_back() {
    cut();
    connect(connect_as("c", false, expiry)).out();
    in("20 03 01 00 00");
    EXPECT_EQ(happened(), "connected, session present");
    return *this;
  }
  Hex expiry;
  std::string connack;
};

TEST(normative, v5_4_1_0_1_the_session_state_lasts_as_long_as_the_connection) {
  Line line(k5);
  line.connected().publish(message("a", 2)).in("50 02 0001 34 06 0001 61 0007 00").wait(50'000);
  line.in("3C 06 0001 61 0007 00");
  EXPECT_EQ(line.happened(), "received 2 id=7 a=") << "known to be the same";
  EXPECT_EQ(line.session.unsettled_messages(), 1u);
  line.in("70 02 0001");
  EXPECT_EQ(line.happened(), "published 1 done");
}

TEST(normative, v5_4_3_1_1_qos_0_is_sent_once_without_dup) {
  Kept line;
  line.publish(message("a"));
  EXPECT_EQ(line.out(), "30 04 00 01 61 00");
  EXPECT_EQ(line.happened(), "published 1 done");
  EXPECT_EQ(line.come_back().out(), "");
}

TEST(normative, v5_4_3_2_1_a_qos_1_message_has_an_id_of_its_own) {
  Kept line;
  line.publish(message("a", 1)).publish(message("a", 1)).in("40 02 0001").publish(message("a", 1));
  EXPECT_EQ(line.out(), "32 06 00 01 61 00 01 00 32 06 00 01 61 00 02 00 32 06 00 01 61 00 03 00");
}

TEST(normative, v5_4_3_2_2_a_qos_1_message_goes_out_with_it_and_without_dup) {
  Kept line;
  line.publish(message("a", 1, "x"));
  EXPECT_EQ(line.out(), "32 07 00 01 61 00 01 00 78");
}

TEST(normative, v5_4_3_2_3_a_qos_1_message_is_unacknowledged_until_puback) {
  Kept line;
  line.publish(message("a", 1)).wait(1'000);
  EXPECT_EQ(line.happened(), "");
  line.out();
  EXPECT_EQ(line.come_back().out(), "3A 06 00 01 61 00 01 00");
  line.in("40 02 0001");
  EXPECT_EQ(line.happened(), "published 1 done");
  EXPECT_EQ(line.come_back().out(), "");
}

TEST(normative, v5_4_3_2_4_a_qos_1_message_is_answered_with_its_id) {
  Kept line;
  line.in("32 06 0001 61 ABCD 00");
  EXPECT_EQ(line.out(), "40 02 AB CD");
}

TEST(normative, v5_4_3_2_5_after_puback_the_id_belongs_to_a_new_message) {
  Kept line;
  line.in("32 06 0001 61 0007 00 3A 06 0001 61 0007 00");
  EXPECT_EQ(line.happened(), "received 1 id=7 a=; received 1 id=7 dup a=");
  EXPECT_EQ(line.out(), "40 02 00 07 40 02 00 07");
}

TEST(normative, v5_4_3_3_1_a_qos_2_message_has_an_id_of_its_own) {
  Kept line;
  line.publish(message("a", 2)).publish(message("a", 2));
  EXPECT_EQ(line.out(), "34 06 00 01 61 00 01 00 34 06 00 01 61 00 02 00");
  line.in("50 02 0001").out();
  line.publish(message("a", 2));
  EXPECT_EQ(line.out(), "34 06 00 01 61 00 03 00") << "1 is in use until PUBCOMP";
}

TEST(normative, v5_4_3_3_2_a_qos_2_message_goes_out_with_it_and_without_dup) {
  Kept line;
  line.publish(message("a", 2, "x"));
  EXPECT_EQ(line.out(), "34 07 00 01 61 00 01 00 78");
}

TEST(normative, v5_4_3_3_3_a_qos_2_message_is_unacknowledged_until_pubrec) {
  Kept line;
  line.publish(message("a", 2)).out();
  EXPECT_EQ(line.come_back().out(), "3C 06 00 01 61 00 01 00");
  EXPECT_EQ(line.come_back().out(), "3C 06 00 01 61 00 01 00");
}

TEST(normative, v5_4_3_3_4_pubrec_is_answered_by_pubrel_below_0x80) {
  Kept line;
  line.publish(message("a", 2)).publish(message("a", 2)).publish(message("a", 2)).out();
  line.in("50 02 0003 50 03 0001 10 50 03 0002 87");
  EXPECT_EQ(line.out(), "62 02 00 03 62 02 00 01");
  EXPECT_EQ(line.happened(), "published 2 refused code 135");
}

TEST(normative, v5_4_3_3_5_pubrel_is_unacknowledged_until_pubcomp) {
  Kept line;
  line.publish(message("a", 2)).in("50 02 0001").out();
  EXPECT_EQ(line.come_back().out(), "62 02 00 01");
  EXPECT_EQ(line.come_back().out(), "62 02 00 01");
  line.in("70 02 0001");
  EXPECT_EQ(line.happened(), "published 1 done");
  EXPECT_EQ(line.come_back().out(), "");
}

TEST(normative, v5_4_3_3_6_past_pubrel_the_message_is_never_sent_again) {
  Kept line;
  line.publish(message("a", 2)).in("50 02 0001").out();
  line.in("50 02 0001");
  EXPECT_EQ(line.out(), "62 02 00 01") << "a second PUBREC gets a second PUBREL";
  EXPECT_EQ(line.come_back().out(), "62 02 00 01");
}

TEST(normative, v5_4_3_3_7_what_was_sent_does_not_expire) {
  const Hex one_second("02 00000001");
  Kept line;
  line.publish(message("a", 2, "", one_second)).publish(message("b", 2, "", one_second)).in("50 02 0002").out();
  line.cut().wait(60'000);
  EXPECT_EQ(line.come_back().out(), "62 02 00 02 3C 0B 00 01 61 00 01 05 02 00 00 00 01");
}

TEST(normative, v5_4_3_3_8_a_qos_2_message_is_answered_with_its_id) {
  Kept line;
  line.in("34 06 0001 61 ABCD 00");
  EXPECT_EQ(line.out(), "50 02 AB CD");
  EXPECT_EQ(line.happened(), "received 2 id=43981 a=");
}

TEST(normative, v5_4_3_3_10_until_pubrel_the_same_id_is_the_same_message) {
  Kept line;
  line.in("34 06 0001 61 0007 00 3C 06 0001 61 0007 00 34 06 0001 62 0007 00");
  EXPECT_EQ(line.happened(), "received 2 id=7 a=");
  EXPECT_EQ(line.out(), "50 02 00 07 50 02 00 07 50 02 00 07");
  line.come_back().in("3C 06 0001 61 0007 00");
  EXPECT_EQ(line.happened(), "") << "over a reconnect too";
  EXPECT_EQ(line.out(), "50 02 00 07");
}

TEST(normative, v5_4_3_3_11_pubrel_is_answered_by_pubcomp_with_its_id) {
  Kept line;
  line.in("34 06 0001 61 ABCD 00").out();
  line.in("62 02 ABCD");
  EXPECT_EQ(line.out(), "70 02 AB CD");
}

TEST(normative, v5_4_3_3_12_after_pubcomp_the_id_belongs_to_a_new_message) {
  Kept line;
  line.in("34 06 0001 61 0007 00 62 02 0007 3C 06 0001 61 0007 00");
  EXPECT_EQ(line.happened(), "received 2 id=7 a=; received 2 id=7 dup a=");
  EXPECT_EQ(line.out(), "50 02 00 07 70 02 00 07 50 02 00 07");
}

TEST(normative, v5_4_3_3_13_an_expired_message_is_acknowledged_to_the_end) {
  Kept line;
  line.in("34 0B 0001 61 0007 05 02 00000001").wait(10'000).in("62 02 0007");
  EXPECT_EQ(line.out(), "50 02 00 07 70 02 00 07");
}

TEST(normative, v5_4_4_0_1_resending_happens_at_a_reconnect_and_nowhere_else) {
  Kept line;
  line.publish(message("a", 1)).publish(message("a", 2)).publish(message("a", 2)).in("50 02 0003").out();
  for (int round = 0; round < 20; ++round) line.wait(45'000).in("D0 00");
  std::string pings = line.out();
  while (pings.substr(0, 5) == "C0 00") pings.erase(0, pings.size() > 6 ? 6 : 5);
  EXPECT_EQ(pings, "") << "not after any time";
  EXPECT_EQ(line.come_back().out(), "62 02 00 03 3A 06 00 01 61 00 01 00 3C 06 00 01 61 00 02 00");
}

TEST(normative, v5_4_4_0_2_a_refused_message_is_acknowledged) {
  Kept line;
  line.publish(message("a", 1)).publish(message("a", 2)).in("40 03 0001 97 50 03 0002 97");
  EXPECT_EQ(line.happened(), "published 1 refused code 151; published 2 refused code 151");
  EXPECT_EQ(line.session.unsettled_messages(), 0u);
  line.out();
  EXPECT_EQ(line.come_back().out(), "");
}

// Nothing was subscribed to, nobody looks at the events, and still they are answered.
TEST(normative, v5_4_5_0_2_every_message_is_acknowledged) {
  Kept line;
  line.in("32 06 0001 7A 0001 00 35 06 0001 7A 0002 00 3A 06 0001 7A 0003 00");
  EXPECT_EQ(line.out(), "40 02 00 01 50 02 00 02 40 02 00 03");
}

TEST(normative, v5_4_6_0_1_messages_are_sent_again_in_their_order) {
  Kept line;
  for (int i = 0; i < 6; ++i) line.publish(message("a", 1 + i % 2));
  line.in("40 02 0003 50 02 0002 70 02 0002").out();
  EXPECT_EQ(line.come_back().out(),
            "3A 06 00 01 61 00 01 00 3C 06 00 01 61 00 04 00 3A 06 00 01 61 00 05 00 3C 06 00 01 61 00 06 00");
}

TEST(normative, v5_4_6_0_2_pubacks_keep_the_order_of_the_messages) {
  Kept line;
  line.in("32 06 0001 61 0009 00 32 06 0001 62 0002 00 32 06 0001 63 0005 00");
  EXPECT_EQ(line.out(), "40 02 00 09 40 02 00 02 40 02 00 05");
}

TEST(normative, v5_4_6_0_3_pubrecs_keep_the_order_of_the_messages) {
  Kept line;
  line.in("34 06 0001 61 0009 00 34 06 0001 62 0002 00 34 06 0001 63 0005 00");
  EXPECT_EQ(line.out(), "50 02 00 09 50 02 00 02 50 02 00 05");
}

TEST(normative, v5_4_6_0_4_pubrels_keep_the_order_of_the_pubrecs) {
  Kept line;
  for (int i = 0; i < 3; ++i) line.publish(message("a", 2));
  line.out();
  line.in("50 02 0003 50 02 0001 50 02 0002");
  EXPECT_EQ(line.out(), "62 02 00 03 62 02 00 01 62 02 00 02");
  EXPECT_EQ(line.come_back().out(), "62 02 00 03 62 02 00 01 62 02 00 02");
}

TEST(normative, v5_4_9_0_1_the_quota_begins_at_the_servers_receive_maximum) {
  Kept three("", "21 0003"), none_told;
  for (int i = 0; i < 5; ++i) three.publish(message("a", 1));
  EXPECT_EQ(three.out(), "32 06 00 01 61 00 01 00 32 06 00 01 61 00 02 00 32 06 00 01 61 00 03 00");
  for (int i = 0; i < 100; ++i) none_told.publish(message("a", 1));
  EXPECT_EQ(mqtt_text::hex(none_told.out()).size(), 800u) << "65,535 where none is told";
  three.come_back();
  EXPECT_EQ(mqtt_text::hex(three.out()).size(), 40u) << "each connection has its own, the next may have none";
}

TEST(normative, v5_4_9_0_2_at_a_quota_of_0_no_more_is_published) {
  Kept line("", "21 0001");
  line.publish(message("a", 2)).publish(message("b", 1)).publish(message("c", 1));
  EXPECT_EQ(line.out(), "34 06 00 01 61 00 01 00");
  line.in("50 02 0001");
  EXPECT_EQ(line.out(), "62 02 00 01");
  line.in("70 02 0001");
  EXPECT_EQ(line.out(), "32 06 00 01 62 00 02 00");
  line.in("40 02 0009");
  EXPECT_EQ(line.out(), "") << "an acknowledgement of nothing gives nothing back";
  line.in("40 03 0002 80");
  EXPECT_EQ(line.out(), "32 06 00 01 63 00 03 00") << "a refusing PUBACK does";
}

TEST(normative, v5_4_9_0_3_at_a_quota_of_0_everything_else_goes_on) {
  Kept line("", "21 0001");
  line.publish(message("a", 1)).publish(message("b", 1)).out();
  line.in("34 06 0001 61 0007 00 62 02 0007 32 06 0001 61 0008 00 30 04 0001 61 00");
  EXPECT_EQ(line.out(), "50 02 00 07 70 02 00 07 40 02 00 08");
  EXPECT_EQ(line.happened(), "received 2 id=7 a=; received 1 id=8 a=; received 0 a=");
  line.subscribe("s").in("90 04 0003 00 00").wait(60'000).in("D0 00");
  EXPECT_EQ(line.out(), "82 07 00 03 00 00 01 73 00 C0 00");
  EXPECT_EQ(line.happened(), "subscribed 3 done s:0");
}

}  // namespace
}  // namespace mqtt
