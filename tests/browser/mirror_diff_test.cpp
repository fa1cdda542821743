#include "browser/mirror_diff.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace browser {
namespace {

using ui::Item;
using ui::Role;
using Record = MirrorRecord;

Item item(std::uint32_t id, Role role, const char* name, ui::Box box = {10, 10, 100, 20}) {
  Item made;
  made.id = id;
  made.role = role;
  made.name = name;
  made.box = box;
  made.clip = {0, 0, 1000, 1000};
  return made;
}

std::string text(const Record& record, std::size_t n) { return {record.strings[n].bytes, record.strings[n].size}; }

class MirrorDiffTest : public testing::Test {
 protected:
  std::vector<Item> items{item(1, Role::heading, "Connect"), item(2, Role::textbox, "Topic"),
                          item(3, Role::button, "Send")};
  MirrorDiff diff;
};

TEST_F(MirrorDiffTest, FirstAllIsNewThenNothingHappens) {
  EXPECT_TRUE(diff.update(items));
  EXPECT_EQ(diff.records().size(), 3u);
  EXPECT_TRUE(diff.reordered());
  EXPECT_EQ(text(diff.records()[1], 0), "Topic");
  EXPECT_EQ(diff.records()[0].parts, diff.records()[2].parts);
  EXPECT_TRUE(diff.records()[0].parts & Record::kState && diff.records()[0].parts & Record::kBox);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(diff.update(items));
  EXPECT_TRUE(diff.records().empty());
  EXPECT_FALSE(diff.reordered());
}

TEST_F(MirrorDiffTest, OnlyWhatChangedIsSaid) {
  diff.update(items);
  items[1].value = "a/b";
  items[2].box.x += 5;
  ASSERT_TRUE(diff.update(items));
  ASSERT_EQ(diff.records().size(), 2u);
  EXPECT_EQ(diff.records()[0].id, 2u);
  EXPECT_EQ(diff.records()[0].parts, Record::kFirstString << 1);
  EXPECT_EQ(text(diff.records()[0], 1), "a/b");
  EXPECT_EQ(diff.records()[1].parts, std::uint32_t{Record::kBox});
  EXPECT_FALSE(diff.reordered());
  items[0].disabled = true;
  diff.update(items);
  ASSERT_EQ(diff.records().size(), 1u);
  EXPECT_EQ(diff.records()[0].parts, std::uint32_t{Record::kState});
  EXPECT_TRUE(diff.records()[0].flags & Record::kDisabled);
}

TEST_F(MirrorDiffTest, ComingGoingAndChangingPlacesIsAnOrder) {
  diff.update(items);
  std::swap(items[0], items[2]);
  EXPECT_TRUE(diff.update(items));
  EXPECT_TRUE(diff.reordered());
  EXPECT_TRUE(diff.records().empty());
  EXPECT_EQ(diff.places()[0].id, 3u);
  items.erase(items.begin());
  EXPECT_TRUE(diff.update(items));
  EXPECT_EQ(diff.places().size(), 2u);
  items.insert(items.begin(), item(9, Role::status, "new"));
  EXPECT_TRUE(diff.update(items));
  ASSERT_EQ(diff.records().size(), 1u);
  EXPECT_EQ(diff.records()[0].id, 9u);
  EXPECT_FALSE(diff.update(items));
}

TEST_F(MirrorDiffTest, AnItemThatComesBackIsNewAgain) {
  diff.update(items);
  const Item gone = items.back();
  items.pop_back();
  diff.update(items);
  diff.update(items);
  items.push_back(gone);
  diff.update(items);
  ASSERT_EQ(diff.records().size(), 1u);
  EXPECT_EQ(text(diff.records()[0], 0), "Send");
}

TEST_F(MirrorDiffTest, ControlsInsideARowMoveWithIt) {
  items = {item(1, Role::row, "first", {0, 100, 500, 20}), item(2, Role::button, "copy", {400, 105, 40, 10}),
           item(3, Role::row, "second", {0, 120, 500, 20}), item(4, Role::button, "copy", {400, 125, 40, 10}),
           item(5, Role::button, "clear", {0, 300, 40, 10})};
  diff.update(items);
  EXPECT_EQ(diff.places()[1].row, 1u);
  EXPECT_EQ(diff.places()[3].row, 3u);
  EXPECT_EQ(diff.places()[4].row, 0u);
  EXPECT_EQ(diff.records()[3].box[1], 5.f);
  for (std::size_t i = 0; i < 4; ++i) items[i].box.y -= 40;
  EXPECT_TRUE(diff.update(items));
  ASSERT_EQ(diff.records().size(), 2u);  // the rows only
  EXPECT_EQ(diff.records()[0].id, 1u);
  EXPECT_EQ(diff.records()[1].id, 3u);
}

TEST_F(MirrorDiffTest, WhatIsClippedIsCutAndWhatIsOutOfSightTakesNoPointer) {
  items = {item(1, Role::textbox, "a", {0, 90, 100, 40})};
  items[0].clip = {10, 100, 80, 20};
  diff.update(items);
  const Record& cut = diff.records()[0];
  EXPECT_EQ(cut.inset[0], 10.f);
  EXPECT_EQ(cut.inset[1], 10.f);
  EXPECT_EQ(cut.inset[2], 10.f);
  EXPECT_EQ(cut.inset[3], 10.f);
  EXPECT_FALSE(cut.flags & Record::kUntouchable);
  items[0].box.y = 500;
  diff.update(items);
  EXPECT_TRUE(diff.records()[0].flags & Record::kUntouchable);
  EXPECT_EQ(diff.records()[0].inset[2], 40.f);
  items[0].box.y = 100;
  items[0].covered = true;
  diff.update(items);
  EXPECT_TRUE(diff.records()[0].flags & Record::kUntouchable);
}

TEST_F(MirrorDiffTest, AFieldThatMovesCannotWaitAndAnythingElseCan) {
  EXPECT_TRUE(diff.seen_moved(items)) << "it is not there yet";
  diff.update(items);
  EXPECT_FALSE(diff.seen_moved(items));
  items[2].box.y += 9;
  items[1].name = "other";
  EXPECT_FALSE(diff.seen_moved(items));
  items[1].clip.h = 15;
  EXPECT_TRUE(diff.seen_moved(items));
  diff.update(items);
  EXPECT_FALSE(diff.seen_moved(items));
  items[1].box.y += 1;
  EXPECT_TRUE(diff.seen_moved(items));
}

TEST_F(MirrorDiffTest, TypedTextIsNotOverwrittenWhileTheModelHasNotSeenIt) {
  diff.update(items);
  diff.changed_outside(2, "a");
  EXPECT_TRUE(diff.waiting());
  EXPECT_FALSE(diff.update(items));  // the frame that takes the text still declares the old value
  items[1].value = "a";
  EXPECT_FALSE(diff.update(items));
  EXPECT_FALSE(diff.waiting());
  items[1].value = "ab";
  EXPECT_TRUE(diff.update(items));
}

TEST_F(MirrorDiffTest, AValueThatTheModelDoesNotTakeIsPutBack) {
  items[1].value = "old";
  diff.update(items);
  diff.changed_outside(2, "refused");
  int updates = 0;
  while (!diff.update(items)) ASSERT_LT(++updates, 4);
  ASSERT_EQ(diff.records().size(), 1u);
  EXPECT_EQ(text(diff.records()[0], 1), "old");
  EXPECT_FALSE(diff.update(items));
}

TEST_F(MirrorDiffTest, FastTypingWaitsForTheLastLetter) {
  diff.update(items);
  diff.changed_outside(2, "a");
  diff.update(items);
  diff.changed_outside(2, "ab");
  items[1].value = "a";
  EXPECT_FALSE(diff.update(items));
  items[1].value = "ab";
  EXPECT_FALSE(diff.update(items));
  EXPECT_FALSE(diff.waiting());
  diff.changed_outside(77, "no such item");
  EXPECT_FALSE(diff.waiting());
}

}  // namespace
}  // namespace browser
