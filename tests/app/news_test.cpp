#include "app/news.h"

#include <gtest/gtest.h>

namespace app {
namespace {

class NewsTest : public ::testing::Test {
 protected:
  // Calls at every deadline up to `until`, as the page's timer does; returns how often something was told.
  int run(std::int64_t until) {
    int told = 0;
    while (news.due_ms() && *news.due_ms() <= until) {
      now = *news.due_ms();
      told += step();
    }
    now = until;
    return told;
  }
  int step() { return news.advance(seq, found, now, said) ? 1 : 0; }

  News news;
  model::News said;
  std::uint64_t seq = 1;
  std::optional<std::uint64_t> found;
  std::int64_t now = 1'000;
};

TEST_F(NewsTest, NothingIsDueWhereNothingCame) {
  EXPECT_EQ(step(), 0);
  EXPECT_FALSE(news.due_ms().has_value());
}

TEST_F(NewsTest, ARowIsToldSoonWithThoseThatFollowAtOnce) {
  step();
  seq = 2;
  EXPECT_EQ(step(), 0);
  seq = 4;
  now += 100;
  EXPECT_EQ(step(), 0);
  EXPECT_EQ(run(5'000), 1);
  EXPECT_EQ(said.first, 1U);
  EXPECT_EQ(said.end, 4U);
  EXPECT_FALSE(news.due_ms().has_value()) << "nothing is left to tell";
}

TEST_F(NewsTest, AFloodIsSummedUpNowAndThenAndItsEndIsTold) {
  step();
  int told = 0;
  for (int i = 0; i < 10'000; ++i) {  // ten seconds
    ++seq;
    ++now;
    told += step();
  }
  EXPECT_GE(told, 3);
  EXPECT_LE(told, 5);
  told = run(now + 10'000);
  EXPECT_EQ(told, 1);
  EXPECT_EQ(said.end, seq);
}

TEST_F(NewsTest, WhileSearchedOnlyTheCountIsNews) {
  step();
  found = 3;
  EXPECT_EQ(step(), 0);
  EXPECT_EQ(run(5'000), 1);
  EXPECT_EQ(said.found, 3U);
  seq = 9;
  EXPECT_EQ(step(), 0);
  EXPECT_FALSE(news.due_ms().has_value());
  found = 4;
  step();
  EXPECT_EQ(run(20'000), 1);
  EXPECT_EQ(said.found, 4U);
}

TEST_F(NewsTest, TheEndOfASearchTellsNoOldRows) {
  step();
  found = 0;
  step();
  run(5'000);
  seq = 50;
  step();
  found.reset();
  step();
  EXPECT_EQ(run(10'000), 0);
  EXPECT_FALSE(news.due_ms().has_value());
  seq = 51;
  step();
  EXPECT_EQ(run(20'000), 1);
  EXPECT_EQ(said.first, 50U);
  EXPECT_FALSE(said.found.has_value());
}

}  // namespace
}  // namespace app
