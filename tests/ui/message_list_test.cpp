// The message window under load: many rows, huge ones, scrolling while rows come and go.
#include "ui/message_list.h"

#include <gtest/gtest.h>

#include <string>

#include "imgui.h"
#include "support/headless_page.h"
#include "ui/row_heights.h"

namespace {

using support::HeadlessPage;
using ui::Group;
using ui::Role;

struct Flooded {
  HeadlessPage page;
  explicit Flooded(int rows, float height = 650) : page(1366, height) {
    page.fill(Group::connect, "ProductSN", "abcdefgh12345678");
    page.fill(Group::connect, "DeviceSN", "device-1");
    page.fill(Group::connect, "DeviceSecret", "0123456789abcdef");
    page.click(Group::connect, Role::button, "Connect");
    for (int i = 0; i < rows; ++i) receive("message " + std::to_string(i));
    page.settle();
  }
  void receive(const std::string& payload) {
    page.tool.transport.data(support::publish_packet("t", payload));
    if (++sent_ % 1000 == 0) page.tool.settle();
  }
  int visible_rows() {
    int rows = 0;
    for (const ui::Item& item : page.registry.items()) rows += item.group == Group::messages && item.role == Role::row;
    return rows;
  }
  // On the row that has the focus.
  void key(ui::ItemInput::Kind kind) { page.registry.post({.kind = kind, .id = page.registry.focused_id(), .text = {}}); }
  std::string bottom_row() { return row(true); }
  std::string top_row() { return row(false); }
  std::uint32_t area() {
    // The last area that is not the form's or the subscriptions' list.
    return page.registry.scroll_areas().back().id;
  }

 private:
  std::string row(bool last) {
    std::string name;
    for (const ui::Item& item : page.registry.items()) {
      if (item.group != Group::messages || item.role != Role::row) continue;
      name = item.name;
      if (!last) break;
    }
    return name;
  }
  int sent_ = 0;
};

TEST(MessageList, FollowsTheNewest) {
  Flooded flooded(200);
  EXPECT_NE(flooded.bottom_row().find("message 199"), std::string::npos) << flooded.bottom_row();
  flooded.receive("the newest");
  flooded.page.settle();
  EXPECT_NE(flooded.bottom_row().find("the newest"), std::string::npos);
}

TEST(MessageList, StopsFollowingWhenScrolledUpAndStaysInPlace) {
  Flooded flooded(200);
  flooded.page.scroll(flooded.area(), -900);
  const std::string top = flooded.top_row();
  EXPECT_EQ(flooded.bottom_row().find("message 199"), std::string::npos);
  for (int i = 0; i < 50; ++i) flooded.receive("later");
  flooded.page.settle();
  EXPECT_EQ(flooded.top_row(), top) << "what is read stays where it is";
  flooded.page.click(Group::messages, Role::button, "To the latest");
  EXPECT_NE(flooded.bottom_row().find("later"), std::string::npos);
}

TEST(MessageList, FollowsAgainAtTheEnd) {
  Flooded flooded(200);
  flooded.page.scroll(flooded.area(), -300);
  flooded.page.scroll(flooded.area(), 5000);
  flooded.receive("the newest");
  flooded.page.settle();
  EXPECT_NE(flooded.bottom_row().find("the newest"), std::string::npos);
}

TEST(MessageList, ScrollsToTheFirstRow) {
  Flooded flooded(300);
  for (int i = 0; i < 40; ++i) flooded.page.scroll(flooded.area(), -2000);
  EXPECT_NE(flooded.top_row().find("connecting to"), std::string::npos) << flooded.top_row();
}

TEST(MessageList, HundredThousandRowsDrawNoMoreThanAFew) {
  Flooded few(50), many(100'000);
  EXPECT_EQ(many.page.tool.view().store->size(), 100'000u + 2);
  EXPECT_NEAR(many.visible_rows(), few.visible_rows(), 2);
  EXPECT_LT(many.visible_rows(), 40);
  EXPECT_NEAR(many.page.vertices(), few.page.vertices(), 2000);
}

TEST(MessageList, HugePayloadAndHugeLineAreShownInPart) {
  Flooded flooded(3, 900);
  flooded.receive(std::string(1 << 20, 'x'));
  flooded.page.settle();
  const int after_line = flooded.page.vertices();
  EXPECT_LT(after_line, 60'000);
  EXPECT_NE(flooded.bottom_row().find("xxxx"), std::string::npos);
  EXPECT_LT(flooded.bottom_row().size(), 1000u) << "the spoken name is cut too";
}

// The largest packet that is taken by default: shown in part, opened in parts, and no part cuts a character in two.
TEST(MessageList, SixteenMebibytesOpenInParts) {
  Flooded flooded(1, 900);
  std::string payload;
  while (payload.size() < (std::size_t{16} << 20) - 100) payload += "中文";
  flooded.receive(payload);
  flooded.page.settle();
  ASSERT_EQ(flooded.page.tool.last().payload.size(), payload.size());
  flooded.page.click(Group::messages, Role::row, flooded.bottom_row());
  const std::string first = flooded.page.item(Group::message, Role::textbox, "Payload").value;
  EXPECT_EQ(first, payload.substr(0, first.size()));
  EXPECT_EQ(first.size() % 3, 0u);
  EXPECT_TRUE(flooded.page.item(Group::message, Role::button, "Previous part").disabled);
  flooded.page.click(Group::message, Role::button, "Next part");
  const std::string second = flooded.page.item(Group::message, Role::textbox, "Payload").value;
  EXPECT_EQ(second, payload.substr(first.size(), second.size()));
  EXPECT_LE(second.size(), 300'000u);
}

TEST(MessageList, SearchShowsOnlyWhatMatches) {
  Flooded flooded(500, 1200);
  flooded.page.fill(Group::messages, "Search", "message 42");
  EXPECT_EQ(flooded.visible_rows(), 11);  // 42 and 420 to 429
  EXPECT_NE(flooded.top_row().find("message 42"), std::string::npos);
  flooded.page.fill(Group::messages, "Search", "[nothing");
  EXPECT_EQ(flooded.visible_rows(), 0);
  flooded.page.fill(Group::messages, "Search", "");
  EXPECT_NE(flooded.bottom_row().find("message 499"), std::string::npos);
}

TEST(MessageList, ClearAndUndo) {
  Flooded flooded(20);
  flooded.page.click(Group::messages, Role::button, "Clear");
  EXPECT_EQ(flooded.visible_rows(), 0);
  flooded.page.click(Group::messages, Role::button, "Undo");
  EXPECT_NE(flooded.bottom_row().find("message 19"), std::string::npos);
  EXPECT_FALSE(flooded.page.has(Group::messages, Role::button, "Undo"));
}

// Up, down, Home and End move the focus from row to row; what has it is in sight.
TEST(MessageList, ArrowKeysWalkTheRows) {
  using Kind = ui::ItemInput::Kind;
  Flooded flooded(300);
  const auto press = [&](Kind kind) {
    flooded.key(kind);
    flooded.page.settle();
    flooded.page.settle();
  };
  const auto focused = [&]() -> std::string {
    const ui::Item* const item = flooded.page.registry.find(flooded.page.registry.focused_id());
    if (item == nullptr) return "nothing";
    EXPECT_GE(item->box.y, item->clip.y - 0.5f) << item->name;
    EXPECT_LE(item->box.y + item->box.h, item->clip.y + item->clip.h + 0.5f) << item->name;
    return item->name;
  };
  flooded.page.focus(Group::messages, Role::row, flooded.bottom_row());
  press(Kind::first_row);
  EXPECT_NE(focused().find("connecting to"), std::string::npos) << focused();
  for (int i = 0; i < 22; ++i) press(Kind::next_row);
  EXPECT_NE(focused().find("message 20"), std::string::npos) << focused();
  for (int i = 0; i < 12; ++i) press(Kind::previous_row);
  EXPECT_NE(focused().find("message 8"), std::string::npos) << focused();
  press(Kind::last_row);
  EXPECT_NE(focused().find("message 299"), std::string::npos) << focused();
  flooded.receive("after the end");
  flooded.page.settle();
  EXPECT_NE(flooded.bottom_row().find("after the end"), std::string::npos) << "at the end the newest is followed";
}

// More than a window's height of rows within one frame, while the last row has the keyboard.
TEST(MessageList, ABurstDoesNotPushTheFocusedRowAway) {
  Flooded flooded(300);
  const std::string last = flooded.bottom_row();
  flooded.page.focus(Group::messages, Role::row, last);
  const std::uint32_t id = flooded.page.registry.focused_id();
  ASSERT_NE(id, 0u);
  flooded.receive("one");
  flooded.page.settle();
  EXPECT_NE(flooded.bottom_row().find("one"), std::string::npos) << "what leaves the row in sight is followed";
  for (int i = 0; i < 200; ++i) flooded.receive("burst " + std::to_string(i));
  flooded.page.settle();
  EXPECT_EQ(flooded.page.registry.focused_id(), id);
  EXPECT_EQ(flooded.top_row(), last);
  flooded.page.click(Group::messages, Role::button, "To the latest");
  EXPECT_NE(flooded.bottom_row().find("burst 199"), std::string::npos) << "asked for, it is shown whatever has the focus";
}

// The same while the End key's row has not got the focus yet.
TEST(MessageList, ABurstDoesNotOvertakeTheKeys) {
  using Kind = ui::ItemInput::Kind;
  Flooded flooded(300);
  flooded.page.focus(Group::messages, Role::row, flooded.top_row());
  flooded.key(Kind::last_row);
  flooded.page.frame();
  for (int i = 0; i < 200; ++i) flooded.receive("burst " + std::to_string(i));
  flooded.page.settle();
  flooded.page.settle();
  const ui::Item* const item = flooded.page.registry.find(flooded.page.registry.focused_id());
  ASSERT_NE(item, nullptr);
  EXPECT_NE(item->name.find("message 299"), std::string::npos) << item->name;
}

// The row that the keyboard was to go to may be gone before it is drawn.
TEST(MessageList, ARowThatIsGoneHoldsNothing) {
  using Kind = ui::ItemInput::Kind;
  Flooded flooded(300);
  flooded.page.focus(Group::messages, Role::row, flooded.bottom_row());
  flooded.key(Kind::first_row);
  flooded.page.frame();
  flooded.page.tool.choose(model::Action::Kind::clear, 0);
  for (int i = 0; i < 200; ++i) flooded.receive("later " + std::to_string(i));
  flooded.page.settle();
  if (flooded.page.has(Group::messages, Role::button, "To the latest")) flooded.page.click(Group::messages, Role::button, "To the latest");
  flooded.receive("the last");
  flooded.page.settle();
  EXPECT_NE(flooded.bottom_row().find("the last"), std::string::npos) << flooded.bottom_row();
}

TEST(MessageList, TheNewestRowIsFollowedThoughItIsTallerThanTheWindow) {
  using Kind = ui::ItemInput::Kind;
  Flooded flooded(30, 420);
  std::string lines;
  for (int i = 0; i < 30; ++i) lines += "line\n";
  flooded.receive(lines);
  flooded.page.settle();
  flooded.page.focus(Group::messages, Role::row, flooded.bottom_row());
  flooded.key(Kind::first_row);
  flooded.page.settle();
  ASSERT_TRUE(flooded.page.has(Group::messages, Role::button, "To the latest"));
  flooded.key(Kind::last_row);
  flooded.page.settle();
  flooded.page.settle();
  EXPECT_FALSE(flooded.page.has(Group::messages, Role::button, "To the latest"));
}

TEST(MessageList, RowsSayTheirPlaceInTheWhole) {
  Flooded flooded(500);
  const std::int32_t whole = static_cast<std::int32_t>(flooded.page.tool.view().store->size());
  std::int32_t last = 0;
  for (const ui::Item& item : flooded.page.registry.items()) {
    if (item.group != Group::messages || item.role != Role::row) continue;
    EXPECT_EQ(item.set_size, whole);
    EXPECT_GT(item.set_position, last);
    last = item.set_position;
  }
  EXPECT_EQ(last, whole);
}

}  // namespace
