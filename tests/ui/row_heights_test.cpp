#include "ui/row_heights.h"

#include <gtest/gtest.h>

#include <vector>

namespace {

using ui::RowHeights;

TEST(RowHeights, SumsMeasuredRowsAndEstimatesTheRest) {
  RowHeights heights;
  heights.sync(10, 14);
  heights.set(10, 20);
  heights.set(11, 40);
  EXPECT_EQ(heights.get(10), 20);
  EXPECT_EQ(heights.get(12), 30) << "the mean of those measured";
  EXPECT_DOUBLE_EQ(heights.above(12), 60);
  EXPECT_DOUBLE_EQ(heights.total(), 120);
}

TEST(RowHeights, FindsTheRowAtADistance) {
  RowHeights heights;
  heights.sync(0, 1000);
  for (std::uint64_t row = 0; row < 1000; ++row) heights.set(row, static_cast<float>(10 + row % 7));
  double above = 0;
  for (std::uint64_t row = 0; row < 1000; ++row) {
    const float height = static_cast<float>(10 + row % 7);
    EXPECT_DOUBLE_EQ(heights.above(row), above);
    EXPECT_EQ(heights.at(above).row, row);
    EXPECT_EQ(heights.at(above + static_cast<double>(height) - 1).row, row);
    above += static_cast<double>(height);
  }
  EXPECT_DOUBLE_EQ(heights.total(), above);
  EXPECT_EQ(heights.at(above + 1000).row, 999u);
}

// Rows leave at the front one by one and in leaps; what is left keeps its heights.
TEST(RowHeights, KeepsItsSumsWhenRowsGo) {
  RowHeights heights;
  heights.sync(0, 2000);
  for (std::uint64_t row = 0; row < 2000; ++row) heights.set(row, 30);
  std::uint64_t first = 0;
  for (const std::uint64_t step : {1u, 254u, 1u, 1u, 700u, 3u}) {
    first += step;
    heights.sync(first, 2000 + first);
    for (std::uint64_t row = 2000; row < 2000 + first; ++row) heights.set(row, 30);
    EXPECT_DOUBLE_EQ(heights.total(), 30.0 * 2000);
    EXPECT_EQ(heights.at(0).row, first);
  }
  heights.sync(1'000'000, 1'000'010);
  heights.set(1'000'009, 50);
  EXPECT_DOUBLE_EQ(heights.total(), 500);
}

TEST(RowHeights, EmptyListHasNoHeight) {
  RowHeights heights;
  heights.sync(5, 5);
  EXPECT_DOUBLE_EQ(heights.total(), 0);
  EXPECT_EQ(heights.at(100).row, 5u);
}

}  // namespace
