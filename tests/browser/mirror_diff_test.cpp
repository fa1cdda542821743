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
  // No more updates come than it asks for.
  bool put_back = false;
  while (diff.waiting() && !put_back) {
    put_back = diff.update(items);
    ASSERT_LT(++updates, 5);
  }
  ASSERT_TRUE(put_back);
  ASSERT_EQ(diff.records().size(), 1u);
  EXPECT_EQ(text(diff.records()[0], 1), "old");
  EXPECT_FALSE(diff.update(items));
}

TEST_F(MirrorDiffTest, AValueIsNotPutBackBeforeTheModelHasGotIt) {
  items[1].value = "old";
  diff.update(items);
  diff.changed_outside(2, "new");
  for (int i = 0; i < 9; ++i) EXPECT_FALSE(diff.update(items, true)) << i;
  EXPECT_FALSE(diff.update(items));  // the frame that takes it
  items[1].value = "new";
  EXPECT_FALSE(diff.update(items));
  EXPECT_FALSE(diff.waiting());
}

TEST_F(MirrorDiffTest, OfALongTextAPartIsShownAndTheRestGoesAlong) {
  const std::string rest(1000, 'r');
  items[1].value = "0123456789" + rest;
  items[1].part = 10;
  diff.update(items);
  EXPECT_EQ(text(diff.records()[1], 1), "0123456789");
  EXPECT_EQ(diff.hidden(items[1]), rest);
  EXPECT_FALSE(diff.update(items));
  // Two letters in one frame: the model has seen neither yet.
  diff.changed_outside(2, "0123x456789");
  EXPECT_EQ(diff.hidden(items[1]), rest);
  diff.changed_outside(2, "0123xy456789");
  EXPECT_EQ(diff.hidden(items[1]), rest);
  EXPECT_FALSE(diff.update(items));
  items[1].value = "0123xy456789" + rest;
  EXPECT_FALSE(diff.update(items)) << "what is typed is not cut off at the part's end";
  EXPECT_FALSE(diff.update(items));
  EXPECT_EQ(diff.hidden(items[1]), rest);
}

// The element still has all of it: cut before the person paused, its end would be sent twice.
TEST_F(MirrorDiffTest, WhatIsTypedPastThePartIsNotCutWhileItIsHeld) {
  items[1].value = std::string(1000, 'a');
  diff.update(items);
  items[1].value += 'b';
  items[1].part = 1000;
  diff.changed_outside(2, items[1].value);
  diff.update(items);
  EXPECT_EQ(diff.hidden(items[1]), "");
  for (int i = 0; i < 5; ++i) diff.update(items);
  EXPECT_EQ(diff.hidden(items[1]), "b") << "and is cut then";
  // A paste that the element never had is cut at once, also right after a letter.
  items[1].value = std::string(5000, 'p');
  diff.changed_outside(2, "x");
  diff.unseen(2);
  diff.replaced(2);
  diff.update(items);
  EXPECT_EQ(diff.hidden(items[1]).size(), 4000u);
}

TEST_F(MirrorDiffTest, APartThatGrewTooLongIsCutAnew) {
  items[1].value = std::string(10, 'a') + std::string(1000, 'r');
  items[1].part = 10;
  diff.update(items);
  const std::string typed = std::string(21, 'b');
  diff.changed_outside(2, typed);
  items[1].value = typed + std::string(1000, 'r');
  EXPECT_FALSE(diff.update(items));
  EXPECT_EQ(diff.hidden(items[1]).size(), 1000u);
  ASSERT_TRUE(diff.update(items));
  EXPECT_EQ(text(diff.records()[0], 1), std::string(10, 'b'));
  EXPECT_EQ(diff.hidden(items[1]).size(), 1011u);
}

TEST_F(MirrorDiffTest, AnotherLongTextAndAShortOneAreShownFromTheirBeginning) {
  items[1].value = std::string(10, 'a') + std::string(50, 'r');
  items[1].part = 10;
  diff.update(items);
  items[1].value = std::string(15, 'c') + std::string(50, 's');
  ASSERT_TRUE(diff.update(items));
  EXPECT_EQ(text(diff.records()[0], 1), std::string(10, 'c'));
  items[1].value = "short";
  items[1].part = 0;
  ASSERT_TRUE(diff.update(items));
  EXPECT_EQ(text(diff.records()[0], 1), "short");
  EXPECT_EQ(diff.hidden(items[1]), "");
}

TEST_F(MirrorDiffTest, ATextThatBecameShortEnoughKeepsItsEndWhileItIsTyped) {
  items[1].value = std::string(10, 'a') + std::string(50, 'r');
  items[1].part = 10;
  diff.update(items);
  diff.changed_outside(2, "a");
  items[1].value = 'a' + std::string(50, 'r');
  items[1].part = 0;
  EXPECT_FALSE(diff.update(items));
  diff.changed_outside(2, "ab");
  EXPECT_EQ(diff.hidden(items[1]), std::string(50, 'r')) << "the element does not have it yet";
  items[1].value = "ab" + std::string(50, 'r');
  EXPECT_FALSE(diff.update(items));
  ASSERT_TRUE(diff.update(items));
  EXPECT_EQ(text(diff.records()[0], 1), items[1].value);
  EXPECT_EQ(diff.hidden(items[1]), "");
}

TEST_F(MirrorDiffTest, AReplacedTextHasNoRest) {
  items[1].value = std::string(10, 'a') + std::string(50, 'r');
  items[1].part = 10;
  diff.update(items);
  diff.changed_outside(2, "n");
  diff.replaced(2);
  EXPECT_EQ(diff.hidden(items[1]), "") << "a second letter in the same frame has none either";
  items[1].value = "n";
  items[1].part = 0;
  EXPECT_FALSE(diff.update(items));
}

TEST_F(MirrorDiffTest, WhatOnlySlidersMenusAndRowsSayIsSaid) {
  items = {item(1, Role::slider, "Height"), item(2, Role::button, "Theme"), item(3, Role::row, "a row")};
  items[0].least = 60;
  items[0].most = 600;
  items[1].opens_menu = true;
  items[2].activates = true;
  diff.update(items);
  EXPECT_EQ(diff.records()[0].least, 60);
  EXPECT_EQ(diff.records()[0].most, 600);
  EXPECT_TRUE(diff.records()[1].flags & Record::kOpensMenu);
  EXPECT_TRUE(diff.records()[2].flags & Record::kActivates);
  items[0].most = 700;
  items[2].activates = false;
  diff.update(items);
  ASSERT_EQ(diff.records().size(), 2u);
  EXPECT_EQ(diff.records()[0].parts, std::uint32_t{Record::kState});
  EXPECT_EQ(diff.records()[0].most, 700);
  EXPECT_EQ(diff.records()[1].id, 3u);
}

TEST_F(MirrorDiffTest, WhatStaysIsFoundAgainWhenItemsBeforeItComeAndGo) {
  items.clear();
  for (std::uint32_t id = 1; id <= 50; ++id) items.push_back(item(id, Role::button, "one of many"));
  diff.update(items);
  items.erase(items.begin(), items.begin() + 7);
  items.insert(items.begin() + 20, item(99, Role::button, "new"));
  std::swap(items[30], items[40]);
  EXPECT_TRUE(diff.update(items));
  ASSERT_EQ(diff.records().size(), 1u);
  EXPECT_EQ(diff.records()[0].id, 99u);
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
