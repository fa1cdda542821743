// MQTT 5's numbered statements on PUBACK, PUBREC, PUBREL and PUBCOMP (chapters 3.4 to 3.7). Those that are not here are
// in tests named after them elsewhere, or in tests/normative/left_out.tsv.
#include <gtest/gtest.h>

#include "normative/line.h"

namespace mqtt {
namespace {

using namespace normative;
constexpr Version k5 = Version::v5;

// One message of each kind under way to the server, one QoS 2 message of the server's delivered (id 1 each).
struct Busy : Line {
  explicit Busy(Properties asked = {}) : Line(k5) {
    connected(connect_as("c", true, asked)).publish(message("a", 1)).publish(message("a", 2)).publish(message("a", 2));
    in("50 02 0003 34 06 0001 61 0004 00").out();
    happened();
  }
};

// The server's packet: its fault.
std::string fault_of(std::string_view packet, std::string_view asked = "") {
  const Hex properties(asked);
  Busy line(properties);
  line.in(packet);
  return line.fault();
}

// A packet with this property is larger than the 12 bytes that we take; without it, it is not.
void expect_size_is_minded(std::string_view plain, std::string_view with_property) {
  const Hex asked("27 0000000C");
  Busy line(asked);
  line.in(plain);
  EXPECT_EQ(line.session.state(), State::connected);
  const std::string fault = fault_of(with_property, "27 0000000C");
  EXPECT_EQ(fault.substr(fault.find(" remaining_length")), " remaining_length MQTT5-3.1.2-24, left E0 01 95") << fault;
}

// What we answer ourselves is as short as it can be, so that it fits the smallest maximum there is.
TEST(normative, v5_3_4_2_1_reason_codes_of_puback) {
  for (const char* good : {"00", "10", "80", "83", "87", "90", "91", "97", "99"}) {
    Busy line;
    line.in(std::string("40 03 0001") + good);
    EXPECT_EQ(line.happened().substr(0, 11), "published 1") << good;
  }
  for (const char* bad : {"01", "11", "81", "92", "A2", "FF"})
    EXPECT_EQ(fault_of(std::string("40 03 0001") + bad),
              "peer reserved_reason_code PUBACK reason_code MQTT5-3.4.2-1, left E0 01 82");
  EXPECT_EQ(encoded(Puback{1, 0x92, {}}, k5), "local reserved_reason_code PUBACK reason_code MQTT5-3.4.2-1");
}

TEST(normative, v5_3_4_2_2_a_reason_string_does_not_make_puback_too_large) {
  expect_size_is_minded("40 04 0001 00 00", "40 0B 0001 00 07 1F 0004 78787878");
}

TEST(normative, v5_3_4_2_3_user_properties_do_not_make_puback_too_large) {
  expect_size_is_minded("40 04 0001 00 00", "40 0B 0001 00 07 26 0001 61 0001 62");
  Line line(k5);
  line.connected(connect_as(), "27 00000004").in("32 06 0001 61 0001 00");
  EXPECT_EQ(line.out(), "40 02 00 01");
}

TEST(normative, v5_3_5_2_1_reason_codes_of_pubrec) {
  for (const char* good : {"00", "10", "80", "83", "87", "90", "91", "97", "99"}) {
    Busy line;
    line.in(std::string("50 03 0002") + good);
    EXPECT_EQ(line.out(), *good < '8' ? "62 02 00 02" : "") << good;
  }
  for (const char* bad : {"01", "11", "81", "92", "A2", "FF"})
    EXPECT_EQ(fault_of(std::string("50 03 0002") + bad),
              "peer reserved_reason_code PUBREC reason_code MQTT5-3.5.2-1, left E0 01 82");
  EXPECT_EQ(encoded(Pubrec{1, 0x92, {}}, k5), "local reserved_reason_code PUBREC reason_code MQTT5-3.5.2-1");
}

TEST(normative, v5_3_5_2_2_a_reason_string_does_not_make_pubrec_too_large) {
  expect_size_is_minded("50 04 0002 00 00", "50 0B 0002 00 07 1F 0004 78787878");
}

TEST(normative, v5_3_5_2_3_user_properties_do_not_make_pubrec_too_large) {
  expect_size_is_minded("50 04 0002 00 00", "50 0B 0002 00 07 26 0001 61 0001 62");
  Line line(k5);
  line.connected(connect_as(), "27 00000004").in("34 06 0001 61 0001 00");
  EXPECT_EQ(line.out(), "50 02 00 01");
}

TEST(normative, v5_3_6_1_1_the_flags_of_pubrel_are_2) {
  for (const char* first : {"60", "61", "63", "66", "6A"})
    EXPECT_EQ(fault_of(first), "peer wrong_flags PUBREL flags MQTT5-3.6.1-1, left E0 01 81");
  Busy line;
  line.in("50 02 0002");
  EXPECT_EQ(line.out(), "62 02 00 02");
}

TEST(normative, v5_3_6_2_1_reason_codes_of_pubrel) {
  for (const char* good : {"00", "92"}) {
    Busy line;
    line.in(std::string("62 03 0004") + good);
    EXPECT_EQ(line.out(), "70 02 00 04") << good;
  }
  for (const char* bad : {"01", "10", "80", "91", "FF"})
    EXPECT_EQ(fault_of(std::string("62 03 0004") + bad),
              "peer reserved_reason_code PUBREL reason_code MQTT5-3.6.2-1, left E0 01 82");
  Busy line;
  line.in("50 02 0009");
  EXPECT_EQ(line.out(), "62 03 00 09 92") << "our answer to a PUBREC of nothing";
}

TEST(normative, v5_3_6_2_2_a_reason_string_does_not_make_pubrel_too_large) {
  expect_size_is_minded("62 04 0004 00 00", "62 0B 0004 00 07 1F 0004 78787878");
}

TEST(normative, v5_3_6_2_3_user_properties_do_not_make_pubrel_too_large) {
  expect_size_is_minded("62 04 0004 00 00", "62 0B 0004 00 07 26 0001 61 0001 62");
  Line line(k5);
  line.connected(connect_as(), "27 00000008").publish(message("a", 2)).out();
  line.in("50 02 0001");
  EXPECT_EQ(line.out(), "62 02 00 01");
}

TEST(normative, v5_3_7_2_1_reason_codes_of_pubcomp) {
  for (const char* good : {"00", "92"}) {
    Busy line;
    line.in(std::string("70 03 0003") + good);
    EXPECT_EQ(line.happened().substr(0, 11), "published 3") << good;
  }
  for (const char* bad : {"01", "10", "80", "91", "FF"})
    EXPECT_EQ(fault_of(std::string("70 03 0003") + bad),
              "peer reserved_reason_code PUBCOMP reason_code MQTT5-3.7.2-1, left E0 01 82");
  Busy line;
  line.in("62 02 0009");
  EXPECT_EQ(line.out(), "70 03 00 09 92") << "our answer to a PUBREL of nothing";
}

TEST(normative, v5_3_7_2_2_a_reason_string_does_not_make_pubcomp_too_large) {
  expect_size_is_minded("70 04 0003 00 00", "70 0B 0003 00 07 1F 0004 78787878");
}

TEST(normative, v5_3_7_2_3_user_properties_do_not_make_pubcomp_too_large) {
  expect_size_is_minded("70 04 0003 00 00", "70 0B 0003 00 07 26 0001 61 0001 62");
  Line line(k5);
  line.connected(connect_as(), "27 00000005").in("62 02 0009");
  EXPECT_EQ(line.out(), "70 03 00 09 92");
}

}  // namespace
}  // namespace mqtt
