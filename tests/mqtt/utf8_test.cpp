// Pitfall 30: surrogates, overlong forms, above U+10FFFF and U+0000 are refused; U+FEFF is kept.
#include "mqtt/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace mqtt {
namespace {

bool valid(std::string_view text) {
  Error error;
  return check_utf8(text, error);
}

TEST(utf8, well_formed_text_of_every_length_of_sequence) {
  for (const char* text :
       {"", "a", "\x01\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF",
        "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "\xEF\xBB\xBF", "设备/温度", "👩‍🚀"})
    EXPECT_TRUE(valid(text)) << text;
}

TEST(utf8, ill_formed_text_is_refused_wherever_it_stands) {
  const char* bad[] = {"\x80",
                       "\xBF",
                       "\xC0\x80",
                       "\xC1\xBF",
                       "\xC2",
                       "\xC2\x41",
                       "\xE0\x80\x80",
                       "\xE0\x9F\xBF",
                       "\xED\xA0\x80",
                       "\xED\xBF\xBF",
                       "\xE1\x80",
                       "\xE1\x80\x41",
                       "\xF0\x80\x80\x80",
                       "\xF0\x8F\xBF\xBF",
                       "\xF4\x90\x80\x80",
                       "\xF5\x80\x80\x80",
                       "\xF1\x80\x80",
                       "\xFE",
                       "\xFF"};
  for (const char* each : bad) {
    for (std::size_t before = 0; before < 20; ++before) {
      for (std::size_t after : {0, 1, 9}) {
        const std::string text = std::string(before, 'x') + each + std::string(after, 'y');
        Error error;
        EXPECT_FALSE(check_utf8(text, error)) << before;
        EXPECT_EQ(error.reason, Reason::invalid_utf8);
        EXPECT_EQ(error.numbers[0], before);
        EXPECT_EQ(error.numbers[1], static_cast<unsigned char>(each[0]));
        EXPECT_STREQ(error.rule, "MQTT311-1.5.3-1");
      }
    }
  }
}

TEST(utf8, every_two_byte_beginning_agrees_with_the_definition) {
  // Table 3-7 of the Unicode standard, as intervals of the second byte.
  const auto second_byte_fits = [](unsigned lead, unsigned second) {
    if (lead == 0xE0) return second >= 0xA0 && second <= 0xBF;
    if (lead == 0xED) return second >= 0x80 && second <= 0x9F;
    if (lead == 0xF0) return second >= 0x90 && second <= 0xBF;
    if (lead == 0xF4) return second >= 0x80 && second <= 0x8F;
    return second >= 0x80 && second <= 0xBF;
  };
  for (unsigned lead = 0x80; lead < 0x100; ++lead) {
    const bool can_lead = lead >= 0xC2 && lead <= 0xF4;
    const std::size_t tail = lead < 0xE0 ? 0 : lead < 0xF0 ? 1 : 2;
    for (unsigned second = 1; second < 0x100; ++second) {
      const std::string text =
          std::string{static_cast<char>(lead), static_cast<char>(second)} + std::string(tail, '\x80');
      EXPECT_EQ(valid(text), can_lead && second_byte_fits(lead, second)) << lead << ' ' << second;
    }
  }
}

TEST(utf8, v311_1_5_3_2_null_character_is_refused_with_its_place) {
  for (std::size_t at = 0; at < 20; ++at) {
    std::string text(20, 'x');
    text[at] = '\0';
    Error error;
    EXPECT_FALSE(check_utf8(text, error));
    EXPECT_EQ(error.reason, Reason::null_character);
    EXPECT_EQ(error.numbers[0], at);
  }
}

TEST(utf8, a_string_has_at_most_65535_bytes) {
  Error error;
  EXPECT_TRUE(check_string(std::string(65'535, 'a'), error));
  EXPECT_FALSE(check_string(std::string(65'536, 'a'), error));
  EXPECT_EQ(error.reason, Reason::string_too_long);
  EXPECT_EQ(error.numbers[0], 65'536u);
  EXPECT_EQ(error.numbers[1], 65'535u);
}

TEST(utf8, each_version_names_its_own_rules) {
  const struct {
    std::string text;
    const char* before_5;
    const char* in_5;
  } rows[] = {{"\xFF", "MQTT311-1.5.3-1", "MQTT5-1.5.4-1"},
              {std::string(1, '\0'), "MQTT311-1.5.3-2", "MQTT5-1.5.4-2"},
              {std::string(65'536, 'a'), "MQTT 3.1.1 §1.5.3", "MQTT 5 §1.5.4"}};
  for (const auto& row : rows) {
    Error error;
    EXPECT_FALSE(check_string(row.text, error, Version::v3_1));
    EXPECT_STREQ(error.rule, row.before_5);
    EXPECT_FALSE(check_string(row.text, error, Version::v3_1_1));
    EXPECT_STREQ(error.rule, row.before_5);
    EXPECT_FALSE(check_string(row.text, error, Version::v5));
    EXPECT_STREQ(error.rule, row.in_5);
  }
}

// MQTT 5 §3.3.2.3.2
TEST(utf8, a_payload_may_hold_u_0000_and_be_longer_than_a_string) {
  Error error;
  EXPECT_TRUE(check_payload_utf8({}, error));
  EXPECT_TRUE(check_payload_utf8(as_bytes(std::string(3, '\0')), error));
  EXPECT_TRUE(check_payload_utf8(as_bytes(std::string(20, '\0') + "设备" + std::string(70'000, 'a')), error));
  EXPECT_EQ(error.reason, Reason::none);
}

TEST(utf8, a_payload_that_is_no_text_is_told_with_its_first_bad_byte) {
  for (std::size_t before = 0; before < 20; ++before) {
    const std::string text = std::string(before, '\0') + "\xED\xA0\x80" + "abcdefghijk";
    Error error;
    EXPECT_FALSE(check_payload_utf8(as_bytes(text), error));
    EXPECT_EQ(error.reason, Reason::payload_not_utf8);
    EXPECT_EQ(error.numbers[0], before);
    EXPECT_EQ(error.numbers[1], 0xEDu);
    EXPECT_STREQ(error.rule, "MQTT 5 §3.3.2.3.2");
  }
}

}  // namespace
}  // namespace mqtt
