// MQTT 5: what is refused, and the shortest forms.
#include <gtest/gtest.h>

#include "mqtt/encode.h"
#include "support/mqtt_vectors.h"

namespace mqtt {
namespace {

using P = PropertyId;
using namespace std::string_view_literals;

// "40 02 00 01", or the error; what is refused must leave the buffer as it was.
std::string encoded(const Packet& packet) {
  Buffer out = {0xAA};
  const auto result = encode(packet, Version::v5, out);
  if (result) return mqtt_text::to_hex(Bytes(out).subspan(1));
  EXPECT_EQ(out, Buffer{0xAA});
  return mqtt_text::text(result.error());
}

Publish publish(Properties properties) { return {"a", {}, Qos::at_most_once, false, false, 0, properties}; }

TEST(encode_v5, the_shortest_form_of_code_and_properties) {
  EXPECT_EQ(encoded(Puback{1}), "40 02 00 01");
  EXPECT_EQ(encoded(Pubrec{1, 0x80}), "50 03 00 01 80");
  EXPECT_EQ(encoded(Pubrel{1, 0x92}), "62 03 00 01 92");
  EXPECT_EQ(encoded(Pubcomp{1, 0, kept({text(P::reason_string, "x")})}), "70 08 00 01 00 04 1F 00 01 78");
  EXPECT_EQ(encoded(Disconnect{}), "E0 00");
  EXPECT_EQ(encoded(Disconnect{0x81}), "E0 01 81");
  EXPECT_EQ(encoded(Disconnect{0, kept({text(P::reason_string, "x")})}), "E0 06 00 04 1F 00 01 78");
  EXPECT_EQ(encoded(Auth{}), "F0 00");
  EXPECT_EQ(encoded(Auth{0x19}), "F0 02 19 00");
}

TEST(encode_v5, v5_2_2_1_3_packet_id_zero) {
  const std::uint8_t codes[] = {0};
  const struct {
    Packet packet;
    const char* name;
    const char* rule;
  } rows[] = {{Publish{"a", {}, Qos::at_least_once, false, false, 0}, "PUBLISH", "3"},
              {Subscribe{0, {{"a"}}}, "SUBSCRIBE", "3"},
              {Unsubscribe{0, {"a"}}, "UNSUBSCRIBE", "3"},
              {Puback{}, "PUBACK", "5"},
              {Pubrec{}, "PUBREC", "5"},
              {Pubrel{}, "PUBREL", "5"},
              {Pubcomp{}, "PUBCOMP", "5"},
              {Suback{0, Bytes(codes)}, "SUBACK", "6"},
              {Unsuback{0, Bytes(codes)}, "UNSUBACK", "6"}};
  for (const auto& row : rows)
    EXPECT_EQ(encoded(row.packet),
              std::string("local packet_id_zero ") + row.name + " packet_id 0 0 [MQTT5-2.2.1-" + row.rule + "]");
}

TEST(encode_v5, connect) {
  const std::string long_text(65'536, 'a');
  Connect packet{"c", true, 60, {}, {}, {}};
  packet.password = as_bytes(long_text);
  EXPECT_EQ(encoded(packet), "local string_too_long CONNECT password 65536 65535 [MQTT 5 §1.5.6]");
  packet.password.reset();
  packet.client_id = long_text;
  EXPECT_EQ(encoded(packet), "local string_too_long CONNECT client_id 65536 65535 [MQTT 5 §1.5.4]");
  packet.client_id = "";
  packet.clean_session = false;  // the server chooses a client id all the same
  EXPECT_EQ(encoded(packet), "10 0D 00 04 4D 51 54 54 05 00 00 3C 00 00 00");
  packet.properties = kept({number(P::topic_alias, 1)});
  EXPECT_EQ(encoded(packet), "local property_not_allowed CONNECT topic_alias 0 0 [MQTT 5 §2.2.2.2]");
  packet.properties = {};
  packet.will = Will{"w", {}, static_cast<Qos>(3), false};
  EXPECT_EQ(encoded(packet), "local invalid_qos CONNECT will_qos 3 0 [MQTT5-3.1.2-12]");
  packet.will = Will{"w", {}, Qos::at_most_once, false, kept({number(P::topic_alias, 1)})};
  EXPECT_EQ(encoded(packet), "local property_not_allowed CONNECT topic_alias 0 0 [MQTT 5 §2.2.2.2]");
  packet.will = Will{"w", {}, Qos::at_most_once, false, kept({text(P::response_topic, "a/+")})};
  EXPECT_EQ(encoded(packet), "local wildcard_in_topic_name CONNECT response_topic 2 43 [MQTT5-3.3.2-14]");
}

TEST(encode_v5, publish) {
  EXPECT_EQ(encoded(Publish{"", {}, Qos::at_most_once, false, false, 0}),
            "local empty_topic PUBLISH topic_name 0 0 [MQTT5-4.7.3-1]");
  EXPECT_EQ(encoded(Publish{"", {}, Qos::at_most_once, false, false, 0, kept({number(P::topic_alias, 0)})}),
            "local topic_alias_out_of_range PUBLISH topic_alias 0 65535 [MQTT5-3.3.2-8]");
  EXPECT_EQ(encoded(publish(kept({number(P::payload_format_indicator, 2)}))),
            "local invalid_property_value PUBLISH payload_format_indicator 2 0 [MQTT 5 §3.3.2.3]");
  EXPECT_EQ(encoded(publish(kept({number(P::will_delay_interval, 1)}))),
            "local property_not_allowed PUBLISH will_delay_interval 0 0 [MQTT 5 §2.2.2.2]");
  EXPECT_EQ(encoded(publish(kept({text(P::content_type, "a"), text(P::content_type, "a")}))),
            "local duplicate_property PUBLISH content_type 0 0 [MQTT 5 §3.3.2.3]");
  EXPECT_EQ(encoded(publish(kept({user("\xFF", "")}))),
            "local invalid_utf8 PUBLISH user_property 0 255 [MQTT5-1.5.7-1]");
  EXPECT_EQ(encoded(publish(kept({user("", "\0"sv)}))),
            "local null_character PUBLISH user_property 0 0 [MQTT5-1.5.7-1]");
}

// The session looks at the payload of what is sent (payload_not_utf8); the codec does not.
TEST(encode_v5, a_payload_is_never_checked) {
  EXPECT_EQ(encoded(Publish{"a", as_bytes("\xFF"sv), Qos::at_most_once, false, false, 0,
                            kept({number(P::payload_format_indicator, 1)})}),
            "30 07 00 01 61 02 01 01 FF");
}

TEST(encode_v5, properties_that_are_no_properties) {
  EXPECT_EQ(encoded(publish(Properties(as_bytes("\x7F"sv)))),
            "local unknown_property PUBLISH properties 127 0 [MQTT 5 §2.2.2.2]");
  EXPECT_EQ(encoded(publish(Properties(as_bytes("\x03\x00\x05\x61"sv)))),
            "local truncated PUBLISH content_type 5 1 [MQTT 5 §2.2.2.1]");
  EXPECT_EQ(encoded(publish(Properties(as_bytes("\x0B\x81\x00"sv)))),
            "local overlong_varint PUBLISH subscription_identifier 0 0 [MQTT5-1.5.5-1]");
}

TEST(encode_v5, codes_that_the_packet_may_not_carry) {
  const std::uint8_t bad[] = {0, 0x11};
  const std::uint8_t granted[] = {0, 1};
  EXPECT_EQ(encoded(Connack{false, 1}), "local reserved_reason_code CONNACK reason_code 1 0 [MQTT5-3.2.2-8]");
  EXPECT_EQ(encoded(Connack{true, 0x80}),
            "local session_present_in_refusal CONNACK acknowledge_flags 128 0 [MQTT5-3.2.2-6]");
  EXPECT_EQ(encoded(Puback{1, 0x92}), "local reserved_reason_code PUBACK reason_code 146 0 [MQTT5-3.4.2-1]");
  EXPECT_EQ(encoded(Pubrel{1, 0x10}), "local reserved_reason_code PUBREL reason_code 16 0 [MQTT5-3.6.2-1]");
  EXPECT_EQ(encoded(Suback{1, Bytes(bad)}), "local reserved_reason_code SUBACK reason_code 17 0 [MQTT5-3.9.3-2]");
  EXPECT_EQ(encoded(Unsuback{1, Bytes(granted)}),
            "local reserved_reason_code UNSUBACK reason_code 1 0 [MQTT5-3.11.3-2]");
  EXPECT_EQ(encoded(Unsuback{1, {}}), "local empty_list UNSUBACK reason_code 0 0 [MQTT 5 §3.11.3]");
  EXPECT_EQ(encoded(Suback{1, {}}), "local empty_list SUBACK reason_code 0 0 [MQTT5-3.8.4-6]");
  EXPECT_EQ(encoded(Disconnect{0x18}), "local reserved_reason_code DISCONNECT reason_code 24 0 [MQTT5-3.14.2-1]");
  EXPECT_EQ(encoded(Auth{0x87}), "local reserved_reason_code AUTH reason_code 135 0 [MQTT5-3.15.2-1]");
}

TEST(encode_v5, subscribe_and_unsubscribe) {
  const auto one = [](const SubscribeRequest& request) { return encoded(Subscribe{1, {request}}); };
  EXPECT_EQ(one({"a", static_cast<Qos>(3)}), "local invalid_qos SUBSCRIBE qos 3 0 [MQTT 5 §3.8.3.1]");
  EXPECT_EQ(one({"a", Qos::at_most_once, false, false, 3}),
            "local invalid_retain_handling SUBSCRIBE subscription_options 3 0 [MQTT 5 §3.8.3.1]");
  EXPECT_EQ(one({"$share/g/a", Qos::at_most_once, true, false, 0}),
            "local no_local_on_shared_subscription SUBSCRIBE subscription_options 0 0 [MQTT5-3.8.3-4]");
  EXPECT_EQ(one({"$share//a"}), "local invalid_share_name SUBSCRIBE topic_filter 7 0 [MQTT5-4.8.2-1]");
  EXPECT_EQ(encoded(Subscribe{1, {}}), "local empty_list SUBSCRIBE topic_filter 0 0 [MQTT5-3.8.3-2]");
  EXPECT_EQ(encoded(Unsubscribe{1, {}}), "local empty_list UNSUBSCRIBE topic_filter 0 0 [MQTT5-3.10.3-2]");
  EXPECT_EQ(encoded(Unsubscribe{1, {"a/#/b"}}),
            "local misplaced_multi_level_wildcard UNSUBSCRIBE topic_filter 2 0 [MQTT5-4.7.1-1]");
  EXPECT_EQ(encoded(Subscribe{1, {{"a"}}, kept({number(P::topic_alias, 1)})}),
            "local property_not_allowed SUBSCRIBE topic_alias 0 0 [MQTT 5 §2.2.2.2]");
}

// Properties that end at the borders of a Property Length's sizes.
TEST(encode_v5, the_property_length_is_as_short_as_it_can_be) {
  for (const std::size_t size : {124u, 125u, 16'380u, 16'381u, 65'535u}) {
    PropertyList list;
    ASSERT_TRUE(list.add(P::correlation_data, std::string(size, 'x')));
    Buffer out;
    ASSERT_TRUE(encode(publish(list), Version::v5, out));
    const Bytes length = Bytes(out).subspan(1);
    const Varint remaining = read_varint(length);
    ASSERT_EQ(remaining.value + 1 + remaining.size, out.size());
    const Varint properties = read_varint(length.subspan(remaining.size + 3));
    EXPECT_EQ(properties.value, size + 3);
    EXPECT_TRUE(properties.minimal());
    EXPECT_EQ(out.size(), 1 + remaining.size + 3 + properties.size + size + 3);
  }
}

// Pitfall 25. The payload is never read, so it may be a view of nothing; all filters are views of the same text.
TEST(encode_v5, nothing_beyond_remaining_length) {
  const std::uint8_t byte = 0;
  EXPECT_EQ(encoded(Publish{"a", {&byte, kMaxRemainingLength - 3}, Qos::at_most_once, false, false, 0}),
            "local packet_too_large PUBLISH remaining_length 268435461 268435460 [MQTT 5 §2.1.4]");
  const std::string filter(65'535, 'a');
  EXPECT_EQ(encoded(Unsubscribe{1, std::vector<std::string_view>(4'097, filter)}),
            "local packet_too_large UNSUBSCRIBE remaining_length 268505097 268435460 [MQTT 5 §2.1.4]");
}

}  // namespace
}  // namespace mqtt
