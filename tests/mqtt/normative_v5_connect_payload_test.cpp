// MQTT 5's numbered statements on CONNECT's payload and its reception (chapters 3.1.3 and 3.1.4). Those that are not
// here are in tests named after them elsewhere, or in tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k5 = Version::v5;

std::string connect_bytes(const Connect& connect) { return encoded(connect, k5); }
std::string server_says(const std::string& flags, const std::string& payload) {
  return received_connect(k5, flags, payload);
}

TEST(normative, v5_3_1_3_1_the_fields_have_their_order) {
  Connect full = with_will();
  full.user_name = "u";
  full.password = as_bytes("p");
  EXPECT_EQ(connect_bytes(full).substr(39), "00 01 63 00 00 01 77 00 01 78 00 01 75 00 01 70");
}

TEST(normative, v5_3_1_3_2_the_client_id_names_the_session) {
  const Hex expiry("11 00000064");
  Line line(k5);
  line.connected(connect_as("c", false, expiry)).publish(message("a", 1)).cut();
  line.connect(connect_as("d", false, expiry));
  EXPECT_EQ(line.happened(), "published 1 unknown") << "another id has nothing of it";
}

TEST(normative, v5_3_1_3_3_the_client_id_comes_first_and_always) {
  EXPECT_EQ(connect_bytes(connect_as("id")).substr(39), "00 02 69 64");
  EXPECT_EQ(connect_bytes(connect_as("")).substr(39), "00 00");
  EXPECT_NE(server_says("02", ""), "ok");
}

TEST(normative, v5_3_1_3_4_the_client_id_is_utf_8) {
  EXPECT_EQ(connect_bytes(connect_as("\xC3")), "local invalid_utf8 CONNECT client_id MQTT5-1.5.4-1");
  EXPECT_EQ(server_says("02", "0001 C3"), "peer invalid_utf8 CONNECT client_id MQTT5-1.5.4-1");
}

TEST(normative, v5_3_1_3_6_an_empty_client_id_asks_for_one) {
  EXPECT_EQ(connect_bytes(connect_as("", false)).substr(39), "00 00") << "without clean start too";
  Line line(k5);
  line.connected(connect_as("", true), "12 0003 783132");
  EXPECT_EQ(line.session.client_id(), "x12");
}

TEST(normative, v5_3_1_3_7_the_assigned_client_id_is_ours_from_now_on) {
  const Hex expiry("11 00000064");
  Line line(k5);
  line.connected(connect_as("", true, expiry), "12 0003 783132").publish(message("a", 1)).cut();
  line.connect(connect_as("x12", false, expiry)).out();
  line.in("20 03 01 00 00");
  EXPECT_EQ(line.happened(), "connected, session present");
  EXPECT_EQ(line.out(), "3A 06 00 01 61 00 01 00");
}

TEST(normative, v5_3_1_3_8_a_refused_client_id_is_told_and_ends_the_connection) {
  Line line(k5);
  line.connect(connect_as()).in("20 03 00 85 00");
  EXPECT_EQ(line.happened(), "refused code 133; ended refused");
}

TEST(normative, v5_3_1_3_11_the_wills_topic_is_utf_8) {
  Connect connect = with_will();
  connect.will->topic = "\xC3";
  EXPECT_EQ(connect_bytes(connect), "local invalid_utf8 CONNECT will_topic MQTT5-1.5.4-1");
  EXPECT_EQ(server_says("06", "0001 63 00 0001 C3 0001 78"), "peer invalid_utf8 CONNECT will_topic MQTT5-1.5.4-1");
}

TEST(normative, v5_3_1_3_12_the_user_name_is_utf_8) {
  Connect connect = connect_as();
  connect.user_name = "\xC3";
  EXPECT_EQ(connect_bytes(connect), "local invalid_utf8 CONNECT user_name MQTT5-1.5.4-1");
  EXPECT_EQ(server_says("82", "0001 63 0001 C3"), "peer invalid_utf8 CONNECT user_name MQTT5-1.5.4-1");
}

TEST(normative, v5_3_1_4_3_taken_over_is_told) {
  Line line(k5);
  line.connected().in("E0 01 8E");
  EXPECT_EQ(line.happened(), "server disconnected code 142; ended server_disconnected");
}

}  // namespace
}  // namespace mqtt
