#include "model/preview.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace model {
namespace {

Preview text_preview(std::string_view text) { return preview(as_bytes(text), PayloadFormat::text); }

TEST(Preview, AShortTextIsShownWhole) {
  const Preview made = text_preview("one\ntwo\n");
  EXPECT_EQ(made.text, "one\ntwo\n");
  EXPECT_FALSE(made.cut);
  EXPECT_TRUE(made.utf8);
  EXPECT_EQ(made.total, 8u);
  EXPECT_EQ(made.format, PayloadFormat::text);
  EXPECT_EQ(text_preview("").text, "");
  EXPECT_FALSE(text_preview("").cut);
}

TEST(Preview, TwentyLinesAreShownAndNoMore) {
  std::string text;
  for (int i = 1; i <= 20; ++i) text += std::to_string(i) + "\n";
  EXPECT_FALSE(text_preview(text).cut);
  const Preview made = text_preview(text + "21");
  EXPECT_TRUE(made.cut);
  EXPECT_EQ(made.text, text.substr(0, text.size() - 1));
  EXPECT_EQ(made.total, text.size() + 2);
}

TEST(Preview, TwoKilobytesAreShownAndNoMore) {
  EXPECT_FALSE(text_preview(std::string(2'048, 'x')).cut);
  const Preview made = text_preview(std::string(2'049, 'x'));
  EXPECT_TRUE(made.cut);
  EXPECT_EQ(made.text, std::string(2'048, 'x'));
}

TEST(Preview, ACutKeepsSequencesWhole) {
  const Preview made = text_preview(std::string(2'046, 'x') + "温度");
  EXPECT_EQ(made.text, std::string(2'046, 'x'));
  EXPECT_TRUE(made.utf8);
  EXPECT_TRUE(made.cut);
}

TEST(Preview, BytesThatAreNoTextAreMarked) {
  const Preview made = text_preview("a\xFF\xFE");
  EXPECT_EQ(made.text, "a\uFFFD\uFFFD");
  EXPECT_FALSE(made.utf8);
}

TEST(Preview, HexIsCutBetweenBytes) {
  const std::string payload(1'000, '\xAB');
  const Preview made = preview(as_bytes(payload), PayloadFormat::hex);
  EXPECT_TRUE(made.cut);
  EXPECT_LE(made.text.size(), kPreviewBytes);
  EXPECT_EQ(made.text.substr(0, 6), "ab ab ");
  EXPECT_EQ(made.text.substr(made.text.size() - 3), " ab");
  EXPECT_EQ(made.format, PayloadFormat::hex);
  EXPECT_FALSE(preview(as_bytes("abc"), PayloadFormat::hex).cut);
  EXPECT_EQ(preview(as_bytes("abc"), PayloadFormat::hex).text, "61 62 63");
}

TEST(Preview, JsonIsLaidOut) {
  const Preview made = preview(as_bytes(R"({"a":[1,2]})"), PayloadFormat::json);
  EXPECT_EQ(made.format, PayloadFormat::json);
  EXPECT_EQ(made.text, "{\n  \"a\": [\n    1,\n    2\n  ]\n}");
  EXPECT_FALSE(made.cut);
}

TEST(Preview, LongJsonIsCutAtTwentyLines) {
  std::string json = "[0";
  for (int i = 1; i < 100; ++i) json += "," + std::to_string(i);
  json += "]";
  const Preview made = preview(as_bytes(json), PayloadFormat::json);
  EXPECT_TRUE(made.cut);
  EXPECT_EQ(made.format, PayloadFormat::json);
  EXPECT_EQ(std::count(made.text.begin(), made.text.end(), '\n'), 19);
  EXPECT_EQ(made.text.substr(made.text.size() - 5), "  18,");
}

TEST(Preview, WhatIsNoJsonIsShownAsText) {
  EXPECT_EQ(preview(as_bytes("{\"a\":}"), PayloadFormat::json).format, PayloadFormat::text);
  EXPECT_EQ(preview(as_bytes("{\"a\":}"), PayloadFormat::json).text, "{\"a\":}");
  const std::string large = "[" + std::string(kLargestPreviewJson, ' ') + "]";
  EXPECT_EQ(preview(as_bytes(large), PayloadFormat::json).format, PayloadFormat::text);
  EXPECT_TRUE(preview(as_bytes(large), PayloadFormat::json).cut);
}

// 20,000 previews of 16 MiB end in time only if each costs what it shows: reading it all would be 300 GiB.
TEST(Preview, AHugePayloadCostsNoMoreThanItShows) {
  const std::string payload(std::size_t{16} << 20, 'x');
  std::size_t shown = 0;
  for (int i = 0; i < 20'000; ++i)
    shown += preview(as_bytes(payload), i % 2 ? PayloadFormat::hex : PayloadFormat::text).text.size();
  EXPECT_GT(shown, 20'000u * 2'000u);
}

TEST(ShowAll, ShowsAll) {
  const std::string payload(100'000, 'x');
  EXPECT_EQ(show_all(as_bytes(payload), PayloadFormat::text), payload);
  EXPECT_EQ(show_all(as_bytes(payload), PayloadFormat::hex).size(), 300'000u - 1);
  EXPECT_EQ(show_all(as_bytes("[1]"), PayloadFormat::json), "[\n  1\n]");
  EXPECT_EQ(show_all(as_bytes("[1"), PayloadFormat::json), "[1");
  EXPECT_EQ(show_all(as_bytes("[1,2,3]"), PayloadFormat::json, 5), "[1,2,3]");
}

}  // namespace
}  // namespace model
