#include "app/subscriptions.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace app {
namespace {

using Kept = Subscriptions::Kept;
using State = model::Subscription::State;

class SubscriptionsTest : public testing::Test {
 protected:
  std::vector<model::Subscription> rows;
  Subscriptions subscriptions{rows};
  std::vector<std::string> gone;

  auto note_gone() {
    return [this](std::string_view filter) { gone.emplace_back(filter); };
  }
  void ask(std::string_view filter, std::uint8_t qos, mqtt::PacketId id) {
    subscriptions.asked({{filter, static_cast<mqtt::Qos>(qos)}}, id);
  }
  void grant(const char* filter, mqtt::PacketId id = 1) {
    ask(filter, 0, id);
    subscriptions.answered(id, filter, 0);
  }
};

TEST_F(SubscriptionsTest, IsPendingUntilGrantedAndKeepsTheGrantedQos) {
  ask("a/+", 2, 7);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].state, State::pending);
  subscriptions.answered(7, "a/+", 1);
  EXPECT_EQ(rows[0].state, State::active);
  EXPECT_EQ(rows[0].asked_qos, 2);
  EXPECT_EQ(rows[0].granted_qos, 1);
}

TEST_F(SubscriptionsTest, ARefusedOneLosesItsRow) {
  ask("a", 0, 7);
  ask("b", 0, 8);
  subscriptions.answered(7, "a", 0x80);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].filter, "b");
  subscriptions.answered(8, "b", 0);
  EXPECT_EQ(rows[0].state, State::active);
}

TEST_F(SubscriptionsTest, AskingAgainKeepsOneRowAndTheLastAnswerCounts) {
  ask("a", 0, 7);
  ask("a", 2, 8);
  subscriptions.answered(7, "a", 0);
  EXPECT_EQ(rows[0].state, State::pending);
  subscriptions.answered(8, "a", 2);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].granted_qos, 2);
}

TEST_F(SubscriptionsTest, SubscribedAgainWhileUnsubscribingStays) {
  grant("a");
  subscriptions.unsubscribe_asked("a", 2);
  EXPECT_EQ(rows[0].state, State::unsubscribing);
  ask("a", 1, 3);
  subscriptions.unsubscribed(2, "a");
  ASSERT_EQ(rows.size(), 1U);
  subscriptions.answered(3, "a", 1);
  EXPECT_EQ(rows[0].state, State::active);
}

TEST_F(SubscriptionsTest, UnsubackTakesTheRowOut) {
  grant("a");
  grant("b", 2);
  subscriptions.unsubscribe_asked("a", 3);
  subscriptions.unsubscribed(3, "a");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].filter, "b");
}

TEST_F(SubscriptionsTest, CountsOnlyWhatMatches) {
  grant("a/+");
  grant("a/#", 2);
  grant("b", 3);
  subscriptions.count("a/1");
  subscriptions.count("a/1/2");
  subscriptions.count("$a");
  EXPECT_EQ(rows[0].received, 1U);
  EXPECT_EQ(rows[1].received, 2U);
  EXPECT_EQ(rows[2].received, 0U);
}

TEST_F(SubscriptionsTest, AfterACleanSessionAllIsToBeAskedForAgain) {
  grant("a");
  subscriptions.connection_ended(true, note_gone());
  EXPECT_EQ(rows[0].state, State::pending);
  subscriptions.connection_began(Kept::no, note_gone());
  EXPECT_EQ(rows[0].state, State::pending);
  EXPECT_TRUE(gone.empty());
}

TEST_F(SubscriptionsTest, AResumedSessionStillHasWhatWasGranted) {
  grant("granted");
  ask("unanswered", 0, 2);
  subscriptions.connection_ended(false, note_gone());
  subscriptions.connection_began(Kept::yes, note_gone());
  EXPECT_EQ(rows[0].state, State::active);
  EXPECT_EQ(rows[1].state, State::pending);
}

TEST_F(SubscriptionsTest, AChangedQosThatWasNotAnsweredIsAskedForAgain) {
  grant("a");
  ask("a", 2, 9);
  subscriptions.connection_ended(false, note_gone());
  subscriptions.connection_began(Kept::yes, note_gone());
  EXPECT_EQ(rows[0].state, State::pending);
}

TEST_F(SubscriptionsTest, ALostSessionHasNothing) {
  grant("a");
  subscriptions.connection_ended(false, note_gone());
  subscriptions.connection_began(Kept::no, note_gone());
  EXPECT_EQ(rows[0].state, State::pending);
  subscriptions.connection_ended(false, note_gone());
  subscriptions.connection_began(Kept::yes, note_gone());
  EXPECT_EQ(rows[0].state, State::pending) << "what the lost session held is not in the new one";
}

TEST_F(SubscriptionsTest, AnUnansweredUnsubscribeEndsWithTheSession) {
  grant("a");
  grant("b", 2);
  subscriptions.unsubscribe_asked("a", 3);
  subscriptions.connection_ended(true, note_gone());
  EXPECT_EQ(gone, std::vector<std::string>{"a"});
  ASSERT_EQ(rows.size(), 1U);
}

TEST_F(SubscriptionsTest, AnUnansweredUnsubscribeIsAskedAgainInAResumedSession) {
  grant("a");
  subscriptions.unsubscribe_asked("a", 3);
  subscriptions.connection_ended(false, note_gone());
  ASSERT_EQ(rows.size(), 1U);
  subscriptions.connection_began(Kept::yes, note_gone());
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].state, State::unsubscribing);
  EXPECT_TRUE(gone.empty());
}

TEST_F(SubscriptionsTest, AnUnansweredUnsubscribeIsDoneWhenTheSessionWasLost) {
  grant("a");
  subscriptions.unsubscribe_asked("a", 3);
  subscriptions.connection_ended(false, note_gone());
  subscriptions.connection_began(Kept::no, note_gone());
  EXPECT_TRUE(rows.empty());
  EXPECT_EQ(gone, std::vector<std::string>{"a"});
}

TEST_F(SubscriptionsTest, RemovedOfflineGoesAtOnceUnlessTheBrokerStillHoldsIt) {
  grant("a");
  subscriptions.connection_ended(true, note_gone());
  EXPECT_TRUE(subscriptions.remove_offline("a"));
  EXPECT_TRUE(rows.empty());
  grant("b");
  subscriptions.connection_ended(false, note_gone());
  EXPECT_FALSE(subscriptions.remove_offline("b"));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].state, State::unsubscribing);
}

TEST_F(SubscriptionsTest, AnswersToUnknownFiltersChangeNothing) {
  grant("a");
  subscriptions.answered(9, "b", 0);
  subscriptions.unsubscribed(9, "b");
  subscriptions.unsubscribed(1, "a");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].state, State::active);
}

TEST_F(SubscriptionsTest, AnyFailureCodeTakesTheRowOut) {
  ask("a", 0, 7);
  subscriptions.answered(7, "a", 0x9E);
  EXPECT_TRUE(rows.empty());
}

// What was asked for is asked for again, all of it.
TEST_F(SubscriptionsTest, OptionsAndPropertiesAreRemembered) {
  mqtt::PropertyList properties;
  ASSERT_TRUE(properties.add(mqtt::PropertyId::subscription_identifier, 300));
  ASSERT_TRUE(properties.add_user("a", "b"));
  mqtt::SubscribeRequest request{"a/+", mqtt::Qos::exactly_once, true, true, 2};
  subscriptions.asked({request, properties.view().encoded()}, 7);
  EXPECT_EQ(rows[0].identifier, 300U);
  EXPECT_TRUE(rows[0].no_local);
  const SubscriptionWish wish = subscriptions.wish(0);
  EXPECT_EQ(wish.request.filter, "a/+");
  EXPECT_EQ(wish.request.qos, mqtt::Qos::exactly_once);
  EXPECT_TRUE(wish.request.no_local);
  EXPECT_TRUE(wish.request.retain_as_published);
  EXPECT_EQ(wish.request.retain_handling, 2);
  EXPECT_EQ(mqtt::as_text(wish.properties), mqtt::as_text(properties.view().encoded()));
  // Its own properties come back to the row that they are of.
  subscriptions.asked(wish, 8);
  EXPECT_EQ(mqtt::as_text(subscriptions.wish(0).properties), mqtt::as_text(properties.view().encoded()));
  ask("a/+", 0, 9);
  EXPECT_TRUE(subscriptions.wish(0).properties.empty());
  EXPECT_EQ(rows[0].identifier, 0U);
}

// MQTT 3.1 does not say whether the session is still there.
TEST_F(SubscriptionsTest, WhenNothingIsKnownAllIsAskedForAgainAndNothingGivenUp) {
  grant("a");
  grant("b", 2);
  subscriptions.unsubscribe_asked("b", 3);
  subscriptions.connection_ended(false, note_gone());
  subscriptions.connection_began(Kept::unknown, note_gone());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].state, State::pending);
  EXPECT_EQ(rows[1].state, State::unsubscribing);
  EXPECT_TRUE(gone.empty());
}

TEST_F(SubscriptionsTest, ARefusedUnsubscribeKeepsTheRow) {
  grant("a");
  subscriptions.unsubscribe_asked("a", 3);
  subscriptions.unsubscribed(3, "a", true);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].state, State::active);
}

TEST_F(SubscriptionsTest, GivenUpIsGone) {
  grant("a");
  subscriptions.give_up("b");
  subscriptions.give_up("a");
  EXPECT_TRUE(rows.empty());
}

}  // namespace
}  // namespace app
