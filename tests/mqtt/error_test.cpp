#include "mqtt/error.h"

#include <gtest/gtest.h>

#include <set>

#include "mqtt/names.h"

namespace mqtt {
namespace {

std::uint8_t code_of(Reason reason, PacketType packet = PacketType::publish) {
  return disconnect_code({Kind::peer, reason, packet, Field::none, "", {0, 0}});
}

// MQTT 5 §4.13.1: malformed is what cannot be parsed; what can be and is forbidden is a protocol error.
TEST(error, the_code_of_the_disconnect) {
  const std::set<Reason> malformed = {
      Reason::reserved_packet_type, Reason::wrong_flags,       Reason::remaining_length_too_long,
      Reason::overlong_varint,      Reason::wrong_length,      Reason::truncated,
      Reason::trailing_bytes,       Reason::reserved_bits_set, Reason::string_too_long,
      Reason::invalid_utf8,         Reason::null_character,    Reason::will_flags_without_will,
      Reason::invalid_qos,          Reason::unknown_property,  Reason::property_not_allowed,
  };
  for (int value = 1; value <= static_cast<int>(kLastReason); ++value) {
    const auto reason = static_cast<Reason>(value);
    unsigned wanted = malformed.count(reason) != 0 ? 0x81 : 0x82;
    if (reason == Reason::packet_too_large) wanted = 0x95;
    if (reason == Reason::receive_maximum_exceeded) wanted = 0x93;
    if (reason == Reason::topic_alias_out_of_range) wanted = 0x94;
    EXPECT_EQ(code_of(reason), wanted) << name(reason);
  }
}

// MQTT 5 §3.8.3.1
TEST(error, qos_3_in_a_subscribe_is_a_protocol_error) {
  EXPECT_EQ(code_of(Reason::invalid_qos, PacketType::subscribe), 0x82);
  EXPECT_EQ(code_of(Reason::invalid_qos, PacketType::connect), 0x81);
}

TEST(error, a_result_is_a_value_or_an_error) {
  const Result<int> value = 7;
  EXPECT_TRUE(value);
  EXPECT_EQ(*value, 7);
  const Error error{Kind::peer, Reason::truncated, PacketType::publish, Field::qos, "", {0, 0}};
  const Result<int> none = error;
  EXPECT_FALSE(none);
  EXPECT_EQ(none.error().reason, Reason::truncated);
  EXPECT_TRUE(Result<void>());
  EXPECT_FALSE(Result<void>(error));
}

}  // namespace
}  // namespace mqtt
