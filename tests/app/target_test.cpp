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
