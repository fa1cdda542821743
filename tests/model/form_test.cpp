#include "model/form.h"

#include <gtest/gtest.h>

#include "model/log_entry.h"

namespace model {
namespace {

TEST(Form, OpensLikeTheOriginalPage) {
  const Form form = default_form();
  EXPECT_EQ(form.login, LoginKind::uiot);
  EXPECT_EQ(form[Field::address], "mqtt-cn-sh2.iot.ucloud.cn");
  EXPECT_EQ(form[Field::port], "80");
  EXPECT_EQ(form[Field::interval_ms], "10000");
  EXPECT_FALSE(form[Toggle::ssl]);
  EXPECT_EQ(form[Field::path], "/");
  EXPECT_EQ(form[Field::subprotocol], "mqtt");
  EXPECT_EQ(form[Field::keepalive_s], "60");
  EXPECT_EQ(form[Field::connect_timeout_s], "30");
  EXPECT_EQ(form[Field::max_packet_bytes], "16777216");
  EXPECT_TRUE(form[Toggle::clean_session]);
  EXPECT_EQ(form.version, mqtt::Version::v3_1_1);
  EXPECT_FALSE(form.mqtt5());
  EXPECT_FALSE(form[Toggle::will]);
  EXPECT_TRUE(form[Toggle::automatic_aliases]);
  EXPECT_TRUE(form[Toggle::request_problem]) << "as MQTT 5 has it when nothing is sent";
  EXPECT_FALSE(form[Toggle::request_response]);
  EXPECT_EQ(form.publish_qos, 0);
  EXPECT_EQ(form.subscribe_qos, 0);
  EXPECT_FALSE(form.port_typed || form.publish_topic_typed || form.subscribe_topic_typed);
  for (const Field field : {Field::product_sn, Field::device_sn, Field::device_secret, Field::client_id,
                            Field::user_name, Field::password, Field::publish_message, Field::search})
    EXPECT_EQ(form[field], "");
}

TEST(Form, FieldsOfDigitsAreKnown) {
  for (const Field field : {Field::port, Field::session_expiry_s, Field::will_delay_s, Field::publish_topic_alias,
                            Field::subscription_identifier})
    EXPECT_TRUE(is_numeric(field));
  for (const Field field : {Field::address, Field::auth_data, Field::publish_user_properties, Field::search})
    EXPECT_FALSE(is_numeric(field));
}

TEST(LogEntry, AMessageIsOneWhateverBecameOfIt) {
  for (const LogKind kind : {LogKind::received, LogKind::published, LogKind::publish_unknown, LogKind::publish_refused})
    EXPECT_TRUE(has_message(kind));
  for (const LogKind kind : {LogKind::connected, LogKind::subscribed, LogKind::ignored, LogKind::server_disconnected})
    EXPECT_FALSE(has_message(kind));
}

TEST(LogEntry, DirectionIsWhoSpoke) {
  for (const LogKind kind : {LogKind::ignored, LogKind::auth_received, LogKind::server_disconnected, LogKind::unsubscribe_refused})
    EXPECT_EQ(direction(kind), Direction::in);
  EXPECT_EQ(direction(LogKind::publish_refused), Direction::out);

  EXPECT_EQ(direction(LogKind::received), Direction::in);
  EXPECT_EQ(direction(LogKind::refused), Direction::in);
  EXPECT_EQ(direction(LogKind::subscribed), Direction::in);
  EXPECT_EQ(direction(LogKind::published), Direction::out);
  EXPECT_EQ(direction(LogKind::connecting), Direction::none);
  EXPECT_EQ(direction(LogKind::reconnecting), Direction::none);
}

}  // namespace
}  // namespace model
