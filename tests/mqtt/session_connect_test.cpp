// How a connection begins and ends.
#include <gtest/gtest.h>

#include "mqtt/session.h"
#include "support/mqtt_script.h"

namespace mqtt {
namespace {

SessionOptions with_timeouts(std::int64_t connect_ms, std::int64_t connack_ms) {
  SessionOptions options;
  options.connect_timeout_ms = connect_ms;
  options.connack_timeout_ms = connack_ms;
  return options;
}

// [MQTT311-3.1.0-1] and pitfall 2: CONNECT is the first packet, whole, in one message, and not before the transport is
// open.
TEST(session_connect, connect_goes_out_when_the_transport_is_open) {
  Script s;
  ConnectOptions options;
  options.client_id = "P.D";
  options.user_name = "P|D|1";
  options.password = as_bytes("secret");
  options.keep_alive_s = 300;
  options.will = Will{"w", as_bytes("bye"), Qos::at_least_once, true};
  s.start(options).quiet();
  EXPECT_EQ(s.session.state(), State::opening);
  s.open().expect("CONNECT 'P.D' clean=1 keepalive=300 will 'w' 'bye' qos=1 retain user 'P|D|1' password 'secret'");
  EXPECT_EQ(s.messages, 1u);
  EXPECT_EQ(s.session.state(), State::awaiting_connack);
  s.reply(Connack{}).event("connected session=0");
  EXPECT_EQ(s.session.state(), State::connected);
}

TEST(session_connect, a_wrong_connect_is_refused_and_changes_nothing) {
  Script s;
  ConnectOptions options;
  options.clean_session = false;
  s.refused(s.session.connect(options, s.now),
            "local empty_client_id_needs_clean_session CONNECT client_id 0 0 [MQTT311-3.1.3-7]");
  options.client_id = "c";
  options.password = as_bytes("p");
  s.refused(s.session.connect(options, s.now),
            "local password_without_user_name CONNECT password 0 0 [MQTT311-3.1.2-22]");
  EXPECT_EQ(s.session.state(), State::idle);
  s.connected();
}

TEST(session_connect, one_connection_at_a_time) {
  Script s;
  s.connected();
  s.refused(s.session.connect({}, s.now), "local already_connected CONNECT none 0 0 []");
  s.disconnect().expect("DISCONNECT").event("ended disconnected");
  s.connected();
}

TEST(session_connect, each_return_code_is_told_and_ends_the_connection) {
  for (std::uint8_t code = 1; code <= 5; ++code) {
    Script s;
    s.connect().expect("CONNECT 'c' clean=1 keepalive=60").reply(Connack{false, code});
    s.event("refused " + std::to_string(code)).event("ended refused");
    EXPECT_EQ(s.session.state(), State::idle);
    s.close().quiet();
  }
}

TEST(session_connect, v311_3_2_0_1_the_first_packet_is_connack) {
  const struct {
    Packet packet;
    const char* name;
  } rows[] = {{Pingresp{}, "PINGRESP"},
              {Publish{"a", {}, Qos::at_most_once, false, false, 0}, "PUBLISH"},
              {Puback{1}, "PUBACK"},
              {Disconnect{}, "DISCONNECT"}};
  for (const auto& row : rows) {
    Script s;
    s.connect().expect("CONNECT 'c' clean=1 keepalive=60").reply(row.packet);
    s.event(std::string("failed peer first_packet_not_connack ") + row.name + " packet_type 0 0 [MQTT311-3.2.0-1]")
        .event("ended failed");
  }
}

TEST(session_connect, a_forbidden_packet_is_refused_at_its_first_byte) {
  Script s;
  s.connect().expect("CONNECT 'c' clean=1 keepalive=60").raw("30");
  s.event("failed peer first_packet_not_connack PUBLISH packet_type 0 0 [MQTT311-3.2.0-1]").event("ended failed");
}

TEST(session_connect, a_second_connack_is_an_error) {
  Script s;
  s.connected().reply(Connack{});
  s.event("failed peer second_connack CONNACK packet_type 0 0 [MQTT 3.1.1 §3.2]").event("ended failed");
}

TEST(session_connect, packets_that_only_a_client_sends_are_errors) {
  const struct {
    const char* first_byte;
    const char* name;
  } rows[] = {{"10", "CONNECT"}, {"82", "SUBSCRIBE"}, {"A2", "UNSUBSCRIBE"}, {"C0", "PINGREQ"}, {"E0", "DISCONNECT"}};
  for (const auto& row : rows) {
    Script s;
    s.connected().raw(row.first_byte);
    s.event(std::string("failed peer not_from_server ") + row.name + " packet_type 0 0 [MQTT 3.1.1 §2.2.1]")
        .event("ended failed");
  }
}

TEST(session_connect, v311_3_2_2_1_session_present_with_a_clean_session) {
  Script s;
  s.connect().expect("CONNECT 'c' clean=1 keepalive=60").reply(Connack{true, 0});
  s.event("failed peer session_present_for_clean_session CONNACK acknowledge_flags 0 0 [MQTT311-3.2.2-1]")
      .event("ended failed");
}

// Pitfall 22: the server may keep the session of an earlier page. The owner is told, and nothing of ours is invented.
TEST(session_connect, session_present_without_a_state_of_ours_is_told) {
  Script s;
  s.connect(false)
      .expect("CONNECT 'c' clean=0 keepalive=60")
      .reply(Connack{true, 0})
      .event("connected session=1")
      .quiet();
}

// Pitfall 28: nothing is delivered after a fault, nothing more is sent, and what came with it is gone.
TEST(session_connect, nothing_follows_a_fault) {
  Script s;
  s.connected();
  s.publish_in("a", "before").event("received qos=0 'a' 'before'");
  s.raw("30 03 00 01 61  36 05 00 01 61 00 01  32 05 00 01 61 00 07");
  s.event("received qos=0 'a' ''");
  s.event("failed peer invalid_qos PUBLISH qos 3 0 [MQTT311-3.3.1-4]").event("ended failed");
  s.publish_in("a", "after").quiet();
  s.close().quiet();
  EXPECT_FALSE(s.session.next_deadline());
  EXPECT_EQ(s.session.output_size(), 0u);
}

TEST(session_connect, answers_that_have_not_left_before_a_fault_do_not_leave) {
  Script s;
  s.connected().raw("32 05 00 01 61 00 07  F0").event("received qos=1 id=7 'a' ''");
  s.event("failed peer reserved_packet_type no packet packet_type 240 0 [MQTT 3.1.1 §2.2.1]").event("ended failed");
}

TEST(session_connect, what_one_transport_did_not_take_is_not_for_the_next) {
  Script s;
  s.connected();
  ASSERT_TRUE(s.session.disconnect(s.now));
  EXPECT_EQ(s.session.output_size(), 2u);
  ConnectOptions options;
  options.client_id = "c";
  s.start(options).event("ended disconnected");
  s.open().expect("CONNECT 'c' clean=1 keepalive=60").close().event("ended connection_lost");

  s.connected();
  ASSERT_TRUE(s.session.disconnect(s.now));
  s.session.closed(s.now);
  EXPECT_EQ(s.session.output_size(), 0u);
  s.fetch().event("ended disconnected");
}

TEST(session_connect, every_kind_of_malformed_packet_ends_the_connection) {
  const struct {
    const char* bytes;
    const char* error;
  } rows[] = {
      {"F0", "peer reserved_packet_type no packet packet_type 240 0 [MQTT 3.1.1 §2.2.1]"},
      {"41", "peer wrong_flags PUBACK flags 1 0 [MQTT311-2.2.2-2]"},
      {"30 FF FF FF FF", "peer remaining_length_too_long PUBLISH remaining_length 0 0 [MQTT 3.1.1 §2.2.3]"},
      {"30 FF FF FF 7F", "peer packet_too_large PUBLISH remaining_length 268435460 16777216 []"},
      {"40 02 00 00", "peer packet_id_zero PUBACK packet_id 0 0 [MQTT311-2.3.1-1]"},
      {"90 03 00 01 05", "peer reserved_reason_code SUBACK reason_code 5 0 [MQTT311-3.9.3-2]"},
      {"D0 01 00", "peer wrong_length PINGRESP remaining_length 1 0 [MQTT 3.1.1 §3.13.1]"},
  };
  for (const auto& row : rows) {
    Script s;
    s.connected().raw(row.bytes).event(std::string("failed ") + row.error).event("ended failed");
  }
  Script s;
  s.connect().expect("CONNECT 'c' clean=1 keepalive=60").raw("20 04 00 00 01 13");
  s.event("failed peer wrong_length CONNACK remaining_length 4 2 [MQTT 3.1.1 §3.2.1]").event("ended failed");
}

// Pitfall 13: each wait has its own end.
TEST(session_connect, no_transport_in_time) {
  Script s(with_timeouts(30'000, 10'000));
  ConnectOptions options;
  options.client_id = "c";
  s.start(options);
  EXPECT_EQ(s.session.next_deadline(), 31'000);
  s.wait(29'999).quiet();
  s.wait(1).event("failed transport connect_timeout no packet none 30000 0 []").event("ended failed");
  s.open().quiet();
}

TEST(session_connect, no_connack_in_time) {
  Script s(with_timeouts(30'000, 10'000));
  ConnectOptions options;
  options.client_id = "c";
  s.start(options).sleep(5'000).open().expect("CONNECT 'c' clean=1 keepalive=60");
  EXPECT_EQ(s.session.next_deadline(), 16'000);
  s.wait(9'999).quiet();
  s.wait(1).event("failed transport connack_timeout CONNACK none 10000 0 []").event("ended failed");
}

TEST(session_connect, the_whole_takes_no_longer_than_the_connect_timeout) {
  Script s(with_timeouts(30'000, 10'000));
  ConnectOptions options;
  options.client_id = "c";
  s.start(options).sleep(25'000).open().expect("CONNECT 'c' clean=1 keepalive=60");
  EXPECT_EQ(s.session.next_deadline(), 31'000);
  s.wait(5'000).event("failed transport connect_timeout no packet none 30000 0 []").event("ended failed");
}

TEST(session_connect, timeouts_can_be_off) {
  Script s(with_timeouts(0, 0));
  ConnectOptions options;
  options.client_id = "c";
  s.start(options);
  EXPECT_FALSE(s.session.next_deadline());
  s.open().expect("CONNECT 'c' clean=1 keepalive=60");
  EXPECT_FALSE(s.session.next_deadline());
  s.wait(1'000'000'000).quiet();
}

TEST(session_connect, disconnect_goes_out_as_the_last_packet) {
  Script s;
  s.connected();
  s.disconnect().expect("DISCONNECT").event("ended disconnected");
  EXPECT_EQ(s.session.state(), State::idle);
  s.publish_in("a", "late").close().quiet();
}

TEST(session_connect, disconnect_while_opening_sends_nothing) {
  Script s;
  ConnectOptions options;
  options.client_id = "c";
  s.start(options).disconnect().event("ended disconnected");
  s.open().quiet();
  s.refused(s.session.disconnect(s.now), "local not_connected DISCONNECT none 0 0 []");
}

TEST(session_connect, disconnect_while_awaiting_connack) {
  Script s;
  s.connect().expect("CONNECT 'c' clean=1 keepalive=60").disconnect().expect("DISCONNECT").event("ended disconnected");
  s.reply(Connack{}).quiet();
}

TEST(session_connect, a_lost_connection_in_each_state) {
  Script s;
  s.close().quiet();
  ConnectOptions options;
  options.client_id = "c";
  s.start(options).close().event("ended connection_lost");
  s.connect().expect("CONNECT 'c' clean=1 keepalive=60").close().event("ended connection_lost");
  s.connected().close().event("ended connection_lost");
  s.close().quiet();
}

// What came before the close is delivered before `ended`; half a packet is not.
TEST(session_connect, closing_loses_nothing_that_was_received) {
  Script s;
  s.connected();
  s.session.received(mqtt_text::hex("30 04 00 01 61 31 30 04 00 01 61 32 30 04 00"), s.now);
  s.session.closed(s.now);
  EXPECT_FALSE(s.session.next_deadline());
  s.session.received(mqtt_text::hex("01 61 33"), s.now);  // of an old transport: it does not complete the third message
  s.refused(s.session.connect({}, s.now), "local already_connected CONNECT none 0 0 []");
  s.event("received qos=0 'a' '1'").event("received qos=0 'a' '2'").event("ended connection_lost");
}

// Between the close and its `ended` there is no line any more, and no deadline.
TEST(session_connect, commands_after_the_close_and_before_it_is_told) {
  Script s;
  s.connected();
  s.session.closed(s.now);
  const auto at_once = s.session.publish({"a", {}, Qos::at_most_once, false, {}}, s.now);
  const auto kept = s.session.publish({"a", {}, Qos::at_least_once, false, {}}, s.now);
  s.session.received(mqtt_text::hex("30 03 00 01 61"), s.now);
  s.session.advance(s.now + 3'600'000);
  EXPECT_TRUE(s.session.disconnect(s.now));
  EXPECT_TRUE(s.session.take_output().empty());
  s.refused(at_once, "local not_connected PUBLISH none 0 0 []")
      .refused(kept, "local not_connected PUBLISH none 0 0 []");
  s.event("ended disconnected");
}

TEST(session_connect, either_timeout_alone) {
  Script only_connack(with_timeouts(0, 10'000));
  only_connack.connect().expect("CONNECT 'c' clean=1 keepalive=60");
  EXPECT_EQ(only_connack.session.next_deadline(), 11'000);
  only_connack.wait(10'000).event("failed transport connack_timeout CONNACK none 10000 0 []").event("ended failed");

  Script only_connect(with_timeouts(30'000, 0));
  only_connect.connect().expect("CONNECT 'c' clean=1 keepalive=60");
  EXPECT_EQ(only_connect.session.next_deadline(), 31'000);
  only_connect.wait(30'000).event("failed transport connect_timeout no packet none 30000 0 []").event("ended failed");
}

TEST(session_connect, late_callbacks_of_an_old_transport_do_nothing) {
  Script s;
  s.open().quiet();
  s.raw("D0 00").wait(1'000'000).quiet();
  s.connected();
  s.open().quiet();
}

}  // namespace
}  // namespace mqtt
