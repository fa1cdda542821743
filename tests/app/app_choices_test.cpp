#include <gtest/gtest.h>

#include <algorithm>

#include "support/tool.h"

namespace app {
namespace {

using model::Complaint;
using model::Field;
using model::Level;
using model::Link;
using model::LogKind;
using model::Toggle;
using support::Tool;
using Kind = model::Action::Kind;

class AppChoicesTest : public testing::Test {
 protected:
  Tool tool;
  const model::View& view = tool.view();

  void connect() {
    tool.fill_other();
    tool.connect();
    ASSERT_EQ(view.link, Link::connected);
  }
  void message(std::string_view payload) {
    tool.transport.data(support::publish_packet("t", payload));
    tool.settle();
  }
  const model::Mark& mark(Field field) const { return view.marks[static_cast<std::size_t>(field)]; }
};

TEST_F(AppChoicesTest, TheFormOpensAsTheOriginal) {
  EXPECT_EQ(view.form[Field::address], "mqtt-cn-sh2.iot.ucloud.cn");
  EXPECT_EQ(view.form[Field::port], "80");
  EXPECT_EQ(view.link, Link::offline);
  EXPECT_FALSE(view.can_connect);
  EXPECT_FALSE(view.can_disconnect);
  EXPECT_FALSE(view.can_publish);
  EXPECT_FALSE(view.can_subscribe);
  EXPECT_EQ(mark(Field::product_sn).complaint, Complaint::required);
}

TEST_F(AppChoicesTest, FieldsGetTheirMarksAndOpenTheButton) {
  tool.fill_uiot();
  EXPECT_EQ(mark(Field::product_sn).level, Level::valid);
  EXPECT_TRUE(view.can_connect);
  EXPECT_EQ(view.form[Field::publish_topic], "/abcdefgh12345678/device-1/upload");
  tool.set(Field::port, "x");
  EXPECT_EQ(mark(Field::port).level, Level::error);
  EXPECT_FALSE(view.can_connect);
}

TEST_F(AppChoicesTest, SslMovesThePort) {
  tool.set(Toggle::ssl, true);
  EXPECT_EQ(view.form[Field::port], "443");
}

TEST_F(AppChoicesTest, APastedUrlIsTakenApartAndSaid) {
  tool.set(Field::address, "wss://broker.example:8084/mqtt");
  EXPECT_EQ(view.form[Field::address], "broker.example");
  EXPECT_EQ(view.form[Field::port], "8084");
  EXPECT_EQ(view.form[Field::path], "/mqtt");
  EXPECT_TRUE(view.form[Toggle::ssl]);
  ASSERT_EQ(view.notices.size(), 1U);
  EXPECT_EQ(view.notices[0].complaint, Complaint::address_taken_apart);
  tool.act(Kind::dismiss_notices);
  EXPECT_TRUE(view.notices.empty());
}

TEST_F(AppChoicesTest, AnAddressTypedKeyByKeyIsTakenApartBeforeConnecting) {
  tool.fill_other();
  std::string typed;
  for (const char c : std::string("ws://h.example:9001/x")) tool.set(Field::address, typed += c);
  tool.connect();
  ASSERT_EQ(tool.transport.opens.size(), 1U);
  EXPECT_EQ(transport::url(tool.transport.opens[0]), "ws://h.example:9001/x");
}

TEST_F(AppChoicesTest, OutOfRangeChoicesChangeNothing) {
  tool.choose(Kind::set_publish_qos, 3);
  tool.choose(Kind::set_subscribe_qos, 7);
  tool.choose(Kind::set_login, 9);
  tool.choose(Kind::set_language, 9);
  tool.choose(Kind::set_theme, 9);
  model::Action action;
  action.kind = Kind::set_text;
  tool.act(action);
  action.kind = Kind::set_toggle;
  tool.act(action);
  EXPECT_EQ(view.form.publish_qos, 0);
  EXPECT_EQ(view.form.subscribe_qos, 0);
  EXPECT_EQ(view.form.login, model::LoginKind::uiot);
  EXPECT_EQ(view.language, model::Language::en);
  EXPECT_EQ(view.theme, model::ThemeChoice::system);
}

TEST_F(AppChoicesTest, LanguageThemeAndDialogs) {
  tool.choose(Kind::set_language, static_cast<std::uint32_t>(model::Language::zh));
  tool.choose(Kind::set_theme, static_cast<std::uint32_t>(model::ThemeChoice::dark));
  EXPECT_EQ(view.language, model::Language::zh);
  EXPECT_EQ(view.theme, model::ThemeChoice::dark);
  tool.choose(Kind::set_theme, static_cast<std::uint32_t>(model::ThemeChoice::contrast));
  EXPECT_EQ(view.theme, model::ThemeChoice::contrast);
  tool.act(Kind::open_about);
  EXPECT_TRUE(view.about_open);
  tool.act(Kind::close_about);
  EXPECT_FALSE(view.about_open);
}

TEST_F(AppChoicesTest, ClearCanBeUndone) {
  connect();
  message("one");
  tool.act(Kind::clear);
  EXPECT_EQ(view.store->size(), 0U);
  EXPECT_TRUE(view.can_undo_clear);
  message("two");
  tool.act(Kind::undo_clear);
  EXPECT_FALSE(view.can_undo_clear);
  EXPECT_EQ(tool.count(LogKind::received), 2U);
  EXPECT_EQ(view.store->counts().received, 2U);
  tool.act(Kind::undo_clear);
  EXPECT_EQ(tool.count(LogKind::received), 2U);
}

TEST_F(AppChoicesTest, SaveGivesEveryRowAndNoSecret) {
  tool.fill_uiot();
  tool.connect();
  message("hello");
  tool.act(Kind::save);
  ASSERT_EQ(tool.services.files.size(), 1U);
  const auto& file = tool.services.files[0];
  EXPECT_EQ(file.name, "mqtt_messages_20231114_221320.jsonl");
  EXPECT_TRUE(file.ended);
  const std::string text = file.text();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
  EXPECT_NE(text.find("\"payload\":\"hello\""), std::string::npos);
  EXPECT_EQ(text.find("0123456789abcdef"), std::string::npos) << "the DeviceSecret";
}

TEST_F(AppChoicesTest, CopyFollowsTheHexChoiceAndIsConfirmedForAMoment) {
  connect();
  message("AB");
  const std::uint64_t seq = view.store->next_seq() - 1;
  tool.on_row(Kind::copy_message, seq);
  tool.set(Toggle::show_hex, true);
  tool.on_row(Kind::copy_message, seq);
  tool.on_row(Kind::copy_message, seq + 100);
  EXPECT_EQ(tool.services.copies, (std::vector<std::string>{"AB", "41 42"}));
  EXPECT_FALSE(view.copied);
  tool.run(5'000);  // the rows have been told
  tool.app.copied(true, tool.now);
  EXPECT_TRUE(view.copied);
  EXPECT_EQ(tool.app.next_deadline_ms(), tool.now.mono_ms + 2'000);
  tool.run(1'999);
  EXPECT_TRUE(view.copied);
  tool.run(1);
  EXPECT_FALSE(view.copied);
}

TEST_F(AppChoicesTest, CopyTakesTheFormAskedForAndAnyText) {
  connect();
  message("AB");
  model::Action action;
  action.kind = Kind::copy_message;
  action.seq = view.store->next_seq() - 1;
  action.number = static_cast<std::uint32_t>(model::CopyAs::base64);
  tool.act(action);
  action.number = 99;
  tool.act(action);
  action.kind = Kind::copy_text;
  action.text = "a/b";
  tool.act(action);
  EXPECT_EQ(tool.services.copies, (std::vector<std::string>{"QUI=", "a/b"}));
}

TEST_F(AppChoicesTest, ARefusedCopyIsSaidForAMoment) {
  tool.app.copied(false, tool.now);
  EXPECT_FALSE(view.copied);
  EXPECT_TRUE(view.copy_failed);
  tool.run(10'000);
  EXPECT_FALSE(view.copy_failed);
}

TEST_F(AppChoicesTest, AnOpenMessageClosesWhenItsRowGoes) {
  connect();
  message("x");
  const std::uint64_t seq = view.store->next_seq() - 1;
  tool.on_row(Kind::open_message, seq + 1);
  EXPECT_FALSE(view.open_message.has_value());
  tool.on_row(Kind::open_message, seq);
  EXPECT_EQ(view.open_message, seq);
  tool.act(Kind::close_message);
  EXPECT_FALSE(view.open_message.has_value());
  tool.on_row(Kind::open_message, seq);
  tool.act(Kind::clear);
  EXPECT_FALSE(view.open_message.has_value());
}

TEST_F(AppChoicesTest, TheUrlFillsTheFormInAndConnectsNothing) {
  const model::UrlParameters parameters = model::read_url(
      "?embed=1", "#address=127.0.0.1&port=8083&productSN=abcdefgh12345678&deviceSN=device-1"
      "&deviceSecret=0123456789abcdef&lang=zh&theme=dark&nonsense=1");
  tool.app.apply_url(parameters, tool.now);
  tool.run(600'000);
  EXPECT_EQ(view.form[Field::address], "127.0.0.1");
  EXPECT_EQ(view.form[Field::port], "8083");
  EXPECT_EQ(view.form[Field::device_secret], "0123456789abcdef");
  EXPECT_EQ(view.language, model::Language::zh);
  EXPECT_EQ(view.theme, model::ThemeChoice::dark);
  EXPECT_TRUE(view.embedded);
  EXPECT_TRUE(view.can_connect);
  ASSERT_EQ(view.notices.size(), 1U);
  EXPECT_EQ(view.notices[0].complaint, Complaint::url_unknown);
  EXPECT_EQ(view.link, Link::offline);
  EXPECT_TRUE(tool.transport.opens.empty());
}

}  // namespace
}  // namespace app
