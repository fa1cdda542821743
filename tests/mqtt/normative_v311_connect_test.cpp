// MQTT 3.1.1's numbered statements on CONNECT, CONNACK, PINGREQ and DISCONNECT (chapters 3.1, 3.2, 3.12, 3.14 and 4.1).
// Those that are not here are in tests named after them elsewhere, or in tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k311 = Version::v3_1_1;

std::string connect_bytes(const Connect& connect) { return encoded(connect, k311); }
std::string server_says(const std::string& flags, const std::string& payload) {
  return received_connect(k311, flags, payload);
}

TEST(normative, v311_3_1_0_1_connect_is_the_first_packet) {
  Line line(k311);
  ASSERT_TRUE(line.session.connect(connect_as("c", false), line.now));
  line.publish(message("a", 1));
  const SubscribeRequest request[] = {{"a"}};
  EXPECT_EQ(refusal(line.session.subscribe(request, line.now)), "local not_connected SUBSCRIBE none ");
  EXPECT_EQ(line.out(), "") << "nothing before the transport is open";
  line.session.opened(line.now);
  EXPECT_EQ(line.out(), "10 0D 00 04 4D 51 54 54 04 00 00 3C 00 01 63");
}

TEST(normative, v311_3_1_0_2_one_connect_a_connection) {
  Line line(k311);
  line.connected();
  EXPECT_EQ(refusal(line.session.connect(connect_as(), line.now)), "local already_connected CONNECT none ");
  EXPECT_EQ(line.out(), "");
}

TEST(normative, v311_3_1_2_1_the_protocol_name_is_mqtt) {
  EXPECT_EQ(connect_bytes(connect_as()).substr(6, 17), "00 04 4D 51 54 54");
  EXPECT_EQ(decoded("10 0D 0004 4D515455 04 02 003C 0001 63", k311),
            "peer wrong_protocol_name CONNECT protocol_name MQTT311-3.1.2-1");
}

TEST(normative, v311_3_1_2_2_the_level_is_4_and_a_refusal_of_it_is_told) {
  EXPECT_EQ(connect_bytes(connect_as()).substr(24, 2), "04");
  EXPECT_EQ(decoded("10 0D 0004 4D515454 06 02 003C 0001 63", k311),
            "peer unsupported_protocol_level CONNECT protocol_level MQTT311-3.1.2-2");
  Line line(k311);
  line.connect(connect_as()).in("20 02 00 01");
  EXPECT_EQ(line.happened(), "refused code 1; ended refused");
}

TEST(normative, v311_3_1_2_3_the_reserved_flag_is_0) {
  Connect full = with_will(2, true);
  full.user_name = "u";
  full.password = as_bytes("p");
  EXPECT_EQ(connect_bytes(full).substr(27, 2), "F6");
  EXPECT_EQ(server_says("03", "0001 63"), "peer reserved_bits_set CONNECT connect_flags MQTT311-3.1.2-3");
}

TEST(normative, v311_3_1_2_4_a_session_that_is_not_clean_is_stored) {
  Line line(k311);
  line.connected(connect_as("c", false)).publish(message("a", 1)).publish(message("b", 2)).disconnect().cut();
  EXPECT_EQ(line.session.unsettled_messages(), 2u);
  line.connect(connect_as("c", false)).out();
  line.in("20 02 01 00");
  EXPECT_EQ(line.happened(), "connected, session present");
  EXPECT_EQ(line.out(), "3A 05 00 01 61 00 01 3C 05 00 01 62 00 02");
}

TEST(normative, v311_3_1_2_6_a_clean_session_discards_the_one_before) {
  Line line(k311);
  line.connected(connect_as("c", false)).publish(message("a", 1)).in("34 05 0001 61 0007").cut();
  line.connect(connect_as("c", true));
  EXPECT_EQ(line.happened(), "published 1 unknown");
  line.out();
  line.in("20 02 00 00");
  EXPECT_EQ(line.out(), "") << "nothing is sent again";
  line.happened();
  line.in("34 05 0001 61 0007");
  EXPECT_EQ(line.happened(), "received 2 id=7 a=") << "the id belongs to a new message";
}

TEST(normative, v311_3_1_2_9_topic_and_payload_of_a_will_are_there) {
  EXPECT_EQ(connect_bytes(with_will(1, true)).substr(27), "2E 00 3C 00 01 63 00 01 77 00 01 78");
  EXPECT_NE(server_says("06", "0001 63 0001 77"), "ok") << "a will without a payload";
  EXPECT_NE(server_says("06", "0001 63"), "ok") << "a will without a topic";
}

TEST(normative, v311_3_1_2_11_without_a_will_there_is_nothing_of_one) {
  EXPECT_EQ(connect_bytes(connect_as()), "10 0D 00 04 4D 51 54 54 04 02 00 3C 00 01 63");
  EXPECT_EQ(server_says("2A", "0001 63"), "peer will_flags_without_will CONNECT connect_flags MQTT311-3.1.2-11");
  EXPECT_NE(server_says("02", "0001 63 0001 77 0001 78"), "ok");
}

TEST(normative, v311_3_1_2_13_without_a_will_its_qos_is_0) {
  for (const char* flags : {"0A", "12", "1A"})
    EXPECT_EQ(server_says(flags, "0001 63"), "peer will_flags_without_will CONNECT connect_flags MQTT311-3.1.2-11");
}

TEST(normative, v311_3_1_2_14_the_wills_qos_is_not_3) {
  for (int qos = 0; qos < 3; ++qos) EXPECT_EQ(connect_bytes(with_will(qos)).substr(0, 2), "10");
  EXPECT_EQ(connect_bytes(with_will(3)), "local invalid_qos CONNECT will_qos MQTT311-3.1.2-14");
  EXPECT_EQ(server_says("1E", "0001 63 0001 77 0001 78"), "peer invalid_qos CONNECT will_qos MQTT311-3.1.2-14");
}

TEST(normative, v311_3_1_2_15_without_a_will_its_retain_is_0) {
  EXPECT_EQ(server_says("22", "0001 63"), "peer will_flags_without_will CONNECT connect_flags MQTT311-3.1.2-11");
}

TEST(normative, v311_3_1_2_18_without_its_flag_there_is_no_user_name) {
  EXPECT_EQ(connect_bytes(connect_as()).substr(27), "02 00 3C 00 01 63");
  EXPECT_NE(server_says("02", "0001 63 0001 75"), "ok");
}

TEST(normative, v311_3_1_2_19_with_its_flag_there_is_a_user_name) {
  Connect connect = connect_as();
  connect.user_name = "";
  EXPECT_EQ(connect_bytes(connect).substr(27), "82 00 3C 00 01 63 00 00") << "an empty one is one";
  EXPECT_NE(server_says("82", "0001 63"), "ok");
}

TEST(normative, v311_3_1_2_20_without_its_flag_there_is_no_password) {
  Connect connect = connect_as();
  connect.user_name = "u";
  EXPECT_EQ(connect_bytes(connect).substr(27), "82 00 3C 00 01 63 00 01 75");
  EXPECT_NE(server_says("82", "0001 63 0001 75 0001 70"), "ok");
}

TEST(normative, v311_3_1_2_21_with_its_flag_there_is_a_password) {
  Connect connect = connect_as();
  connect.user_name = "u";
  connect.password = Bytes{};
  EXPECT_EQ(connect_bytes(connect).substr(27), "C2 00 3C 00 01 63 00 01 75 00 00");
  EXPECT_NE(server_says("C2", "0001 63 0001 75"), "ok");
}

TEST(normative, v311_3_1_3_1_the_fields_have_their_order) {
  Connect full = with_will(0);
  full.user_name = "u";
  full.password = as_bytes("p");
  EXPECT_EQ(connect_bytes(full).substr(36), "00 01 63 00 01 77 00 01 78 00 01 75 00 01 70");
}

TEST(normative, v311_3_1_3_2_the_client_id_names_the_session) {
  Line line(k311);
  line.connected(connect_as("c", false)).publish(message("a", 1)).cut();
  line.connect(connect_as("d", false));
  EXPECT_EQ(line.happened(), "published 1 unknown") << "another id has nothing of it";
}

TEST(normative, v311_3_1_3_3_the_client_id_comes_first_and_always) {
  EXPECT_EQ(connect_bytes(connect_as("id")).substr(36), "00 02 69 64");
  EXPECT_EQ(connect_bytes(connect_as("")).substr(36), "00 00");
  EXPECT_NE(server_says("02", ""), "ok");
}

TEST(normative, v311_3_1_3_4_the_client_id_is_utf_8) {
  EXPECT_EQ(connect_bytes(connect_as("\xC3")), "local invalid_utf8 CONNECT client_id MQTT311-1.5.3-1");
  EXPECT_EQ(server_says("02", "0001 C3"), "peer invalid_utf8 CONNECT client_id MQTT311-1.5.3-1");
}

TEST(normative, v311_3_1_3_10_the_wills_topic_is_utf_8) {
  Connect connect = with_will();
  connect.will->topic = "\xC3";
  EXPECT_EQ(connect_bytes(connect), "local invalid_utf8 CONNECT will_topic MQTT311-1.5.3-1");
  EXPECT_EQ(server_says("06", "0001 63 0001 C3 0001 78"), "peer invalid_utf8 CONNECT will_topic MQTT311-1.5.3-1");
}

TEST(normative, v311_3_1_3_11_the_user_name_is_utf_8) {
  Connect connect = connect_as();
  connect.user_name = "\xC3";
  EXPECT_EQ(connect_bytes(connect), "local invalid_utf8 CONNECT user_name MQTT311-1.5.3-1");
  EXPECT_EQ(server_says("82", "0001 63 0001 C3"), "peer invalid_utf8 CONNECT user_name MQTT311-1.5.3-1");
}

TEST(normative, v311_3_2_2_3_without_session_present_the_server_has_lost_it) {
  Line line(k311);
  line.connected(connect_as("c", false)).publish(message("a", 1)).in("34 05 0001 61 0007").cut();
  line.connect(connect_as("c", false)).out();
  line.in("20 02 00 00  34 05 0001 61 0007");
  EXPECT_EQ(line.happened(), "connected; published 1 unknown; received 2 id=7 a=");
  EXPECT_EQ(line.out(), "50 02 00 07");
}

TEST(normative, v311_3_2_2_4_no_session_present_in_a_refusal) {
  Line line(k311);
  line.connect(connect_as()).out();
  line.in("20 02 01 02");
  EXPECT_EQ(line.fault(), "peer session_present_in_refusal CONNACK acknowledge_flags MQTT311-3.2.2-4");
}

TEST(normative, v311_3_2_2_5_a_refusal_is_the_end_of_the_connection) {
  for (int code = 1; code <= 5; ++code) {
    Line line(k311);
    const std::uint8_t connack[] = {0x20, 2, 0, static_cast<std::uint8_t>(code)};
    line.connect(connect_as()).out();
    line.in(Bytes(connack));
    EXPECT_EQ(line.happened(), "refused code " + std::to_string(code) + "; ended refused");
    line.in("30 03 0001 61");
    EXPECT_EQ(line.happened(), "");
  }
}

TEST(normative, v311_3_2_2_6_no_other_return_code) {
  for (const char* connack : {"20 02 00 06", "20 02 00 84", "20 02 00 FF"}) {
    Line line(k311);
    line.connect(connect_as()).out();
    line.in(connack);
    EXPECT_EQ(line.fault(), "peer reserved_reason_code CONNACK reason_code MQTT 3.1.1 §3.2.2.3");
  }
}

// The server has to answer; whether it does is the client's business too.
TEST(normative, v311_3_12_4_1_a_ping_without_an_answer_ends_the_connection) {
  Line line(k311);
  line.connected().wait(60'000);
  EXPECT_EQ(line.out(), "C0 00");
  line.in("D0 00").wait(59'000);
  EXPECT_EQ(line.out(), "C0 00");
  EXPECT_EQ(line.happened(), "");
  line.wait(10'000);
  EXPECT_EQ(line.happened(), "failed transport ping_timeout PINGRESP none ; ended failed");
}

TEST(normative, v311_3_14_1_1_the_reserved_flags_of_disconnect_are_0) {
  EXPECT_EQ(encoded(Disconnect{}, k311), "E0 00");
  EXPECT_EQ(framed("E1 00", k311), "peer wrong_flags DISCONNECT flags MQTT311-2.2.2-2");
}

TEST(normative, v311_3_14_4_1_after_disconnect_the_connection_is_closed) {
  Line line(k311);
  line.connected().disconnect();
  EXPECT_EQ(line.happened(), "ended disconnected") << "upon which its owner closes the transport";
  EXPECT_EQ(line.session.state(), State::idle);
}

TEST(normative, v311_3_14_4_2_nothing_is_sent_after_disconnect) {
  Line line(k311);
  line.connected(connect_as("c", false)).disconnect();
  EXPECT_EQ(line.out(), "E0 00");
  line.in("32 05 0001 61 0007 62 02 0009").wait(120'000);
  line.publish(message("a", 1));
  EXPECT_EQ(refusal(line.session.publish(message("a"), line.now)), "local not_connected PUBLISH none ");
  EXPECT_EQ(line.out(), "");
}

TEST(normative, v311_4_1_0_1_the_session_state_is_there_as_long_as_the_session) {
  Line line(k311);
  line.connected(connect_as("c", false)).publish(message("a", 2)).in("50 02 0001  34 05 0001 61 0007").cut();
  line.wait(100'000'000).connect(connect_as("c", false)).out();
  line.in("20 02 01 00  34 05 0001 61 0007");
  EXPECT_EQ(line.happened(), "connected, session present") << "the message of id 7 was delivered before";
  EXPECT_EQ(line.out(), "62 02 00 01 50 02 00 07");
}

TEST(normative, v311_4_1_0_2_a_clean_session_lasts_as_long_as_its_connection) {
  Line line(k311);
  line.connected()
      .publish(message("a", 2))
      .in("50 02 0001")
      .wait(50'000)
      .in("34 05 0001 61 0007 3C 05 0001 61 0007")
      .out();
  EXPECT_EQ(line.happened(), "received 2 id=7 a=");
  EXPECT_EQ(line.session.unsettled_messages(), 1u);
  line.in("70 02 0001");
  EXPECT_EQ(line.happened(), "published 1 done");
}

}  // namespace
}  // namespace mqtt
