#include "browser/script.h"

#include <gtest/gtest.h>

namespace browser {
namespace {

std::string all(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const std::size_t before = i;
    append_code_point(out, next_code_point(utf8, i));
    EXPECT_GT(i, before);
  }
  return out;
}

TEST(Script, ValidTextComesBackAsItIs) {
  const std::string text = "aé中😀\xEF\xBB\xBF\xF4\x8F\xBF\xBF";
  EXPECT_EQ(all(text), text);
}

TEST(Script, WhatIsNoUtf8BecomesTheReplacementOneByteAtATime) {
  EXPECT_EQ(all("\x80"), "\xEF\xBF\xBD");
  EXPECT_EQ(all("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");    // overlong
  EXPECT_EQ(all("a\xE4\xB8"), "a\xEF\xBF\xBD\xEF\xBF\xBD");  // cut off
  EXPECT_EQ(all("\xE4z"), "\xEF\xBF\xBDz");                  // the next letter stays
  EXPECT_EQ(all("\xED\xA0\x80").size(), 9u);                 // a surrogate
  EXPECT_EQ(all("\xF4\x90\x80\x80").size(), 12u);            // above U+10FFFF
  EXPECT_EQ(all("\xFF"), "\xEF\xBF\xBD");
}

TEST(Script, LettersIdeographsAndSingleEmojiArePlain) {
  for (const char32_t c : {U'a', U'é', U'Ω', U'я', U'中', U'か', U'한', U'😀', U'→', U'，', U'𠀀', U'\n'})
    EXPECT_TRUE(is_plain(c)) << static_cast<unsigned>(c);
}

TEST(Script, MarksJoinersModifiersAndPrivateUseAreNot) {
  for (const char32_t c :
       {char32_t{0x301}, char32_t{0x200D}, char32_t{0xFE0F}, char32_t{0x1F3FD}, char32_t{0x1F1E9}, char32_t{0x20E3},
        char32_t{0xE000}, char32_t{0xF8FF}, char32_t{0x10FFFD}, char32_t{0x3099}, char32_t{0x202E}, char32_t{0xE0061},
        char32_t{0x5D0}, char32_t{0x628}, char32_t{0x915}, char32_t{0xE01}})
    EXPECT_FALSE(is_plain(c)) << static_cast<unsigned>(c);
}

TEST(Script, OnlyJoinedReorderedOrRightToLeftScriptsAreTakenByWords) {
  for (const char32_t c : {char32_t{0x5D0}, char32_t{0x628}, char32_t{0x915}, char32_t{0x1780}, char32_t{0xFEB0}})
    EXPECT_TRUE(is_word_shaped(c)) << static_cast<unsigned>(c);
  for (const char32_t c :
       {char32_t{'a'}, char32_t{0xE01}, char32_t{0x4E2D}, char32_t{0x301}, char32_t{0xFEFF}, char32_t{0x1F600}})
    EXPECT_FALSE(is_word_shaped(c)) << static_cast<unsigned>(c);
}

}  // namespace
}  // namespace browser
