// MQTT 5's numbered statements on PINGREQ, DISCONNECT and AUTH (chapters 3.12, 3.14, 3.15 and 4.12). Those that are not
// here are in tests named after them elsewhere, or in tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k5 = Version::v5;

std::string fault_of(std::string_view packet, std::string_view asked = "", std::string_view connack = "") {
  const Hex properties(asked);
  Line line(k5);
  line.connected(connect_as("c", true, properties), connack).in(packet);
  return line.fault();
}

// With the method "m" and nothing else.
struct Authenticated {
  const Hex method{"15 0001 6D"}, other{"15 0001 6E"}, with_data{"15 0001 6D 16 0002 7879"};
  Line line{k5};
  Authenticated& connecting() {
    line.connect(connect_as("c", true, method)).out();
    return *this;
  }
  Authenticated& connected(std::string_view connack_properties = "15 0001 6D") {
    line.connected(connect_as("c", true, method), connack_properties);
    return *this;
  }
};

// The server has to answer; whether it does is the client's business too.
TEST(normative, v5_3_12_4_1_a_ping_without_an_answer_ends_the_connection) {
  Line line(k5);
  line.connected().wait(60'000);
  EXPECT_EQ(line.out(), "C0 00");
  line.in("D0 00").wait(60'000);
  EXPECT_EQ(line.happened(), "");
  line.wait(10'000);
  EXPECT_EQ(line.happened(), "failed transport ping_timeout PINGRESP none ; ended failed");
}

TEST(normative, v5_3_14_0_1_no_disconnect_from_a_server_before_connack) {
  Line line(k5);
  line.connect(connect_as()).out();
  line.in("E0 01 8B");
  EXPECT_EQ(line.fault(), "peer first_packet_not_connack DISCONNECT packet_type MQTT5-3.2.0-1, left E0 01 82");
}

TEST(normative, v5_3_14_1_1_the_reserved_flags_of_disconnect_are_0) {
  EXPECT_EQ(encoded(Disconnect{}, k5), "E0 00");
  for (const char* first : {"E1", "E2", "EF"})
    EXPECT_EQ(fault_of(first), "peer wrong_flags DISCONNECT flags MQTT5-3.14.1-1, left E0 01 81");
}

TEST(normative, v5_3_14_2_1_reason_codes_of_disconnect) {
  for (const char* good : {"80", "81", "8B", "8D", "8E", "98", "9C", "9D", "A2"}) {
    Line line(k5);
    line.connected().in(std::string("E0 01") + good);
    EXPECT_EQ(line.happened().substr(0, 19), "server disconnected") << good;
  }
  for (const char* bad : {"01", "18", "84", "85", "91", "92", "FF"})
    EXPECT_EQ(fault_of(std::string("E0 01") + bad),
              "peer reserved_reason_code DISCONNECT reason_code MQTT5-3.14.2-1, left E0 01 82")
        << bad;
  Line line(k5);
  line.connected();
  EXPECT_EQ(refusal(line.session.disconnect(line.now, 0x01)),
            "local reserved_reason_code DISCONNECT reason_code MQTT5-3.14.2-1");
  EXPECT_EQ(line.session.state(), State::connected) << "what is refused ends nothing";
  line.disconnect(0x04);
  EXPECT_EQ(line.out(), "E0 01 04");
}

TEST(normative, v5_3_14_2_2_no_session_expiry_from_a_server) {
  EXPECT_EQ(fault_of("E0 07 00 05 11 00000005"),
            "peer not_from_server DISCONNECT session_expiry_interval MQTT5-3.14.2-2, left E0 01 82");
}

TEST(normative, v5_3_14_2_3_a_reason_string_that_does_not_fit_is_left_out) {
  const Hex reason("1F 0004 78787878");
  Line small(k5), large(k5);
  small.connected(connect_as(), "27 00000006").disconnect(0x04, reason);
  EXPECT_EQ(small.out(), "E0 01 04");
  large.connected().disconnect(0x04, reason);
  EXPECT_EQ(large.out(), "E0 09 04 07 1F 00 04 78 78 78 78");
  EXPECT_EQ(fault_of("E0 09 8B 07 1F 0004 78787878", "27 00000008"),
            "peer packet_too_large DISCONNECT remaining_length MQTT5-3.1.2-24, left E0 01 95");
}

TEST(normative, v5_3_14_2_4_user_properties_that_do_not_fit_are_left_out) {
  const Hex user("26 0001 61 0001 62 11 00000005"), expiry("11 00000064");
  Line small(k5), large(k5);
  small.connected(connect_as("c", true, expiry), "27 0000000C").disconnect(0, user);
  EXPECT_EQ(small.out(), "E0 07 00 05 11 00 00 00 05") << "other properties stay";
  large.connected(connect_as("c", true, expiry)).disconnect(0, user);
  EXPECT_EQ(large.out(), "E0 0E 00 0C 26 00 01 61 00 01 62 11 00 00 00 05");
}

TEST(normative, v5_3_14_4_1_nothing_is_sent_after_disconnect) {
  const Hex expiry("11 00000064");
  Line line(k5);
  line.connected(connect_as("c", false, expiry)).disconnect();
  EXPECT_EQ(line.out(), "E0 00");
  line.in("32 06 0001 61 0007 00 62 02 0009").wait(120'000).publish(message("a", 1));
  EXPECT_EQ(refusal(line.session.publish(message("a"), line.now)), "local not_connected PUBLISH none ");
  EXPECT_EQ(line.out(), "");
  Line told(k5);
  told.connected().in("00 32 06 0001 61 0007 00");
  EXPECT_EQ(told.out(), "E0 01 81") << "nor after one that names a fault";
}

TEST(normative, v5_3_14_4_2_after_disconnect_the_connection_is_closed) {
  Line ours(k5), theirs(k5);
  ours.connected().disconnect();
  EXPECT_EQ(ours.happened(), "ended disconnected") << "upon which its owner closes the transport";
  theirs.connected().in("E0 00 30 04 0001 61 00");
  EXPECT_EQ(theirs.happened(), "server disconnected; ended server_disconnected");
  EXPECT_EQ(theirs.out(), "");
}

TEST(normative, v5_3_15_1_1_the_flags_of_auth_are_0) {
  for (const char* first : {"F1", "F2", "F8"})
    EXPECT_EQ(fault_of(first), "peer wrong_flags AUTH flags MQTT5-3.15.1-1, left E0 01 81");
}

TEST(normative, v5_3_15_2_1_reason_codes_of_auth) {
  Authenticated peer;
  peer.connected().line.in("F0 06 01 04 15 0001 6D");
  EXPECT_EQ(peer.line.fault(), "peer reserved_reason_code AUTH reason_code MQTT5-3.15.2-1, left E0 01 82");
  Authenticated bad;
  bad.connected().line.in("F0 06 80 04 15 0001 6D");
  EXPECT_EQ(bad.line.fault(), "peer reserved_reason_code AUTH reason_code MQTT5-3.15.2-1, left E0 01 82");
  Authenticated ours;
  ours.connected();
  EXPECT_EQ(refusal(ours.line.session.authenticate(0x80, ours.method, ours.line.now)),
            "local reserved_reason_code AUTH reason_code MQTT5-3.15.2-1");
  EXPECT_EQ(ours.line.out(), "");
}

TEST(normative, v5_3_15_2_2_a_reason_string_does_not_make_auth_too_large) {
  const Hex reason("15 0001 6D 1F 0004 78787878");
  Authenticated small;
  small.connected("15 0001 6D 27 0000000A");
  EXPECT_EQ(refusal(small.line.session.authenticate(0x19, reason, small.line.now)),
            "local packet_too_large AUTH none MQTT5-3.2.2-15");
  EXPECT_EQ(small.line.out(), "");
  small.line.does(small.line.session.authenticate(0x19, small.method, small.line.now));
  EXPECT_EQ(small.line.out(), "F0 06 19 04 15 00 01 6D");
}

TEST(normative, v5_3_15_2_3_user_properties_do_not_make_auth_too_large) {
  const Hex user("15 0001 6D 26 0001 61 0001 62");
  Authenticated small;
  small.connected("15 0001 6D 27 0000000A");
  EXPECT_EQ(refusal(small.line.session.authenticate(0x19, user, small.line.now)),
            "local packet_too_large AUTH none MQTT5-3.2.2-15");
  EXPECT_EQ(small.line.out(), "");
}

TEST(normative, v5_4_12_0_1_a_method_that_the_server_does_not_know_is_told) {
  Authenticated session;
  session.connecting().line.in("20 03 00 8C 00");
  EXPECT_EQ(session.line.happened(), "refused code 140; ended refused");
}

TEST(normative, v5_4_12_0_2_the_servers_auth_says_continue) {
  Authenticated good, bad;
  good.connecting().line.in("F0 0A 18 08 15 0001 6D 16 0001 78");
  EXPECT_EQ(good.line.happened(), "auth code 24");
  bad.connecting().line.in("F0 06 00 04 15 0001 6D");
  EXPECT_EQ(bad.line.fault(), "peer unexpected_authentication AUTH reason_code MQTT5-4.12.0-2, left E0 01 82");
  Authenticated clients;
  clients.connecting().line.in("F0 06 19 04 15 0001 6D");
  EXPECT_EQ(clients.line.fault(), "peer not_from_server AUTH reason_code MQTT5-3.15.2-1, left E0 01 82");
}

TEST(normative, v5_4_12_0_3_our_answer_says_continue) {
  Authenticated session;
  session.connecting().line.in("F0 06 18 04 15 0001 6D");
  EXPECT_EQ(refusal(session.line.session.authenticate(0x19, session.method, session.line.now)),
            "local unexpected_authentication AUTH reason_code MQTT 5 §4.12");
  EXPECT_EQ(session.line.out(), "");
  session.line.does(session.line.session.authenticate(0x18, session.with_data, session.line.now));
  EXPECT_EQ(session.line.out(), "F0 0B 18 09 15 00 01 6D 16 00 02 78 79");
  session.line.happened();
  session.line.in("20 07 00 00 04 15 0001 6D");
  EXPECT_EQ(session.line.happened(), "connected");
}

TEST(normative, v5_4_12_0_4_a_rejection_on_the_way_ends_the_connection) {
  Authenticated session;
  session.connecting().line.in("F0 06 18 04 15 0001 6D 20 03 00 87 00");
  EXPECT_EQ(session.line.happened(), "auth code 24; refused code 135; ended refused");
}

TEST(normative, v5_4_12_0_5_every_auth_and_connack_has_the_method_of_connect) {
  for (const auto& [packet, name] : {std::pair{"F0 06 18 04 15 0001 6E", "AUTH"},
                                     {"20 07 00 00 04 15 0001 6E", "CONNACK"},
                                     {"F0 02 18 00", "AUTH"},
                                     {"20 03 00 00 00", "CONNACK"}}) {
    Authenticated wrong;
    wrong.connecting().line.in(packet);
    EXPECT_EQ(wrong.line.fault(), std::string("peer authentication_method_mismatch ") + name +
                                      " authentication_method MQTT5-4.12.0-5, left E0 01 82");
  }
  Authenticated ours;
  ours.connecting().line.in("F0 06 18 04 15 0001 6D");
  EXPECT_EQ(refusal(ours.line.session.authenticate(0x18, ours.other, ours.line.now)),
            "local authentication_method_mismatch AUTH authentication_method MQTT5-4.12.0-5");
  EXPECT_EQ(refusal(ours.line.session.authenticate(0x18, {}, ours.line.now)),
            "local authentication_method_mismatch AUTH authentication_method MQTT5-4.12.0-5");
  EXPECT_EQ(ours.line.out(), "");
}

TEST(normative, v5_4_12_0_6_without_a_method_of_ours_there_is_none_of_the_servers) {
  for (const auto& [packet, what] : {std::pair{"F0 06 18 04 15 0001 6D", "AUTH packet_type"},
                                     {"20 07 00 00 04 15 0001 6D", "CONNACK authentication_method"}}) {
    Line line(k5);
    line.connect(connect_as()).out();
    line.in(packet);
    EXPECT_EQ(line.fault(), std::string("peer unexpected_authentication ") + what + " MQTT5-4.12.0-6, left E0 01 82");
  }
  EXPECT_EQ(fault_of("F0 06 18 04 15 0001 6D"),
            "peer unexpected_authentication AUTH packet_type MQTT5-4.12.0-6, left E0 01 82");
}

TEST(normative, v5_4_12_0_7_without_a_method_no_auth_is_sent) {
  const Hex method("15 0001 6D");
  Line line(k5);
  line.connected();
  EXPECT_EQ(refusal(line.session.authenticate(0x19, method, line.now)),
            "local unexpected_authentication AUTH reason_code MQTT5-4.12.0-7");
  EXPECT_EQ(line.out(), "");
}

TEST(normative, v5_4_12_1_1_authenticating_again_uses_the_same_method) {
  Authenticated session;
  session.connected();
  Line& line = session.line;
  EXPECT_EQ(refusal(line.session.authenticate(0x19, session.other, line.now)),
            "local authentication_method_mismatch AUTH authentication_method MQTT5-4.12.1-1");
  EXPECT_EQ(line.out(), "");
  line.does(line.session.authenticate(0x19, session.with_data, line.now));
  EXPECT_EQ(line.out(), "F0 0B 19 09 15 00 01 6D 16 00 02 78 79");
  line.in("F0 06 18 04 15 0001 6D");
  EXPECT_EQ(line.happened(), "auth code 24");
  line.does(line.session.authenticate(0x18, session.method, line.now)).in("F0 06 00 04 15 0001 6D");
  EXPECT_EQ(line.happened(), "auth");
  EXPECT_EQ(line.session.state(), State::connected);
}

TEST(normative, v5_4_12_1_2_a_failed_authentication_ends_the_connection) {
  Authenticated theirs, ours;
  theirs.connected().line.does(theirs.line.session.authenticate(0x19, theirs.method, theirs.line.now)).in("E0 01 87");
  EXPECT_EQ(theirs.line.happened(), "server disconnected code 135; ended server_disconnected");
  ours.connected().line.does(ours.line.session.authenticate(0x19, ours.method, ours.line.now)).out();
  ours.line.disconnect(0x80);
  EXPECT_EQ(ours.line.out(), "E0 01 80");
  EXPECT_EQ(ours.line.happened(), "ended disconnected");
}

}  // namespace
}  // namespace mqtt
