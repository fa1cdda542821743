// MQTT 3.1.1's numbered statements: text, fixed header, packet ids, topics, errors (chapters 1, 2, 4.7, 4.8 and 6).
// Those that are not here are in tests named after them elsewhere, or in tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "mqtt/topic.h"
#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k311 = Version::v3_1_1;

TEST(normative, v311_1_5_3_1_text_is_well_formed_both_ways) {
  // A surrogate, an overlong form, above U+10FFFF, a lone continuation.
  for (const char* bad : {"\xED\xA0\x80", "\xC0\xAF", "\xF4\x90\x80\x80", "\x80"}) {
    Line line(k311);
    line.connected();
    EXPECT_EQ(refusal(line.session.publish(message(bad), line.now)),
              "local invalid_utf8 PUBLISH topic_name MQTT311-1.5.3-1");
    EXPECT_EQ(line.out(), "");
    const Bytes text = as_bytes(bad);
    Buffer packet = {0x30, static_cast<std::uint8_t>(text.size() + 2), 0, static_cast<std::uint8_t>(text.size())};
    packet.insert(packet.end(), text.begin(), text.end());
    line.in(packet);
    EXPECT_EQ(line.fault(), "peer invalid_utf8 PUBLISH topic_name MQTT311-1.5.3-1");
  }
}

TEST(normative, v311_1_5_3_3_a_byte_order_mark_is_a_character) {
  Line line(k311);
  line.connected().in("30 06 0004 EFBBBF61");
  EXPECT_EQ(line.happened(),
            "received 0 \xEF\xBB\xBF"
            "a=");
  line.publish(
      message("\xEF\xBB\xBF"
              "a"));
  EXPECT_EQ(line.out(), "30 06 00 04 EF BB BF 61");
}

TEST(normative, v311_2_2_2_1_reserved_flags_are_as_the_table_says) {
  Line line(k311);
  line.connect(connect_as());
  EXPECT_EQ(line.out().substr(0, 2), "10");
  line.in("20 02 00 00").subscribe("a");
  EXPECT_EQ(line.out().substr(0, 2), "82");
  line.unsubscribe("a");
  EXPECT_EQ(line.out().substr(0, 2), "A2");
  line.in("32 05 0001 61 0007");
  EXPECT_EQ(line.out(), "40 02 00 07");
  line.in("34 05 0001 61 0008");
  EXPECT_EQ(line.out(), "50 02 00 08");
  line.in("62 02 0008");
  EXPECT_EQ(line.out(), "70 02 00 08");
  line.publish(message("a", 2));
  line.out();
  line.in("50 02 0003");
  EXPECT_EQ(line.out(), "62 02 00 03");
  line.wait(60'000);
  EXPECT_EQ(line.out(), "C0 00");
  line.disconnect();
  EXPECT_EQ(line.out(), "E0 00");
}

TEST(normative, v311_2_3_1_3_a_packet_id_is_kept_for_resending_and_free_after_its_answer) {
  SessionOptions options;
  options.max_unsettled_messages = 70'000;
  Line line(k311, options);
  line.connected(connect_as("c", false)).publish(message("a", 1)).cut();
  line.connect(connect_as("c", false)).in("20 02 01 00");
  EXPECT_EQ(line.out().substr(45), "3A 05 00 01 61 00 01") << "the same id again";
  line.in("40 02 0001");
  for (unsigned id = 2; id <= 65'535; ++id) line.publish(message("a", 1));
  line.out();
  line.publish(message("b", 1));
  EXPECT_EQ(line.out(), "32 05 00 01 62 00 01") << "all others are in use, this one was answered";
}

TEST(normative, v311_2_3_1_4_a_server_gives_packet_ids_too) {
  for (const char* packet : {"32 05 0001 61 0000", "34 05 0001 61 0000"}) {
    Line line(k311);
    line.connected().in(packet);
    EXPECT_EQ(line.fault(), "peer packet_id_zero PUBLISH packet_id MQTT311-2.3.1-1");
  }
}

TEST(normative, v311_2_3_1_5_a_qos_0_publish_has_no_packet_id) {
  Line line(k311);
  line.connected().publish(message("a", 0, "x"));
  EXPECT_EQ(line.out(), "30 04 00 01 61 78");
  line.in("30 05 0001 61 0001");
  EXPECT_EQ(line.happened(), std::string("published 1 done; received 0 a=\0\x01", 33)) << "these bytes are payload";
}

TEST(normative, v311_2_3_1_6_answers_have_the_id_of_their_publish) {
  Line line(k311);
  line.connected().in("32 05 0001 61 1234  34 05 0001 61 4321");
  EXPECT_EQ(line.out(), "40 02 12 34 50 02 43 21");
  line.happened();
  line.publish(message("a", 1)).publish(message("a", 2)).out();
  line.in("40 02 0009  50 02 0002");
  EXPECT_EQ(line.happened(), "ignored PUBACK 9");
  EXPECT_EQ(line.out(), "62 02 00 02");
}

TEST(normative, v311_2_3_1_7_suback_and_unsuback_have_the_id_of_their_request) {
  Line line(k311);
  line.connected().subscribe("a").unsubscribe("b").out();
  line.in("90 03 0003 00  B0 02 0004");
  EXPECT_EQ(line.happened(), "ignored SUBACK 3; ignored UNSUBACK 4");
  line.in("90 03 0001 00  B0 02 0002");
  EXPECT_EQ(line.happened(), "subscribed 1 done a:0; unsubscribed 2 done b:0");
}

TEST(normative, v311_4_7_1_1_no_wildcard_in_a_topic_name) {
  for (const char* topic : {"a/+", "#", "a+", "a/#/b"}) {
    Line line(k311);
    line.connected();
    EXPECT_EQ(refusal(line.session.publish(message(topic), line.now)),
              "local wildcard_in_topic_name PUBLISH topic_name MQTT311-3.3.2-2");
  }
  Line line(k311);
  line.connected().in("30 05 0003 612F23");
  EXPECT_EQ(line.fault(), "peer wildcard_in_topic_name PUBLISH topic_name MQTT311-3.3.2-2");
}

TEST(normative, v311_4_7_1_2_the_multi_level_wildcard_is_alone_in_the_last_level) {
  for (const char* filter : {"a#", "a/#/b", "##", "#/a", "a/b#"}) {
    const std::string_view filters[] = {filter};
    const SubscribeRequest request[] = {{filter}};
    Line line(k311);
    line.connected();
    EXPECT_EQ(refusal(line.session.subscribe(request, line.now)),
              "local misplaced_multi_level_wildcard SUBSCRIBE topic_filter MQTT311-4.7.1-2");
    EXPECT_EQ(refusal(line.session.unsubscribe(filters, line.now)),
              "local misplaced_multi_level_wildcard UNSUBSCRIBE topic_filter MQTT311-4.7.1-2");
    EXPECT_EQ(line.out(), "");
  }
  Line line(k311);
  line.connected().subscribe("#").subscribe("a/#").subscribe("/#");
}

TEST(normative, v311_4_7_1_3_the_single_level_wildcard_is_alone_in_its_level) {
  for (const char* filter : {"a+", "+a", "a/++", "a/b+/c"}) {
    const SubscribeRequest request[] = {{filter}};
    Line line(k311);
    line.connected();
    EXPECT_EQ(refusal(line.session.subscribe(request, line.now)),
              "local misplaced_single_level_wildcard SUBSCRIBE topic_filter MQTT311-4.7.1-3");
    EXPECT_EQ(line.out(), "");
  }
  Line line(k311);
  line.connected().subscribe("+").subscribe("+/a/+").subscribe("a/+/#");
}

// A client that sorts messages by its subscriptions has to follow the server's rule.
TEST(normative, v311_4_7_2_1_wildcards_do_not_reach_what_begins_with_a_dollar_sign) {
  EXPECT_FALSE(matches("#", "$SYS/a"));
  EXPECT_FALSE(matches("+/a", "$SYS/a"));
  EXPECT_TRUE(matches("$SYS/#", "$SYS/a"));
  EXPECT_TRUE(matches("$SYS/+", "$SYS/a"));
}

TEST(normative, v311_4_7_3_1_topics_have_a_character_at_least) {
  Line line(k311);
  line.connected();
  const SubscribeRequest request[] = {{""}};
  EXPECT_EQ(refusal(line.session.publish(message(""), line.now)),
            "local empty_topic PUBLISH topic_name MQTT311-4.7.3-1");
  EXPECT_EQ(refusal(line.session.subscribe(request, line.now)),
            "local empty_topic SUBSCRIBE topic_filter MQTT311-4.7.3-1");
  line.in("30 02 0000");
  EXPECT_EQ(line.fault(), "peer empty_topic PUBLISH topic_name MQTT311-4.7.3-1");
}

TEST(normative, v311_4_7_3_2_topics_have_no_null_character) {
  const std::string_view topic("a\0b", 3);
  const SubscribeRequest request[] = {{topic}};
  Line line(k311);
  line.connected();
  EXPECT_NE(refusal(line.session.publish(message(topic), line.now)).find("null_character PUBLISH topic_name"),
            std::string::npos);
  EXPECT_NE(refusal(line.session.subscribe(request, line.now)).find("null_character SUBSCRIBE topic_filter"),
            std::string::npos);
  EXPECT_EQ(line.out(), "");
  line.in("30 05 0003 610062");
  EXPECT_NE(line.fault().find("peer null_character PUBLISH topic_name"), std::string::npos);
}

TEST(normative, v311_4_7_3_3_topics_have_65535_bytes_at_most) {
  const std::string longest(65'535, 'a'), longer(65'536, 'a');
  const SubscribeRequest good[] = {{longest}}, bad[] = {{longer}};
  Line line(k311);
  line.connected().publish(message(longest)).does(line.session.subscribe(good, line.now)).out();
  EXPECT_NE(refusal(line.session.publish(message(longer), line.now)).find("string_too_long PUBLISH topic_name"),
            std::string::npos);
  EXPECT_NE(refusal(line.session.subscribe(bad, line.now)).find("string_too_long SUBSCRIBE topic_filter"),
            std::string::npos);
  EXPECT_EQ(line.out(), "");
}

// U+00E9 and e with U+0301 look alike and are two topics; so are a and A.
TEST(normative, v311_4_7_3_4_topics_are_compared_as_they_are) {
  EXPECT_FALSE(matches("caf\xC3\xA9", "cafe\xCC\x81"));
  EXPECT_FALSE(matches("a", "A"));
  EXPECT_FALSE(matches("a/", "a"));
  EXPECT_TRUE(
      matches("\xEF\xBB\xBF"
              "a",
              "\xEF\xBB\xBF"
              "a"));
  EXPECT_FALSE(matches("a",
                       "\xEF\xBB\xBF"
                       "a"));
}

TEST(normative, v311_4_8_0_1_a_breach_ends_the_connection) {
  for (const char* breach : {"F0", "20 02 0000", "41", "82", "36 05 0001 61 0001"}) {
    Line line(k311);
    line.connected().in(breach);
    EXPECT_EQ(line.fault().substr(0, 5), "peer ") << breach;
    line.in("30 03 0001 61");
    EXPECT_EQ(line.happened(), "") << "nothing of it is heard any more";
    EXPECT_EQ(line.out(), "") << "MQTT 3.1.1 has no words for it";
  }
}

// What a client cannot take is its transient error: a packet larger than it has room for.
TEST(normative, v311_4_8_0_2_what_there_is_no_room_for_ends_the_connection) {
  SessionOptions options;
  options.max_received_packet = 100;
  Line line(k311, options);
  line.connected().in("30 63");
  EXPECT_EQ(line.fault(), "peer packet_too_large PUBLISH remaining_length ");
}

TEST(normative, v311_6_0_0_2_packets_may_be_cut_anywhere) {
  const std::string_view bytes = "32 07 0003 612F62 0007 30 04 0001 61 78 D0 00 34 05 0001 61 0008 62 02 0008";
  Line whole(k311), apart(k311);
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
