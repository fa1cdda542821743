#include "mqtt/alias.h"

#include <gtest/gtest.h>

namespace mqtt {
namespace {

bool resolve(IncomingAliases& aliases, std::uint32_t alias, std::string_view& topic) {
  Error error;
  return aliases.resolve(alias, topic, error);
}

TEST(alias, incoming_stand_for_the_last_topic_on_this_connection) {
  IncomingAliases aliases;
  aliases.begin(2);
  std::string_view topic = "a";
  EXPECT_TRUE(resolve(aliases, 2, topic));
  topic = "b";
  EXPECT_TRUE(resolve(aliases, 2, topic));
  topic = {};
  EXPECT_TRUE(resolve(aliases, 2, topic));
  EXPECT_EQ(topic, "b");
  topic = {};
  EXPECT_FALSE(resolve(aliases, 1, topic));
  topic = "c";
  EXPECT_FALSE(resolve(aliases, 3, topic));
  EXPECT_FALSE(resolve(aliases, 0, topic));
  aliases.begin(2);
  topic = {};
  EXPECT_FALSE(resolve(aliases, 2, topic));
}

TEST(alias, outgoing_are_reused_by_age) {
  OutgoingAliases aliases;
  aliases.begin(2);
  EXPECT_EQ(aliases.choose("abc").alias, 0) << "an alias makes it no smaller";
  EXPECT_EQ(aliases.choose("first").alias, 1);
  aliases.sent(1, "first");
  EXPECT_TRUE(aliases.choose("first").known);
  aliases.sent(2, "second");
  aliases.sent(1, "first");
  EXPECT_EQ(aliases.choose("third").alias, 2);
  EXPECT_FALSE(aliases.choose("third").known);
  aliases.begin(0);
  EXPECT_EQ(aliases.choose("first").alias, 0);
}

TEST(alias, what_the_caller_gave_is_left_alone) {
  OutgoingAliases aliases;
  aliases.begin(2);
  aliases.give(1, "callers");
  EXPECT_EQ(aliases.given(1), "callers");
  EXPECT_EQ(aliases.topic(1), "") << "the message that sets it may still wait";
  aliases.sent(1, "callers");
  EXPECT_EQ(aliases.choose("first").alias, 2);
  aliases.sent(2, "first");
  EXPECT_EQ(aliases.choose("second").alias, 2);
  aliases.give(2, "also");
  EXPECT_EQ(aliases.choose("second").alias, 0) << "none is left";
  EXPECT_EQ(aliases.choose("callers").alias, 1);
  aliases.begin(2);
  EXPECT_EQ(aliases.given(1), "");
}

}  // namespace
}  // namespace mqtt
