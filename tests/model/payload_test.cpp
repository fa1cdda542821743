#include "model/payload.h"

#include <gtest/gtest.h>

#include <string>

namespace model {
namespace {

std::string shown(std::string_view text) {
  std::string out;
  append_shown_text(out, as_bytes(text));
  return out;
}

TEST(Payload, Utf8IsWhatUnicodeSays) {
  const std::string_view good[] = {"",
                                   "plain ASCII, longer than eight bytes",
                                   "温度",
                                   "😀",
                                   "\xEF\xBB\xBF with BOM",
                                   std::string_view("nul\0nul", 7),
                                   "\x7F",
                                   "\xC2\x80",
                                   "\xDF\xBF",
                                   "\xE0\xA0\x80",
                                   "\xED\x9F\xBF",
                                   "\xEE\x80\x80",
                                   "\xEF\xBF\xBF",
                                   "\xF0\x90\x80\x80",
                                   "\xF4\x8F\xBF\xBF",
                                   "12345678温",
                                   "1234567温"};
  for (const std::string_view text : good) EXPECT_TRUE(is_utf8(as_bytes(text))) << text;

  const std::string_view bad[] = {"\x80",              // continuation alone
                                  "\xC0\x80",          // overlong
                                  "\xC1\xBF",          // overlong
                                  "\xE0\x9F\xBF",      // overlong
                                  "\xF0\x8F\xBF\xBF",  // overlong
                                  "\xED\xA0\x80",      // surrogate
                                  "\xED\xBF\xBF",      // surrogate
                                  "\xF4\x90\x80\x80",  // above U+10FFFF
                                  "\xF5\x80\x80\x80",
                                  "\xFF",
                                  "\xFE",
                                  "\xC2",
                                  "\xE6\xB8",
                                  "\xF0\x9F\x98",
                                  "12345678\xE6\xB8",
                                  "\xC2\x41"};
  for (const std::string_view text : bad) EXPECT_FALSE(is_utf8(as_bytes(text))) << text.size();
}

TEST(Payload, EveryCodePointGoesThereAndBack) {
  for (std::uint32_t value = 0; value <= 0x10FFFF; value += value < 0x3000 ? 1 : 61) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, value);
    const CodePoint point = decode_code_point(as_bytes(text));
    ASSERT_TRUE(point.valid) << value;
    ASSERT_EQ(point.value, value);
    ASSERT_EQ(point.size, text.size());
  }
}

TEST(Payload, ShownTextKeepsLineBreaksTabsAndTheByteOrderMark) {
  EXPECT_EQ(shown("one\ntwo\tthree"), "one\ntwo\tthree");
  EXPECT_EQ(shown("\xEF\xBB\xBF{}"), "\xEF\xBB\xBF{}");
  EXPECT_EQ(shown("中文 😀 <b>"), "中文 😀 <b>");
}

TEST(Payload, ShownTextMakesControlCharactersVisible) {
  EXPECT_EQ(shown(std::string_view("a\0b", 3)), "a␀b");
  EXPECT_EQ(shown("\r\n"), "␍\n");
  EXPECT_EQ(shown("\x1B[31m"), "␛[31m");
  EXPECT_EQ(shown("\x7F"), "␡");
  EXPECT_EQ(shown("\x1F"), "␟");
}

// The table of Unicode's own recommendation (§3.9, table 3-8 and following): one U+FFFD a maximal subpart.
TEST(Payload, ShownTextReplacesWhatIsNoUtf8) {
  EXPECT_EQ(shown("\xFF"), "\uFFFD");
  EXPECT_EQ(shown("a\xF0\x9F\x98z"), "a\uFFFDz");
  EXPECT_EQ(shown("\xE0\x80"), "\uFFFD\uFFFD");
  EXPECT_EQ(shown("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(shown("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(shown("\xC2\x41"), "\uFFFD\x41");
  EXPECT_EQ(shown("\xE6\xB8\n"), "\uFFFD\n");
}

TEST(Payload, CutNeverFallsIntoASequence) {
  const std::string text = "aé温😀";  // 1 + 2 + 3 + 4 bytes
  const std::size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
  for (std::size_t most = 0; most < std::size(expected); ++most)
    EXPECT_EQ(utf8_cut(as_bytes(text), most), expected[most]) << most;
}

TEST(Payload, CutOfBytesThatAreNoUtf8IsWhereAsked) {
  const std::string text(10, '\x80');
  EXPECT_EQ(utf8_cut(as_bytes(text), 5), 5u);
  EXPECT_EQ(utf8_cut(as_bytes("\xF0\x9F\xFF\xFF"), 2), 2u);
}

}  // namespace
}  // namespace model
