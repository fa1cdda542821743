#include "app/app.h"

#include <gtest/gtest.h>

#include "model/payload.h"
#include "support/tool.h"

namespace app {
namespace {

using model::Cause;
using model::Link;
using model::LogKind;
using support::Tool;

class AppTest : public testing::Test {
 protected:
  Tool tool;
  const model::View& view = tool.view();

  void connect() {
    tool.fill_other();
    tool.connect();
    ASSERT_EQ(view.link, Link::connected);
  }
  // To the next attempt, wherever it is.
  void next_attempt() {
    ASSERT_EQ(view.link, Link::waiting);
    ASSERT_GT(view.retry_at_ms, 0);
    tool.pass(view.retry_at_ms - tool.now.unix_ms);
  }
};

TEST_F(AppTest, NothingConnectsWithoutTheUser) {
  tool.fill_other();
  tool.app.set_online(false, tool.now);
  tool.app.set_online(true, tool.now);
  tool.app.page_restored(tool.now);
  tool.run(3'600'000);
  EXPECT_TRUE(tool.transport.opens.empty());
  EXPECT_EQ(view.link, Link::offline);
  EXPECT_FALSE(tool.app.next_deadline_ms().has_value());
}

TEST_F(AppTest, ConnectingIsToldFromBeginningToEnd) {
  tool.fill_other();
  EXPECT_TRUE(view.can_connect);
  tool.app.act({Tool::Kind::connect}, tool.now);
  EXPECT_EQ(view.link, Link::connecting);
  EXPECT_EQ(view.server, "broker.example:80");
  EXPECT_FALSE(view.can_connect);
  EXPECT_TRUE(view.can_disconnect);
  EXPECT_FALSE(view.can_publish);
  tool.settle();
  EXPECT_EQ(view.link, Link::connected);
  EXPECT_TRUE(view.can_publish);
  EXPECT_TRUE(view.can_subscribe);
  EXPECT_EQ(tool.kinds(), (std::vector{LogKind::connecting, LogKind::connected}));
  EXPECT_EQ(view.store->at(1).text, "ws://broker.example:80/");
  EXPECT_EQ(view.store->at(1).time_ms, tool.now.unix_ms);
}

TEST_F(AppTest, AMessageIsKeptAsItCame) {
  connect();
  tool.transport.data(support::publish_packet("a/\xE4\xB8\xAD", std::string_view("\0\xFF\n", 3), 0x0B, 9));
  tool.settle();
  const model::LogEntry row = tool.last();
  EXPECT_EQ(row.kind, LogKind::received);
  EXPECT_EQ(row.topic, "a/\xE4\xB8\xAD");
  EXPECT_EQ(model::as_text(row.payload), std::string_view("\0\xFF\n", 3));
  EXPECT_EQ(row.qos, 1);
  EXPECT_TRUE(row.retain);
  EXPECT_TRUE(row.dup);
  EXPECT_EQ(view.store->counts().received, 1U);
  EXPECT_EQ(tool.broker.count(4), 1U);
}

TEST_F(AppTest, TheUsersDisconnectEndsOfflineAndStays) {
  connect();
  tool.act(Tool::Kind::disconnect);
  EXPECT_EQ(view.link, Link::offline);
  EXPECT_EQ(tool.broker.count(14), 1U);
  EXPECT_EQ(tool.last().kind, LogKind::disconnected);
  EXPECT_EQ(tool.last().number, 1U);
  tool.run(3'600'000);
  EXPECT_EQ(tool.transport.opens.size(), 1U);
  EXPECT_TRUE(view.can_connect);
}

TEST_F(AppTest, ALostConnectionIsToldAndMadeAgain) {
  connect();
  tool.pass(40'000);
  tool.transport.close_by_peer(1001, "restart");
  tool.settle();
  EXPECT_EQ(view.link, Link::waiting);
  EXPECT_EQ(view.attempt, 1U);
  EXPECT_TRUE(view.can_disconnect);
  EXPECT_FALSE(view.can_publish);
  EXPECT_EQ(tool.last(LogKind::disconnected).code, 1001);
  EXPECT_EQ(tool.last(LogKind::disconnected).text, "restart");
  EXPECT_EQ(tool.last().kind, LogKind::reconnecting);
  EXPECT_EQ(tool.last().cause, Cause::connection_lost);
  EXPECT_EQ(tool.last().number, 1U);
  EXPECT_GE(tool.last().number2, 800U);
  EXPECT_LE(tool.last().number2, 1'200U);
  next_attempt();
  EXPECT_EQ(view.link, Link::connected);
}

TEST_F(AppTest, AttemptsGoOnWhileNothingListens) {
  tool.broker.listening = false;
  tool.fill_other();
  tool.connect();
  EXPECT_EQ(tool.last(LogKind::failed).cause, Cause::close_before_open);
  tool.run(10 * 60'000);
  EXPECT_GE(tool.transport.opens.size(), 8U);
  EXPECT_LE(tool.transport.opens.size(), 14U);
  EXPECT_EQ(tool.count(LogKind::reconnecting), tool.transport.opens.size());
  tool.broker.listening = true;
  tool.run(150'000);
  EXPECT_EQ(view.link, Link::connected);
}

TEST_F(AppTest, ACloseBeforeOpenNamesWhatIsLikely) {
  Config config;
  config.https_page = true;
  config.page_host = "docs.example";
  Tool one(config);
  one.broker.listening = false;
  one.fill_other();
  one.act({.kind = Tool::Kind::connect, .flag = true});
  const std::uint32_t online = one.last(LogKind::failed).number2;
  EXPECT_NE(online & bit(model::Likely::mixed_content), 0U);
  EXPECT_EQ(online & bit(model::Likely::offline), 0U);
  one.app.set_online(false, one.now);
  one.act(Tool::Kind::retry_now);
  EXPECT_NE(one.last(LogKind::failed).number2 & bit(model::Likely::offline), 0U);
}

TEST_F(AppTest, RefusalsStopOrGoOnByTheirCode) {
  for (std::uint8_t code = 1; code <= 5; ++code) {
    Tool one;
    one.broker.reason_code = code;
    one.fill_other();
    one.connect();
    EXPECT_EQ(one.last(LogKind::refused).code, code);
    one.run(60'000);
    if (code == 3) {
      EXPECT_EQ(one.count(LogKind::stopped), 0U);
      EXPECT_EQ(one.last(LogKind::reconnecting).cause, Cause::connack_unavailable);
      EXPECT_GT(one.transport.opens.size(), 3U);
    } else {
      EXPECT_EQ(one.last().kind, LogKind::stopped) << int{code};
      EXPECT_EQ(one.last().code, code);
      EXPECT_EQ(one.transport.opens.size(), 1U);
      EXPECT_EQ(one.view().link, Link::offline);
      EXPECT_TRUE(one.view().can_connect);
    }
  }
}

TEST_F(AppTest, ARefusalDuringReconnectStopsToo) {
  connect();
  tool.broker.reason_code = 5;
  tool.transport.close_by_peer();
  tool.settle();
  tool.run(60'000);
  EXPECT_EQ(tool.last().kind, LogKind::stopped);
  EXPECT_EQ(tool.transport.opens.size(), 2U);
}

TEST_F(AppTest, TwoSessionsKickingEachOtherAreNamedAndLeftAlone) {
  connect();
  for (int i = 0; i < 2; ++i) {
    tool.pass(1'000);
    tool.transport.close_by_peer();
    tool.settle();
    next_attempt();
    ASSERT_EQ(view.link, Link::connected);
  }
  tool.pass(1'000);
  tool.transport.close_by_peer();
  tool.settle();
  tool.run(600'000);
  EXPECT_EQ(tool.last().kind, LogKind::kicked);
  EXPECT_EQ(view.link, Link::offline);
  EXPECT_EQ(tool.transport.opens.size(), 3U);
  tool.connect();
  EXPECT_EQ(view.link, Link::connected) << "the user may try again";
}

TEST_F(AppTest, ConnectionsThatLastAreNoKicksAndStartTheDelaysAnew) {
  connect();
  for (int i = 0; i < 5; ++i) {
    tool.pass(30'000);
    tool.transport.close_by_peer();
    tool.settle();
    EXPECT_EQ(view.attempt, 1U);
    next_attempt();
    ASSERT_EQ(view.link, Link::connected);
  }
}

TEST_F(AppTest, DisconnectCancelsConnecting) {
  tool.broker.silent = true;
  tool.fill_other();
  tool.connect();
  EXPECT_EQ(view.link, Link::connecting);
  tool.act(Tool::Kind::disconnect);
  EXPECT_EQ(view.link, Link::offline);
  tool.run(600'000);
  EXPECT_EQ(tool.transport.opens.size(), 1U);
}

TEST_F(AppTest, DisconnectCancelsWaiting) {
  connect();
  tool.transport.close_by_peer();
  tool.settle();
  ASSERT_EQ(view.link, Link::waiting);
  tool.act(Tool::Kind::disconnect);
  EXPECT_EQ(view.link, Link::offline);
  EXPECT_EQ(tool.last().kind, LogKind::disconnected);
  EXPECT_EQ(tool.last().number, 1U);
  tool.run(600'000);
  EXPECT_EQ(tool.transport.opens.size(), 1U);
}

TEST_F(AppTest, RetryNowTriesAtOnce) {
  connect();
  tool.transport.close_by_peer();
  tool.settle();
  tool.act(Tool::Kind::retry_now);
  EXPECT_EQ(view.link, Link::connected);
  EXPECT_EQ(tool.transport.opens.size(), 2U);
}

TEST_F(AppTest, RetryNowWithoutAWaitingAttemptDoesNothing) {
  tool.fill_other();
  tool.act(Tool::Kind::retry_now);
  EXPECT_TRUE(tool.transport.opens.empty());
  tool.connect();
  tool.act(Tool::Kind::retry_now);
  EXPECT_EQ(tool.transport.opens.size(), 1U);
}

TEST_F(AppTest, OfflinePausesAndOnlineTriesAtOnce) {
  connect();
  tool.app.set_online(false, tool.now);
  tool.transport.close_by_peer();
  tool.settle();
  EXPECT_EQ(view.link, Link::waiting);
  EXPECT_EQ(view.retry_at_ms, 0) << "not before the network is back";
  tool.run(600'000);
  EXPECT_EQ(tool.transport.opens.size(), 1U);
  tool.app.set_online(true, tool.now);
  tool.settle();
  EXPECT_EQ(view.link, Link::connected);
}

// Pitfall 8: after the back/forward cache the socket looks open and is dead.
TEST_F(AppTest, ARestoredPageConnectsAnewAtOnce) {
  connect();
  tool.app.page_restored(tool.now);
  tool.settle();
  EXPECT_EQ(tool.transport.opens.size(), 2U);
  EXPECT_EQ(view.link, Link::connected);
  EXPECT_EQ(tool.last(LogKind::reconnecting).cause, Cause::page_was_away);
  EXPECT_EQ(tool.last(LogKind::reconnecting).number2, 0U);
}

TEST_F(AppTest, AConnectTimeoutIsToldAndTriedAgain) {
  tool.broker.silent = true;
  tool.fill_other();
  tool.set(model::Field::connect_timeout_s, "5");
  tool.connect();
  tool.run(5'000);
  EXPECT_EQ(tool.last(LogKind::failed).cause, Cause::connack_timeout);
  EXPECT_EQ(tool.last().kind, LogKind::reconnecting);
  tool.broker.silent = false;
  tool.run(2'000);
  EXPECT_EQ(view.link, Link::connected);
}

TEST_F(AppTest, AnOversizedPacketEndsTheConnectionAndLosesNothingStored) {
  tool.fill_other();
  tool.set(model::Field::max_packet_bytes, "128");
  tool.connect();
  tool.transport.data(support::publish_packet("a", "kept"));
  tool.transport.data(support::publish_packet("a", std::string(200, 'x')));
  tool.settle();
  EXPECT_EQ(tool.count(LogKind::received), 1U);
  const model::LogEntry failed = tool.last(LogKind::failed);
  EXPECT_EQ(failed.cause, Cause::packet_too_large);
  EXPECT_EQ(failed.error_reason, static_cast<std::uint16_t>(mqtt::Reason::packet_too_large));
  EXPECT_EQ(failed.number2, 128U);
  EXPECT_EQ(view.link, Link::waiting);
}

TEST_F(AppTest, AMachineThatSleptPingsBeforeItGivesUp) {
  connect();
  tool.pass(8 * 3'600'000);
  EXPECT_EQ(view.link, Link::connected);
  EXPECT_EQ(tool.broker.count(12), 1U);
  EXPECT_EQ(tool.count(LogKind::failed), 0U);
}

TEST_F(AppTest, ALineThatDiedInSleepIsFoundAfterOneGracePeriod) {
  connect();
  tool.broker.answers_pings = false;
  tool.pass(8 * 3'600'000);
  EXPECT_EQ(view.link, Link::connected);
  tool.run(60'000);
  EXPECT_EQ(tool.last(LogKind::failed).cause, Cause::ping_timeout);
  EXPECT_GE(tool.transport.opens.size(), 2U);
}

TEST_F(AppTest, AnIdleConnectionWakesOnlyForItsPings) {
  connect();
  const int wakes = tool.run(10 * 60'000);
  EXPECT_EQ(view.link, Link::connected);
  EXPECT_GE(tool.broker.count(12), 9U);
  EXPECT_LE(tool.broker.count(12), 12U);
  EXPECT_LE(wakes, 24);
}

}  // namespace
}  // namespace app
