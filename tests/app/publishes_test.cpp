#include "app/publishes.h"

#include <gtest/gtest.h>

namespace app {
namespace {

UnsettledPublish one(mqtt::PublishToken token, const char* topic) {
  UnsettledPublish publish;
  publish.token = token;
  publish.topic = topic;
  return publish;
}

TEST(PublishesTest, EachIsSettledOnceInAnyOrder) {
  Publishes publishes;
  publishes.add(one(1, "a"));
  publishes.add(one(2, "b"));
  publishes.add(one(3, "c"));
  EXPECT_EQ(publishes.settle(2)->topic, "b");
  EXPECT_FALSE(publishes.settle(2).has_value());
  EXPECT_EQ(publishes.settle(1)->topic, "a");
  EXPECT_EQ(publishes.settle(3)->topic, "c");
  EXPECT_EQ(publishes.size(), 0U);
}

TEST(PublishesTest, AnUnknownTokenSettlesNothing) {
  Publishes publishes;
  publishes.add(one(1, "a"));
  EXPECT_FALSE(publishes.settle(7).has_value());
  EXPECT_EQ(publishes.size(), 1U);
}

}  // namespace
}  // namespace app
