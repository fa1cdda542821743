#include "browser/scroll.h"

#include <gtest/gtest.h>

namespace browser {
namespace {

const ui::ScrollArea kAreas[] = {
    {.id = 1, .box = {0, 0, 400, 400}, .up = true, .down = true, .left = false, .right = true},
    {.id = 2, .box = {100, 100, 100, 100}, .up = false, .down = true, .left = false, .right = false},
};

TEST(Scroll, TheTopmostAreaThatCanMoveThatWayIsTaken) {
  EXPECT_EQ(scroll_area_at(kAreas, 150, 150, 0, 10), 2u);
  EXPECT_EQ(scroll_area_at(kAreas, 150, 150, 0, -10), 1u);  // the inner one is at its top: the outer one moves
  EXPECT_EQ(scroll_area_at(kAreas, 150, 150, 10, 3), 1u);
  EXPECT_EQ(scroll_area_at(kAreas, 50, 50, 0, 10), 1u);
}

TEST(Scroll, NothingIsTakenOutsideOrAtTheEnd) {
  EXPECT_EQ(scroll_area_at(kAreas, 400, 50, 0, 10), 0u);
  EXPECT_EQ(scroll_area_at(kAreas, 50, 50, -10, 0), 0u);
  EXPECT_EQ(scroll_area_at(kAreas, 50, 50, 0, 0), 0u);
  EXPECT_EQ(scroll_area_at({}, 50, 50, 0, 10), 0u);
}

TEST(Scroll, ASlantedMoveGoesByItsLargerPart) {
  EXPECT_TRUE(can_scroll(kAreas[1], 4, 5));
  EXPECT_FALSE(can_scroll(kAreas[1], 6, 5));
  EXPECT_FALSE(can_scroll(kAreas[1], 4, -5));
}

}  // namespace
}  // namespace browser
