// Pitfall 21: an id reused while in use, or none left and silence.
#include "mqtt/packet_id.h"

#include <gtest/gtest.h>

namespace mqtt {
namespace {

TEST(packet_id, the_first_is_1_and_they_count_up) {
  PacketIds ids;
  EXPECT_EQ(ids.take(), 1);
  EXPECT_EQ(ids.take(), 2);
  ids.release(1);
  EXPECT_EQ(ids.take(), 3) << "a free id is not taken again at once";
  EXPECT_EQ(ids.count(), 2u);
}

TEST(packet_id, v311_2_3_1_2_wraps_without_zero_and_without_those_in_use) {
  PacketIds ids;
  EXPECT_EQ(ids.take(), 1);
  for (unsigned wanted = 2; wanted <= 65'535; ++wanted) {
    const PacketId id = ids.take();
    ASSERT_EQ(id, wanted);
    if (wanted != 3) ids.release(id);
  }
  EXPECT_EQ(ids.take(), 2);
  EXPECT_EQ(ids.take(), 4) << "1 and 3 are in use";
  EXPECT_TRUE(ids.in_use(3));
  EXPECT_FALSE(ids.in_use(5));
}

TEST(packet_id, none_left_is_said) {
  PacketIds ids;
  for (int count = 0; count < 65'535; ++count) ASSERT_NE(ids.take(), 0);
  EXPECT_EQ(ids.take(), 0);
  ids.release(40'000);
  EXPECT_EQ(ids.take(), 40'000);
  EXPECT_EQ(ids.take(), 0);
  EXPECT_EQ(ids.count(), 65'535u);
}

TEST(packet_id, given_back_is_next_again) {
  PacketIds ids;
  ids.give_back(ids.take());
  EXPECT_EQ(ids.count(), 0u);
  EXPECT_EQ(ids.take(), 1);
}

TEST(packet_id, releasing_twice_counts_once) {
  PacketIds ids;
  ids.take();
  ids.take();
  ids.release(1);
  ids.release(1);
  EXPECT_EQ(ids.count(), 1u);
}

TEST(packet_id, reset_starts_anew) {
  PacketIds ids;
  ids.take();
  ids.take();
  ids.reset();
  EXPECT_EQ(ids.count(), 0u);
  EXPECT_EQ(ids.take(), 1);
}

}  // namespace
}  // namespace mqtt
