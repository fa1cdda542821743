#include <gtest/gtest.h>

#include "support/tool.h"

namespace app {
namespace {

using model::Field;
using model::Link;
using model::LogKind;
using support::Tool;
using Kind = model::Action::Kind;

class AppViewTest : public testing::Test {
 protected:
  Tool tool;
  const model::View& view = tool.view();

  void connect() {
    tool.fill_other();
    tool.connect();
    ASSERT_EQ(view.link, Link::connected);
  }
  void message(std::string_view topic, std::string_view payload) {
    tool.transport.data(support::publish_packet(topic, payload));
  }
};

TEST_F(AppViewTest, MessagesAloneAreACappedChangeAndInputIsNot) {
  connect();
  tool.app.take_change();
  tool.settle();
  EXPECT_EQ(tool.app.take_change(), Change::none);
  message("t", "x");
  tool.settle();
  EXPECT_EQ(tool.app.take_change(), Change::messages);
  EXPECT_EQ(tool.app.take_change(), Change::none);
  tool.set(Field::search, "x");
  EXPECT_EQ(tool.app.take_change(), Change::now);
  message("t", "x");
  tool.transport.close_by_peer();
  tool.settle();
  EXPECT_EQ(tool.app.take_change(), Change::now) << "the state of things outweighs a message";
}

TEST_F(AppViewTest, PingsOfAnIdleConnectionChangeNothing) {
  connect();
  tool.run(3'000);  // what came with the connection has been told
  tool.app.take_change();
  tool.run(300'000);
  EXPECT_GE(tool.broker.count(12), 4U);
  EXPECT_EQ(tool.app.take_change(), Change::none);
}

TEST_F(AppViewTest, TheStoreVersionFollowsTheStore) {
  connect();
  const std::uint64_t before = view.store_version;
  message("t", "x");
  tool.settle();
  EXPECT_NE(view.store_version, before);
  EXPECT_EQ(view.store_version, view.store->version());
}

TEST_F(AppViewTest, TheCountdownIsRedrawnOnceASecond) {
  tool.broker.listening = false;
  tool.fill_other();
  tool.set(Field::interval_ms, "10000");
  tool.connect();
  ASSERT_EQ(view.link, Link::waiting);
  tool.run(300);  // what happened has been told
  const std::int64_t left = view.retry_at_ms - tool.now.unix_ms;
  EXPECT_GE(left, 7'700);
  EXPECT_LE(left, 12'000);
  tool.app.take_change();
  int redraws = 0;
  const std::int64_t end = tool.now.mono_ms + left - 1;
  while (*tool.app.next_deadline_ms() <= end) {
    tool.pass(*tool.app.next_deadline_ms() - tool.now.mono_ms);
    EXPECT_EQ((view.retry_at_ms - tool.now.unix_ms) % 1'000, 0);
    EXPECT_EQ(view.now_ms, tool.now.unix_ms);
    if (tool.app.take_change() == Change::now) ++redraws;
  }
  EXPECT_EQ(redraws, (left - 1) / 1'000);
}

TEST_F(AppViewTest, SearchFindsWhatIsThereAndWhatComes) {
  connect();
  message("t", "an apple");
  message("t", "a pear");
  message("Apple/tree", "");
  tool.settle();
  EXPECT_EQ(view.search, nullptr);
  tool.set(Field::search, "apple");
  ASSERT_NE(view.search, nullptr);
  EXPECT_EQ(view.search->size(), 2U);
  EXPECT_EQ(view.form[Field::search], "apple");
  message("t", "APPLE");
  tool.settle();
  EXPECT_EQ(view.search->size(), 3U);
  tool.set(Field::search, "");
  EXPECT_EQ(view.search, nullptr);
}

TEST_F(AppViewTest, ALongSearchGoesOnInPieces) {
  connect();
  const std::string filler(500'000, 'x');
  for (int i = 0; i < 40; ++i) message("t", filler + (i % 4 == 0 ? "needle" : ""));
  tool.settle();
  tool.app.take_change();
  model::Action action;
  action.kind = Kind::set_text;
  action.field = Field::search;
  action.text = "needle";
  tool.app.act(action, tool.now);
  EXPECT_LT(view.search->size(), 10U) << "20 MB are not read at once";
  int pieces = 0;
  while (tool.app.next_deadline_ms() == tool.now.mono_ms && pieces < 1'000) {
    tool.app.poll(tool.now);
    ++pieces;
  }
  EXPECT_GT(pieces, 3);
  EXPECT_EQ(view.search->size(), 10U);
}

TEST_F(AppViewTest, TheSystemsLookAndTimeZoneAreShown) {
  tool.app.take_change();
  for (const model::SystemLook look : {model::SystemLook{.dark = true}, model::SystemLook{.contrast = true}}) {
    tool.app.set_system_look(look);
    EXPECT_EQ(tool.app.take_change(), Change::now);
    EXPECT_EQ(view.system_look, look);
    tool.app.set_system_look(look);
    EXPECT_EQ(tool.app.take_change(), Change::none) << "the same again is no change";
  }
  tool.app.set_utc_offset(3'600);
  EXPECT_EQ(view.utc_offset_s, 3'600);
  EXPECT_EQ(tool.app.take_change(), Change::now);
  tool.app.set_utc_offset(3'600);
  EXPECT_EQ(tool.app.take_change(), Change::none);
}

TEST(AppConfigTest, WhatThePageKnowsIsTakenOver) {
  Config config;
  config.language = model::Language::zh;
  config.theme = model::ThemeChoice::light;
  config.system_look = {.dark = true, .contrast = true};
  config.utc_offset_s = 8 * 3'600;
  config.online = false;
  config.store_bytes = 100'000;
  Tool tool(config);
  EXPECT_EQ(tool.view().language, model::Language::zh);
  EXPECT_EQ(tool.view().theme, model::ThemeChoice::light);
  EXPECT_EQ(tool.view().system_look, config.system_look);
  EXPECT_EQ(tool.view().utc_offset_s, 8 * 3'600);
  tool.fill_other();
  tool.connect();
  EXPECT_EQ(tool.view().link, Link::connected) << "offline proves nothing when the user asks";
  for (int i = 0; i < 2'000; ++i) tool.transport.data(support::publish_packet("t", std::string(100, 'x')));
  tool.settle();
  EXPECT_LE(tool.view().store->bytes(), 100'000U);
  EXPECT_EQ(tool.view().store->counts().received, 2'000U);
  EXPECT_GT(tool.view().store->counts().dropped, 0U);
}

TEST(AppConfigTest, DifferentSeedsMakeDifferentClientIds) {
  Config one, other;
  one.seed = 1;
  other.seed = 2;
  std::string ids[2];
  for (int i = 0; i < 2; ++i) {
    Tool tool(i == 0 ? one : other);
    tool.fill_other();
    tool.connect();
    ids[i] = tool.broker.got.at(0).text(10);
    EXPECT_EQ(ids[i].substr(0, 4), "web_");
    tool.act(Kind::disconnect);
    tool.connect();
    EXPECT_EQ(tool.broker.got.back().text(10), ids[i]) << "the same for the life of the page";
  }
  EXPECT_NE(ids[0], ids[1]);
}

}  // namespace
}  // namespace app
