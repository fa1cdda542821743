// Outgoing messages: each is settled exactly once, whatever happens (pitfalls 15, 19 and 20).
#include <gtest/gtest.h>

#include "mqtt/session.h"
#include "support/mqtt_script.h"

namespace mqtt {
namespace {

TEST(session_publish, qos_0) {
  Script s;
  s.connected();
  s.publish("a/b", "hi", 0).expect("PUBLISH qos=0 'a/b' 'hi'").event("published 1 done");
  s.publish("a/b", "", 0, true).expect("PUBLISH qos=0 retain 'a/b' ''").event("published 2 done");
}

TEST(session_publish, qos_1) {
  Script s;
  s.connected();
  s.publish("a", "x", 1).expect("PUBLISH qos=1 id=1 'a' 'x'").quiet();
  EXPECT_EQ(s.session.unsettled_messages(), 1u);
  s.reply(Puback{1}).event("published 1 done");
  EXPECT_EQ(s.session.unsettled_messages(), 0u);
  EXPECT_EQ(s.session.unsettled_bytes(), 0u);
}

TEST(session_publish, qos_2) {
  Script s;
  s.connected();
  s.publish("a", "x", 2).expect("PUBLISH qos=2 id=1 'a' 'x'");
  s.reply(Pubrec{1}).expect("PUBREL id=1").quiet();
  s.reply(Pubcomp{1}).event("published 1 done");
}

// Pitfall 15
TEST(session_publish, a_repeated_pubrec_is_answered_by_pubrel_and_never_by_publish) {
  Script s;
  s.connected();
  s.publish("a", "x", 2).expect("PUBLISH qos=2 id=1 'a' 'x'");
  s.reply(Pubrec{1}).expect("PUBREL id=1");
  s.reply(Pubrec{1}).expect("PUBREL id=1");
  s.reply(Pubcomp{1}).event("published 1 done");
  s.reply(Pubrec{1}).expect("PUBREL id=1");
}

TEST(session_publish, several_in_flight_settle_in_any_order) {
  Script s;
  s.connected();
  for (const char* payload : {"1", "2", "3"}) s.publish("a", payload, 1);
  s.expect("PUBLISH qos=1 id=1 'a' '1'").expect("PUBLISH qos=1 id=2 'a' '2'").expect("PUBLISH qos=1 id=3 'a' '3'");
  s.reply(Puback{2}).event("published 2 done");
  s.reply(Puback{1}).event("published 1 done");
  s.reply(Puback{3}).event("published 3 done");
}

TEST(session_publish, one_flush_is_one_message) {
  Script s;
  s.connected();
  const std::size_t before = s.messages;
  for (int count = 0; count < 10; ++count) ASSERT_TRUE(s.session.publish({"a", {}, Qos::at_most_once, false, {}}, s.now));
  s.fetch();
  EXPECT_EQ(s.messages, before + 1);
  EXPECT_EQ(s.take_sent().size(), 10u);
  EXPECT_EQ(s.take_events().size(), 10u);
}

TEST(session_publish, acknowledgements_of_nothing_are_noted_and_ignored) {
  Script s;
  s.connected();
  s.reply(Puback{9}).event("ignored PUBACK id=9");
  s.reply(Pubcomp{9}).event("ignored PUBCOMP id=9");
  s.reply(Suback{9, Bytes(mqtt_text::hex("00"))}).event("ignored SUBACK id=9");
  s.reply(Unsuback{9}).event("ignored UNSUBACK id=9");
  s.reply(Pingresp{}).event("ignored PINGRESP id=0");
  s.reply(Pubrec{9}).expect("PUBREL id=9");
  s.reply(Pubrel{9}).expect("PUBCOMP id=9");
  EXPECT_EQ(s.session.state(), State::connected);
}

TEST(session_publish, v311_3_3_4_1_the_wrong_acknowledgement_is_an_error) {
  const struct {
    int qos;
    Packet answer;
    const char* error;
  } rows[] = {
      {1, Pubrec{1}, "PUBREC packet_type 1 4"},
      {1, Pubcomp{1}, "PUBCOMP packet_type 1 4"},
      {2, Puback{1}, "PUBACK packet_type 1 5"},
      {2, Pubcomp{1}, "PUBCOMP packet_type 1 5"},
  };
  for (const auto& row : rows) {
    Script s;
    s.connected().publish("a", "x", row.qos);
    s.take_sent();
    s.reply(row.answer).event(std::string("failed peer wrong_acknowledgement ") + row.error + " [MQTT311-3.3.4-1]");
    s.event("published 1 unknown").event("ended failed");
  }
}

TEST(session_publish, what_is_wrong_is_refused_and_takes_no_packet_id) {
  Script s;
  s.connected();
  s.refused(s.session.publish({"a/+", {}, Qos::at_least_once, false, {}}, s.now),
            "local wildcard_in_topic_name PUBLISH topic_name 2 43 [MQTT311-3.3.2-2]");
  s.refused(s.session.publish({"", {}, Qos::at_most_once, false, {}}, s.now),
            "local empty_topic PUBLISH topic_name 0 0 [MQTT311-4.7.3-1]");
  s.refused(s.session.publish({"a", {}, static_cast<Qos>(3), false, {}}, s.now),
            "local invalid_qos PUBLISH qos 3 0 [MQTT311-3.3.1-4]");
  s.publish("a", "x", 1).expect("PUBLISH qos=1 id=1 'a' 'x'");
  s.reply(Puback{1}).event("published 1 done");
}

TEST(session_publish, without_a_connection) {
  Script s;
  const auto refuse = [&](Qos qos) {
    s.refused(s.session.publish({"a", {}, qos, false, {}}, s.now), "local not_connected PUBLISH none 0 0 []");
  };
  refuse(Qos::at_most_once);
  refuse(Qos::at_least_once);
  s.connect().expect("CONNECT 'c' clean=1 keepalive=60");
  refuse(Qos::at_most_once);
  s.reply(Connack{}).event("connected session=0");
  s.close().event("ended connection_lost");
  refuse(Qos::at_least_once);
}

TEST(session_publish, while_connecting_they_wait_for_connack) {
  Script s;
  s.connect().expect("CONNECT 'c' clean=1 keepalive=60");
  s.publish("a", "1", 1).publish("a", "2", 2).quiet();
  s.reply(Connack{})
      .event("connected session=0")
      .expect("PUBLISH qos=1 id=1 'a' '1'")
      .expect("PUBLISH qos=2 id=2 'a' '2'");
  s.reply(Puback{1}).event("published 1 done");
  s.reply(Pubrec{2}).expect("PUBREL id=2").reply(Pubcomp{2}).event("published 2 done");
}

TEST(session_publish, what_waited_for_a_clean_session_that_never_came_was_not_sent) {
  Script s;
  s.connect().expect("CONNECT 'c' clean=1 keepalive=60").publish("a", "1", 1);
  s.reply(Connack{false, 3}).event("refused 3").event("published 1 not_sent").event("ended refused");
}

TEST(session_publish, a_clean_session_that_ends_settles_everything_once) {
  for (const bool by_user : {true, false}) {
    Script s;
    s.connected();
    s.publish("a", "1", 1).publish("a", "2", 2).publish("a", "3", 2).reply(Pubrec{2});
    s.take_sent();
    if (by_user)
      s.disconnect().expect("DISCONNECT");
    else
      s.close();
    s.event("published 2 unknown").event("published 1 unknown").event("published 3 unknown");
    s.event(by_user ? "ended disconnected" : "ended connection_lost");
    EXPECT_EQ(s.session.unsettled_messages(), 0u);
    s.close().connected();
    s.publish("a", "4", 1).expect("PUBLISH qos=1 id=1 'a' '4'").reply(Puback{1}).event("published 4 done");
  }
}

// Pitfall 20
TEST(session_publish, the_number_of_unsettled_messages_is_bounded) {
  SessionOptions options;
  options.max_unsettled_messages = 3;
  Script s(options);
  s.connected();
  for (int count = 0; count < 3; ++count) s.publish("a", "x", 1 + count % 2);
  s.take_sent();
  s.refused(s.session.publish({"a", {}, Qos::at_least_once, false, {}}, s.now),
            "local too_many_unsettled PUBLISH none 3 3 []");
  s.reply(Pubrec{2}).expect("PUBREL id=2");
  s.refused(s.session.publish({"a", {}, Qos::at_least_once, false, {}}, s.now),
            "local too_many_unsettled PUBLISH none 3 3 []");
  s.publish("a", "free", 0).expect("PUBLISH qos=0 'a' 'free'").event("published 4 done");
  s.reply(Puback{1}).event("published 1 done");
  s.publish("a", "x", 1).expect("PUBLISH qos=1 id=4 'a' 'x'");
  s.close()
      .event("published 2 unknown")
      .event("published 3 unknown")
      .event("published 5 unknown")
      .event("ended connection_lost");
}

TEST(session_publish, the_bytes_of_unsettled_messages_are_bounded) {
  SessionOptions options;
  options.max_unsettled_bytes = 100;
  Script s(options);
  s.connected();
  const std::string large(80, 'x');
  s.publish("a", large, 1).expect("PUBLISH qos=1 id=1 'a' '" + large + "'");
  s.refused(s.session.publish({"a", as_bytes(large), Qos::at_least_once, false, {}}, s.now),
            "local queue_full PUBLISH none 168 100 []");
  s.reply(Puback{1}).event("published 1 done");
  s.publish("a", large, 1).expect("PUBLISH qos=1 id=2 'a' '" + large + "'").reply(Puback{2}).event("published 2 done");
}

TEST(session_publish, bytes_that_nobody_fetches_are_bounded) {
  SessionOptions options;
  options.max_unsettled_bytes = 100;
  Script s(options);
  s.connected();
  const std::string payload(40, 'x');
  ASSERT_TRUE(s.session.publish({"a", as_bytes(payload), Qos::at_most_once, false, {}}, s.now));
  ASSERT_TRUE(s.session.publish({"a", as_bytes(payload), Qos::at_most_once, false, {}}, s.now));
  const auto third = s.session.publish({"a", as_bytes(payload), Qos::at_most_once, false, {}}, s.now);
  s.refused(third, "local queue_full PUBLISH none 131 100 []");
  s.take_sent();
  s.take_events();
  s.publish("a", payload, 0).expect("PUBLISH qos=0 'a' '" + payload + "'").event("published 3 done");
}

// Pitfall 21
TEST(session_publish, no_packet_id_left_is_an_error_and_not_silence) {
  SessionOptions options;
  options.max_unsettled_messages = 100'000;
  Script s(options);
  s.connected();
  for (int count = 0; count < 65'535; ++count)
    ASSERT_TRUE(s.session.publish({"a", {}, Qos::at_least_once, false, {}}, s.now));
  const std::string exhausted = "local packet_ids_exhausted ";
  s.refused(s.session.publish({"a", {}, Qos::at_least_once, false, {}}, s.now), exhausted + "PUBLISH none 0 0 []");
  const SubscribeRequest request[] = {{"a", Qos::at_most_once}};
  const std::string_view filter[] = {"a"};
  s.refused(s.session.subscribe(request, s.now), exhausted + "SUBSCRIBE none 0 0 []");
  s.refused(s.session.unsubscribe(filter, s.now), exhausted + "UNSUBSCRIBE none 0 0 []");
  EXPECT_EQ(s.take_sent().size(), 65'535u);
  s.reply(Puback{777}).event("published 777 done");
  s.publish("a", "x", 1).expect("PUBLISH qos=1 id=777 'a' 'x'");
  s.close();
  auto events = s.take_events();
  EXPECT_EQ(events.size(), 65'536u);
  EXPECT_EQ(events.back(), "ended connection_lost");
}

TEST(session_publish, packet_ids_wrap_past_those_in_flight) {
  Script s;
  s.connected();
  s.publish("a", "stays", 1).expect("PUBLISH qos=1 id=1 'a' 'stays'");
  Event event;
  for (unsigned id = 2; id <= 65'535; ++id) {
    ASSERT_TRUE(s.session.publish({"a", {}, Qos::at_least_once, false, {}}, s.now));
    (void)s.session.take_output();
    const std::uint8_t puback[] = {0x40, 2, static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id & 0xFF)};
    s.session.received(puback, s.now);
    ASSERT_TRUE(s.session.next_event(event));
    ASSERT_EQ(event.token, id);
  }
  s.publish("a", "x", 1).expect("PUBLISH qos=1 id=2 'a' 'x'");
  s.reply(Puback{2}).event("published 65536 done").reply(Puback{1}).event("published 1 done");
}

}  // namespace
}  // namespace mqtt
