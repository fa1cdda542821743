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
  EXPECT_EQ(form.publish_qos, 0);
  EXPECT_EQ(form.subscribe_qos, 0);
  EXPECT_FALSE(form.port_typed || form.publish_topic_typed || form.subscribe_topic_typed);
  for (const Field field : {Field::product_sn, Field::device_sn, Field::device_secret, Field::client_id,
                            Field::user_name, Field::password, Field::publish_message, Field::search})
    EXPECT_EQ(form[field], "");
}

TEST(LogEntry, DirectionIsWhoSpoke) {
  EXPECT_EQ(direction(LogKind::received), Direction::in);
  EXPECT_EQ(direction(LogKind::refused), Direction::in);
  EXPECT_EQ(direction(LogKind::subscribed), Direction::in);
  EXPECT_EQ(direction(LogKind::published), Direction::out);
  EXPECT_EQ(direction(LogKind::connecting), Direction::none);
  EXPECT_EQ(direction(LogKind::reconnecting), Direction::none);
}

}  // namespace
}  // namespace model
