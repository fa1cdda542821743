// MQTT 5's numbered statements on text, fixed header, packet ids, properties, topics and errors (chapters 1,
// 2, 4.7, 4.8.2, 4.13 and 6). Those that are not here are in tests named after them elsewhere, or in
// tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "mqtt/topic.h"
#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k5 = Version::v5;

std::string refused_topic(std::string_view topic) {
  Line line(k5);
  line.connected();
  const std::string out = refusal(line.session.publish(message(topic), line.now));
  EXPECT_EQ(line.out(), "");
  return out;
}
std::string refused_filter(std::string_view filter) {
  const SubscribeRequest request[] = {{filter}};
  Line line(k5);
  line.connected();
  const std::string out = refusal(line.session.subscribe(request, line.now));
  EXPECT_EQ(line.out(), "");
  return out;
}
std::string peer_fault(std::string_view hex) {
  Line line(k5);
  line.connected().in(hex);
  return line.fault();
}

TEST(normative, v5_1_5_4_1_text_is_well_formed_both_ways) {
  for (const char* bad : {"\xED\xA0\x80", "\xE0\x80\xAF", "\xF4\x90\x80\x80", "\xC3 ("})
    EXPECT_EQ(refused_topic(bad), "local invalid_utf8 PUBLISH topic_name MQTT5-1.5.4-1");
  EXPECT_EQ(peer_fault("30 06 0003 EDA080 00"), "peer invalid_utf8 PUBLISH topic_name MQTT5-1.5.4-1, left E0 01 81");
  EXPECT_EQ(peer_fault("30 08 0001 61 04 03 0001 FF"),
            "peer invalid_utf8 PUBLISH content_type MQTT5-1.5.4-1, left E0 01 81");
}

TEST(normative, v5_1_5_4_2_text_has_no_null_character) {
  EXPECT_EQ(refused_topic({"a\0", 2}), "local null_character PUBLISH topic_name MQTT5-1.5.4-2");
  EXPECT_EQ(peer_fault("30 05 0002 6100 00"), "peer null_character PUBLISH topic_name MQTT5-1.5.4-2, left E0 01 81");
}

TEST(normative, v5_1_5_4_3_a_byte_order_mark_is_a_character) {
  Line line(k5);
  line.connected().in("30 07 0004 EFBBBF61 00");
  EXPECT_EQ(line.happened(),
            "received 0 \xEF\xBB\xBF"
            "a=");
  line.publish(
      message("\xEF\xBB\xBF"
              "a"));
  EXPECT_EQ(line.out(), "30 07 00 04 EF BB BF 61 00");
}

TEST(normative, v5_1_5_5_1_lengths_have_no_byte_too_many) {
  EXPECT_EQ(peer_fault("D0 80 00"), "peer overlong_varint PINGRESP remaining_length MQTT5-1.5.5-1, left E0 01 81");
  EXPECT_EQ(peer_fault("30 05 0001 61 80 00"), "peer overlong_varint PUBLISH properties MQTT5-1.5.5-1, left E0 01 81");
  EXPECT_EQ(peer_fault("30 07 0001 61 03 0B 81 00"),
            "peer overlong_varint PUBLISH subscription_identifier MQTT5-1.5.5-1, left E0 01 81");
  Line line(k5);
  line.connected().publish(message("a", 0, std::string(123, 'x')));
  EXPECT_EQ(line.out().substr(0, 5), "30 7F");
  line.publish(message("a", 0, std::string(124, 'x')));
  EXPECT_EQ(line.out().substr(0, 8), "30 80 01");
}

TEST(normative, v5_1_5_7_1_both_strings_of_a_pair_are_utf_8) {
  for (const char* pair : {"26 0001 FF 0001 61", "26 0001 61 0001 FF"}) {
    const Hex properties(pair);
    Line line(k5);
    line.connected();
    EXPECT_EQ(refusal(line.session.publish(message("a", 0, "", properties), line.now)),
              "local invalid_utf8 PUBLISH user_property MQTT5-1.5.7-1");
    line.in(std::string("30 0B 0001 61 07") + pair);
    EXPECT_EQ(line.fault(), "peer invalid_utf8 PUBLISH user_property MQTT5-1.5.7-1, left E0 01 81");
  }
}

TEST(normative, v5_2_1_3_1_reserved_flags_are_as_the_table_says) {
  for (const auto& [first, name] : {std::pair{"41", "PUBACK"},
                                    {"5F", "PUBREC"},
                                    {"72", "PUBCOMP"},
                                    {"91", "SUBACK"},
                                    {"B4", "UNSUBACK"},
                                    {"D8", "PINGRESP"}})
    EXPECT_EQ(peer_fault(first), std::string("peer wrong_flags ") + name + " flags MQTT5-2.1.3-1, left E0 01 81");
  Line line(k5);
  line.connected().subscribe("a").unsubscribe("a");
  EXPECT_EQ(line.out(), "82 07 00 01 00 00 01 61 00 A2 06 00 02 00 00 01 61");
  line.wait(60'000).disconnect();
  EXPECT_EQ(line.out(), "C0 00 E0 00");
}

TEST(normative, v5_2_2_1_2_a_qos_0_publish_has_no_packet_id) {
  Line line(k5);
  line.connected().publish(message("a", 0, "x"));
  EXPECT_EQ(line.out(), "30 05 00 01 61 00 78");
  line.in("30 06 0001 61 00 6869");
  EXPECT_EQ(line.happened(), "published 1 done; received 0 a=hi");
}

TEST(normative, v5_2_2_1_3_each_new_packet_has_an_unused_id) {
  SessionOptions options;
  options.max_unsettled_messages = 70'000;
  Line line(k5, options);
  line.connected().publish(message("a", 1)).subscribe("a").unsubscribe("a").publish(message("a", 2));
  EXPECT_EQ(line.out(),
            "32 06 00 01 61 00 01 00 82 07 00 02 00 00 01 61 00 A2 06 00 03 00 00 01 61 34 06 00 01 61 00 04 00");
  line.in("90 04 0002 00 00 B0 04 0003 00 00");
  for (unsigned id = 5; id <= 65'535; ++id) line.publish(message("a", 1)).out();
  line.in("40 02 0007 40 02 0009");  // room in the server's Receive Maximum
  line.subscribe("b");
  EXPECT_EQ(line.out().substr(0, 11), "82 07 00 02") << "1 is in flight, 0 is none";
}

TEST(normative, v5_2_2_1_4_a_server_gives_packet_ids_too) {
  EXPECT_EQ(peer_fault("32 06 0001 61 0000 00"), "peer packet_id_zero PUBLISH packet_id MQTT5-2.2.1-4, left E0 01 82");
  EXPECT_EQ(peer_fault("34 06 0001 61 0000 00"), "peer packet_id_zero PUBLISH packet_id MQTT5-2.2.1-4, left E0 01 82");
}

TEST(normative, v5_2_2_1_5_answers_have_the_id_of_their_publish) {
  Line line(k5);
  line.connected().in("32 06 0001 61 1234 00 34 06 0001 61 4321 00 62 02 4321");
  EXPECT_EQ(line.out(), "40 02 12 34 50 02 43 21 70 02 43 21");
  line.publish(message("a", 2)).out();
  line.happened();
  line.in("50 02 0001");
  EXPECT_EQ(line.out(), "62 02 00 01");
  line.in("40 02 0009");
  EXPECT_EQ(line.happened(), "ignored PUBACK 9");
}

TEST(normative, v5_2_2_1_6_suback_and_unsuback_have_the_id_of_their_request) {
  Line line(k5);
  line.connected().subscribe("a").unsubscribe("b").out();
  line.in("90 04 0003 00 00 B0 04 0004 00 00");
  EXPECT_EQ(line.happened(), "ignored SUBACK 3; ignored UNSUBACK 4");
  line.in("90 04 0001 00 00 B0 04 0002 00 11");
  EXPECT_EQ(line.happened(), "subscribed 1 done a:0; unsubscribed 2 done b:17");
}

TEST(normative, v5_2_2_2_1_no_properties_are_a_length_of_0) {
  EXPECT_EQ(encoded(connect_as(), k5), "10 0E 00 04 4D 51 54 54 05 02 00 3C 00 00 01 63");
  EXPECT_EQ(encoded(publish_packet("a"), k5), "30 04 00 01 61 00");
  EXPECT_EQ(encoded(Subscribe{1, {{"a"}}, {}}, k5), "82 07 00 01 00 00 01 61 00");
  EXPECT_EQ(encoded(Unsubscribe{1, {"a"}, {}}, k5), "A2 06 00 01 00 00 01 61");
  EXPECT_EQ(peer_fault("30 03 0001 61"), "peer truncated PUBLISH properties MQTT 5 §2.1.4, left E0 01 81");
}

TEST(normative, v5_4_7_0_1_no_wildcard_in_a_topic_name) {
  for (const char* topic : {"a/+", "#", "a+", "a/#/b"})
    EXPECT_EQ(refused_topic(topic), "local wildcard_in_topic_name PUBLISH topic_name MQTT5-3.3.2-2");
  EXPECT_EQ(peer_fault("30 06 0003 612F23 00"),
            "peer wildcard_in_topic_name PUBLISH topic_name MQTT5-3.3.2-2, left E0 01 82");
}

TEST(normative, v5_4_7_1_1_the_multi_level_wildcard_is_alone_in_the_last_level) {
  for (const char* filter : {"a#", "a/#/b", "##", "#/a", "$share/g/a#"})
    EXPECT_EQ(refused_filter(filter), "local misplaced_multi_level_wildcard SUBSCRIBE topic_filter MQTT5-4.7.1-1");
  Line line(k5);
  line.connected().subscribe("#").subscribe("a/#").subscribe("$share/g/#");
}

TEST(normative, v5_4_7_1_2_the_single_level_wildcard_is_alone_in_its_level) {
  for (const char* filter : {"a+", "+a", "a/++", "$share/g/+b"})
    EXPECT_EQ(refused_filter(filter), "local misplaced_single_level_wildcard SUBSCRIBE topic_filter MQTT5-4.7.1-2");
  Line line(k5);
  line.connected().subscribe("+").subscribe("a/+/#").subscribe("$share/g/+");
}

// A client that sorts messages by its subscriptions has to follow the server's rule.
TEST(normative, v5_4_7_2_1_wildcards_do_not_reach_what_begins_with_a_dollar_sign) {
  EXPECT_FALSE(matches("#", "$SYS/a"));
  EXPECT_FALSE(matches("+/a", "$SYS/a"));
  EXPECT_TRUE(matches("$SYS/#", "$SYS/a"));
}

TEST(normative, v5_4_7_3_1_topics_have_a_character_at_least) {
  EXPECT_EQ(refused_topic(""), "local empty_topic PUBLISH topic_name MQTT5-4.7.3-1");
  EXPECT_EQ(refused_filter(""), "local empty_topic SUBSCRIBE topic_filter MQTT5-4.7.3-1");
  EXPECT_EQ(peer_fault("30 03 0000 00"), "peer empty_topic PUBLISH topic_name MQTT5-4.7.3-1, left E0 01 82");
}

TEST(normative, v5_4_7_3_2_topics_have_no_null_character) {
  EXPECT_EQ(refused_topic({"\0", 1}), "local null_character PUBLISH topic_name MQTT5-1.5.4-2");
  EXPECT_EQ(refused_filter({"a/\0", 3}), "local null_character SUBSCRIBE topic_filter MQTT5-1.5.4-2");
  EXPECT_EQ(peer_fault("30 04 0001 00 00"), "peer null_character PUBLISH topic_name MQTT5-1.5.4-2, left E0 01 81");
}

TEST(normative, v5_4_7_3_3_topics_have_65535_bytes_at_most) {
  const std::string longest(65'535, 'a'), longer(65'536, 'a');
  EXPECT_EQ(refused_topic(longer), "local string_too_long PUBLISH topic_name MQTT 5 §1.5.4");
  EXPECT_EQ(refused_filter(longer), "local string_too_long SUBSCRIBE topic_filter MQTT 5 §1.5.4");
  Line line(k5);
  line.connected().publish(message(longest)).subscribe(longest);
}

TEST(normative, v5_4_7_3_4_topics_are_compared_as_they_are) {
  EXPECT_FALSE(matches("caf\xC3\xA9", "cafe\xCC\x81"));
  EXPECT_FALSE(matches("a", "A"));
  EXPECT_FALSE(matches("a",
                       "\xEF\xBB\xBF"
                       "a"));
  EXPECT_TRUE(
      matches("\xEF\xBB\xBF"
              "a",
              "\xEF\xBB\xBF"
              "a"));
}

TEST(normative, v5_4_8_2_1_a_shared_subscription_has_a_name) {
  EXPECT_EQ(refused_filter("$share//a"), "local invalid_share_name SUBSCRIBE topic_filter MQTT5-4.8.2-1");
  EXPECT_EQ(refused_filter("$share/"), "local invalid_share_name SUBSCRIBE topic_filter MQTT5-4.8.2-1");
  Line line(k5);
  line.connected().subscribe("$share/n/a");
  EXPECT_EQ(line.out(), "82 10 00 01 00 00 0A 24 73 68 61 72 65 2F 6E 2F 61 00");
}

TEST(normative, v5_4_8_2_2_the_share_name_has_no_wildcard_and_a_filter_follows) {
  for (const char* filter : {"$share/a+/b", "$share/#/b", "$share/a", "$share/a/"})
    EXPECT_EQ(refused_filter(filter), "local invalid_share_name SUBSCRIBE topic_filter MQTT5-4.8.2-2") << filter;
}

TEST(normative, v5_4_13_1_1_a_fault_ends_the_connection_with_its_code) {
  EXPECT_EQ(peer_fault("00"), "peer reserved_packet_type no packet packet_type MQTT 5 §2.1.2, left E0 01 81");
  for (const auto& [fault, code] : {std::pair{"00", "81"},
                                    {"30 FF FF FF FF", "81"},
                                    {"20 03 000000", "82"},
                                    {"10", "82"},
                                    {"30 08 0001 61 04 02 000000", "81"},
                                    {"30 06 0001 61 02 01 02", "82"}}) {
    const std::string told = peer_fault(fault);
    EXPECT_EQ(told.substr(told.size() - 8), std::string("E0 01 ") + code) << fault << ": " << told;
  }
}

TEST(normative, v5_4_13_2_1_a_code_of_0x80_or_above_ends_the_connection) {
  Line refused(k5), disconnected(k5), ours(k5);
  refused.connect(connect_as()).out();
  refused.in("20 03 00 87 00");
  EXPECT_EQ(refused.happened(), "refused code 135; ended refused");
  disconnected.connected().in("E0 01 8B");
  EXPECT_EQ(disconnected.happened(), "server disconnected code 139; ended server_disconnected");
  ours.connected().disconnect(0x80);
  EXPECT_EQ(ours.happened(), "ended disconnected");
  EXPECT_EQ(ours.out(), "E0 01 80");
}

TEST(normative, v5_6_0_0_2_packets_may_be_cut_anywhere) {
  const std::string_view bytes = "32 08 0003 612F62 0007 00 30 05 0001 61 00 78 D0 00 34 06 0001 61 0008 00 62 02 0008";
  Line whole(k5), apart(k5);
  whole.connected().in(bytes);
  apart.connected();
  for (const std::uint8_t byte : mqtt_text::hex(bytes)) apart.in(Bytes(&byte, 1));
  const std::string wanted = "received 1 id=7 a/b=; received 0 a=x; ignored PINGRESP 0; received 2 id=8 a=";
  EXPECT_EQ(whole.happened(), wanted);
  EXPECT_EQ(apart.happened(), wanted);
  EXPECT_EQ(whole.out(), "40 02 00 07 50 02 00 08 70 02 00 08");
  EXPECT_EQ(apart.out(), "40 02 00 07 50 02 00 08 70 02 00 08");
}

}  // namespace
}  // namespace mqtt
