#include "mqtt/receive_quota.h"

#include <gtest/gtest.h>

namespace mqtt {
namespace {

constexpr Qos k0 = Qos::at_most_once, k1 = Qos::at_least_once, k2 = Qos::exactly_once;

TEST(receive_quota, v5_3_3_4_9_one_message_too_many) {
  ReceiveQuota quota;
  quota.begin(2);
  EXPECT_TRUE(quota.publish(k1, 1));
  EXPECT_TRUE(quota.publish(k2, 2));
  EXPECT_EQ(quota.under_way(), 2u);
  EXPECT_FALSE(quota.publish(k1, 3));
  EXPECT_EQ(quota.maximum(), 2);
}

TEST(receive_quota, qos_0_does_not_count) {
  ReceiveQuota quota;
  quota.begin(1);
  for (int round = 0; round < 10; ++round) EXPECT_TRUE(quota.publish(k0, 0));
  EXPECT_EQ(quota.under_way(), 0u);
  EXPECT_TRUE(quota.publish(k1, 1));
}

TEST(receive_quota, an_answer_gives_back_its_place_once_it_is_sent) {
  ReceiveQuota quota;
  quota.begin(1);
  EXPECT_TRUE(quota.publish(k1, 1));
  quota.answered(k1, 1);
  EXPECT_EQ(quota.under_way(), 1u) << "the peer cannot have it yet";
  quota.flushed();
  EXPECT_EQ(quota.under_way(), 0u);
  quota.flushed();
  EXPECT_EQ(quota.under_way(), 0u) << "an output without answers";
  EXPECT_TRUE(quota.publish(k2, 1));
  quota.answered(k2, 1);
  EXPECT_FALSE(quota.publish(k1, 2));
}

// MQTT 5 §4.9: what is sent again is no new message.
TEST(receive_quota, a_qos_2_message_counts_once_however_often_it_comes) {
  ReceiveQuota quota;
  quota.begin(1);
  EXPECT_TRUE(quota.publish(k2, 7));
  EXPECT_TRUE(quota.publish(k2, 7));
  EXPECT_EQ(quota.under_way(), 1u);
  quota.answered(k2, 7);
  quota.answered(k2, 7);
  quota.flushed();
  EXPECT_EQ(quota.under_way(), 0u);
  EXPECT_TRUE(quota.publish(k2, 7)) << "its id may be used anew";
  EXPECT_EQ(quota.under_way(), 1u);
}

TEST(receive_quota, the_end_of_a_message_from_an_earlier_connection_gives_nothing_back) {
  ReceiveQuota quota;
  quota.begin(2);
  EXPECT_TRUE(quota.publish(k2, 1));
  quota.begin(1);
  EXPECT_EQ(quota.under_way(), 0u);
  EXPECT_TRUE(quota.publish(k2, 2));
  quota.answered(k2, 1);
  quota.flushed();
  EXPECT_EQ(quota.under_way(), 1u);
  EXPECT_FALSE(quota.publish(k1, 3));
}

TEST(receive_quota, an_answer_that_was_not_sent_is_forgotten_with_its_connection) {
  ReceiveQuota quota;
  quota.begin(1);
  EXPECT_TRUE(quota.publish(k1, 1));
  quota.answered(k1, 1);
  quota.begin(1);
  EXPECT_TRUE(quota.publish(k1, 1));
  quota.flushed();
  EXPECT_EQ(quota.under_way(), 1u);
}

TEST(receive_quota, without_a_limit_as_many_as_there_are_ids) {
  ReceiveQuota quota;
  quota.begin(65'535);
  for (unsigned id = 1; id <= 65'535; ++id) ASSERT_TRUE(quota.publish(k2, static_cast<PacketId>(id)));
  EXPECT_EQ(quota.under_way(), 65'535u);
  EXPECT_FALSE(quota.publish(k1, 1));
}

}  // namespace
}  // namespace mqtt
