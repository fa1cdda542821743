#include "browser/cluster_table.h"

#include <gtest/gtest.h>

#include <vector>

namespace browser {
namespace {

std::vector<char32_t> g_taken_back;
void note(char32_t code_point) { g_taken_back.push_back(code_point); }

class ClusterTableTest : public testing::Test {
 protected:
  void SetUp() override { g_taken_back.clear(); }
  ClusterTable table{note, 3};
};

TEST_F(ClusterTableTest, TheSameClusterHasTheSameCodePoint) {
  const char32_t a = table.code_point("aa"), b = table.code_point("bb");
  EXPECT_NE(a, b);
  EXPECT_EQ(table.code_point("aa"), a);
  EXPECT_EQ(table.cluster(a), "aa");
  EXPECT_EQ(table.cluster(b), "bb");
  EXPECT_TRUE(ClusterTable::is_private(a));
  EXPECT_EQ(table.cluster(ClusterTable::kFirst + 2), "");
}

TEST_F(ClusterTableTest, WhatThisAndTheLastFrameUseIsNeverTakenBack) {
  for (const char* text : {"1", "2", "3"}) EXPECT_NE(table.code_point(text), 0u);
  EXPECT_EQ(table.code_point("4"), 0u);
  table.begin_frame();
  EXPECT_EQ(table.code_point("4"), 0u);
  EXPECT_EQ(table.generation(), 0u);
  EXPECT_TRUE(g_taken_back.empty());
}

TEST_F(ClusterTableTest, WhatIsNotDrawnAnyMoreIsTakenBackAndTold) {
  const char32_t one = table.code_point("1"), two = table.code_point("2"), three = table.code_point("3");
  table.begin_frame();
  table.begin_frame();
  table.touch(one);
  EXPECT_EQ(table.code_point("3"), three);
  EXPECT_EQ(table.code_point("4"), two);
  EXPECT_EQ(g_taken_back, std::vector<char32_t>{two});
  EXPECT_EQ(table.generation(), 1u);
  EXPECT_EQ(table.cluster(two), "4");
  EXPECT_EQ(table.code_point("1"), one);
  EXPECT_EQ(table.code_point("2"), 0u);  // its place is another's now, and all are in use
}

TEST_F(ClusterTableTest, ManyClustersInFewBucketsStayApart) {
  ClusterTable big;
  std::vector<char32_t> points;
  for (int i = 0; i < 6400; ++i) points.push_back(big.code_point("c" + std::to_string(i)));
  EXPECT_EQ(big.code_point("one more"), 0u);
  for (int i = 0; i < 6400; ++i) ASSERT_EQ(big.cluster(points[static_cast<std::size_t>(i)]), "c" + std::to_string(i));
  big.begin_frame();
  big.begin_frame();
  for (int i = 0; i < 6400; ++i) ASSERT_NE(big.code_point("d" + std::to_string(i)), 0u);
  EXPECT_EQ(big.code_point("c0"), 0u);
}

}  // namespace
}  // namespace browser
