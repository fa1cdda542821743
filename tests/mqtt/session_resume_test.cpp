// A session over several connections (pitfalls 15, 18, 19 and 22; MQTT 3.1.1 §3.1.2.4, §4.4, §4.6).
#include <gtest/gtest.h>

#include "mqtt/session.h"
#include "support/mqtt_script.h"

namespace mqtt {
namespace {

TEST(session_resume, v311_4_4_0_1_unacknowledged_messages_are_sent_again_in_order_with_dup) {
  Script s;
  s.connected(false);
  s.publish("a", "1", 1).publish("a", "2", 2).publish("a", "3", 1).publish("a", "4", 2);
  s.take_sent();
  s.reply(Puback{3}).event("published 3 done");
  s.reply(Pubrec{4}).expect("PUBREL id=4");
  s.close().event("ended connection_lost");
  EXPECT_EQ(s.session.unsettled_messages(), 3u);

  s.reconnected(true);
  s.expect("PUBREL id=4").expect("PUBLISH qos=1 id=1 dup 'a' '1'").expect("PUBLISH qos=2 id=2 dup 'a' '2'").quiet();
  s.reply(Pubcomp{4}).event("published 4 done");
  s.reply(Puback{1}).event("published 1 done");
  s.reply(Pubrec{2}).expect("PUBREL id=2").reply(Pubcomp{2}).event("published 2 done");
}

TEST(session_resume, a_message_past_pubrec_is_never_published_again) {
  Script s;
  s.connected(false).publish("a", "x", 2).expect("PUBLISH qos=2 id=1 'a' 'x'").reply(Pubrec{1}).expect("PUBREL id=1");
  for (int round = 0; round < 3; ++round) {
    s.close().event("ended connection_lost");
    s.reconnected(true).expect("PUBREL id=1").quiet();
  }
  s.reply(Pubcomp{1}).event("published 1 done");
}

TEST(session_resume, messages_of_the_time_between_go_after_the_stored_ones) {
  Script s;
  s.connected(false).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'").close().event("ended connection_lost");
  s.publish("a", "2", 1);
  s.connect(false).expect("CONNECT 'c' clean=0 keepalive=60");
  s.publish("a", "3", 2).quiet();
  s.reply(Connack{true, 0}).event("connected session=1");
  s.publish("a", "4", 1);
  s.expect("PUBLISH qos=1 id=1 dup 'a' '1'").expect("PUBLISH qos=1 id=2 'a' '2'").expect("PUBLISH qos=2 id=3 'a' '3'");
  s.expect("PUBLISH qos=1 id=4 'a' '4'");
  for (const PacketId id : {PacketId{1}, PacketId{2}, PacketId{4}})
    s.reply(Puback{id}).event("published " + std::to_string(id) + " done");
  s.reply(Pubrec{3}).expect("PUBREL id=3").reply(Pubcomp{3}).event("published 3 done");
}

TEST(session_resume, qos_0_is_not_kept_for_later) {
  Script s;
  s.connected(false).close().event("ended connection_lost");
  s.refused(s.session.publish({"a", {}, Qos::at_most_once, false, {}}, s.now), "local not_connected PUBLISH none 0 0 []");
}

TEST(session_resume, a_session_lost_by_the_server_settles_what_was_sent_as_unknown_and_sends_the_rest) {
  Script s;
  s.connected(false).publish("a", "1", 1).publish("a", "2", 2).publish("a", "3", 2).reply(Pubrec{2});
  s.take_sent();
  s.close().event("ended connection_lost");
  s.publish("a", "4", 1);
  s.reconnected(false);
  s.event("published 2 unknown").event("published 1 unknown").event("published 3 unknown");
  s.expect("PUBLISH qos=1 id=4 'a' '4'").quiet();
  s.reply(Puback{4}).event("published 4 done");
  s.reply(Puback{1}).event("ignored PUBACK id=1");
}

TEST(session_resume, a_clean_session_afterwards_settles_everything_before_it) {
  Script s;
  s.connected(false).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'").close().event("ended connection_lost");
  s.publish("a", "2", 1);
  s.connect(true).event("published 1 unknown").event("published 2 not_sent").expect("CONNECT 'c' clean=1 keepalive=60");
  s.reply(Connack{}).event("connected session=0");
  s.publish("a", "3", 1).expect("PUBLISH qos=1 id=1 'a' '3'").reply(Puback{1}).event("published 3 done");
}

TEST(session_resume, another_client_id_is_another_session) {
  Script s;
  s.connected(false).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'").close().event("ended connection_lost");
  s.connect(false, 60, "other").event("published 1 unknown").expect("CONNECT 'other' clean=0 keepalive=60");
  s.reply(Connack{true, 0}).event("connected session=1").quiet();
}

TEST(session_resume, a_failed_attempt_loses_nothing) {
  Script s;
  s.connected(false).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'").close().event("ended connection_lost");
  s.connect(false)
      .expect("CONNECT 'c' clean=0 keepalive=60")
      .reply(Connack{false, 3})
      .event("refused 3")
      .event("ended refused");
  ConnectOptions options;
  options.client_id = "c";
  options.clean_session = false;
  s.start(options).close().event("ended connection_lost");
  s.reconnected(true).expect("PUBLISH qos=1 id=1 dup 'a' '1'").reply(Puback{1}).event("published 1 done");
}

TEST(session_resume, a_fault_of_the_server_keeps_the_session) {
  Script s;
  s.connected(false).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'").raw("F0");
  s.event("failed peer reserved_packet_type no packet packet_type 240 0 [MQTT 3.1.1 §2.2.1]").event("ended failed");
  s.reconnected(true).expect("PUBLISH qos=1 id=1 dup 'a' '1'").reply(Puback{1}).event("published 1 done");
}

TEST(session_resume, disconnect_keeps_a_session_that_is_not_clean) {
  Script s;
  s.connected(false).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'");
  s.disconnect().expect("DISCONNECT").event("ended disconnected");
  s.reconnected(true).expect("PUBLISH qos=1 id=1 dup 'a' '1'").reply(Puback{1}).event("published 1 done");
}

// Incoming QoS 2 over a reconnect: once, whether or not the server kept the session.
TEST(session_resume, incoming_qos_2_is_not_delivered_twice) {
  Script s;
  s.connected(false).publish_in("a", "x", 2, 7).event("received qos=2 id=7 'a' 'x'").expect("PUBREC id=7");
  s.close().event("ended connection_lost");
  s.reconnected(true);
  s.publish_in("a", "x", 2, 7, true).expect("PUBREC id=7").quiet();
  s.reply(Pubrel{7}).expect("PUBCOMP id=7");

  s.publish_in("a", "y", 2, 8)
      .event("received qos=2 id=8 'a' 'y'")
      .expect("PUBREC id=8")
      .close()
      .event("ended connection_lost");
  s.reconnected(false);
  s.publish_in("a", "z", 2, 8).event("received qos=2 id=8 'a' 'z'").expect("PUBREC id=8");
}

TEST(session_resume, half_a_packet_does_not_reach_into_the_next_connection) {
  Script s;
  s.connected(false).raw("30 09 00 01 61").close().event("ended connection_lost");
  s.reconnected(true).publish_in("a", "x").event("received qos=0 'a' 'x'");
}

TEST(session_resume, a_session_that_starts_anew_starts_at_packet_id_1) {
  Script s;
  s.connected(true)
      .publish("a", "1", 1)
      .expect("PUBLISH qos=1 id=1 'a' '1'")
      .reply(Puback{1})
      .event("published 1 done");
  s.close().event("ended connection_lost");
  s.connected(false)
      .publish("a", "2", 1)
      .expect("PUBLISH qos=1 id=1 'a' '2'")
      .reply(Puback{1})
      .event("published 2 done");
}

// Pitfall 21: ids of what was answered, lost with the connection or lost with the session are free again: all of them
// can be used.
TEST(session_resume, no_packet_id_leaks) {
  SessionOptions options;
  options.max_unsettled_messages = 100'000;
  Script s(options);
  s.connected(false).subscribe({{"a", Qos::at_most_once}}).reply(Suback{1, Bytes(mqtt_text::hex("00"))});
  s.publish("a", "x", 1).publish("a", "x", 2).reply(Pubrec{3}).unsubscribe({"a"});
  s.publish("a", "x", 1).reply(Puback{5}).publish("a", "x", 2).reply(Pubrec{6}).reply(Pubcomp{6}).close();
  s.take_sent();
  s.take_events();
  s.reconnected(false).event("published 2 unknown").event("published 1 unknown");
  for (int count = 0; count < 65'535; ++count)
    ASSERT_TRUE(s.session.publish({"a", {}, Qos::at_least_once, false, {}}, s.now)) << count;
  s.close();
  s.take_events();
}

TEST(session_resume, a_packet_id_in_flight_is_not_given_again_after_a_reconnect) {
  Script s;
  s.connected(false).publish("a", "1", 1).publish("a", "2", 1);
  s.take_sent();
  s.close().event("ended connection_lost");
  s.reconnected(true).publish("a", "3", 1);
  s.expect("PUBLISH qos=1 id=1 dup 'a' '1'")
      .expect("PUBLISH qos=1 id=2 dup 'a' '2'")
      .expect("PUBLISH qos=1 id=3 'a' '3'");
  s.close().event("ended connection_lost");
}

TEST(session_resume, a_session_that_is_given_up_reports_what_was_unsettled) {
  Script s;
  s.connected(false).publish("a", "1", 1).expect("PUBLISH qos=1 id=1 'a' '1'");
  s.session.forget();  // not while there is a connection
  s.fetch().quiet().close().event("ended connection_lost");
  s.publish("a", "2", 2);
  s.session.forget();
  s.fetch().event("published 1 unknown").event("published 2 not_sent");
  EXPECT_EQ(s.session.unsettled_messages(), 0u);
  s.refused(s.session.publish({"a", {}, Qos::at_least_once, false, {}}, s.now), "local not_connected PUBLISH none 0 0 []");
}

}  // namespace
}  // namespace mqtt
