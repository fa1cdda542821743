// MQTT 5's numbered statements on SUBSCRIBE and UNSUBSCRIBE and their answers (chapters 3.8 to 3.11). Those that are
// not here are in tests named after them elsewhere, or in tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k5 = Version::v5;

// Asked for two filters each, ids 1 and 2; then the server's packet and its fault.
std::string fault_of(std::string_view packet, std::string_view asked = "") {
  const Hex properties(asked);
  const SubscribeRequest request[] = {{"a"}, {"b"}};
  const std::string_view filters[] = {"a", "b"};
  Line line(k5);
  line.connected(connect_as("c", true, properties)).does(line.session.subscribe(request, line.now));
  line.does(line.session.unsubscribe(filters, line.now)).out();
  line.in(packet);
  return line.fault();
}
std::string subscribed(SubscribeRequest request, Properties properties = {}) {
  const SubscribeRequest list[] = {request};
  Line line(k5);
  line.connected();
  const auto result = line.session.subscribe(list, line.now, properties);
  const std::string out = line.out();
  return result ? out : out + refusal(result);
}
void expect_too_large(std::string_view packet) {
  const std::string fault = fault_of(packet, "27 0000000A");
  EXPECT_EQ(fault.substr(fault.find(" remaining_length")), " remaining_length MQTT5-3.1.2-24, left E0 01 95") << fault;
}

TEST(normative, v5_3_8_1_1_the_flags_of_subscribe_are_2) {
  EXPECT_EQ(subscribed({"a"}), "82 07 00 01 00 00 01 61 00");
  for (const char* first : {"80", "81", "83", "8A"})
    EXPECT_EQ(framed(first, k5), "peer wrong_flags SUBSCRIBE flags MQTT5-3.8.1-1");
}

TEST(normative, v5_3_8_3_1_filters_are_utf_8) {
  EXPECT_EQ(subscribed({"\xC3"}), "local invalid_utf8 SUBSCRIBE topic_filter MQTT5-1.5.4-1");
  EXPECT_EQ(decoded("82 07 0001 00 0001 C3 00", k5), "peer invalid_utf8 SUBSCRIBE topic_filter MQTT5-1.5.4-1");
}

TEST(normative, v5_3_8_3_2_one_filter_at_least) {
  Line line(k5);
  line.connected();
  EXPECT_EQ(refusal(line.session.subscribe({}, line.now)), "local empty_list SUBSCRIBE topic_filter MQTT5-3.8.3-2");
  EXPECT_EQ(line.out(), "");
  EXPECT_EQ(decoded("82 03 0001 00", k5), "peer empty_list SUBSCRIBE topic_filter MQTT5-3.8.3-2");
}

TEST(normative, v5_3_8_3_3_the_options_stand_behind_each_filter) {
  EXPECT_EQ(subscribed({.filter = "a", .no_local = true}), "82 07 00 01 00 00 01 61 04");
  EXPECT_EQ(subscribed({.filter = "a", .retain_as_published = true}), "82 07 00 01 00 00 01 61 08");
  EXPECT_EQ(subscribed({.filter = "a", .retain_handling = 2}), "82 07 00 01 00 00 01 61 20");
  EXPECT_EQ(decoded("82 06 0001 00 0001 61", k5), "peer truncated SUBSCRIBE subscription_options MQTT 5 §2.1.4");
}

TEST(normative, v5_3_8_3_4_no_local_not_with_a_shared_subscription) {
  EXPECT_EQ(subscribed({.filter = "$share/g/a", .no_local = true}),
            "local no_local_on_shared_subscription SUBSCRIBE subscription_options MQTT5-3.8.3-4");
  EXPECT_EQ(decoded("82 10 0001 00 000A 2473686172652F672F61 04", k5),
            "peer no_local_on_shared_subscription SUBSCRIBE subscription_options MQTT5-3.8.3-4");
}

TEST(normative, v5_3_8_3_5_reserved_options_are_0) {
  EXPECT_EQ(subscribed({"a", Qos::exactly_once, true, true, 2}), "82 07 00 01 00 00 01 61 2E");
  EXPECT_EQ(subscribed({"a", static_cast<Qos>(3)}), "local invalid_qos SUBSCRIBE qos MQTT 5 §3.8.3.1");
  EXPECT_EQ(subscribed({.filter = "a", .retain_handling = 3}),
            "local invalid_retain_handling SUBSCRIBE subscription_options MQTT 5 §3.8.3.1");
  for (const char* options : {"40", "80", "C0"})
    EXPECT_EQ(decoded(std::string("82 07 0001 00 0001 61") + options, k5),
              "peer reserved_bits_set SUBSCRIBE subscription_options MQTT5-3.8.3-5");
}

TEST(normative, v5_3_8_4_2_suback_has_the_id_of_subscribe) {
  Line line(k5);
  line.connected().subscribe("a").subscribe("b").out();
  line.in("90 04 0002 00 01 90 04 0009 00 00");
  EXPECT_EQ(line.happened(), "subscribed 2 done b:1; ignored SUBACK 9");
}

TEST(normative, v5_3_8_4_6_suback_has_a_code_for_each_filter) {
  EXPECT_EQ(fault_of("90 04 0001 00 00"), "peer reason_code_count SUBACK reason_code MQTT5-3.8.4-6, left E0 01 82");
  EXPECT_EQ(fault_of("90 06 0001 00 000000"), "peer reason_code_count SUBACK reason_code MQTT5-3.8.4-6, left E0 01 82");
}

TEST(normative, v5_3_8_4_7_the_code_is_a_granted_qos_or_a_failure) {
  const SubscribeRequest request[] = {{"a", Qos::exactly_once}, {"b"}};
  for (const auto& [codes, told] : {std::pair{"02 00", "a:2 b:0"}, {"01 87", "a:1 b:135"}, {"8F A2", "a:143 b:162"}}) {
    Line line(k5);
    line.connected().does(line.session.subscribe(request, line.now)).in(std::string("90 05 0001 00") + codes);
    EXPECT_EQ(line.happened(), std::string("subscribed 1 done ") + told);
  }
}

TEST(normative, v5_3_9_2_1_a_reason_string_does_not_make_suback_too_large) {
  expect_too_large("90 0B 0001 06 1F 0003 787878 0000");
}

TEST(normative, v5_3_9_2_2_user_properties_do_not_make_suback_too_large) {
  expect_too_large("90 0C 0001 07 26 0001 61 0001 62 0000");
}

TEST(normative, v5_3_9_3_1_the_codes_of_suback_keep_the_order_of_the_filters) {
  const SubscribeRequest request[] = {{"a"}, {"b"}, {"c"}};
  Line line(k5);
  line.connected().does(line.session.subscribe(request, line.now));
  EXPECT_EQ(line.out(), "82 0F 00 01 00 00 01 61 00 00 01 62 00 00 01 63 00");
  line.in("90 06 0001 00 00 80 01");
  EXPECT_EQ(line.happened(), "subscribed 1 done a:0 b:128 c:1");
}

TEST(normative, v5_3_9_3_2_no_other_code_in_suback) {
  for (const char* code : {"03", "11", "81", "90", "9F", "FF"})
    EXPECT_EQ(fault_of(std::string("90 05 0001 00 00") + code),
              "peer reserved_reason_code SUBACK reason_code MQTT5-3.9.3-2, left E0 01 82")
        << code;
}

TEST(normative, v5_3_10_1_1_the_flags_of_unsubscribe_are_2) {
  Line line(k5);
  line.connected().unsubscribe("a");
  EXPECT_EQ(line.out(), "A2 06 00 01 00 00 01 61");
  for (const char* first : {"A0", "A1", "A3", "AA"})
    EXPECT_EQ(framed(first, k5), "peer wrong_flags UNSUBSCRIBE flags MQTT5-3.10.1-1");
}

TEST(normative, v5_3_10_3_1_filters_are_utf_8) {
  const std::string_view filters[] = {"a", "\xC3"};
  Line line(k5);
  line.connected();
  EXPECT_EQ(refusal(line.session.unsubscribe(filters, line.now)),
            "local invalid_utf8 UNSUBSCRIBE topic_filter MQTT5-1.5.4-1");
  EXPECT_EQ(line.out(), "");
  EXPECT_EQ(decoded("A2 06 0001 00 0001 C3", k5), "peer invalid_utf8 UNSUBSCRIBE topic_filter MQTT5-1.5.4-1");
}

TEST(normative, v5_3_10_3_2_one_filter_at_least) {
  Line line(k5);
  line.connected();
  EXPECT_EQ(refusal(line.session.unsubscribe({}, line.now)),
            "local empty_list UNSUBSCRIBE topic_filter MQTT5-3.10.3-2");
  EXPECT_EQ(line.out(), "");
  EXPECT_EQ(decoded("A2 03 0001 00", k5), "peer empty_list UNSUBSCRIBE topic_filter MQTT5-3.10.3-2");
}

TEST(normative, v5_3_10_4_5_unsuback_has_the_id_of_unsubscribe) {
  Line line(k5);
  line.connected().unsubscribe("a").unsubscribe("b").out();
  line.in("B0 04 0002 00 11 B0 04 0009 00 00");
  EXPECT_EQ(line.happened(), "unsubscribed 2 done b:17; ignored UNSUBACK 9");
}

TEST(normative, v5_3_11_2_1_a_reason_string_does_not_make_unsuback_too_large) {
  expect_too_large("B0 0B 0002 06 1F 0003 787878 0000");
}

TEST(normative, v5_3_11_2_2_user_properties_do_not_make_unsuback_too_large) {
  expect_too_large("B0 0C 0002 07 26 0001 61 0001 62 0000");
}

TEST(normative, v5_3_11_3_1_the_codes_of_unsuback_keep_the_order_of_the_filters) {
  const std::string_view filters[] = {"a", "b", "c"};
  Line line(k5);
  line.connected().does(line.session.unsubscribe(filters, line.now)).in("B0 06 0001 00 00 87 11");
  EXPECT_EQ(line.happened(), "unsubscribed 1 done a:0 b:135 c:17");
  EXPECT_EQ(fault_of("B0 04 0002 00 00"), "peer reason_code_count UNSUBACK reason_code MQTT5-3.11.3-1, left E0 01 82");
}

TEST(normative, v5_3_11_3_2_no_other_code_in_unsuback) {
  for (const char* code : {"01", "10", "81", "9E", "FF"})
    EXPECT_EQ(fault_of(std::string("B0 05 0002 00 00") + code),
              "peer reserved_reason_code UNSUBACK reason_code MQTT5-3.11.3-2, left E0 01 82")
        << code;
}

}  // namespace
}  // namespace mqtt
