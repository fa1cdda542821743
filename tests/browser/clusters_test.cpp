#include "browser/clusters.h"

#include <gtest/gtest.h>

#include "browser/script.h"

namespace browser {
namespace {

int g_asked = 0;
int counting(const char* utf8, std::size_t size, std::uint32_t* lengths, std::size_t room) {
  ++g_asked;
  return segment_simply(utf8, size, lengths, room);
}

class ClustersTest : public testing::Test {
 protected:
  void SetUp() override { g_asked = 0; }
  // Private code points as their clusters in brackets.
  std::string shown(std::string_view utf8) {
    const std::string mapped(clusters.map(utf8));
    std::string out;
    for (std::size_t i = 0; i < mapped.size();) {
      const char32_t c = next_code_point(mapped, i);
      if (!ClusterTable::is_private(c))
        append_code_point(out, c);
      else
        out.append("[").append(table.cluster(c)).append("]");
    }
    return out;
  }
  ClusterTable table;
  Clusters clusters{table, counting};
};

TEST_F(ClustersTest, PlainTextIsTheVeryTextAndAsksNobody) {
  const std::string_view text = "topic/温度 23.5 °C, Ωя 한글 😀😀\n";
  EXPECT_EQ(clusters.map(text).data(), text.data());
  EXPECT_EQ(g_asked, 0);
  EXPECT_EQ(clusters.map("").size(), 0u);
}

TEST_F(ClustersTest, ClustersOfSeveralCodePointsBecomeOne) {
  EXPECT_EQ(shown("a e\u0301 b"), "a [e\u0301] b");
  EXPECT_EQ(shown("x\U0001F468\u200D\U0001F469\u200D\U0001F467y"), "x[\U0001F468\u200D\U0001F469\u200D\U0001F467]y");
  EXPECT_EQ(shown("\U0001F44D\U0001F3FD\u2764\uFE0F"), "[\U0001F44D\U0001F3FD][\u2764\uFE0F]");
  EXPECT_EQ(shown("\U0001F1E8\U0001F1F3\U0001F1E9\U0001F1EA"), "[\U0001F1E8\U0001F1F3][\U0001F1E9\U0001F1EA]");
  EXPECT_EQ(shown("1\uFE0F\u20E3"), "[1\uFE0F\u20E3]");
}

TEST_F(ClustersTest, WordsOfShapedScriptsStayWhole) {
  EXPECT_EQ(shown("a \u0645\u0631\u062D\u0628\u0627 \u05E9\u05DC b"),
            "a [\u0645\u0631\u062D\u0628\u0627] [\u05E9\u05DC] b");
}

TEST_F(ClustersTest, PrivateUseInTheTextItselfCannotBeTakenForOurs) {
  const std::string ours = shown("e\u0301");
  EXPECT_EQ(shown("\uE000"), "[\uE000]");
  EXPECT_EQ(shown("e\u0301"), ours);
  EXPECT_NE(std::string(clusters.map("\uE000")), std::string(clusters.map("e\u0301")));
}

TEST_F(ClustersTest, BytesThatAreNoTextDoNotShiftTheClusters) {
  EXPECT_EQ(shown("\xFF"
                  "e\u0301\xC3"),
            "\uFFFD[e\u0301]\uFFFD");
}

TEST_F(ClustersTest, ALineIsCutOnceHoweverOftenItIsDrawn) {
  const std::string first(clusters.map("e\u0301 x"));
  for (int i = 0; i < 100; ++i) {
    table.begin_frame();
    EXPECT_EQ(clusters.map("e\u0301 x"), first);
  }
  EXPECT_EQ(g_asked, 1);
}

TEST_F(ClustersTest, WhatWasRememberedIsVoidOnceItsCodePointIsTakenBack) {
  ClusterTable small(nullptr, 1);
  Clusters few(small, segment_simply);
  const std::string first(few.map("e\u0301"));
  small.begin_frame();
  small.begin_frame();
  EXPECT_EQ(std::string(few.map("o\u0301")), first);
  EXPECT_EQ(std::string(few.map("e\u0301")), "\uFFFD");  // the only one is in use in this frame
  small.begin_frame();
  small.begin_frame();
  EXPECT_EQ(std::string(few.map("e\u0301")), first);
  EXPECT_EQ(small.cluster(ClusterTable::kFirst), "e\u0301");
}

TEST_F(ClustersTest, ARememberedLineKeepsItsCodePoints) {
  ClusterTable small(nullptr, 2);
  Clusters few(small, segment_simply);
  const std::string first(few.map("e\u0301"));
  for (int i = 0; i < 3; ++i) {
    small.begin_frame();
    EXPECT_EQ(std::string(few.map("e\u0301")), first);
  }
  EXPECT_NE(std::string(few.map("o\u0301")), first);
  EXPECT_NE(std::string(few.map("u\u0301")), first);
  EXPECT_EQ(std::string(few.map("e\u0301")), first);
}

TEST_F(ClustersTest, KeptTextStaysValidAsLongAsItIsDrawn) {
  ClusterTable small(nullptr, 2);
  Clusters few(small, segment_simply);
  const std::string kept(few.map("中e\u0301"));
  for (int i = 0; i < 5; ++i) {
    small.begin_frame();
    few.keep(kept);
  }
  EXPECT_NE(std::string(few.map("o\u0301")), std::string(few.map("e\u0301")));
  EXPECT_EQ(few.generation(), 0u);
  EXPECT_EQ(std::string(few.map("u\u0301")), "\uFFFD");
  small.begin_frame();
  small.begin_frame();
  EXPECT_NE(std::string(few.map("u\u0301")), "\uFFFD");
  EXPECT_EQ(few.generation(), 1u);
}

TEST_F(ClustersTest, LongTextIsWhole) {
  std::string text, expected;
  for (int i = 0; i < 3000; ++i) {
    text += "e\u0301中";
    expected += "[e\u0301]中";
  }
  EXPECT_EQ(shown(text), expected);
  std::string marks = "e";
  for (int i = 0; i < 5000; ++i) marks += "\u0301";
  EXPECT_FALSE(shown(marks).empty());
  std::string word;
  for (int i = 0; i < 5000; ++i) word += "\u0628";
  std::string joined = shown(word);
  std::string letters;
  for (const char c : joined)
    if (c != '[' && c != ']') letters += c;
  EXPECT_EQ(letters, word);
}

}  // namespace
}  // namespace browser
