#include "app/subscriptions.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace app {
namespace {

using State = model::Subscription::State;

class SubscriptionsTest : public testing::Test {
 protected:
  std::vector<model::Subscription> rows;
  Subscriptions subscriptions{rows};
  std::vector<std::string> gone;

  auto note_gone() {
    return [this](std::string_view filter) { gone.emplace_back(filter); };
  }
  void grant(const char* filter, mqtt::PacketId id = 1) {
    subscriptions.asked(filter, 0, id);
    subscriptions.answered(id, filter, 0);
  }
};

TEST_F(SubscriptionsTest, IsPendingUntilGrantedAndKeepsTheGrantedQos) {
  subscriptions.asked("a/+", 2, 7);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].state, State::pending);
  subscriptions.answered(7, "a/+", 1);
  EXPECT_EQ(rows[0].state, State::active);
  EXPECT_EQ(rows[0].asked_qos, 2);
  EXPECT_EQ(rows[0].granted_qos, 1);
}

TEST_F(SubscriptionsTest, ARefusedOneLosesItsRow) {
  subscriptions.asked("a", 0, 7);
  subscriptions.asked("b", 0, 8);
  subscriptions.answered(7, "a", 0x80);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].filter, "b");
  subscriptions.answered(8, "b", 0);
  EXPECT_EQ(rows[0].state, State::active);
}

TEST_F(SubscriptionsTest, AskingAgainKeepsOneRowAndTheLastAnswerCounts) {
  subscriptions.asked("a", 0, 7);
  subscriptions.asked("a", 2, 8);
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
  subscriptions.asked("a", 1, 3);
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
  subscriptions.connection_began(false, note_gone());
  EXPECT_EQ(rows[0].state, State::pending);
  EXPECT_TRUE(gone.empty());
}

TEST_F(SubscriptionsTest, AResumedSessionStillHasWhatWasGranted) {
  grant("granted");
  subscriptions.asked("unanswered", 0, 2);
  subscriptions.connection_ended(false, note_gone());
  subscriptions.connection_began(true, note_gone());
  EXPECT_EQ(rows[0].state, State::active);
  EXPECT_EQ(rows[1].state, State::pending);
}

TEST_F(SubscriptionsTest, AChangedQosThatWasNotAnsweredIsAskedForAgain) {
  grant("a");
  subscriptions.asked("a", 2, 9);
  subscriptions.connection_ended(false, note_gone());
  subscriptions.connection_began(true, note_gone());
  EXPECT_EQ(rows[0].state, State::pending);
}

TEST_F(SubscriptionsTest, ALostSessionHasNothing) {
  grant("a");
  subscriptions.connection_ended(false, note_gone());
  subscriptions.connection_began(false, note_gone());
  EXPECT_EQ(rows[0].state, State::pending);
  subscriptions.connection_ended(false, note_gone());
  subscriptions.connection_began(true, note_gone());
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
  subscriptions.connection_began(true, note_gone());
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].state, State::unsubscribing);
  EXPECT_TRUE(gone.empty());
}

TEST_F(SubscriptionsTest, AnUnansweredUnsubscribeIsDoneWhenTheSessionWasLost) {
  grant("a");
  subscriptions.unsubscribe_asked("a", 3);
  subscriptions.connection_ended(false, note_gone());
  subscriptions.connection_began(false, note_gone());
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

}  // namespace
}  // namespace app
