// MQTT 3.1.1's numbered statements on SUBSCRIBE and UNSUBSCRIBE (chapters 3.8 to 3.10). Those that are not here are in
// tests named after them elsewhere, or in tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k311 = Version::v3_1_1;

TEST(normative, v311_3_8_1_1_the_flags_of_subscribe_are_2) {
  Line line(k311);
  line.connected().subscribe("a");
  EXPECT_EQ(line.out(), "82 06 00 01 00 01 61 00");
  for (const char* first : {"80", "81", "83", "8A"})
    EXPECT_EQ(framed(first, k311), "peer wrong_flags SUBSCRIBE flags MQTT311-2.2.2-2");
}

TEST(normative, v311_3_8_3_1_filters_are_utf_8) {
  const SubscribeRequest request[] = {{"a"}, {"\xC3/#"}};
  Line line(k311);
  line.connected();
  EXPECT_EQ(refusal(line.session.subscribe(request, line.now)),
            "local invalid_utf8 SUBSCRIBE topic_filter MQTT311-1.5.3-1");
  EXPECT_EQ(line.out(), "");
  EXPECT_EQ(decoded("82 06 0001 0001 C3 00", k311), "peer invalid_utf8 SUBSCRIBE topic_filter MQTT311-1.5.3-1");
}

TEST(normative, v311_3_8_3_3_one_filter_at_least) {
  Line line(k311);
  line.connected();
  EXPECT_EQ(refusal(line.session.subscribe({}, line.now)), "local empty_list SUBSCRIBE topic_filter MQTT311-3.8.3-3");
  EXPECT_EQ(line.out(), "");
  EXPECT_EQ(decoded("82 02 0001", k311), "peer empty_list SUBSCRIBE topic_filter MQTT311-3.8.3-3");
}

TEST(normative, v311_3_8_3_4_the_requested_qos_is_0_1_or_2_and_nothing_beside_it) {
  for (int qos = 0; qos < 3; ++qos) {
    Line line(k311);
    line.connected().subscribe("a", qos);
    EXPECT_EQ(line.out(), "82 06 00 01 00 01 61 0" + std::to_string(qos));
  }
  const SubscribeRequest request[] = {{"a", static_cast<Qos>(3)}};
  Line line(k311);
  line.connected();
  EXPECT_EQ(refusal(line.session.subscribe(request, line.now)), "local invalid_qos SUBSCRIBE qos MQTT311-3.8.3-4");
  EXPECT_EQ(line.out(), "");
  EXPECT_EQ(decoded("82 06 0001 0001 61 03", k311), "peer invalid_qos SUBSCRIBE qos MQTT311-3.8.3-4");
  EXPECT_EQ(decoded("82 06 0001 0001 61 80", k311), "peer reserved_bits_set SUBSCRIBE qos MQTT311-3.8.3-4");
}

TEST(normative, v311_3_8_4_2_suback_has_the_id_of_subscribe) {
  Line line(k311);
  line.connected().subscribe("a").subscribe("b").out();
  line.in("90 03 0002 01");
  EXPECT_EQ(line.happened(), "subscribed 2 done b:1");
  line.in("90 03 0007 00");
  EXPECT_EQ(line.happened(), "ignored SUBACK 7");
}

TEST(normative, v311_3_9_3_1_return_codes_keep_the_order_of_the_filters) {
  const SubscribeRequest request[] = {{"a", Qos::exactly_once}, {"b"}, {"c", Qos::exactly_once}};
  Line line(k311);
  line.connected().does(line.session.subscribe(request, line.now));
  EXPECT_EQ(line.out(), "82 0E 00 01 00 01 61 02 00 01 62 00 00 01 63 02");
  line.in("90 05 0001 02 80 01");
  EXPECT_EQ(line.happened(), "subscribed 1 done a:2 b:128 c:1");
}

TEST(normative, v311_3_9_3_2_other_return_codes_are_reserved) {
  for (const char* suback : {"90 03 0001 03", "90 03 0001 7F", "90 03 0001 81", "90 03 0001 87"}) {
    Line line(k311);
    line.connected().subscribe("a").out();
    line.in(suback);
    EXPECT_EQ(line.fault(), "peer reserved_reason_code SUBACK reason_code MQTT311-3.9.3-2");
  }
}

TEST(normative, v311_3_10_1_1_the_flags_of_unsubscribe_are_2) {
  Line line(k311);
  line.connected().unsubscribe("a");
  EXPECT_EQ(line.out(), "A2 05 00 01 00 01 61");
  for (const char* first : {"A0", "A1", "A3", "AA"})
    EXPECT_EQ(framed(first, k311), "peer wrong_flags UNSUBSCRIBE flags MQTT311-2.2.2-2");
}

TEST(normative, v311_3_10_3_1_filters_are_utf_8_one_behind_the_other) {
  const std::string_view good[] = {"a", "b/#"}, bad[] = {"a", "\xC3"};
  Line line(k311);
  line.connected().does(line.session.unsubscribe(good, line.now));
  EXPECT_EQ(line.out(), "A2 0A 00 01 00 01 61 00 03 62 2F 23");
  EXPECT_EQ(refusal(line.session.unsubscribe(bad, line.now)),
            "local invalid_utf8 UNSUBSCRIBE topic_filter MQTT311-1.5.3-1");
  EXPECT_EQ(line.out(), "");
}

TEST(normative, v311_3_10_3_2_one_filter_at_least) {
  Line line(k311);
  line.connected();
  EXPECT_EQ(refusal(line.session.unsubscribe({}, line.now)),
            "local empty_list UNSUBSCRIBE topic_filter MQTT311-3.10.3-2");
  EXPECT_EQ(line.out(), "");
  EXPECT_EQ(decoded("A2 02 0001", k311), "peer empty_list UNSUBSCRIBE topic_filter MQTT311-3.10.3-2");
}

TEST(normative, v311_3_10_4_4_unsuback_has_the_id_of_unsubscribe) {
  Line line(k311);
  line.connected().unsubscribe("a").unsubscribe("b").out();
  line.in("B0 02 0002 B0 02 0009");
  EXPECT_EQ(line.happened(), "unsubscribed 2 done b:0; ignored UNSUBACK 9");
}

}  // namespace
}  // namespace mqtt
