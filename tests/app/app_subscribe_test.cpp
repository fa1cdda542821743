// Subscribing through the whole tool: what is sent, what is shown and told, and what comes back after a reconnect.
#include <gtest/gtest.h>

#include "support/tool.h"

namespace app {
namespace {

using model::Complaint;
using model::Field;
using model::Held;
using model::Link;
using model::LogKind;
using model::Toggle;
using support::Tool;
using Kind = model::Action::Kind;
using State = model::Subscription::State;
using Filters = std::vector<std::string>;

constexpr std::uint8_t kSubscribe = 8, kUnsubscribe = 10;

class AppSubscribeTest : public testing::Test {
 protected:
  Tool tool;
  const model::View& view = tool.view();

  void connect(bool clean_session = true) {
    tool.fill_other();
    tool.set(Field::client_id, "me");
    tool.set(Toggle::clean_session, clean_session);
    tool.connect();
    ASSERT_EQ(view.link, Link::connected);
  }
  void lose_connection() {
    tool.transport.close_by_peer();
    tool.settle();
    ASSERT_EQ(view.link, Link::waiting);
  }
  void come_back() {
    tool.act(Kind::retry_now);
    ASSERT_EQ(view.link, Link::connected);
  }
  void message(std::string_view topic) {
    tool.transport.data(support::publish_packet(topic, "x"));
    tool.settle();
  }
};

TEST_F(AppSubscribeTest, AGrantedTopicIsListedToldAndCounted) {
  connect();
  tool.choose(Kind::set_subscribe_qos, 1);
  tool.subscribe("a/+");
  ASSERT_EQ(view.subscriptions.size(), 1U);
  EXPECT_EQ(view.subscriptions[0].state, State::active);
  EXPECT_EQ(tool.last().kind, LogKind::subscribed);
  EXPECT_EQ(tool.last().topic, "a/+");
  EXPECT_EQ(tool.last().code, 1);
  EXPECT_EQ(tool.last().number, 1U);
  message("a/b");
  message("b");
  EXPECT_EQ(view.subscriptions[0].received, 1U);
}

TEST_F(AppSubscribeTest, ARefusedTopicIsToldAndNotListed) {
  connect();
  tool.broker.refused = {"secret"};
  tool.subscribe("secret");
  EXPECT_TRUE(view.subscriptions.empty());
  EXPECT_EQ(tool.last().kind, LogKind::subscribe_refused);
  EXPECT_EQ(tool.last().topic, "secret");
  EXPECT_EQ(tool.last().code, 0x80);
  EXPECT_EQ(view.link, Link::connected);
}

TEST_F(AppSubscribeTest, SubscribingAgainIsAskedAboutFirst) {
  connect();
  tool.subscribe("a");
  tool.act(Kind::subscribe);
  ASSERT_EQ(view.held.size(), 1U);
  EXPECT_EQ(view.held[0].what, Held::What::subscribe);
  EXPECT_EQ(view.held[0].warnings.at(0).complaint, Complaint::already_subscribed);
  EXPECT_EQ(tool.broker.count(kSubscribe), 1U);
  tool.act(Kind::subscribe, true);
  EXPECT_EQ(tool.broker.count(kSubscribe), 2U);
  EXPECT_EQ(view.subscriptions.size(), 1U);
}

TEST_F(AppSubscribeTest, UnsubscribingTakesTheTopicOutOnceItIsAnswered) {
  connect();
  tool.subscribe("a");
  tool.broker.answers_unsubscribe = false;
  tool.unsubscribe("a");
  ASSERT_EQ(view.subscriptions.size(), 1U);
  EXPECT_EQ(view.subscriptions[0].state, State::unsubscribing);
  const support::Packet* const sent = tool.broker.last(kUnsubscribe);
  ASSERT_NE(sent, nullptr);
  tool.transport.data({0xB0, 2, sent->body.at(0), sent->body.at(1)});
  tool.settle();
  EXPECT_TRUE(view.subscriptions.empty());
  EXPECT_EQ(tool.last().kind, LogKind::unsubscribed);
  EXPECT_EQ(tool.last().topic, "a");
}

TEST_F(AppSubscribeTest, UnsubscribingWhatIsNotListedSendsNothing) {
  connect();
  tool.unsubscribe("a");
  EXPECT_EQ(tool.broker.count(kUnsubscribe), 0U);
}

TEST_F(AppSubscribeTest, SubscriptionsComeBackByThemselves) {
  connect();
  tool.subscribe("a");
  tool.subscribe("b/#");
  message("a");
  lose_connection();
  EXPECT_EQ(view.subscriptions.size(), 2U);
  EXPECT_EQ(view.subscriptions[0].state, State::pending);
  tool.broker.got.clear();
  come_back();
  EXPECT_EQ(tool.broker.filters(kSubscribe), (Filters{"a", "b/#"}));
  EXPECT_EQ(tool.broker.count(kSubscribe), 1U) << "together";
  EXPECT_EQ(view.subscriptions[0].state, State::active);
  EXPECT_EQ(view.subscriptions[1].state, State::active);
  EXPECT_EQ(view.subscriptions[0].received, 1U) << "the count goes on";
}

TEST_F(AppSubscribeTest, ManySubscriptionsComeBackInSmallPackets) {
  connect();
  Filters filters;
  for (int i = 0; i < 20; ++i) {
    filters.push_back("t/" + std::to_string(i));
    tool.subscribe(filters.back());
  }
  lose_connection();
  tool.broker.got.clear();
  come_back();
  EXPECT_EQ(tool.broker.filters(kSubscribe), filters);
  EXPECT_EQ(tool.broker.count(kSubscribe), 3U);
}

// Pitfall 17: neither a forgotten nor a double subscription.
TEST_F(AppSubscribeTest, AKeptSessionIsNotSubscribedTwice) {
  connect(false);
  tool.subscribe("a");
  lose_connection();
  tool.broker.session_present = true;
  tool.broker.got.clear();
  come_back();
  EXPECT_EQ(tool.broker.count(kSubscribe), 0U);
  EXPECT_EQ(view.subscriptions.at(0).state, State::active);
  EXPECT_EQ(tool.last(LogKind::connected).number, 1U);
}

TEST_F(AppSubscribeTest, ASessionThatTheBrokerLostIsSubscribedAgain) {
  connect(false);
  tool.subscribe("a");
  lose_connection();
  tool.broker.got.clear();
  come_back();
  EXPECT_EQ(tool.broker.filters(kSubscribe), Filters{"a"});
}

TEST_F(AppSubscribeTest, AnUnansweredSubscribeIsToldAndAskedAgain) {
  connect();
  tool.broker.answers_subscribe = false;
  tool.subscribe("a");
  EXPECT_EQ(view.subscriptions.at(0).state, State::pending);
  lose_connection();
  EXPECT_EQ(tool.count(LogKind::subscribing_lost), 1U);
  tool.broker.answers_subscribe = true;
  come_back();
  EXPECT_EQ(view.subscriptions.at(0).state, State::active);
}

TEST_F(AppSubscribeTest, UnsubscribedOfflineDoesNotComeBack) {
  connect();
  tool.subscribe("a");
  tool.subscribe("b");
  lose_connection();
  tool.unsubscribe("a");
  EXPECT_EQ(view.subscriptions.size(), 1U);
  EXPECT_EQ(tool.last().kind, LogKind::unsubscribed);
  tool.broker.got.clear();
  come_back();
  EXPECT_EQ(tool.broker.filters(kSubscribe), Filters{"b"});
}

TEST_F(AppSubscribeTest, UnsubscribedOfflineInAKeptSessionIsUnsubscribedThere) {
  connect(false);
  tool.subscribe("a");
  lose_connection();
  tool.unsubscribe("a");
  tool.broker.session_present = true;
  come_back();
  EXPECT_EQ(tool.broker.filters(kUnsubscribe), Filters{"a"});
  EXPECT_TRUE(view.subscriptions.empty());
  EXPECT_EQ(tool.count(LogKind::unsubscribed), 1U);
}

TEST_F(AppSubscribeTest, AnUnansweredUnsubscribeOfAKeptSessionIsAskedAgain) {
  connect(false);
  tool.subscribe("a");
  tool.broker.answers_unsubscribe = false;
  tool.unsubscribe("a");
  lose_connection();
  EXPECT_EQ(tool.count(LogKind::unsubscribed), 0U);
  EXPECT_EQ(view.subscriptions.at(0).state, State::unsubscribing);
  tool.broker.answers_unsubscribe = tool.broker.session_present = true;
  come_back();
  EXPECT_EQ(tool.broker.filters(kUnsubscribe), (Filters{"a", "a"}));
  EXPECT_EQ(tool.count(LogKind::unsubscribed), 1U);
  EXPECT_TRUE(view.subscriptions.empty());
}

TEST_F(AppSubscribeTest, AnUnansweredUnsubscribeEndsWithACleanSession) {
  connect();
  tool.subscribe("a");
  tool.broker.answers_unsubscribe = false;
  tool.unsubscribe("a");
  lose_connection();
  EXPECT_EQ(tool.count(LogKind::unsubscribed), 1U);
  EXPECT_TRUE(view.subscriptions.empty());
}

TEST_F(AppSubscribeTest, TheUsersNextConnectionHasThemToo) {
  connect();
  tool.subscribe("a");
  tool.act(Kind::disconnect);
  EXPECT_EQ(view.subscriptions.size(), 1U);
  tool.connect();
  EXPECT_EQ(view.subscriptions.at(0).state, State::active);
}

TEST_F(AppSubscribeTest, AnotherLoginStartsWithoutSubscriptions) {
  connect();
  tool.subscribe("a");
  tool.act(Kind::disconnect);
  tool.set(Field::client_id, "somebody else");
  tool.broker.got.clear();
  tool.connect();
  EXPECT_TRUE(view.subscriptions.empty());
  EXPECT_EQ(tool.broker.count(kSubscribe), 0U);
}

}  // namespace
// A wrong port and back again costs no subscription; another client that does connect starts with none.
TEST_F(AppSubscribeTest, AMistypedPortForgetsNothing) {
  tool.fill_other();
  tool.connect();
  tool.subscribe("a/#");
  tool.act(Tool::Kind::disconnect);
  tool.set(Tool::Field::port, "1");
  tool.broker.listening = false;
  tool.connect();
  tool.act(Tool::Kind::disconnect);
  EXPECT_EQ(tool.view().subscriptions.size(), 1u);
  tool.set(Tool::Field::port, "80");
  tool.broker.listening = true;
  tool.connect();
  ASSERT_EQ(tool.view().subscriptions.size(), 1u);
  EXPECT_EQ(tool.view().subscriptions[0].state, model::Subscription::State::active);
  tool.act(Tool::Kind::disconnect);
  tool.set(Tool::Field::client_id, "somebody-else");
  tool.connect();
  EXPECT_TRUE(tool.view().subscriptions.empty());
}

}  // namespace app
