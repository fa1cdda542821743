// MQTT 5's numbered statements on CONNACK and the server's limits (chapter 3.2). Those that are not here are in tests
// named after them elsewhere, or in tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k5 = Version::v5;

// The server answers a plain CONNECT with this: its fault.
std::string fault_of(std::string_view connack, bool clean = true) {
  Line line(k5);
  line.connect(connect_as("c", clean)).out();
  line.in(connack);
  return line.fault();
}
std::string refused_subscribe(std::string_view connack_properties, std::string_view filter,
                              Properties properties = {}) {
  const SubscribeRequest request[] = {{filter}};
  Line line(k5);
  line.connected(connect_as(), connack_properties);
  const std::string out = refusal(line.session.subscribe(request, line.now, properties));
  EXPECT_EQ(line.out(), "");
  return out;
}

TEST(normative, v5_3_2_0_1_connack_or_auth_comes_first) {
  for (const auto& [packet, name] :
       {std::pair{"30 04 0001 61 00", "PUBLISH"}, {"D0 00", "PINGRESP"}, {"40 02 0001", "PUBACK"}})
    EXPECT_EQ(fault_of(packet),
              std::string("peer first_packet_not_connack ") + name + " packet_type MQTT5-3.2.0-1, left E0 01 82");
  const Hex method("15 0001 6D");
  Line line(k5);
  line.connect(connect_as("c", true, method)).in("F0 06 18 04 15 0001 6D");
  EXPECT_EQ(line.happened(), "auth code 24");
}

TEST(normative, v5_3_2_0_2_a_second_connack_is_a_fault) {
  Line line(k5);
  line.connected().in("20 03 00 00 00");
  EXPECT_EQ(line.fault(), "peer second_connack CONNACK packet_type MQTT5-3.2.0-2, left E0 01 82");
}

TEST(normative, v5_3_2_2_1_the_reserved_acknowledge_flags_are_0) {
  for (const char* connack : {"20 03 02 00 00", "20 03 80 00 00"})
    EXPECT_EQ(fault_of(connack), "peer reserved_bits_set CONNACK acknowledge_flags MQTT5-3.2.2-1, left E0 01 81");
}

TEST(normative, v5_3_2_2_2_no_session_present_after_clean_start) {
  EXPECT_EQ(fault_of("20 03 01 00 00"),
            "peer session_present_for_clean_session CONNACK acknowledge_flags MQTT5-3.2.2-2, left E0 01 82");
}

TEST(normative, v5_3_2_2_4_a_session_that_we_do_not_know_ends_the_connection) {
  EXPECT_EQ(fault_of("20 03 01 00 00", false),
            "peer unexpected_session_present CONNACK acknowledge_flags MQTT5-3.2.2-4, left E0 01 82");
  SessionOptions options;
  options.adopt_session = true;
  Line line(k5, options);
  line.connect(connect_as("c", false)).in("20 03 01 00 00");
  EXPECT_EQ(line.happened(), "connected, session present") << "unless its owner knows of it";
}

TEST(normative, v5_3_2_2_5_a_session_that_the_server_lost_is_discarded) {
  const Hex expiry("11 00000064");
  Line line(k5);
  line.connected(connect_as("c", false, expiry)).publish(message("a", 1)).in("34 06 0001 61 0007 00").cut();
  line.connect(connect_as("c", false, expiry)).out();
  line.in("20 03 00 00 00 34 06 0001 61 0007 00");
  EXPECT_EQ(line.happened(), "connected; published 1 unknown; received 2 id=7 a=");
  EXPECT_EQ(line.out(), "50 02 00 07") << "nothing is sent again";
}

TEST(normative, v5_3_2_2_6_no_session_present_in_a_refusal) {
  EXPECT_EQ(fault_of("20 03 01 87 00"),
            "peer session_present_in_refusal CONNACK acknowledge_flags MQTT5-3.2.2-6, left E0 01 82");
}

TEST(normative, v5_3_2_2_7_a_refusal_is_the_end_of_the_connection) {
  Line line(k5);
  line.connect(connect_as()).out();
  line.in("20 03 00 88 00 30 04 0001 61 00");
  EXPECT_EQ(line.happened(), "refused code 136; ended refused");
  EXPECT_EQ(line.out(), "");
}

TEST(normative, v5_3_2_2_8_no_other_reason_code) {
  for (const char* connack : {"20 03 00 01 00", "20 03 00 8E 00", "20 03 00 FF 00"})
    EXPECT_EQ(fault_of(connack), "peer reserved_reason_code CONNACK reason_code MQTT5-3.2.2-8, left E0 01 82")
        << connack;
}

TEST(normative, v5_3_2_2_11_no_publish_above_the_servers_maximum_qos) {
  Line none(k5), one(k5);
  none.connected(connect_as(), "24 00");
  EXPECT_EQ(refusal(none.session.publish(message("a", 1), none.now)),
            "local qos_not_supported PUBLISH qos MQTT5-3.2.2-11");
  one.connected(connect_as(), "24 01");
  EXPECT_EQ(refusal(one.session.publish(message("a", 2), one.now)),
            "local qos_not_supported PUBLISH qos MQTT5-3.2.2-11");
  EXPECT_EQ(none.out() + one.out(), "");
  one.publish(message("a", 1));
  EXPECT_EQ(one.out(), "32 06 00 01 61 00 01 00") << "and no packet id was lost";
}

// What was asked for before the limit was known may not leave either.
TEST(normative, v5_3_2_2_11_nor_one_that_waited_for_connack) {
  const Hex expiry("11 00000064");
  Line line(k5);
  line.connect(connect_as("c", false, expiry)).publish(message("a", 2)).publish(message("b", 1)).out();
  line.in("20 05 00 00 02 24 01");
  EXPECT_EQ(line.happened(), "connected; published 1 not_sent");
  EXPECT_EQ(line.out(), "32 06 00 01 62 00 02 00");
}

TEST(normative, v5_3_2_2_14_no_retained_publish_where_retain_is_not_available) {
  Message retained = message("a", 1);
  retained.retain = true;
  Line line(k5);
  line.connected(connect_as(), "25 00");
  EXPECT_EQ(refusal(line.session.publish(retained, line.now)),
            "local retain_not_supported PUBLISH retain MQTT5-3.2.2-14");
  EXPECT_EQ(line.out(), "");
}

TEST(normative, v5_3_2_2_15_no_packet_above_the_servers_maximum_size) {
  const std::string long_text(40, 'x');
  const SubscribeRequest request[] = {{long_text}};
  const std::string_view filters[] = {long_text};
  Line line(k5);
  line.connected(connect_as(), "27 00000014");
  EXPECT_EQ(refusal(line.session.publish(message("a", 0, long_text), line.now)),
            "local packet_too_large PUBLISH none MQTT5-3.2.2-15");
  EXPECT_EQ(refusal(line.session.publish(message("a", 1, long_text), line.now)),
            "local packet_too_large PUBLISH none MQTT5-3.2.2-15");
  EXPECT_EQ(refusal(line.session.subscribe(request, line.now)), "local packet_too_large SUBSCRIBE none MQTT5-3.2.2-15");
  EXPECT_EQ(refusal(line.session.unsubscribe(filters, line.now)),
            "local packet_too_large UNSUBSCRIBE none MQTT5-3.2.2-15");
  EXPECT_EQ(line.out(), "");
  line.publish(message("a", 0, "0123456789ABCD"));
  EXPECT_EQ(line.out().size(), 20 * 3 - 1u) << "20 bytes are allowed";
}

TEST(normative, v5_3_2_2_17_no_alias_above_the_servers_maximum) {
  const Hex good("23 0002"), bad("23 0003");
  Line line(k5);
  line.connected(connect_as(), "22 0002");
  EXPECT_EQ(refusal(line.session.publish(message("a", 0, "", bad), line.now)),
            "local topic_alias_out_of_range PUBLISH topic_alias MQTT5-3.2.2-17");
  line.publish(message("a", 0, "", good));
  EXPECT_EQ(line.out(), "30 07 00 01 61 03 23 00 02");
}

TEST(normative, v5_3_2_2_18_no_alias_where_the_server_takes_none) {
  const Hex alias("23 0001");
  for (const char* properties : {"", "22 0000"}) {
    SessionOptions options;
    options.automatic_topic_aliases = true;
    Line line(k5, options);
    line.connected(connect_as(), properties);
    EXPECT_EQ(refusal(line.session.publish(message("a", 0, "", alias), line.now)),
              "local topic_alias_out_of_range PUBLISH topic_alias MQTT5-3.2.2-18");
    line.publish(message("temp")).publish(message("temp"));
    EXPECT_EQ(line.out(), "30 07 00 04 74 65 6D 70 00 30 07 00 04 74 65 6D 70 00") << "none of our own either";
  }
}

TEST(normative, v5_3_2_2_19_a_reason_string_that_makes_connack_too_large_is_a_fault) {
  const Hex asked("27 00000008");
  Line line(k5);
  line.connect(connect_as("c", true, asked)).out();
  line.in("20 07 00 00 04 1F 0001 78");
  EXPECT_EQ(line.fault(), "peer packet_too_large CONNACK remaining_length MQTT5-3.1.2-24, left E0 01 95");
}

TEST(normative, v5_3_2_2_20_user_properties_that_make_connack_too_large_are_a_fault) {
  const Hex asked("27 0000000A");
  Line line(k5);
  line.connect(connect_as("c", true, asked)).out();
  line.in("20 0A 00 00 07 26 0001 61 0001 62");
  EXPECT_EQ(line.fault(), "peer packet_too_large CONNACK remaining_length MQTT5-3.1.2-24, left E0 01 95");
}

TEST(normative, v5_3_2_2_21_the_servers_keep_alive_and_its_limits_for_subscriptions_are_obeyed) {
  const Hex identifier("0B 05");
  EXPECT_EQ(refused_subscribe("28 00", "a/#"),
            "local wildcard_subscriptions_not_supported SUBSCRIBE topic_filter MQTT 5 §3.2.2.3.11");
  EXPECT_EQ(refused_subscribe("28 00", "+"),
            "local wildcard_subscriptions_not_supported SUBSCRIBE topic_filter MQTT 5 §3.2.2.3.11");
  EXPECT_EQ(refused_subscribe("2A 00", "$share/g/a"),
            "local shared_subscriptions_not_supported SUBSCRIBE topic_filter MQTT 5 §3.2.2.3.13");
  EXPECT_EQ(refused_subscribe("29 00", "a", identifier),
            "local subscription_identifiers_not_supported SUBSCRIBE subscription_identifier MQTT 5 §3.2.2.3.12");
  Line line(k5);
  line.connected(connect_as(), "13 001E").wait(30'000);
  EXPECT_EQ(line.out(), "C0 00");
}

TEST(normative, v5_3_2_2_22_without_a_servers_keep_alive_our_own_is_kept) {
  Line line(k5);
  line.connected();
  EXPECT_EQ(line.session.server().keep_alive_s, 60);
  line.wait(50'000);
  EXPECT_EQ(line.out(), "");
  line.wait(10'000);
  EXPECT_EQ(line.out(), "C0 00");
}

}  // namespace
}  // namespace mqtt
