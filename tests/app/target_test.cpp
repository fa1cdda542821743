#include "app/target.h"

#include <gtest/gtest.h>

namespace app {
namespace {

using model::Field;
using model::Toggle;

model::Form uiot_form() {
  model::Form form = model::default_form();
  form[Field::product_sn] = "abcdefgh12345678";
  form[Field::device_sn] = "device-1";
  form[Field::device_secret] = "0123456789abcdef";
  return form;
}

TEST(TargetTest, UiotLogsInWithItsSerials) {
  const Target target = target_of(uiot_form(), "web_1");
  EXPECT_EQ(target.client_id, "abcdefgh12345678.device-1");
  EXPECT_EQ(target.user_name, "abcdefgh12345678|device-1|1");
  EXPECT_EQ(target.password, "0123456789abcdef");
  EXPECT_EQ(transport::url(target.endpoint), "ws://mqtt-cn-sh2.iot.ucloud.cn:80/");
  EXPECT_EQ(target.endpoint.subprotocol, "mqtt");
  EXPECT_TRUE(target.clean_session);
  EXPECT_EQ(target.keepalive_s, 60);
  EXPECT_EQ(target.connect_timeout_ms, 30'000);
  EXPECT_EQ(target.max_packet_bytes, 16'777'216U);
}

TEST(TargetTest, EveryFieldOfTheFormIsTaken) {
  model::Form form = uiot_form();
  form.login = model::LoginKind::other;
  form[Field::address] = "broker.example";
  form[Field::port] = "8084";
  form.set(Toggle::ssl, true);
  form[Field::path] = "/mqtt";
  form[Field::subprotocol] = "mqttv3.1";
  form[Field::keepalive_s] = "0";
  form[Field::connect_timeout_s] = "5";
  form[Field::max_packet_bytes] = "1024";
  form.set(Toggle::clean_session, false);
  form[Field::client_id] = "me";
  form[Field::user_name] = "user";
  form[Field::password] = "word";
  const Target target = target_of(form, "web_1");
  EXPECT_EQ(transport::url(target.endpoint), "wss://broker.example:8084/mqtt");
  EXPECT_EQ(target.endpoint.subprotocol, "mqttv3.1");
  EXPECT_EQ(target.keepalive_s, 0);
  EXPECT_EQ(target.connect_timeout_ms, 5'000);
  EXPECT_EQ(target.max_packet_bytes, 1'024U);
  EXPECT_FALSE(target.clean_session);
  EXPECT_EQ(target.client_id, "me");
  EXPECT_EQ(target.user_name, "user");
  EXPECT_EQ(target.password, "word");
}

TEST(TargetTest, AnEmptyClientIdIsMadeUpForACleanSessionOnly) {
  model::Form form = uiot_form();
  form.login = model::LoginKind::other;
  EXPECT_EQ(target_of(form, "web_1").client_id, "web_1");
  form.set(Toggle::clean_session, false);
  EXPECT_EQ(target_of(form, "web_1").client_id, "");
}

TEST(TargetTest, Mqtt5LeavesAnEmptyClientIdToTheBroker) {
  model::Form form = uiot_form();
  form.login = model::LoginKind::other;
  form.version = mqtt::Version::v5;
  EXPECT_EQ(target_of(form, "web_1").client_id, "");
  form.version = mqtt::Version::v3_1;
  EXPECT_EQ(target_of(form, "web_1").client_id, "web_1");
}

TEST(TargetTest, TheWillIsThereOnlyWhenItIsOn) {
  model::Form form = uiot_form();
  form[Field::will_topic] = "w";
  form[Field::will_message] = "0a 0b";
  EXPECT_FALSE(target_of(form, "").will.has_value());
  form.set(Toggle::will, true);
  form.set(Toggle::will_hex, true);
  form.set(Toggle::will_retain, true);
  form.will_qos = 2;
  form[Field::will_delay_s] = "5";
  const Target target = target_of(form, "");
  ASSERT_TRUE(target.will.has_value());
  EXPECT_EQ(target.will->topic, "w");
  EXPECT_EQ(target.will->payload, (std::vector<std::uint8_t>{0x0A, 0x0B}));
  EXPECT_EQ(target.will->qos, mqtt::Qos::exactly_once);
  EXPECT_TRUE(target.will->retain);
  EXPECT_TRUE(target.will->properties.empty()) << "properties are MQTT 5's";
  form.version = mqtt::Version::v5;
  EXPECT_FALSE(target_of(form, "").will->properties.empty());
}

// What stands in fields that an older version does not show is not sent.
TEST(TargetTest, OnlyMqtt5HasProperties) {
  model::Form form = uiot_form();
  form[Field::session_expiry_s] = "100";
  form.set(Toggle::will_on_disconnect, true);
  EXPECT_EQ(target_of(form, "").version, mqtt::Version::v3_1_1);
  EXPECT_TRUE(target_of(form, "").properties.empty());
  EXPECT_FALSE(target_of(form, "").automatic_aliases);
  EXPECT_FALSE(target_of(form, "").will_on_disconnect);
  form.version = mqtt::Version::v5;
  const Target target = target_of(form, "");
  EXPECT_EQ(target.properties.view().number(mqtt::PropertyId::session_expiry_interval, 0), 100U);
  EXPECT_TRUE(target.automatic_aliases);
  EXPECT_TRUE(target.will_on_disconnect);
}

TEST(TargetTest, AMadeUpClientIdIsShortAndPlain) {
  EXPECT_EQ(make_client_id(0), "web_00000000");
  EXPECT_EQ(make_client_id(0xdeadbeefU), "web_deadbeef");
  EXPECT_LE(make_client_id(0xffffffffU).size(), 23U) << "every broker takes 23 characters [MQTT311-3.1.3-5]";
}

TEST(TargetTest, ServerNameIsHostAndPort) {
  EXPECT_EQ(server_name({true, "broker.example", 443, "/mqtt", "mqtt"}), "broker.example:443");
  EXPECT_EQ(server_name({false, "::1", 80, "/", "mqtt"}), "[::1]:80");
}

TEST(TargetTest, AQueryIsNotKeptInTheLog) {
  EXPECT_EQ(url_for_log({true, "h", 443, "/mqtt?X-Amz-Signature=abc", "mqtt"}), "wss://h:443/mqtt");
  EXPECT_EQ(url_for_log({false, "h", 80, "/", "mqtt"}), "ws://h:80/");
}

}  // namespace
}  // namespace app
