// The panels as a person meets them: by group, role and name, in both languages, wide and narrow.
#include "ui/page.h"

#include <gtest/gtest.h>

#include "support/headless_page.h"

namespace {

using support::HeadlessPage;
using ui::Group;
using ui::Role;

void fill_login(HeadlessPage& page) {
  page.fill(Group::connect, "ProductSN", "abcdefgh12345678");
  page.fill(Group::connect, "DeviceSN", "device-1");
  page.fill(Group::connect, "DeviceSecret", "0123456789abcdef");
}

void connect(HeadlessPage& page) {
  fill_login(page);
  page.click(Group::connect, Role::button, "Connect");
  ASSERT_EQ(page.tool.view().link, model::Link::connected);
}

TEST(Page, OpensAsTheOriginal) {
  HeadlessPage page;
  EXPECT_EQ(page.item(Group::connect, Role::textbox, "Address").value, "mqtt-cn-sh2.iot.ucloud.cn");
  EXPECT_EQ(page.item(Group::connect, Role::textbox, "Port").value, "80");
  EXPECT_EQ(page.item(Group::connect, Role::textbox, "Reconnection interval").value, "10000");
  EXPECT_TRUE(page.item(Group::connect, Role::radio, "SSL/TLS false").checked);
  EXPECT_TRUE(page.item(Group::connect, Role::button, "Connect").disabled);
  EXPECT_TRUE(page.item(Group::connect, Role::button, "Disconnect").disabled);
  EXPECT_TRUE(page.item(Group::publish, Role::button, "Publish").disabled);
  EXPECT_TRUE(page.item(Group::subscribe, Role::button, "Subscribe").disabled);
  EXPECT_FALSE(page.has(Group::connect, Role::textbox, "Path")) << "Advanced is folded";
}

TEST(Page, TopicsFollowTheSerials) {
  HeadlessPage page;
  fill_login(page);
  EXPECT_EQ(page.item(Group::publish, Role::textbox, "Topic").value, "/abcdefgh12345678/device-1/upload");
  EXPECT_EQ(page.item(Group::subscribe, Role::textbox, "Topic").value, "/abcdefgh12345678/device-1/set");
  page.fill(Group::publish, "Topic", "/mine");
  page.fill(Group::connect, "DeviceSN", "device-2");
  EXPECT_EQ(page.item(Group::publish, Role::textbox, "Topic").value, "/mine");
  EXPECT_EQ(page.item(Group::subscribe, Role::textbox, "Topic").value, "/abcdefgh12345678/device-2/set");
}

TEST(Page, ConnectsSubscribesPublishesAndReceives) {
  HeadlessPage page;
  connect(page);
  EXPECT_TRUE(page.item(Group::connect, Role::button, "Connect").disabled);
  EXPECT_FALSE(page.item(Group::connect, Role::button, "Disconnect").disabled);
  page.click(Group::subscribe, Role::button, "Subscribe");
  EXPECT_TRUE(page.has(Group::subscriptions, Role::row, "/abcdefgh12345678/device-1/set"));
  page.fill(Group::publish, "Message", "two\nlines");
  page.click(Group::publish, Role::button, "Publish");
  EXPECT_EQ(page.tool.count(model::LogKind::published), 1u);
  EXPECT_EQ(page.tool.last(model::LogKind::published).topic, "/abcdefgh12345678/device-1/upload");
  page.click(Group::subscriptions, Role::button, "Unsubscribe /abcdefgh12345678/device-1/set");
  EXPECT_FALSE(page.has(Group::subscriptions, Role::row, "/abcdefgh12345678/device-1/set"));
}

TEST(Page, MouseDoesWhatTheTwinDoes) {
  HeadlessPage page;
  fill_login(page);
  page.mouse_click(Group::connect, Role::button, "Connect");
  EXPECT_EQ(page.tool.view().link, model::Link::connected);
  page.mouse_click(Group::publish, Role::checkbox, "HEX (bytes divided by space or line, as in a1 a2)");
  EXPECT_TRUE(page.tool.view().form[model::Toggle::publish_hex]);
  page.mouse_click(Group::connect, Role::button, "Disconnect");
  EXPECT_EQ(page.tool.view().link, model::Link::offline);
}

TEST(Page, LanguageSwitchRewritesWhatIsThere) {
  HeadlessPage page;
  connect(page);
  page.click(Group::title, Role::button, "中文");
  EXPECT_TRUE(page.has(Group::connect, Role::button, "连接"));
  EXPECT_TRUE(page.has(Group::publish, Role::button, "发送"));
  EXPECT_TRUE(page.has(Group::messages, Role::heading, "消息窗口"));
  bool reworded = false;
  for (const ui::Item& item : page.registry.items())
    if (item.role == Role::row && item.name.find("已连接") != std::string::npos) reworded = true;
  EXPECT_TRUE(reworded);
}

// The twin of a control is the same one in every language and state: the focus stays on it.
TEST(Page, TheFocusOutlastsAButtonsOwnChange) {
  HeadlessPage page;
  page.focus(Group::title, Role::button, "中文");
  const std::uint32_t language = page.registry.focused_id();
  page.click(Group::title, Role::button, "中文");
  EXPECT_EQ(page.registry.focused_id(), language);
  EXPECT_EQ(page.item(Group::title, Role::button, "English").id, language);
  page.click(Group::title, Role::button, "English");
  page.focus(Group::title, Role::button, "Theme: system");
  page.click(Group::title, Role::button, "Theme: system");
  page.click(Group::menu, Role::menuitem, "Light");
  EXPECT_EQ(page.registry.focused_id(), page.item(Group::title, Role::button, "Theme: light").id);
  page.focus(Group::connect, Role::button, "Show secret");
  page.click(Group::connect, Role::button, "Show secret");
  EXPECT_EQ(page.registry.focused_id(), page.item(Group::connect, Role::button, "Hide secret").id);
}

// What takes itself away by its press hands the focus to what undoes it.
TEST(Page, TheFocusGoesToWhatUndoesThePress) {
  HeadlessPage page;
  connect(page);
  page.click(Group::subscribe, Role::button, "Subscribe");
  page.focus(Group::subscriptions, Role::button, "Unsubscribe /abcdefgh12345678/device-1/set");
  page.click(Group::subscriptions, Role::button, "Unsubscribe /abcdefgh12345678/device-1/set");
  EXPECT_EQ(page.registry.focused_id(), page.item(Group::subscribe, Role::textbox, "Topic").id);
  page.focus(Group::messages, Role::button, "Clear");
  page.click(Group::messages, Role::button, "Clear");
  EXPECT_EQ(page.registry.focused_id(), page.item(Group::messages, Role::button, "Undo").id);
  page.focus(Group::connect, Role::button, "Disconnect");
  page.click(Group::connect, Role::button, "Disconnect");
  EXPECT_EQ(page.registry.focused_id(), page.item(Group::connect, Role::button, "Connect").id);
}

TEST(Page, WarningsOfThePlatformWaitForSendAnyway) {
  HeadlessPage page;
  connect(page);
  page.fill(Group::publish, "Topic", "/abcdefgh12345678/device-1/set");
  page.click(Group::publish, Role::button, "Publish");
  EXPECT_EQ(page.tool.count(model::LogKind::published), 0u);
  EXPECT_TRUE(page.item(Group::publish, Role::button, "Publish").covered) << "the dialog lies over the form";
  page.click(Group::held, Role::button, "Send anyway");
  EXPECT_EQ(page.tool.count(model::LogKind::published), 1u);
  EXPECT_FALSE(page.has(Group::held, Role::button, "Send anyway"));
}

TEST(Page, EscClosesADialogAndTheFocusGoesBack) {
  HeadlessPage page;
  page.focus(Group::title, Role::button, "About");
  const std::uint32_t opener = page.registry.focused_id();
  page.click(Group::title, Role::button, "About");
  ASSERT_TRUE(page.has(Group::about, Role::button, "Close"));
  EXPECT_EQ(page.registry.focused_id(), page.item(Group::about, Role::button, "Close").id);
  page.input(ui::ItemInput::Kind::escape, Group::about, Role::button, "Close");
  EXPECT_FALSE(page.has(Group::about, Role::button, "Close"));
  EXPECT_EQ(page.registry.focused_id(), opener);
}

TEST(Page, AMessageOpensWithItsPayloadInAField) {
  HeadlessPage page;
  connect(page);
  page.fill(Group::publish, "Message", "{\"a\":1}");
  page.click(Group::publish, Role::button, "Publish");
  const model::LogEntry sent = page.tool.last(model::LogKind::published);
  for (const ui::Item& item : page.registry.items()) {
    if (item.role != Role::row || item.group != Group::messages || item.name.find("publish message") == std::string::npos) continue;
    const std::string row = item.name;
    page.mouse_click(Group::messages, Role::row, row);
    break;
  }
  const ui::Item& payload = page.item(Group::message, Role::textbox, "Payload");
  EXPECT_EQ(payload.value, "{\"a\":1}");
  EXPECT_TRUE(payload.readonly);
  const ui::Box heading = page.item(Group::message, Role::heading, "Message").box;
  for (const ui::Item& item : page.registry.items())
    if (item.group == Group::message) {
      EXPECT_GE(item.box.x, heading.x) << item.name << " stands outside of the dialog";
    }
  page.click(Group::message, Role::button, "Copy");
  ASSERT_EQ(page.tool.services.copies.size(), 1u);
  EXPECT_EQ(page.tool.services.copies[0], "{\"a\":1}");
  EXPECT_EQ(sent.payload.size(), 7u);
}

std::string row_with(HeadlessPage& page, std::string_view words) {
  for (const ui::Item& item : page.registry.items())
    if (item.role == Role::row && item.group == Group::messages && item.name.find(words) != std::string::npos) return item.name;
  return {};
}

// MQTT 5's properties stand in the row in one line, and all of them in the opened message.
TEST(Page, PropertiesAreShownWithTheMessage) {
  HeadlessPage page;
  page.click(Group::connect, Role::radio, "Log in to other broker");
  page.fill(Group::connect, "Address", "broker.example");
  page.tool.choose(model::Action::Kind::set_version, 5);
  page.click(Group::connect, Role::button, "Connect");
  ASSERT_EQ(page.tool.view().link, model::Link::connected);
  const support::Message properties = {0x01, 1, 0x26, 0, 1, 'k', 0, 2, 'v', 'w', 0x09, 0, 2, 0x00, 0xFF};
  page.tool.transport.data(support::publish_packet("t", "\xC3(", 0, 0, &properties));
  page.settle();
  const std::string row = row_with(page, "message from t");
  EXPECT_NE(row.find("User property: k=vw"), std::string::npos) << row;
  page.mouse_click(Group::messages, Role::row, row);
  const ui::Item& field = page.item(Group::message, Role::textbox, "Properties");
  EXPECT_EQ(field.value, "Payload format: text (UTF-8)\nUser property: k=vw\nCorrelation data: HEX 00 ff");
  EXPECT_TRUE(field.readonly);
  EXPECT_TRUE(page.has(Group::message, Role::text, "The message says that it is text, but it is not valid UTF-8."));
  EXPECT_TRUE(page.has(Group::message, Role::textbox, "Payload"));
  page.click(Group::message, Role::button, "Close");
  page.mouse_click(Group::messages, Role::row, row_with(page, "connected"));
  EXPECT_NE(page.item(Group::message, Role::textbox, "Server limits").value.find("Receive maximum: 65,535"), std::string::npos);
}

// Typed, pressed and typed again between two frames: what is sent is what stood there when it was pressed.
TEST(Page, APressActsOnTheTextsOfItsMoment) {
  using Kind = ui::ItemInput::Kind;
  HeadlessPage page;
  connect(page);
  const std::uint32_t field = page.item(Group::publish, Role::textbox, "Message").id;
  const std::uint32_t send = page.item(Group::publish, Role::button, "Publish").id;
  for (const char* message : {"one", "two", "three"}) {
    page.registry.post({.kind = Kind::text, .id = field, .text = message});
    page.registry.post({.kind = Kind::click, .id = send, .text = {}});
  }
  for (int i = 0; i < 4; ++i) page.frame();
  ASSERT_EQ(page.tool.count(model::LogKind::published), 3u);
  const std::uint64_t last = page.tool.view().store->next_seq() - 1;
  const auto payload = [&](std::uint64_t seq) {
    const auto bytes = page.tool.view().store->at(seq).payload;
    return std::string(bytes.begin(), bytes.end());
  };
  EXPECT_EQ(payload(last - 2), "one");
  EXPECT_EQ(payload(last - 1), "two");
  EXPECT_EQ(payload(last), "three");
}

// A publish whose acknowledgement is late is seen to be under way, so that nobody presses again.
TEST(Page, AnUnacknowledgedPublishIsCounted) {
  HeadlessPage page;
  connect(page);
  page.tool.broker.answers_publish = false;
  page.click(Group::publish, Role::disclosure, "Advanced");
  page.click(Group::publish, Role::radio, "QoS 1");
  page.click(Group::publish, Role::button, "Publish");
  const auto counted = [&] {
    for (const ui::Item& item : page.registry.items())
      if (item.group == Group::messages && item.name.find("1 not acknowledged yet") != std::string::npos) return true;
    return false;
  };
  EXPECT_TRUE(counted());
  EXPECT_EQ(page.tool.count(model::LogKind::published), 0u);
  const std::uint16_t id = page.tool.broker.last(3)->id(2U + page.tool.broker.last(3)->id());
  page.tool.transport.data({0x40, 2, static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id)});
  page.settle();
  EXPECT_FALSE(counted());
  EXPECT_EQ(page.tool.count(model::LogKind::published), 1u);
}

TEST(Page, OtherBrokerShowsItsOwnLogin) {
  HeadlessPage page;
  page.click(Group::connect, Role::radio, "Log in to other broker");
  EXPECT_FALSE(page.has(Group::connect, Role::textbox, "ProductSN"));
  EXPECT_TRUE(page.has(Group::connect, Role::textbox, "Client ID"));
  EXPECT_TRUE(page.has(Group::connect, Role::textbox, "User name"));
  EXPECT_TRUE(page.has(Group::connect, Role::textbox, "Password"));
}

TEST(Page, EmptyFieldsSayWhyConnectIsOff) {
  HeadlessPage page;
  bool said = false;
  for (const ui::Item& item : page.registry.items())
    if (item.role == Role::status && item.group == Group::connect && item.name == "ProductSN: Please fill this in.") said = true;
  EXPECT_TRUE(said);
  EXPECT_EQ(page.item(Group::connect, Role::textbox, "ProductSN").error, "Please fill this in.");
}

// With Advanced folded the whole form shows at 1366 × 650, down to the button that subscribes.
TEST(Page, WholeFormFitsTheOriginalWindow) {
  HeadlessPage page(1366, 650);
  const ui::Item& subscribe = page.item(Group::subscribe, Role::button, "Subscribe");
  EXPECT_LE(subscribe.box.y + subscribe.box.h, 650);
  ASSERT_FALSE(page.registry.scroll_areas().empty());
  EXPECT_FALSE(page.registry.scroll_areas()[0].down) << "the form has nothing to scroll";
}

struct Size {
  float width, height;
};

class PageSizes : public testing::TestWithParam<Size> {};

// Every item is named, unique in its group, and inside the page's width.
TEST_P(PageSizes, EveryItemHasAPlaceAndAName) {
  HeadlessPage page(GetParam().width, GetParam().height);
  connect(page);
  page.click(Group::subscribe, Role::button, "Subscribe");
  for (const char* language : {"中文", "English"}) {
    for (const ui::Item& item : page.registry.items()) {
      EXPECT_FALSE(item.name.empty()) << "role " << static_cast<int>(item.role);
      EXPECT_GE(item.box.x, 0) << item.name;
      EXPECT_LE(item.box.x + item.box.w, GetParam().width + 0.5f) << item.name;
      EXPECT_GT(item.box.w, 0) << item.name;
      EXPECT_NE(item.id, 0u);
      int same = 0;
      for (const ui::Item& other : page.registry.items()) same += other.id == item.id;
      EXPECT_EQ(same, 1) << item.name;
    }
    page.click(Group::title, Role::button, language);
  }
}

INSTANTIATE_TEST_SUITE_P(Widths, PageSizes,
                         testing::Values(Size{360, 640}, Size{390, 844}, Size{800, 600}, Size{1366, 650}, Size{3840, 2160}));

}  // namespace
