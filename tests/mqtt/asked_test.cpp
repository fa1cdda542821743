#include "mqtt/asked.h"

#include <gtest/gtest.h>

#include "support/mqtt_vectors_v5.h"

namespace mqtt {
namespace {

using P = PropertyId;

Connect connect_with(std::initializer_list<Property> properties) {
  Connect connect;
  connect.keep_alive_s = 7;
  connect.properties = kept(properties);
  return connect;
}

// MQTT 5 §3.1.2.11: what holds when CONNECT says nothing.
TEST(asked, defaults) {
  const Asked asked = asked_by(connect_with({}));
  EXPECT_EQ(asked.keep_alive_s, 7);
  EXPECT_EQ(asked.session_expiry_interval_s, 0u);
  EXPECT_EQ(asked.receive_maximum, 65'535);
  EXPECT_EQ(asked.maximum_packet_size, kMaxPacketSize);
  EXPECT_EQ(asked.topic_alias_maximum, 0);
  EXPECT_TRUE(asked.problem_information);
  EXPECT_FALSE(asked.authentication_method);
}

TEST(asked, each_property_of_connect_is_read) {
  const Asked asked = asked_by(
      connect_with({number(P::session_expiry_interval, 1), number(P::receive_maximum, 2),
                    number(P::maximum_packet_size, 3), number(P::topic_alias_maximum, 4),
                    number(P::request_problem_information, 0), text(P::authentication_method, "m"),
                    text(P::authentication_data, "d"), number(P::request_response_information, 1), user("a", "b")}));
  EXPECT_EQ(asked.session_expiry_interval_s, 1u);
  EXPECT_EQ(asked.receive_maximum, 2);
  EXPECT_EQ(asked.maximum_packet_size, 3u);
  EXPECT_EQ(asked.topic_alias_maximum, 4);
  EXPECT_FALSE(asked.problem_information);
  EXPECT_EQ(asked.authentication_method, "m");
}

TEST(asked, problem_information_may_be_asked_for_and_an_empty_method_is_one) {
  const Asked asked =
      asked_by(connect_with({number(P::request_problem_information, 1), text(P::authentication_method, "")}));
  EXPECT_TRUE(asked.problem_information);
  EXPECT_EQ(asked.authentication_method, "");
}

TEST(asked, what_is_asked_for_outlives_the_bytes_of_connect) {
  std::optional<PropertyList> list(std::in_place);
  ASSERT_TRUE(list->add(P::authentication_method, std::string(100, 'm')));
  Connect connect;
  connect.properties = *list;
  const Asked asked = asked_by(connect);
  list.reset();
  EXPECT_EQ(asked.authentication_method, std::string(100, 'm'));
}

// MQTT 3.1.1 §3.1.2.4: Clean Session. MQTT 5 §3.1.2.11.2: the Session Expiry Interval, whatever Clean Start says.
TEST(asked, what_makes_a_session_outlive_its_connection) {
  for (const bool clean : {false, true}) {
    Connect connect = connect_with({});
    connect.clean_session = clean;
    EXPECT_EQ(asks_to_keep_session(connect, Version::v3_1), !clean);
    EXPECT_EQ(asks_to_keep_session(connect, Version::v3_1_1), !clean);
    EXPECT_FALSE(asks_to_keep_session(connect, Version::v5));
    connect.properties = kept({number(P::session_expiry_interval, 0)});
    EXPECT_FALSE(asks_to_keep_session(connect, Version::v5));
    connect.properties = kept({number(P::session_expiry_interval, 1)});
    EXPECT_TRUE(asks_to_keep_session(connect, Version::v5));
  }
}

}  // namespace
}  // namespace mqtt
