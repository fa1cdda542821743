// Keepalive as the session carries it out (pitfalls 7, 11 and 12); its arithmetic is in keepalive_test.cpp.
#include <gtest/gtest.h>

#include "mqtt/session.h"
#include "support/mqtt_script.h"

namespace mqtt {
namespace {

TEST(session_keepalive, ping_and_answer) {
  Script s;
  s.connected();
  EXPECT_EQ(s.session.next_deadline(), s.now + 54'000);
  s.wait(53'999).quiet();
  s.wait(1).expect("PINGREQ");
  EXPECT_EQ(s.session.next_deadline(), s.now + 10'000);
  s.sleep(100).reply(Pingresp{}).quiet();
  EXPECT_EQ(s.session.next_deadline(), s.now - 100 + 54'000);
}

TEST(session_keepalive, a_client_that_only_listens_pings_all_the_same) {
  Script s;
  s.connected(true, 10);
  for (int second = 1; second < 9; ++second) {
    s.sleep(1'000).publish_in("a", "x").event("received qos=0 'a' 'x'");
    s.wait(0).quiet();
  }
  s.sleep(1'000).publish_in("a", "x").event("received qos=0 'a' 'x'").wait(0).expect("PINGREQ");
}

TEST(session_keepalive, every_packet_sent_puts_the_ping_off) {
  Script s;
  s.connected(true, 10);
  const auto due = [&] { return *s.session.next_deadline() - s.now; };
  s.sleep(1'000).publish("a", "x", 0).expect("PUBLISH qos=0 'a' 'x'").event("published 1 done");
  EXPECT_EQ(due(), 9'000);
  s.sleep(1'000).publish_in("a", "x", 1, 1).event("received qos=1 id=1 'a' 'x'").expect("PUBACK id=1");
  EXPECT_EQ(due(), 9'000);
  s.sleep(1'000).publish_in("a", "x").event("received qos=0 'a' 'x'");
  EXPECT_EQ(due(), 8'000);
}

TEST(session_keepalive, silence_ends_the_connection) {
  Script s;
  s.connected(false).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'");
  s.wait(54'000).expect("PINGREQ").wait(10'000);
  s.event("failed transport ping_timeout PINGRESP none 10000 0 []").event("ended failed");
  EXPECT_FALSE(s.session.next_deadline());
  s.reconnected(true).expect("PUBLISH qos=1 id=1 dup 'a' '1'").quiet();
  EXPECT_EQ(s.session.next_deadline(), s.now + 54'000) << "a new connection waits for no old PINGRESP";
  s.wait(10'000).quiet();
  s.close().event("ended connection_lost");
}

TEST(session_keepalive, after_a_sleep_there_is_one_period_of_grace) {
  Script s;
  s.connected().wait(54'000).expect("PINGREQ").wait(3'600'000).expect("PINGREQ").quiet();
  s.sleep(5'000).reply(Pingresp{}).wait(5'000).quiet();
  EXPECT_EQ(s.session.state(), State::connected);

  s.wait(3'600'000).expect("PINGREQ").wait(60'000).expect("PINGREQ");
  s.wait(60'000).event("failed transport ping_timeout PINGRESP none 60000 0 []").event("ended failed");
}

TEST(session_keepalive, the_answer_that_lay_in_the_socket_is_heard) {
  Script s;
  s.connected().wait(54'000).expect("PINGREQ").sleep(3'600'000).reply(Pingresp{}).wait(0).expect("PINGREQ");
  s.reply(Pingresp{}).wait(10'000).quiet();
}

TEST(session_keepalive, off) {
  Script s;
  s.connected(true, 0);
  EXPECT_FALSE(s.session.next_deadline());
  s.wait(1'000'000'000).quiet();
}

TEST(session_keepalive, the_timeout_can_be_set) {
  SessionOptions options;
  options.ping_timeout_ms = 3'000;
  Script s(options);
  s.connected().wait(54'000).expect("PINGREQ").wait(2'999).quiet();
  s.wait(1).event("failed transport ping_timeout PINGRESP none 3000 0 []").event("ended failed");
}

// Advancing to each deadline and nowhere else must be enough: an owner that sleeps until next_deadline() misses
// nothing.
TEST(session_keepalive, an_owner_that_only_obeys_deadlines) {
  Script s;
  s.connected(true, 20);
  int pings = 0;
  while (s.now < 1'000'000) {
    const auto deadline = s.session.next_deadline();
    ASSERT_TRUE(deadline);
    ASSERT_GT(*deadline, s.now);
    s.wait(*deadline - s.now);
    if (s.take_sent().empty()) continue;
    ++pings;
    s.sleep(30).reply(Pingresp{});
  }
  EXPECT_EQ(pings, 56) << "every 18 s";
}

}  // namespace
}  // namespace mqtt
