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

// The page, a list in it, a dialog's ground over both, and the dialog's own text.
const ui::ScrollArea kDialog[] = {
    {.id = 1, .box = {0, 0, 400, 400}, .up = true, .down = true},
    {.id = 2, .box = {100, 100, 100, 100}, .down = true},
    {.id = 3, .box = {0, 0, 400, 400}, .shuts = true},
    {.id = 4, .box = {50, 50, 200, 200}, .down = true},
};

TEST(Scroll, UnderADialogNothingIsTaken) {
  EXPECT_EQ(scroll_area_at(kDialog, 150, 150, 0, 10), 4u);
  EXPECT_EQ(scroll_area_at(kDialog, 150, 150, 0, -10), 0u);  // the dialog's text is at its top
  EXPECT_EQ(scroll_area_at(kDialog, 300, 300, 0, 10), 0u);
}

TEST(Scroll, KeysMoveTheFirstAreaOfThePageOrOfTheDialogOverIt) {
  EXPECT_EQ(area_of_keys(std::span(kDialog, 2))->id, 1u);
  EXPECT_EQ(area_of_keys(std::span(kDialog, 3)), nullptr);
  EXPECT_EQ(area_of_keys(kDialog)->id, 4u);
  EXPECT_EQ(area_of_keys({}), nullptr);
}

TEST(Scroll, APageOfAKeyLeavesSomethingInSight) {
  const ui::ScrollArea low{.id = 1, .box = {0, 0, 400, 20}};
  EXPECT_EQ(key_distance(kAreas[0], KeyStep::line), 40);
  EXPECT_EQ(key_distance(kAreas[0], KeyStep::page), 350);
  EXPECT_GE(key_distance(low, KeyStep::page), 40);
  EXPECT_GT(key_distance(kAreas[0], KeyStep::end), 100'000);
}

TEST(Scroll, PartsOfAPixelAddUp) {
  ScrollSteps steps;
  EXPECT_EQ(steps.take().area, 0u);
  steps.add(7, 0, 0.6f);
  EXPECT_EQ(steps.take().area, 0u);
  steps.add(7, 0, 0.6f);
  const Scrolled one = steps.take();
  EXPECT_EQ(one.area, 7u);
  EXPECT_EQ(one.dy, 1);
  for (int i = 0; i < 4; ++i) steps.add(7, 0, -0.4f);
  EXPECT_EQ(steps.take().dy, -1);  // 0.2 - 1.6
}

TEST(Scroll, AnotherAreaBeginsAnew) {
  ScrollSteps steps;
  steps.add(7, 0, 30.5f);
  steps.add(8, 0, 2.75f);
  const Scrolled taken = steps.take();
  EXPECT_EQ(taken.area, 8u);
  EXPECT_EQ(taken.dy, 2);
}

}  // namespace
}  // namespace browser
