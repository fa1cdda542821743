// Every item of every panel, dialog and menu, in every state, both languages and all layouts: it has a name, no other of its
// group is called the same, it lies in its panel, and the order of Tab is the order on screen.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "support/headless_page.h"
#include "ui/text.h"

namespace {

using model::Language;
using support::HeadlessPage;
using ui::Box;
using ui::Group;
using ui::Item;
using ui::Role;
using ui::Text;

struct Layout {
  const char* name;
  float width, height;
  bool touch;
};

bool takes_focus(const Item& item) {
  switch (item.role) {
    case Role::heading:
    case Role::text:
    case Role::status:
    case Role::alert: return false;
    case Role::row: return item.activates;
    default: return !item.disabled;
  }
}

Box seen(const Item& item) {
  const float left = std::max(item.box.x, item.clip.x), top = std::max(item.box.y, item.clip.y);
  const float right = std::min(item.box.x + item.box.w, item.clip.x + item.clip.w);
  const float bottom = std::min(item.box.y + item.box.h, item.clip.y + item.clip.h);
  return {left, top, right - left, bottom - top};
}

// What is scrolled out of sight has its place all the same; the first row may reach up behind the list's edge.
Box place(const Item& item) {
  const Box box = seen(item);
  if (box.w > 0 && box.h > 0) return box;
  if (item.role == Role::row) return {item.box.x, item.box.y + item.box.h - 1, item.box.w, 1};
  return item.box;
}

bool lies_in(const Box& inner, const Box& outer) {
  constexpr float kHair = 0.6f;
  return inner.x >= outer.x - kHair && inner.y >= outer.y - kHair && inner.x + inner.w <= outer.x + outer.w + kHair &&
         inner.y + inner.h <= outer.y + outer.h + kHair;
}

// `next` follows `before` as one reads: further right in the same line, or further down.
bool follows(const Box& before, const Box& next) {
  const float common = std::min(before.y + before.h, next.y + next.h) - std::max(before.y, next.y);
  if (common > std::min(before.h, next.h) / 2) return next.x >= before.x;
  return next.y >= before.y;
}

class PageItems : public testing::TestWithParam<std::tuple<Language, Layout>> {
 protected:
  PageItems() : page(std::get<1>(GetParam()).width, std::get<1>(GetParam()).height, config()) {
    page.set_touch(std::get<1>(GetParam()).touch);
  }
  static app::Config config() {
    app::Config made;
    made.language = std::get<0>(GetParam());
    return made;
  }
  std::string_view say(Text id) const { return ui::text(id, std::get<0>(GetParam())); }
  void press(Group group, Role role, Text name) { page.click(group, role, say(name)); }

  // What has to hold whatever is open.
  void check(const char* state) {
    SCOPED_TRACE(state);
    ++checked;
    std::map<std::tuple<Group, Role, std::string>, int> alike;
    std::map<std::uint32_t, int> ids;
    std::map<Group, const Item*> before;
    for (const Item& item : page.registry.items()) {
      const std::string who = item.name + " (group " + std::to_string(static_cast<int>(item.group)) + ", role " +
                              std::to_string(static_cast<int>(item.role)) + ")";
      EXPECT_NE(item.id, 0u) << who;
      EXPECT_EQ(++ids[item.id], 1) << who;
      EXPECT_FALSE(item.name.empty()) << who;
      // Two messages may be the same; they differ by their place.
      if (item.role != Role::row) {
        EXPECT_EQ(++alike[std::make_tuple(item.group, item.role, item.name)], 1) << who << " is there twice";
      }
      expect_in_panel(item, who);
      if (!takes_focus(item)) continue;
      // It floats over the rows, and comes behind them.
      const bool floats = item.name == say(Text::to_latest);
      if (const Item* const last = before[item.group]; last != nullptr && !(floats && last->role == Role::row)) {
        EXPECT_TRUE(follows(place(*last), place(item))) << who << " comes after " << last->name << " and stands before it";
      }
      before[item.group] = &item;
      EXPECT_GT(item.box.w, 0) << who;
      EXPECT_GT(item.box.h, 0) << who;
    }
  }

  void expect_in_panel(const Item& item, const std::string& who) {
    const Box box = seen(item);
    if (box.w <= 0 || box.h <= 0) return;
    const auto panels = page.registry.panels();
    const bool inside =
        std::any_of(panels.begin(), panels.end(), [&](const ui::PanelBox& panel) { return panel.group == item.group && lies_in(box, panel.box); });
    EXPECT_TRUE(inside) << who << " at " << box.x << ',' << box.y << ' ' << box.w << 'x' << box.h;
  }

  void unfold() {
    for (const Group group : {Group::connect, Group::publish, Group::subscribe}) press(group, Role::disclosure, Text::connect_advanced);
  }
  void connect() {
    page.tool.fill_uiot();
    page.settle();
    press(Group::connect, Role::button, Text::connect);
    ASSERT_EQ(page.tool.view().link, model::Link::connected);
  }
  // A row that has the focus is held in sight; in a low page the newest lies below it.
  void show_newest() {
    if (page.has(Group::messages, Role::button, say(Text::to_latest))) press(Group::messages, Role::button, Text::to_latest);
  }
  void to_last_row(ui::ItemInput::Kind kind) {
    show_newest();
    std::uint32_t last = 0;
    for (const Item& item : page.registry.items())
      if (item.group == Group::messages && item.role == Role::row) last = item.id;
    page.registry.post({.kind = kind, .id = last, .text = {}});
    page.settle();
  }
  void open_last() { to_last_row(ui::ItemInput::Kind::click); }
  void open_last_menu() { to_last_row(ui::ItemInput::Kind::menu); }
  void receive(std::string_view topic, std::string_view payload) {
    page.tool.transport.data(support::publish_packet(topic, payload));
    page.settle();
  }

  HeadlessPage page;
  int checked = 0;
};

TEST_P(PageItems, OfTheFormInEveryState) {
  check("first");
  page.fill(Group::connect, say(Text::port), "99999");
  page.fill(Group::connect, say(Text::interval), "soon");
  check("wrong fields");
  press(Group::connect, Role::button, Text::show_secret);
  check("secret shown");
  unfold();
  check("advanced");
  press(Group::connect, Role::checkbox, Text::will);
  check("will");
  const std::string other = std::string(say(Text::login_kind)) + ' ' + std::string(say(Text::login_other));
  page.click(Group::connect, Role::radio, other);
  check("other broker");
  page.tool.choose(model::Action::Kind::set_version, 5);
  page.settle();
  check("MQTT 5");
  page.fill(Group::connect, say(Text::user_properties), "no equals sign");
  page.focus(Group::connect, Role::textbox, say(Text::user_properties));
  check("MQTT 5, a complaint under the focus");
  page.tool.choose(model::Action::Kind::set_version, 3);
  page.settle();
  check("MQTT 3.1");
  EXPECT_EQ(checked, 9);
}

TEST_P(PageItems, OfARunningConnection) {
  connect();
  check("connected");
  press(Group::subscribe, Role::button, Text::subscribe);
  for (const char* topic : {"/abcdefgh12345678/device-1/a/very/long/topic/that/does/not/fit/into/a/narrow/window/at/all", "/a/#", "/b/+/c"})
    page.tool.subscribe(topic);
  page.settle();
  check("subscribed");
  receive("/a/b", "hello");
  receive("/a/b", "hello");
  receive("/a/b", std::string(9000, 'x'));
  receive("/a/b", "{\"温度\": 21.5}");
  check("messages");
  page.fill(Group::messages, say(Text::search), "hello");
  check("searched");
  page.fill(Group::messages, say(Text::search), "nothing has this");
  check("nothing found");
  page.fill(Group::messages, say(Text::search), "");
  press(Group::messages, Role::button, Text::clear);
  check("cleared");
  page.tool.transport.close_by_peer();
  page.settle();
  check("waiting");
  // Longer words on the buttons that fold.
  press(Group::connect, Role::disclosure, Text::connect_advanced);
  page.fill(Group::connect, say(Text::keepalive), "120");
  press(Group::connect, Role::disclosure, Text::connect_advanced);
  ASSERT_FALSE(page.item(Group::connect, Role::disclosure, say(Text::connect_advanced)).help.empty());
  check("waiting, with something folded");
}

TEST_P(PageItems, OfEveryDialog) {
  press(Group::title, Role::button, Text::about);
  check("about");
  press(Group::about, Role::button, Text::close);
  press(Group::title, Role::button, Text::group_keys);
  check("keys");
  press(Group::keys, Role::button, Text::close);
  connect();
  open_last();
  ASSERT_TRUE(page.has(Group::message, Role::button, say(Text::close)));
  check("row without payload");
  press(Group::message, Role::button, Text::close);
  receive("/a/b", "hello");
  open_last();
  check("message");
  press(Group::message, Role::button, Text::close);
  receive("/a/b", std::string(600'000, 'x'));
  open_last();
  check("message of several parts");
  press(Group::message, Role::button, Text::next_part);
  check("its second part");
  press(Group::message, Role::button, Text::close);
  page.fill(Group::publish, "Topic", "/abcdefgh12345678/device-1/set");
  press(Group::publish, Role::button, Text::send);
  ASSERT_TRUE(page.has(Group::held, Role::button, say(Text::send_anyway)));
  check("held");
}

TEST_P(PageItems, OfEveryMenuAndNotice) {
  page.tool.app.apply_url(model::read_url("", "#nonsense=1&port=x"), page.tool.now);
  page.settle();
  check("notices");
  press(Group::title, Role::button, Text::theme_system);
  ASSERT_TRUE(page.has(Group::menu, Role::menuitem, say(Text::short_dark)));
  check("menu of themes");
  page.input(ui::ItemInput::Kind::escape, Group::menu, Role::menuitem, say(Text::short_dark));
  ASSERT_FALSE(page.has(Group::menu, Role::menuitem, say(Text::short_dark)));
  connect();
  open_last_menu();
  ASSERT_TRUE(page.has(Group::menu, Role::menuitem, say(Text::copy)));
  check("menu of a row");
  page.input(ui::ItemInput::Kind::escape, Group::menu, Role::menuitem, say(Text::copy));
  receive("/a/b", std::string_view("\xFF\0", 2));
  open_last_menu();
  ASSERT_TRUE(page.item(Group::menu, Role::menuitem, say(Text::copy_as_text)).disabled);
  check("menu of a message that is no text");
}

constexpr Layout kLayouts[] = {{"wide", 1366, 650, false}, {"narrow", 390, 844, true}, {"least", 360, 640, false},
                               {"one column", 799, 600, false}, {"two columns", 800, 600, false}, {"large", 3840, 2160, false},
                               {"tablet", 1024, 768, true}, {"strip", 900, 200, true}};

INSTANTIATE_TEST_SUITE_P(Everywhere, PageItems,
                         testing::Combine(testing::Values(Language::en, Language::zh), testing::ValuesIn(kLayouts)),
                         [](const auto& parameter) {
                           std::string name = std::get<0>(parameter.param) == Language::zh ? "zh_" : "en_";
                           name += std::get<1>(parameter.param).name;
                           std::replace(name.begin(), name.end(), ' ', '_');
                           return name;
                         });

}  // namespace
