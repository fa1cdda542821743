// The folded parts of the form: what each version shows, that nothing wrong in them blocks silently, and the server's limits.
#include "ui/connect_advanced.h"

#include <gtest/gtest.h>

#include "support/headless_page.h"

namespace {

using model::Toggle;
using support::HeadlessPage;
using ui::Group;
using ui::Role;

void open_other(HeadlessPage& page) {
  page.click(Group::connect, Role::radio, "Log in to other broker");
  page.fill(Group::connect, "Address", "broker.example");
  page.fill(Group::connect, "Client ID", "me");
  page.click(Group::connect, Role::disclosure, "Advanced");
}

bool said(HeadlessPage& page, Group group, const std::string& words) {
  for (const ui::Item& item : page.registry.items())
    if (item.group == group && item.name.find(words) != std::string::npos) return true;
  return false;
}

TEST(ConnectAdvanced, TheFirstViewShowsNothingOfIt) {
  HeadlessPage page;
  for (const char* name : {"Session expiry (s)", "Will topic", "Path"}) EXPECT_FALSE(page.has(Group::connect, Role::textbox, name));
  EXPECT_FALSE(page.has(Group::connect, Role::radio, "MQTT version 5"));
  EXPECT_FALSE(page.has(Group::publish, Role::textbox, "Content type"));
  EXPECT_FALSE(page.has(Group::subscribe, Role::checkbox, "Retain as published"));
}

TEST(ConnectAdvanced, Mqtt5FieldsAreThereForMqtt5Only) {
  HeadlessPage page;
  open_other(page);
  page.click(Group::publish, Role::disclosure, "Advanced");
  page.click(Group::subscribe, Role::disclosure, "Advanced");
  EXPECT_TRUE(page.item(Group::connect, Role::radio, "MQTT version 3.1.1").checked);
  EXPECT_TRUE(page.has(Group::connect, Role::checkbox, "Clean session"));
  EXPECT_FALSE(page.has(Group::connect, Role::textbox, "Session expiry (s)"));
  page.click(Group::connect, Role::radio, "MQTT version 5");
  EXPECT_EQ(page.tool.view().form.version, mqtt::Version::v5);
  EXPECT_TRUE(page.has(Group::connect, Role::checkbox, "Clean start"));
  for (const char* name : {"Session expiry (s)", "Receive maximum", "Topic alias maximum", "User properties", "Authentication method",
                           "Authentication data"})
    EXPECT_TRUE(page.has(Group::connect, Role::textbox, name)) << name;
  for (const char* name : {"Content type", "Message expiry (s)", "Response topic", "Correlation data", "Topic alias", "User properties"})
    EXPECT_TRUE(page.has(Group::publish, Role::textbox, name)) << name;
  EXPECT_TRUE(page.has(Group::subscribe, Role::textbox, "Subscription identifier"));
  EXPECT_TRUE(page.has(Group::subscribe, Role::checkbox, "Retain as published"));
  page.click(Group::subscribe, Role::radio, "Retained messages when new");
  EXPECT_EQ(page.tool.view().form.retain_handling, 1);
  page.mouse_click(Group::connect, Role::radio, "MQTT version 3.1");
  EXPECT_FALSE(page.has(Group::publish, Role::textbox, "Content type"));
}

// Folded in, it is sent all the same: the button says that there is something.
TEST(ConnectAdvanced, WhatIsFoldedInIsCounted) {
  HeadlessPage page;
  open_other(page);
  const float width = page.item(Group::connect, Role::disclosure, "Advanced").box.w;
  page.fill(Group::connect, "Path", "/mqtt");
  page.fill(Group::connect, "Keepalive (s)", "20");
  EXPECT_TRUE(page.item(Group::connect, Role::disclosure, "Advanced").help.empty()) << "open, it is seen";
  page.click(Group::connect, Role::disclosure, "Advanced");
  EXPECT_EQ(page.item(Group::connect, Role::disclosure, "Advanced").help, "Settings changed from the defaults: 2");
  EXPECT_GT(page.item(Group::connect, Role::disclosure, "Advanced").box.w, width + 10) << "it is drawn as well";
  EXPECT_TRUE(page.item(Group::publish, Role::disclosure, "Advanced").help.empty());
  page.click(Group::publish, Role::disclosure, "Advanced");
  page.click(Group::publish, Role::checkbox, "Retain");
  page.click(Group::publish, Role::disclosure, "Advanced");
  EXPECT_EQ(page.item(Group::publish, Role::disclosure, "Advanced").help, "Settings changed from the defaults: 1");
}

TEST(ConnectAdvanced, TheWillUnfoldsWithItsBox) {
  HeadlessPage page;
  open_other(page);
  EXPECT_FALSE(page.has(Group::connect, Role::textbox, "Will topic"));
  page.click(Group::connect, Role::checkbox, "Will: sent by the broker if the connection breaks");
  page.fill(Group::connect, "Will topic", "gone");
  page.fill(Group::connect, "Will message", "0a");
  page.click(Group::connect, Role::checkbox, "Will message is HEX");
  page.click(Group::connect, Role::radio, "Will QoS 1");
  page.click(Group::connect, Role::checkbox, "Will retain");
  EXPECT_EQ(page.tool.view().form.will_qos, 1);
  EXPECT_FALSE(page.has(Group::connect, Role::textbox, "Will delay (s)"));
  page.click(Group::connect, Role::radio, "MQTT version 5");
  page.fill(Group::connect, "Will delay (s)", "5");
  page.click(Group::connect, Role::button, "Connect");
  ASSERT_EQ(page.tool.view().link, model::Link::connected);
  const support::Packet& packet = *page.tool.broker.last(1);
  EXPECT_EQ(packet.body.at(7) & 0x3C, 0x20 | 0x08 | 0x04);
  const std::size_t will = packet.after_properties(10) + 4;
  EXPECT_EQ(packet.properties(will), (support::Message{0x18, 0, 0, 0, 5}));
}

// A wrong field in a folded part is named beside the buttons that it disables.
TEST(ConnectAdvanced, AWrongFoldedFieldIsNamed) {
  HeadlessPage page;
  open_other(page);
  page.click(Group::connect, Role::radio, "MQTT version 5");
  page.fill(Group::connect, "Receive maximum", "0");
  page.click(Group::connect, Role::disclosure, "Advanced");
  EXPECT_TRUE(page.item(Group::connect, Role::button, "Connect").disabled);
  EXPECT_TRUE(said(page, Group::connect, "Receive maximum: Choose a number from 1 to 65,535."));
  page.click(Group::connect, Role::disclosure, "Advanced");
  page.fill(Group::connect, "Receive maximum", "");
  EXPECT_FALSE(page.item(Group::connect, Role::button, "Connect").disabled);
  page.click(Group::connect, Role::button, "Connect");
  page.click(Group::publish, Role::disclosure, "Advanced");
  page.fill(Group::publish, "User properties", "no sign");
  page.click(Group::publish, Role::disclosure, "Advanced");
  EXPECT_TRUE(page.item(Group::publish, Role::button, "Publish").disabled);
  EXPECT_TRUE(said(page, Group::publish, "User properties: Line 1 has no"));
}

TEST(ConnectAdvanced, LimitsUnfoldWhileConnectedWithMqtt5) {
  HeadlessPage page;
  open_other(page);
  page.click(Group::connect, Role::radio, "MQTT version 5");
  EXPECT_FALSE(page.has(Group::connect, Role::disclosure, "Server limits"));
  page.tool.broker.connack_properties = {0x24, 1, 0x12, 0, 2, 'i', 'd', 0x26, 0, 1, 'a', 0, 1, 'b', 0x26, 0, 1, 'a', 0, 1, 'b'};
  page.fill(Group::connect, "Client ID", "");
  page.click(Group::connect, Role::button, "Connect");
  page.click(Group::connect, Role::disclosure, "Server limits");
  EXPECT_TRUE(page.item(Group::connect, Role::disclosure, "Server limits").expanded);
  EXPECT_TRUE(page.has(Group::connect, Role::text, "Maximum QoS: 1"));
  EXPECT_TRUE(page.has(Group::connect, Role::text, "Client ID: id (chosen by the broker)"));
  EXPECT_TRUE(page.has(Group::connect, Role::text, "User property: a=b"));
  page.click(Group::title, Role::button, "中文");
  EXPECT_TRUE(page.has(Group::connect, Role::text, "最大 QoS: 1"));
  page.mouse_click(Group::connect, Role::disclosure, "服务器限制");
  EXPECT_FALSE(page.has(Group::connect, Role::text, "最大 QoS: 1"));
  page.click(Group::connect, Role::button, "断开");
  EXPECT_FALSE(page.has(Group::connect, Role::disclosure, "服务器限制"));
}

TEST(ConnectAdvanced, AuthenticationDataIsMaskedAsOtherSecretsAre) {
  HeadlessPage page;
  open_other(page);
  page.click(Group::connect, Role::radio, "MQTT version 5");
  EXPECT_EQ(page.item(Group::connect, Role::textbox, "Authentication data").field, ui::FieldKind::password);
  page.click(Group::connect, Role::button, "Show secret");
  EXPECT_EQ(page.item(Group::connect, Role::textbox, "Authentication data").field, ui::FieldKind::text);
}

// Far from the line under the buttons: what is wrong is drawn below the field itself while it has the focus.
TEST(ConnectAdvanced, WhatIsWrongWithTheFocusedFieldStandsBelowIt) {
  HeadlessPage page(1366, 1400);
  open_other(page);
  page.click(Group::connect, Role::radio, "MQTT version 5");
  page.fill(Group::connect, "User properties", "no equals sign");
  page.focus(Group::connect, Role::textbox, "Receive maximum");
  const int elsewhere = page.vertices();
  const std::string error = page.item(Group::connect, Role::textbox, "User properties").error;
  ASSERT_GT(error.size(), 20U);
  page.focus(Group::connect, Role::textbox, "User properties");
  EXPECT_GT(page.vertices(), elsewhere + 4 * static_cast<int>(error.size()) / 2) << "its letters, four corners each, are drawn";
}

struct Size {
  float width, height;
};
class AdvancedSizes : public testing::TestWithParam<Size> {};

// Everything unfolded: each item is named, one of its kind, and inside of the page's width.
TEST_P(AdvancedSizes, EveryItemHasAPlaceAndAName) {
  HeadlessPage page(GetParam().width, GetParam().height);
  open_other(page);
  page.click(Group::connect, Role::radio, "MQTT version 5");
  page.click(Group::connect, Role::checkbox, "Will: sent by the broker if the connection breaks");
  page.fill(Group::connect, "Will topic", "w");
  page.click(Group::publish, Role::disclosure, "Advanced");
  page.click(Group::subscribe, Role::disclosure, "Advanced");
  page.click(Group::connect, Role::button, "Connect");
  page.click(Group::connect, Role::disclosure, "Server limits");
  for (const char* language : {"中文", "English"}) {
    for (const ui::Item& item : page.registry.items()) {
      EXPECT_FALSE(item.name.empty()) << "role " << static_cast<int>(item.role);
      EXPECT_GE(item.box.x, 0) << item.name;
      EXPECT_LE(item.box.x + item.box.w, GetParam().width + 0.5f) << item.name;
      EXPECT_GT(item.box.w, 0) << item.name;
      int same = 0;
      for (const ui::Item& other : page.registry.items()) same += other.id == item.id;
      EXPECT_EQ(same, 1) << item.name;
    }
    page.click(Group::title, Role::button, language);
  }
}

INSTANTIATE_TEST_SUITE_P(Widths, AdvancedSizes, testing::Values(Size{360, 640}, Size{390, 844}, Size{800, 600}, Size{1366, 650}));

}  // namespace
