// Pitfalls 7, 11 and 12.
#include "mqtt/keepalive.h"

#include <gtest/gtest.h>

namespace mqtt {
namespace {

using Due = Keepalive::Due;

// Steps the clock to `now` and does what the session does with the answer.
Due advance(Keepalive& keepalive, std::int64_t now) {
  const Due due = keepalive.advance(now);
  if (due == Due::ping) keepalive.sent(now);
  return due;
}

Keepalive started(std::uint16_t seconds, std::int64_t timeout_ms = 0) {
  Keepalive keepalive;
  keepalive.start(seconds, timeout_ms, 0);
  return keepalive;
}

TEST(keepalive, zero_is_off) {
  Keepalive keepalive = started(0);
  EXPECT_FALSE(keepalive.deadline());
  EXPECT_EQ(keepalive.advance(1'000'000'000), Due::nothing);
}

TEST(keepalive, v311_3_1_2_23_ping_is_due_by_what_was_sent) {
  Keepalive keepalive = started(60);
  EXPECT_EQ(keepalive.deadline(), 54'000);
  keepalive.heard(30'000);
  EXPECT_EQ(keepalive.deadline(), 54'000) << "what comes in must not put the ping off";
  keepalive.sent(40'000);
  EXPECT_EQ(keepalive.deadline(), 90'000) << "heard at 30 s: silent for a keepalive before 94 s";
  keepalive.heard(50'000);
  EXPECT_EQ(keepalive.deadline(), 94'000);
  EXPECT_EQ(advance(keepalive, 93'999), Due::nothing);
  EXPECT_EQ(advance(keepalive, 94'000), Due::ping);
}

TEST(keepalive, a_client_that_only_sends_pings_after_a_keepalive_of_silence) {
  Keepalive keepalive = started(10);
  for (std::int64_t now = 1'000; now < 10'000; now += 1'000) {
    keepalive.sent(now);
    EXPECT_EQ(advance(keepalive, now), Due::nothing);
  }
  keepalive.sent(10'000);
  EXPECT_EQ(advance(keepalive, 10'000), Due::ping);
  EXPECT_EQ(keepalive.deadline(), 19'000) << "the next ping by what was sent, before the answer's deadline at 20 s";
}

TEST(keepalive, no_answer_in_time_is_death) {
  Keepalive keepalive = started(60);
  EXPECT_EQ(advance(keepalive, 54'000), Due::ping);
  EXPECT_EQ(keepalive.deadline(), 64'000) << "10 s by default";
  EXPECT_EQ(advance(keepalive, 63'999), Due::nothing);
  EXPECT_EQ(keepalive.waited_ms(64'000), 10'000);
  EXPECT_EQ(advance(keepalive, 64'000), Due::dead);
}

TEST(keepalive, the_timeout_is_not_longer_than_a_short_keepalive_unless_given) {
  Keepalive keepalive = started(2);
  EXPECT_EQ(advance(keepalive, 1'800), Due::ping);
  EXPECT_EQ(advance(keepalive, 3'799), Due::ping) << "one more by what was sent";
  EXPECT_EQ(advance(keepalive, 3'800), Due::dead) << "by the first ping";

  keepalive = started(60, 25'000);
  EXPECT_EQ(advance(keepalive, 54'000), Due::ping);
  EXPECT_EQ(keepalive.deadline(), 79'000);
}

TEST(keepalive, an_answer_ends_the_wait) {
  Keepalive keepalive = started(60);
  EXPECT_EQ(advance(keepalive, 54'000), Due::ping);
  keepalive.heard(55'000);
  keepalive.answered();
  EXPECT_EQ(advance(keepalive, 64'000), Due::nothing);
  EXPECT_EQ(keepalive.deadline(), 108'000);
}

TEST(keepalive, a_slow_packet_that_is_still_coming_is_no_silence) {
  Keepalive keepalive = started(60);
  EXPECT_EQ(advance(keepalive, 54'000), Due::ping);
  for (std::int64_t now = 55'000; now < 100'000; now += 5'000) {
    keepalive.heard(now);
    EXPECT_EQ(advance(keepalive, now + 4'000), Due::nothing);
  }
  EXPECT_EQ(keepalive.deadline(), 105'000) << "last heard at 95 s";
}

TEST(keepalive, woken_long_after_the_deadline_it_pings_once_more_and_gives_full_time) {
  Keepalive keepalive = started(60);
  EXPECT_EQ(advance(keepalive, 54'000), Due::ping);
  EXPECT_EQ(advance(keepalive, 600'000), Due::ping) << "asleep since 54 s: the answer may lie in the socket";
  EXPECT_EQ(advance(keepalive, 609'999), Due::nothing);
  EXPECT_EQ(advance(keepalive, 610'000), Due::dead);
}

TEST(keepalive, the_grace_is_given_once_until_something_is_heard) {
  Keepalive keepalive = started(60);
  EXPECT_EQ(advance(keepalive, 54'000), Due::ping);
  EXPECT_EQ(advance(keepalive, 120'000), Due::ping);
  Keepalive heard = keepalive;
  EXPECT_EQ(advance(keepalive, 180'000), Due::dead) << "woken once a minute, and still nothing";

  heard.heard(121'000);
  EXPECT_EQ(advance(heard, 180'000), Due::ping);
}

TEST(keepalive, asleep_with_no_ping_under_way_it_pings_and_waits) {
  Keepalive keepalive = started(60);
  EXPECT_EQ(advance(keepalive, 3'600'000), Due::ping);
  EXPECT_EQ(advance(keepalive, 3'609'999), Due::nothing);
  EXPECT_EQ(advance(keepalive, 3'610'000), Due::dead);
}

// Pitfall 12: "waiting for PINGRESP" must not outlive its connection.
TEST(keepalive, a_new_connection_waits_for_nothing) {
  Keepalive keepalive = started(60);
  EXPECT_EQ(advance(keepalive, 54'000), Due::ping);
  keepalive.start(60, 0, 60'000);
  EXPECT_FALSE(keepalive.awaiting_answer());
  EXPECT_EQ(advance(keepalive, 64'000), Due::nothing);
  EXPECT_EQ(keepalive.deadline(), 114'000);
}

// Pitfall 12: ping storm. However often it is woken, there is one ping a keepalive.
TEST(keepalive, no_ping_storm) {
  Keepalive keepalive = started(60);
  int pings = 0;
  for (std::int64_t now = 0; now <= 600'000; now += 50) {
    if (advance(keepalive, now) != Due::ping) continue;
    ++pings;
    keepalive.heard(now + 20);
    keepalive.answered();
  }
  EXPECT_EQ(pings, 11);
}

TEST(keepalive, stopped_nothing_is_due) {
  Keepalive keepalive = started(60);
  keepalive.stop();
  EXPECT_FALSE(keepalive.deadline());
  EXPECT_EQ(keepalive.advance(1'000'000), Due::nothing);
}

}  // namespace
}  // namespace mqtt
