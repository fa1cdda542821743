// Menus by mouse, by keyboard and by finger: the theme's, and that of a message's row.
#include "ui/menu.h"

#include <gtest/gtest.h>

#include <string>

#include "imgui.h"
#include "support/headless_page.h"

namespace {

using support::HeadlessPage;
using ui::Group;
using ui::Role;
using Kind = ui::ItemInput::Kind;

struct Connected {
  HeadlessPage page{1366, 650};
  Connected() {
    page.tool.fill_uiot();
    page.tool.connect();
    page.settle();
  }
  void receive(std::string_view payload) {
    page.tool.transport.data(support::publish_packet("plant/1", payload));
    page.settle();
  }
  const ui::Item& row(std::string_view words) {
    for (const ui::Item& item : page.registry.items())
      if (item.group == Group::messages && item.role == Role::row && item.name.find(words) != std::string::npos) return item;
    static const ui::Item nothing;
    ADD_FAILURE() << "no row has " << words;
    return nothing;
  }
  void post(Kind kind, std::uint32_t id, std::string text = {}) {
    page.registry.post({.kind = kind, .id = id, .text = std::move(text)});
    page.settle();
  }
  bool open() {
    for (const ui::Item& item : page.registry.items())
      if (item.group == Group::menu) return true;
    return false;
  }
  std::string focused() {
    const ui::Item* const item = page.registry.find(page.registry.focused_id());
    return item ? item->name : std::string();
  }
};

TEST(Menu, OpensAtItsButtonWithTheFocusOnWhatIsChosen) {
  HeadlessPage page;
  page.click(Group::title, Role::button, "Theme: system");
  const ui::Item button = page.item(Group::title, Role::button, "Theme: system");
  EXPECT_TRUE(button.opens_menu);
  EXPECT_TRUE(button.expanded);
  const ui::Item system = page.item(Group::menu, Role::menuitem, "System");
  EXPECT_TRUE(system.checked);
  EXPECT_EQ(page.registry.focused_id(), system.id);
  EXPECT_GT(system.box.y, button.box.y + button.box.h);
  page.input(Kind::next_row, Group::menu, Role::menuitem, "System");
  page.input(Kind::next_row, Group::menu, Role::menuitem, "Light");
  EXPECT_EQ(page.registry.focused_id(), page.item(Group::menu, Role::menuitem, "Dark").id);
  page.input(Kind::last_row, Group::menu, Role::menuitem, "Dark");
  page.input(Kind::next_row, Group::menu, Role::menuitem, "High contrast");
  EXPECT_EQ(page.registry.focused_id(), system.id) << "it goes round";
  page.click(Group::menu, Role::menuitem, "Dark");
  EXPECT_EQ(page.tool.view().theme, model::ThemeChoice::dark);
  EXPECT_EQ(page.registry.focused_id(), button.id);
  EXPECT_FALSE(page.item(Group::title, Role::button, "Theme: dark").expanded);
}

TEST(Menu, ThePressThatOpenedItClosesItAndAPressElsewhereToo) {
  HeadlessPage page;
  page.mouse_click(Group::title, Role::button, "Theme: system");
  ASSERT_TRUE(page.has(Group::menu, Role::menuitem, "Dark"));
  page.mouse_click(Group::title, Role::button, "Theme: system");
  EXPECT_FALSE(page.has(Group::menu, Role::menuitem, "Dark"));
  page.mouse_click(Group::title, Role::button, "Theme: system");
  ASSERT_TRUE(page.has(Group::menu, Role::menuitem, "Dark"));
  page.mouse_move(700, 640);
  page.mouse_press();
  EXPECT_FALSE(page.has(Group::menu, Role::menuitem, "Dark"));
  page.mouse_click(Group::title, Role::button, "Theme: system");
  page.mouse_click(Group::menu, Role::menuitem, "Dark");
  EXPECT_EQ(page.tool.view().theme, model::ThemeChoice::dark);
}

TEST(Menu, GoesWithItsFocus) {
  HeadlessPage page;
  page.click(Group::title, Role::button, "Theme: system");
  ASSERT_TRUE(page.has(Group::menu, Role::menuitem, "Dark"));
  page.focus(Group::connect, Role::textbox, "Port");
  EXPECT_FALSE(page.has(Group::menu, Role::menuitem, "Dark"));
  EXPECT_EQ(page.registry.focused_id(), page.item(Group::connect, Role::textbox, "Port").id) << "and does not take it back";
}

TEST(Menu, CoversWhatLiesUnderIt) {
  Connected tool;
  const ui::Item search = tool.page.item(Group::messages, Role::textbox, "Search");
  tool.receive("x");
  tool.page.mouse_move(search.box.x + 20, tool.row("x").box.y + 4);
  tool.page.mouse_press(1);
  ASSERT_TRUE(tool.open());
  EXPECT_FALSE(tool.page.item(Group::connect, Role::textbox, "Port").covered);
  EXPECT_TRUE(tool.row("message from plant/1").covered || tool.row("connected").covered);
}

TEST(RowMenu, CopiesAPayloadInEveryForm) {
  Connected tool;
  tool.receive("AB");
  const std::uint32_t row = tool.row("plant/1").id;
  for (const char* form : {"Copy as text", "Copy as HEX", "Copy as Base64", "Copy topic"}) {
    tool.post(Kind::menu, row);
    tool.page.click(Group::menu, Role::menuitem, form);
    EXPECT_FALSE(tool.open()) << form;
    EXPECT_EQ(tool.page.registry.focused_id(), row) << "the focus is back on the row";
  }
  EXPECT_EQ(tool.page.tool.services.copies, (std::vector<std::string>{"AB", "41 42", "QUI=", "plant/1"}));
  tool.post(Kind::menu, row);
  tool.page.click(Group::menu, Role::menuitem, "Use topic to publish");
  EXPECT_EQ(tool.page.tool.view().form[model::Field::publish_topic], "plant/1");
  tool.post(Kind::menu, row);
  tool.page.click(Group::menu, Role::menuitem, "Open");
  EXPECT_TRUE(tool.page.has(Group::message, Role::textbox, "Payload"));
}

TEST(RowMenu, OffersNoTextOfBytesThatAreNone) {
  Connected tool;
  tool.receive("\xFF");
  tool.post(Kind::menu, tool.row("plant/1").id);
  const ui::Item text = tool.page.item(Group::menu, Role::menuitem, "Copy as text");
  EXPECT_TRUE(text.disabled);
  EXPECT_EQ(text.help, "The payload is not text.");
  tool.page.click(Group::menu, Role::menuitem, "Copy as text");
  EXPECT_TRUE(tool.page.tool.services.copies.empty());
  tool.post(Kind::first_row, tool.page.item(Group::menu, Role::menuitem, "Open").id);
  tool.post(Kind::next_row, tool.page.item(Group::menu, Role::menuitem, "Open").id);
  EXPECT_EQ(tool.focused(), "Copy as HEX") << "what cannot be chosen is passed over";
}

TEST(RowMenu, OpensByTheRightButtonAndByAFingerThatRests) {
  Connected tool;
  tool.receive("first");
  tool.receive("second");
  const ui::Box box = tool.row("second").box;
  tool.page.mouse_move(box.x + 200, box.y + 8);
  tool.page.mouse_press(1);
  ASSERT_TRUE(tool.open());
  EXPECT_NEAR(tool.page.item(Group::menu, Role::menuitem, "Open").box.x, box.x + 200, 12);
  tool.page.click(Group::menu, Role::menuitem, "Copy as text");
  const ui::Box first = tool.row("first").box;
  tool.post(Kind::menu, 0, std::to_string(first.x + 30) + ' ' + std::to_string(first.y + 5));
  ASSERT_TRUE(tool.open());
  tool.page.click(Group::menu, Role::menuitem, "Copy as text");
  EXPECT_EQ(tool.page.tool.services.copies, (std::vector<std::string>{"second", "first"}));
  tool.post(Kind::menu, 0, "5 5");
  EXPECT_FALSE(tool.open()) << "there is no row";
}

// As a tap, or a hand that is quicker than frames: the mouse arrives and presses at once.
TEST(RowMenu, AndTheRowItselfTakeAPressThatArrivesWithTheMouse) {
  Connected tool;
  tool.receive("quick");
  const ui::Box box = tool.row("quick").box;
  const auto press_at = [&](float x, float y, int button) {
    ImGui::GetIO().AddMousePosEvent(x, y);
    tool.page.mouse_press(button);
  };
  press_at(box.x + 200, box.y + 8, 1);
  EXPECT_TRUE(tool.open());
  tool.page.click(Group::menu, Role::menuitem, "Copy as HEX");
  press_at(5, 300, 0);
  press_at(box.x + box.w - 30, box.y + 12, 0);
  ASSERT_EQ(tool.page.tool.services.copies.size(), 2U) << "the button in the row";
  EXPECT_FALSE(tool.page.has(Group::message, Role::textbox, "Payload"));
  press_at(5, 300, 0);
  press_at(box.x + 200, box.y + 8, 0);
  EXPECT_TRUE(tool.page.has(Group::message, Role::textbox, "Payload"));
}

TEST(RowMenu, AFingerThatRestsOnItAsksForNoOther) {
  Connected tool;
  for (const char* payload : {"one", "two", "three", "four", "five", "six"}) tool.receive(payload);
  tool.post(Kind::menu, tool.row("one").id);
  const ui::Box entry = tool.page.item(Group::menu, Role::menuitem, "Copy topic").box;
  tool.post(Kind::menu, 0, std::to_string(entry.x + 10) + ' ' + std::to_string(entry.y + 5));
  tool.page.click(Group::menu, Role::menuitem, "Copy as text");
  EXPECT_EQ(tool.page.tool.services.copies, std::vector<std::string>{"one"});
}

TEST(RowMenu, TheFocusComesBackToTheRowFromTheDialogThatItOpened) {
  Connected tool;
  tool.receive("x");
  const std::uint32_t row = tool.row("plant/1").id;
  tool.post(Kind::focus, row, "visible");
  tool.post(Kind::menu, row);
  tool.page.click(Group::menu, Role::menuitem, "Open");
  for (int i = 0; i < 40; ++i) tool.receive("later");
  tool.page.input(Kind::escape, Group::message, Role::button, "Close");
  EXPECT_EQ(tool.page.registry.focused_id(), row) << "and the list has not run away with it";
}

TEST(RowMenu, AnotherSizeOfThePageClosesIt) {
  Connected tool;
  tool.receive("x");
  tool.post(Kind::menu, tool.row("plant/1").id);
  ASSERT_TRUE(tool.open());
  tool.page.resize(1000, 650);
  EXPECT_FALSE(tool.open());
}

TEST(RowMenu, ScrollsWhereThePageIsTooLow) {
  Connected tool;
  tool.page.set_touch(true);
  tool.receive("x");
  tool.page.resize(1366, 200);
  tool.post(Kind::menu, tool.row("plant/1").id);
  const ui::Item last = tool.page.item(Group::menu, Role::menuitem, "Use topic to publish");
  EXPECT_GT(last.box.y, last.clip.y + last.clip.h) << "out of sight";
  tool.post(Kind::last_row, tool.page.item(Group::menu, Role::menuitem, "Open").id);
  const ui::Item shown = tool.page.item(Group::menu, Role::menuitem, "Use topic to publish");
  EXPECT_LE(shown.box.y + shown.box.h, shown.clip.y + shown.clip.h + 1);
}

TEST(RowMenu, ClosesWhenItsRowGoes) {
  Connected tool;
  tool.receive("x");
  tool.post(Kind::menu, tool.row("plant/1").id);
  ASSERT_TRUE(tool.open());
  tool.page.tool.act(model::Action::Kind::clear);
  tool.page.settle();
  EXPECT_FALSE(tool.open());
}

TEST(RowMenu, CtrlCOnARowCopiesIt) {
  Connected tool;
  tool.receive("AB");
  tool.post(Kind::copy, tool.row("plant/1").id);
  tool.post(Kind::copy, tool.row(" connected").id);
  ASSERT_EQ(tool.page.tool.services.copies.size(), 2U);
  EXPECT_EQ(tool.page.tool.services.copies[0], "AB");
  EXPECT_NE(tool.page.tool.services.copies[1].find("connected"), std::string::npos);
}

TEST(Shortcuts, CtrlEnterPublishesFromAnywhereAndOnlyWhenItMay) {
  Connected tool;
  tool.page.fill(Group::publish, "Message", "hello");
  tool.post(Kind::publish, 0);
  EXPECT_EQ(tool.page.tool.count(model::LogKind::published), 1U);
  tool.page.fill(Group::publish, "Topic", "");
  tool.post(Kind::publish, 0);
  EXPECT_EQ(tool.page.tool.count(model::LogKind::published), 1U);
}

TEST(Shortcuts, AreListedOnRequestAndDoNothingBehindADialog) {
  Connected tool;
  tool.post(Kind::keys, 0);
  EXPECT_TRUE(tool.page.has(Group::keys, Role::button, "Close"));
  tool.post(Kind::publish, 0);
  EXPECT_EQ(tool.page.tool.count(model::LogKind::published), 0U);
  tool.page.input(Kind::escape, Group::keys, Role::button, "Close");
  EXPECT_FALSE(tool.page.has(Group::keys, Role::button, "Close"));
  tool.post(Kind::publish, 0);
  EXPECT_EQ(tool.page.tool.count(model::LogKind::published), 1U);
}

TEST(Shortcuts, TheListGivesTheFocusBackToWhatHadItBeforeAMenu) {
  Connected tool;
  tool.page.focus(Group::title, Role::button, "Theme: system");
  const std::uint32_t button = tool.page.registry.focused_id();
  tool.page.click(Group::title, Role::button, "Theme: system");
  ASSERT_TRUE(tool.open());
  tool.post(Kind::keys, tool.page.registry.focused_id());
  ASSERT_TRUE(tool.page.has(Group::keys, Role::button, "Close"));
  tool.page.input(Kind::escape, Group::keys, Role::button, "Close");
  EXPECT_EQ(tool.page.registry.focused_id(), button);
}

TEST(Shortcuts, EscEmptiesTheSearch) {
  Connected tool;
  tool.page.fill(Group::messages, "Search", "x");
  tool.page.input(Kind::escape, Group::messages, Role::textbox, "Search");
  EXPECT_EQ(tool.page.tool.view().form[model::Field::search], "");
}

}  // namespace
