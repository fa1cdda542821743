// MQTT 5's numbered statements on CONNECT up to its payload (chapters 3.1.0 to 3.1.2). Those that are not here are in
// tests named after them elsewhere, or in tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k5 = Version::v5;

std::string connect_bytes(const Connect& connect) { return encoded(connect, k5); }
std::string server_says(const std::string& flags, const std::string& payload) {
  return received_connect(k5, flags, payload);
}
// After CONNECT with these properties the server sends this packet: its fault.
std::string fault_after(std::string_view properties, std::string_view packet) {
  const Hex asked(properties);
  Line line(k5);
  line.connected(connect_as("c", true, asked)).subscribe("a").out();
  line.in(packet);
  return line.fault();
}

TEST(normative, v5_3_1_0_1_connect_is_the_first_packet) {
  const Hex expiry("11 00000064");
  Line line(k5);
  ASSERT_TRUE(line.session.connect(connect_as("c", false, expiry), line.now));
  line.publish(message("a", 1));
  EXPECT_EQ(line.out(), "") << "nothing before the transport is open";
  line.session.opened(line.now);
  EXPECT_EQ(line.out(), "10 13 00 04 4D 51 54 54 05 00 00 3C 05 11 00 00 00 64 00 01 63");
}

TEST(normative, v5_3_1_0_2_one_connect_a_connection) {
  Line line(k5);
  line.connected();
  EXPECT_EQ(refusal(line.session.connect(connect_as(), line.now)), "local already_connected CONNECT none ");
  EXPECT_EQ(line.out(), "");
}

TEST(normative, v5_3_1_2_1_the_protocol_name_is_mqtt) {
  EXPECT_EQ(connect_bytes(connect_as()).substr(6, 17), "00 04 4D 51 54 54");
  EXPECT_EQ(decoded("10 0E 0004 4D515455 05 02 003C 00 0001 63", k5),
            "peer wrong_protocol_name CONNECT protocol_name MQTT5-3.1.2-1");
}

TEST(normative, v5_3_1_2_2_the_version_is_5_and_a_refusal_of_it_is_told) {
  EXPECT_EQ(connect_bytes(connect_as()).substr(24, 2), "05");
  EXPECT_EQ(decoded("10 0E 0004 4D515454 06 02 003C 00 0001 63", k5),
            "peer unsupported_protocol_level CONNECT protocol_level MQTT5-3.1.2-2");
  Line line(k5);
  line.connect(connect_as()).in("20 03 00 84 00");
  EXPECT_EQ(line.happened(), "refused code 132; ended refused");
}

TEST(normative, v5_3_1_2_3_the_reserved_flag_is_0) {
  Connect full = with_will(2, true);
  full.user_name = "u";
  full.password = as_bytes("p");
  EXPECT_EQ(connect_bytes(full).substr(27, 2), "F6");
  EXPECT_EQ(server_says("03", "0001 63"), "peer reserved_bits_set CONNECT connect_flags MQTT5-3.1.2-3");
}

TEST(normative, v5_3_1_2_4_clean_start_discards_the_session_before) {
  const Hex expiry("11 00000064");
  Line line(k5);
  line.connected(connect_as("c", false, expiry)).publish(message("a", 1)).in("34 06 0001 61 0007 00").cut();
  line.connect(connect_as("c", true, expiry));
  EXPECT_EQ(line.happened(), "published 1 unknown");
  line.out();
  line.in("20 03 00 00 00  34 06 0001 61 0007 00");
  EXPECT_EQ(line.happened(), "connected; received 2 id=7 a=") << "the id belongs to a new message";
  EXPECT_EQ(line.out(), "50 02 00 07") << "nothing is sent again";
}

TEST(normative, v5_3_1_2_6_where_the_server_has_no_session_a_new_one_begins) {
  const Hex expiry("11 00000064");
  Line line(k5);
  line.connect(connect_as("c", false, expiry)).out();
  line.in("20 03 00 00 00");
  EXPECT_EQ(line.happened(), "connected");
  line.publish(message("a", 1));
  EXPECT_EQ(line.out(), "32 06 00 01 61 00 01 00");
  EXPECT_EQ(connect_bytes(with_will()).substr(39), "00 01 63 00 00 01 77 00 01 78") << "a will is there whole";
}

TEST(normative, v5_3_1_2_7_the_will_goes_with_connect_and_only_a_will) {
  EXPECT_EQ(connect_bytes(with_will(1)).substr(27, 2), "0E");
  EXPECT_EQ(connect_bytes(connect_as()).substr(27, 2), "02");
  EXPECT_EQ(server_says("0A", "0001 63"), "peer will_flags_without_will CONNECT connect_flags MQTT5-3.1.2-11");
}

TEST(normative, v5_3_1_2_8_the_will_delay_goes_with_the_will) {
  Connect connect = with_will();
  const Hex delay("18 00000005");
  connect.will->properties = delay;
  EXPECT_EQ(connect_bytes(connect).substr(45), "63 05 18 00 00 00 05 00 01 77 00 01 78");
  EXPECT_EQ(server_says("22", "0001 63"), "peer will_flags_without_will CONNECT connect_flags MQTT5-3.1.2-13");
}

TEST(normative, v5_3_1_2_9_properties_topic_and_payload_of_a_will_are_there) {
  EXPECT_EQ(connect_bytes(with_will(1, true)).substr(27), "2E 00 3C 00 00 01 63 00 00 01 77 00 01 78");
  for (const char* payload : {"0001 63", "0001 63 00", "0001 63 00 0001 77", "0001 63 0001 77 0001 78"})
    EXPECT_NE(server_says("06", payload), "ok") << payload;
}

TEST(normative, v5_3_1_2_11_without_a_will_its_qos_is_0) {
  for (const char* flags : {"0A", "12", "1A"})
    EXPECT_EQ(server_says(flags, "0001 63"), "peer will_flags_without_will CONNECT connect_flags MQTT5-3.1.2-11");
  EXPECT_EQ(connect_bytes(connect_as()).substr(27, 2), "02");
}

TEST(normative, v5_3_1_2_12_the_wills_qos_is_not_3_and_the_fixed_header_has_no_flags) {
  for (int qos = 0; qos < 3; ++qos) EXPECT_EQ(connect_bytes(with_will(qos)).substr(0, 2), "10");
  EXPECT_EQ(connect_bytes(with_will(3)), "local invalid_qos CONNECT will_qos MQTT5-3.1.2-12");
  EXPECT_EQ(server_says("1E", "0001 63 00 0001 77 0001 78"), "peer invalid_qos CONNECT will_qos MQTT5-3.1.2-12");
  EXPECT_EQ(framed("11", k5), "peer wrong_flags CONNECT flags MQTT5-2.1.3-1");
}

TEST(normative, v5_3_1_2_13_without_a_will_its_retain_is_0) {
  EXPECT_EQ(server_says("22", "0001 63"), "peer will_flags_without_will CONNECT connect_flags MQTT5-3.1.2-13");
}

TEST(normative, v5_3_1_2_16_without_its_flag_there_is_no_user_name) {
  Connect connect = connect_as();
  connect.password = as_bytes("p");
  EXPECT_EQ(connect_bytes(connect).substr(27), "42 00 3C 00 00 01 63 00 01 70")
      << "a password alone is allowed in MQTT 5";
  EXPECT_NE(server_says("02", "0001 63 0001 75"), "ok");
}

TEST(normative, v5_3_1_2_17_with_its_flag_there_is_a_user_name) {
  Connect connect = connect_as();
  connect.user_name = "";
  EXPECT_EQ(connect_bytes(connect).substr(27), "82 00 3C 00 00 01 63 00 00");
  EXPECT_NE(server_says("82", "0001 63"), "ok");
}

TEST(normative, v5_3_1_2_18_without_its_flag_there_is_no_password) {
  Connect connect = connect_as();
  connect.user_name = "u";
  EXPECT_EQ(connect_bytes(connect).substr(27), "82 00 3C 00 00 01 63 00 01 75");
  EXPECT_NE(server_says("82", "0001 63 0001 75 0001 70"), "ok");
}

TEST(normative, v5_3_1_2_19_with_its_flag_there_is_a_password) {
  Connect connect = connect_as();
  connect.password = Bytes{};
  EXPECT_EQ(connect_bytes(connect).substr(27), "42 00 3C 00 00 01 63 00 00");
  EXPECT_NE(server_says("42", "0001 63"), "ok");
}

TEST(normative, v5_3_1_2_20_ping_when_nothing_else_was_sent) {
  Connect connect = connect_as();
  connect.keep_alive_s = 10;
  Line line(k5);
  line.connected(connect);
  for (int second = 0; second < 8; ++second) line.wait(1'000).in("30 04 0001 61 00");
  EXPECT_EQ(line.out(), "") << "not yet";
  line.wait(2'000);
  EXPECT_EQ(line.out(), "C0 00") << "what comes in does not put it off";
  line.in("D0 00").wait(5'000).publish(message("a")).in("30 04 0001 61 00").out();
  line.wait(5'000);
  EXPECT_EQ(line.out(), "") << "what goes out does";
  line.wait(5'000);
  EXPECT_EQ(line.out(), "C0 00");
  connect.keep_alive_s = 0;
  Line off(k5);
  off.connected(connect).wait(1'000'000'000);
  EXPECT_EQ(off.out(), "");
}

TEST(normative, v5_3_1_2_21_the_servers_keep_alive_is_used) {
  Line shorter(k5), off(k5), longer(k5);
  shorter.connected(connect_as(), "13 0005").wait(5'000);
  EXPECT_EQ(shorter.out(), "C0 00");
  EXPECT_EQ(shorter.session.server().keep_alive_s, 5);
  off.connected(connect_as(), "13 0000").wait(1'000'000'000);
  EXPECT_EQ(off.out(), "");
  longer.connected(connect_as(), "13 1000").wait(1'000'000);
  EXPECT_EQ(longer.out(), "");
}

TEST(normative, v5_3_1_2_23_the_session_is_stored_while_its_expiry_lasts) {
  const Hex expiry("11 00000064");
  Line kept(k5);
  kept.connected(connect_as("c", true, expiry)).publish(message("a", 1)).cut();
  EXPECT_EQ(kept.session.unsettled_messages(), 1u) << "clean start says nothing of its end";
  kept.wait(90'000).connect(connect_as("c", false, expiry)).out();
  kept.in("20 03 01 00 00");
  EXPECT_EQ(kept.happened(), "connected, session present");
  EXPECT_EQ(kept.out(), "3A 06 00 01 61 00 01 00");

  Line ended(k5);
  ended.connected(connect_as("c", false)).publish(message("a", 1)).out();
  ended.session.closed(ended.now);
  EXPECT_EQ(ended.happened(), "published 1 unknown; ended connection_lost") << "an expiry of 0 is none";
}

TEST(normative, v5_3_1_2_24_a_packet_above_our_maximum_is_a_fault) {
  const Hex asked("27 0000000A");
  Line line(k5);
  line.connected(connect_as("c", true, asked)).in("30 08 0001 61 00 78787878");
  EXPECT_EQ(line.happened(), "received 0 a=xxxx") << "10 bytes are allowed";
  line.in("30 09 0001 61 00");
  EXPECT_EQ(line.fault(), "peer packet_too_large PUBLISH remaining_length MQTT5-3.1.2-24, left E0 01 95");
}

TEST(normative, v5_3_1_2_26_an_alias_above_our_maximum_is_a_fault) {
  EXPECT_EQ(fault_after("22 0003", "30 07 0001 61 03 23 0004"),
            "peer topic_alias_out_of_range PUBLISH topic_alias MQTT5-3.1.2-26, left E0 01 94");
}

TEST(normative, v5_3_1_2_27_without_a_maximum_every_alias_is_a_fault) {
  for (const char* asked : {"", "22 0000"})
    EXPECT_EQ(fault_after(asked, "30 07 0001 61 03 23 0001"),
              "peer topic_alias_out_of_range PUBLISH topic_alias MQTT5-3.1.2-26, left E0 01 94");
}

TEST(normative, v5_3_1_2_29_reason_string_and_user_property_only_where_wanted) {
  for (const char* packet : {"90 08 0001 04 1F 0001 78 00", "90 0B 0001 07 26 0001 61 0001 62 00",
                             "62 08 0001 00 04 1F 0001 78", "62 0B 0001 00 07 26 0001 61 0001 62"})
    EXPECT_NE(fault_after("17 00", packet).find("problem_information_not_requested"), std::string::npos) << packet;
  EXPECT_NE(fault_after("17 00", "90 08 0001 04 1F 0001 78 00").find("left E0 01 82"), std::string::npos);
  const Hex asked("17 00");
  Line line(k5);
  line.connected(connect_as("c", true, asked), "1F 0001 78 26 0001 61 0001 62");
  line.in("30 0B 0001 61 07 26 0001 61 0001 62  E0 06 8B 04 1F 0001 78");
  EXPECT_EQ(line.happened(), "received 0 a=; server disconnected code 139; ended server_disconnected")
      << "CONNACK, PUBLISH and DISCONNECT may have them";
}

TEST(normative, v5_3_1_2_30_while_authenticating_only_auth_and_disconnect) {
  const Hex method("15 0001 6D 11 00000064"), data("15 0001 6D 16 0001 78");
  Line line(k5);
  line.connect(connect_as("c", true, method)).publish(message("a", 1)).out();
  const SubscribeRequest request[] = {{"a"}};
  EXPECT_EQ(refusal(line.session.publish(message("a"), line.now)), "local not_connected PUBLISH none ");
  EXPECT_EQ(refusal(line.session.subscribe(request, line.now)), "local not_connected SUBSCRIBE none ");
  line.in("F0 06 18 04 15 0001 6D").does(line.session.authenticate(0x18, data, line.now)).wait(9'000);
  EXPECT_EQ(line.out(), "F0 0A 18 08 15 00 01 6D 16 00 01 78");
  line.disconnect();
  EXPECT_EQ(line.out(), "E0 00");
}

}  // namespace
}  // namespace mqtt
