#include "mqtt/describe.h"

#include <gtest/gtest.h>

namespace mqtt {
namespace {

TEST(describe, names_packet_field_figures_and_rule) {
  EXPECT_EQ(describe({Kind::peer, Reason::wrong_flags, PacketType::puback, Field::flags, "MQTT311-2.2.2-2", {1, 0}}),
            "PUBACK: the peer broke a rule: flags: wrong flags (got 1, expected 0) [MQTT311-2.2.2-2]");
  EXPECT_EQ(describe({Kind::local,
                      Reason::password_without_user_name,
                      PacketType::connect,
                      Field::password,
                      "MQTT311-3.1.2-22",
                      {0, 0}}),
            "CONNECT: refused: password: password without user name [MQTT311-3.1.2-22]");
  EXPECT_EQ(describe({Kind::transport, Reason::connect_timeout, PacketType::none, Field::none, "", {30000, 0}}),
            "the line is silent: connect timeout (after ms 30000)");
  EXPECT_EQ(
      describe({Kind::peer, Reason::packet_too_large, PacketType::publish, Field::remaining_length, "", {11, 10}}),
      "PUBLISH: the peer broke a rule: remaining length: packet too large (bytes 11, at most 10)");
}

TEST(describe, what_mqtt_5_added) {
  EXPECT_EQ(describe({Kind::peer,
                      Reason::topic_alias_out_of_range,
                      PacketType::publish,
                      Field::topic_alias,
                      "MQTT5-3.1.2-26",
                      {11, 10}}),
            "PUBLISH: the peer broke a rule: topic alias: topic alias out of range (alias 11, at most 10) "
            "[MQTT5-3.1.2-26]");
  EXPECT_EQ(
      describe({Kind::local, Reason::qos_not_supported, PacketType::publish, Field::qos, "MQTT5-3.2.2-11", {2, 1}}),
      "PUBLISH: refused: qos: qos not supported (QoS 2, at most 1) [MQTT5-3.2.2-11]");
  EXPECT_EQ(describe({Kind::peer, Reason::unknown_property, PacketType::auth, Field::properties, "", {127, 0}}),
            "AUTH: the peer broke a rule: properties: unknown property (number 127)");
}

TEST(describe, a_kind_that_does_not_exist_says_nothing_of_who) {
  EXPECT_EQ(describe({static_cast<Kind>(9), Reason::empty_topic, PacketType::publish, Field::topic_name, "", {0, 0}}),
            "PUBLISH: : topic name: empty topic");
}

// A reason that counts says its figures: those documented with brackets in error.h.
TEST(describe, every_reason_gives_a_sentence) {
  for (int value = 1; value <= static_cast<int>(kLastReason); ++value) {
    const Error error{Kind::peer, static_cast<Reason>(value), PacketType::publish, Field::qos, "R", {7, 8}};
    const std::string text = describe(error);
    EXPECT_EQ(text.find("PUBLISH: the peer broke a rule: qos: "), 0u) << text;
    EXPECT_NE(text.find(" [R]"), std::string::npos) << text;
    EXPECT_EQ(text.find('_'), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace mqtt
