#include "app/reconnect.h"

#include <gtest/gtest.h>

#include <vector>

namespace app {
namespace {

using What = Decision::What;

class ReconnectTest : public testing::Test {
 protected:
  Reconnect reconnect;
  Random random{7};
  std::int64_t now = 1'000'000;

  Decision fail() { return reconnect.ended(Ending::attempt_failed, now, random); }
  Decision live(std::int64_t ms, Ending ending = Ending::closed_by_peer) {
    reconnect.accepted(now);
    now += ms;
    return reconnect.ended(ending, now, random);
  }
  void wait_for_attempt() {
    ASSERT_TRUE(reconnect.due_ms().has_value());
    now = *reconnect.due_ms();
    ASSERT_TRUE(reconnect.take_due(now));
  }
};

TEST_F(ReconnectTest, ThreeTimesTheIntervalThenDoublingToTwoMinutes) {
  reconnect.begin(10'000);
  const std::vector<std::int64_t> bases = {10'000, 10'000, 10'000, 20'000, 40'000, 80'000, 120'000, 120'000};
  for (std::size_t i = 0; i < bases.size(); ++i) {
    const Decision decision = fail();
    EXPECT_EQ(decision.what, What::retry);
    EXPECT_EQ(decision.attempt, i + 1);
    EXPECT_GE(decision.delay_ms, bases[i] * 8 / 10) << i;
    EXPECT_LE(decision.delay_ms, bases[i] * 12 / 10) << i;
    EXPECT_EQ(reconnect.due_ms(), now + decision.delay_ms);
    wait_for_attempt();
  }
}

TEST_F(ReconnectTest, AnIntervalLongerThanTwoMinutesIsTheLongestDelay) {
  reconnect.begin(600'000);
  for (int i = 0; i < 8; ++i) {
    const Decision decision = fail();
    EXPECT_GE(decision.delay_ms, 480'000);
    EXPECT_LE(decision.delay_ms, 720'000);
    wait_for_attempt();
  }
}

TEST_F(ReconnectTest, JitterReachesBothSidesAndDiffersBetweenSeeds) {
  std::int64_t least = 1'000'000, most = 0;
  for (std::uint32_t seed = 1; seed <= 500; ++seed) {
    Random seeded(seed * 2654435761U);
    Reconnect one;
    one.begin(10'000);
    const std::int64_t delay = one.ended(Ending::attempt_failed, 0, seeded).delay_ms;
    least = std::min(least, delay);
    most = std::max(most, delay);
  }
  EXPECT_GE(least, 8'000);
  EXPECT_LT(least, 8'200);
  EXPECT_LE(most, 12'000);
  EXPECT_GT(most, 11'800);
}

TEST_F(ReconnectTest, AnIntervalOfZeroDoesNotSpin) {
  reconnect.begin(0);
  EXPECT_GE(fail().delay_ms, 80);
}

TEST_F(ReconnectTest, ThirtySecondsConnectedStartTheDelaysAgain) {
  reconnect.begin(1'000);
  for (int i = 0; i < 6; ++i) {
    fail();
    wait_for_attempt();
  }
  const Decision soon = live(29'999, Ending::lost);
  EXPECT_EQ(soon.attempt, 7U);
  EXPECT_GE(soon.delay_ms, 16'000 * 8 / 10);
  wait_for_attempt();
  const Decision later = live(30'000, Ending::lost);
  EXPECT_EQ(later.attempt, 1U);
  EXPECT_LE(later.delay_ms, 1'200);
}

TEST_F(ReconnectTest, ARefusalOfThisLoginStops) {
  reconnect.begin(1'000);
  EXPECT_EQ(reconnect.ended(Ending::refused, now, random).what, What::stop);
  EXPECT_FALSE(reconnect.waiting());
  EXPECT_FALSE(reconnect.take_due(now + 1'000'000));
}

TEST_F(ReconnectTest, AUrlThatTheBrowserDoesNotTakeStops) {
  reconnect.begin(1'000);
  EXPECT_EQ(reconnect.ended(Ending::hopeless, now, random).what, What::stop);
  EXPECT_FALSE(reconnect.waiting());
}

TEST_F(ReconnectTest, AnAttemptIsDueOnce) {
  reconnect.begin(1'000);
  const Decision decision = fail();
  EXPECT_FALSE(reconnect.take_due(now + decision.delay_ms - 1));
  EXPECT_TRUE(reconnect.take_due(now + decision.delay_ms));
  EXPECT_FALSE(reconnect.take_due(now + decision.delay_ms));
  EXPECT_FALSE(reconnect.waiting());
}

TEST_F(ReconnectTest, CancelForgetsTheAttemptAndTheCount) {
  reconnect.begin(1'000);
  for (int i = 0; i < 5; ++i) fail();
  reconnect.cancel();
  EXPECT_FALSE(reconnect.due_ms().has_value());
  EXPECT_FALSE(reconnect.take_due(now + 1'000'000));
  EXPECT_EQ(fail().attempt, 1U);
}

TEST_F(ReconnectTest, OfflinePausesAndOnlineTriesAtOnce) {
  reconnect.begin(1'000);
  fail();
  reconnect.set_online(false, now);
  EXPECT_TRUE(reconnect.paused());
  EXPECT_FALSE(reconnect.due_ms().has_value());
  EXPECT_FALSE(reconnect.take_due(now + 1'000'000));
  now += 500'000;
  reconnect.set_online(true, now);
  EXPECT_FALSE(reconnect.paused());
  EXPECT_TRUE(reconnect.take_due(now));
}

TEST_F(ReconnectTest, AnEndWhileOfflineWaitsForTheNetwork) {
  reconnect.begin(1'000);
  reconnect.accepted(now);
  reconnect.set_online(false, now);
  EXPECT_TRUE(reconnect.ended(Ending::lost, now + 5, random).paused);
  EXPECT_FALSE(reconnect.take_due(now + 1'000'000));
}

TEST_F(ReconnectTest, OnlineWithoutAWaitingAttemptMakesNone) {
  reconnect.begin(1'000);
  reconnect.set_online(false, now);
  reconnect.set_online(true, now);
  EXPECT_FALSE(reconnect.take_due(now + 1'000'000));
}

TEST_F(ReconnectTest, RetryNowTriesAtOnceEvenOffline) {
  reconnect.begin(60'000);
  fail();
  reconnect.retry_now(now);
  EXPECT_TRUE(reconnect.take_due(now));
  reconnect.set_online(false, now);
  EXPECT_TRUE(fail().paused);
  reconnect.retry_now(now);
  EXPECT_TRUE(reconnect.take_due(now));
}

TEST_F(ReconnectTest, APageThatWasAwayConnectsWithoutDelay) {
  reconnect.begin(10'000);
  const Decision decision = live(5'000, Ending::page_was_away);
  EXPECT_EQ(decision.delay_ms, 0);
  EXPECT_TRUE(reconnect.take_due(now));
}

// Two pages with one client id: each is thrown out when the other one's interval is over.
TEST_F(ReconnectTest, TwoSessionsKickingEachOtherAreRecognised) {
  reconnect.begin(10'000);
  EXPECT_EQ(live(3'600'000).what, What::retry);
  wait_for_attempt();
  EXPECT_EQ(live(10'000).what, What::retry);
  wait_for_attempt();
  EXPECT_EQ(live(11'900).what, What::retry);
  wait_for_attempt();
  EXPECT_EQ(live(8'100).what, What::kicked);
  EXPECT_FALSE(reconnect.waiting());
}

TEST_F(ReconnectTest, TheKickPatternIsSeenWithALongIntervalToo) {
  reconnect.begin(100'000);
  EXPECT_EQ(live(120'000).what, What::retry);
  wait_for_attempt();
  EXPECT_EQ(live(81'000).what, What::retry);
  wait_for_attempt();
  EXPECT_EQ(live(100'000).what, What::kicked);
}

TEST_F(ReconnectTest, AFailedAttemptBetweenIsNoKick) {
  reconnect.begin(1'000);
  for (int i = 0; i < 12; ++i) {
    EXPECT_EQ(live(100).what, What::retry) << i;
    wait_for_attempt();
    if (i % 2 == 1) {
      EXPECT_EQ(fail().what, What::retry) << i;
      wait_for_attempt();
    }
  }
}

TEST_F(ReconnectTest, AConnectionThatLastedBetweenIsNoKick) {
  reconnect.begin(1'000);
  for (int i = 0; i < 9; ++i) {
    EXPECT_EQ(live(i % 3 == 2 ? 30'000 : 100).what, What::retry) << i;
    wait_for_attempt();
  }
}

TEST_F(ReconnectTest, ANetworkThatComesAndGoesIsNoKick) {
  reconnect.begin(1'000);
  for (int i = 0; i < 9; ++i) {
    EXPECT_EQ(live(100).what, What::retry) << i;
    reconnect.set_online(false, now);
    reconnect.set_online(true, now);
    wait_for_attempt();
  }
}

TEST_F(ReconnectTest, OurOwnFindingsAreNoKick) {
  reconnect.begin(1'000);
  for (int i = 0; i < 9; ++i) {
    EXPECT_EQ(live(100, Ending::lost).what, What::retry) << i;
    wait_for_attempt();
  }
}

TEST_F(ReconnectTest, TheUserCanConnectAgainAfterAKick) {
  reconnect.begin(1'000);
  for (int i = 0; i < 3; ++i) live(100);
  EXPECT_FALSE(reconnect.waiting());
  reconnect.begin(1'000);
  const Decision decision = live(100);
  EXPECT_EQ(decision.what, What::retry);
  EXPECT_EQ(decision.attempt, 1U);
}

TEST(RandomTest, ZeroSeedStillRunsAndStaysBelowTheLimit) {
  Random random(0);
  bool seen[10] = {};
  for (int i = 0; i < 1000; ++i) {
    const std::uint32_t value = random.below(10);
    ASSERT_LT(value, 10U);
    seen[value] = true;
  }
  for (const bool one : seen) EXPECT_TRUE(one);
}

}  // namespace
}  // namespace app
