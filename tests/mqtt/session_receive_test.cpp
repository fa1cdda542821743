// Incoming messages and the answers to SUBSCRIBE and UNSUBSCRIBE.
#include <gtest/gtest.h>

#include "mqtt/session.h"
#include "support/mqtt_script.h"

namespace mqtt {
namespace {

TEST(session_receive, qos_0) {
  Script s;
  s.connected().publish_in("a/b", "hi").event("received qos=0 'a/b' 'hi'");
  s.reply(Publish{"a", {}, Qos::at_most_once, true, false, 0}).event("received qos=0 retain 'a' ''");
}

TEST(session_receive, qos_1_is_acknowledged) {
  Script s;
  s.connected().publish_in("a", "x", 1, 7).event("received qos=1 id=7 'a' 'x'").expect("PUBACK id=7");
}

// Pitfall 16
TEST(session_receive, dup_of_qos_1_is_delivered_and_acknowledged_again) {
  Script s;
  s.connected().publish_in("a", "x", 1, 7).event("received qos=1 id=7 'a' 'x'").expect("PUBACK id=7");
  s.publish_in("a", "x", 1, 7, true).event("received qos=1 id=7 dup 'a' 'x'").expect("PUBACK id=7");
}

// Pitfall 15
TEST(session_receive, qos_2_is_delivered_once) {
  Script s;
  s.connected();
  s.publish_in("a", "x", 2, 7).event("received qos=2 id=7 'a' 'x'").expect("PUBREC id=7");
  s.publish_in("a", "x", 2, 7, true).expect("PUBREC id=7").quiet();
  s.reply(Pubrel{7}).expect("PUBCOMP id=7");
  s.reply(Pubrel{7}).expect("PUBCOMP id=7");
  s.publish_in("a", "y", 2, 7).event("received qos=2 id=7 'a' 'y'").expect("PUBREC id=7");
}

// [MQTT311-4.6.0-2], [MQTT311-4.6.0-3]: answers leave in the order of the messages, in one message of their own.
TEST(session_receive, answers_keep_the_order) {
  Script s;
  s.connected();
  const std::size_t before = s.messages;
  s.raw("32 05 00 01 61 00 05  34 05 00 01 61 00 03  32 05 00 01 61 00 04  62 02 00 03");
  s.event("received qos=1 id=5 'a' ''").event("received qos=2 id=3 'a' ''").event("received qos=1 id=4 'a' ''");
  s.expect("PUBACK id=5").expect("PUBREC id=3").expect("PUBACK id=4").expect("PUBCOMP id=3");
  EXPECT_EQ(s.messages, before + 1);
}

TEST(session_receive, chinese_emoji_binary_and_200_kilobytes) {
  Script s;
  s.connected();
  s.publish_in("设备", "温度🌡").event("received qos=0 <E8 AE BE E5 A4 87> <E6 B8 A9 E5 BA A6 F0 9F 8C A1>");
  s.publish_in("a", std::string_view("\0\xFF\n", 3)).event("received qos=0 'a' <00 FF 0A>");
  const std::string large(200'000, 'z');
  s.publish_in("a", large).event("received qos=0 'a' " + mqtt_text::quoted(large));
}

TEST(session_receive, a_packet_larger_than_allowed_ends_the_connection_and_what_came_before_stays) {
  SessionOptions options;
  options.max_received_packet = 20;
  Script s(options);
  s.connected().publish_in("a", "fits").event("received qos=0 'a' 'fits'");
  s.publish_in("a", "0123456789abcdefg")
      .event("failed peer packet_too_large PUBLISH remaining_length 22 20 []")
      .event("ended failed");
}

TEST(session_receive, the_limit_can_be_changed_between_packets) {
  Script s;
  s.connected();
  SessionOptions options;
  options.max_received_packet = 8;
  s.session.set_options(options);
  s.publish_in("a", "123").event("received qos=0 'a' '123'");
  s.publish_in("a", "1234").event("failed peer packet_too_large PUBLISH remaining_length 9 8 []").event("ended failed");
}

TEST(session_receive, subscribe_is_answered_filter_by_filter) {
  Script s;
  s.connected();
  s.subscribe(
      {{"a", Qos::at_most_once}, {"b/#", Qos::exactly_once}, {"c", Qos::at_least_once}, {"d", Qos::at_most_once}});
  s.expect("SUBSCRIBE id=1 'a' qos=0 'b/#' qos=2 'c' qos=1 'd' qos=0");
  const std::uint8_t codes[] = {0, 1, 0x80, 2};
  s.reply(Suback{1, Bytes(codes)}).event("subscribed id=1 done 'a' 0>0 'b/#' 2>1 'c' 1>128 'd' 0>2");
}

TEST(session_receive, unsubscribe) {
  Script s;
  s.connected();
  s.unsubscribe({"a", "b/#"})
      .expect("UNSUBSCRIBE id=1 'a' 'b/#'")
      .reply(Unsuback{1})
      .event("unsubscribed id=1 done 'a' 'b/#'");
}

TEST(session_receive, several_requests_at_once_answered_in_any_order) {
  Script s;
  s.connected();
  s.subscribe({{"a", Qos::at_most_once}}).subscribe({{"b", Qos::at_most_once}}).unsubscribe({"c"});
  s.expect("SUBSCRIBE id=1 'a' qos=0").expect("SUBSCRIBE id=2 'b' qos=0").expect("UNSUBSCRIBE id=3 'c'");
  s.reply(Unsuback{3}).event("unsubscribed id=3 done 'c'");
  s.raw("90 03 00 02 00  90 03 00 01 80").event("subscribed id=2 done 'b' 0>0").event("subscribed id=1 done 'a' 0>128");
  s.reply(Suback{1, Bytes(mqtt_text::hex("00"))}).event("ignored SUBACK id=1");
}

TEST(session_receive, v311_3_8_4_5_one_return_code_a_filter) {
  for (const char* codes : {"00", "00 00 00"}) {
    Script s;
    s.connected()
        .subscribe({{"a", Qos::at_most_once}, {"b", Qos::at_most_once}})
        .expect("SUBSCRIBE id=1 'a' qos=0 'b' qos=0");
    const Buffer bytes = mqtt_text::hex(codes);
    s.reply(Suback{1, Bytes(bytes)});
    s.event("failed peer reason_code_count SUBACK reason_code " + std::to_string(bytes.size()) +
            " 2 [MQTT311-3.8.4-5]");
    s.event("subscribed id=1 unknown 'a' 0>0 'b' 0>0").event("ended failed");
  }
}

TEST(session_receive, an_answer_of_the_other_kind_answers_nothing) {
  Script s;
  s.connected().subscribe({{"a", Qos::at_most_once}}).expect("SUBSCRIBE id=1 'a' qos=0");
  s.reply(Unsuback{1}).event("ignored UNSUBACK id=1");
  s.reply(Suback{1, Bytes(mqtt_text::hex("00"))}).event("subscribed id=1 done 'a' 0>0");
}

TEST(session_receive, requests_without_an_answer_are_reported_once) {
  for (const bool clean : {true, false}) {
    Script s;
    s.connected(clean);
    s.subscribe({{"a", Qos::at_least_once}})
        .unsubscribe({"b"})
        .expect("SUBSCRIBE id=1 'a' qos=1")
        .expect("UNSUBSCRIBE id=2 'b'");
    s.close()
        .event("subscribed id=1 unknown 'a' 1>0")
        .event("unsubscribed id=2 unknown 'b'")
        .event("ended connection_lost");
    s.connected(clean).disconnect().expect("DISCONNECT").event("ended disconnected");
  }
}

TEST(session_receive, wrong_requests_are_refused_and_take_no_packet_id) {
  Script s;
  const SubscribeRequest good[] = {{"a", Qos::at_most_once}};
  const SubscribeRequest bad[] = {{"a", Qos::at_most_once}, {"a#", Qos::at_most_once}};
  const std::string_view bad_filter[] = {"+a"};
  s.refused(s.session.subscribe(good, s.now), "local not_connected SUBSCRIBE none 0 0 []");
  s.connected();
  s.refused(s.session.subscribe(bad, s.now),
            "local misplaced_multi_level_wildcard SUBSCRIBE topic_filter 1 0 [MQTT311-4.7.1-2]");
  s.refused(s.session.subscribe({}, s.now), "local empty_list SUBSCRIBE topic_filter 0 0 [MQTT311-3.8.3-3]");
  s.refused(s.session.unsubscribe(bad_filter, s.now),
            "local misplaced_single_level_wildcard UNSUBSCRIBE topic_filter 0 0 [MQTT311-4.7.1-3]");
  s.refused(s.session.unsubscribe({}, s.now), "local empty_list UNSUBSCRIBE topic_filter 0 0 [MQTT311-3.10.3-2]");
  s.subscribe({{"a", Qos::at_most_once}}).expect("SUBSCRIBE id=1 'a' qos=0");
  s.reply(Suback{1, Bytes(mqtt_text::hex("00"))}).event("subscribed id=1 done 'a' 0>0");
}

TEST(session_receive, requests_that_nobody_fetches_are_bounded) {
  SessionOptions options;
  options.max_unsettled_bytes = 20;
  Script s(options);
  s.connected();
  const SubscribeRequest request[] = {{"abcdef", Qos::at_most_once}};
  ASSERT_TRUE(s.session.subscribe(request, s.now));
  s.refused(s.session.subscribe(request, s.now), "local queue_full SUBSCRIBE none 26 20 []");
  s.expect("SUBSCRIBE id=1 'abcdef' qos=0")
      .reply(Suback{1, Bytes(mqtt_text::hex("00"))})
      .event("subscribed id=1 done 'abcdef' 0>0");
}

TEST(session_receive, messages_and_subscriptions_share_packet_ids) {
  Script s;
  s.connected().publish("a", "x", 1).subscribe({{"a", Qos::at_most_once}}).publish("a", "y", 1);
  s.expect("PUBLISH qos=1 id=1 'a' 'x'").expect("SUBSCRIBE id=2 'a' qos=0").expect("PUBLISH qos=1 id=3 'a' 'y'");
  s.reply(Puback{2}).event("ignored PUBACK id=2");
  s.close()
      .event("subscribed id=2 unknown 'a' 0>0")
      .event("published 1 unknown")
      .event("published 2 unknown")
      .event("ended connection_lost");
}

}  // namespace
}  // namespace mqtt
