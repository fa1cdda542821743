#include "model/json.h"

#include <gtest/gtest.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <cstdint>
#include <string>

namespace model {
namespace {

using Kind = JsonResult::Kind;

std::string laid_out(std::string_view json, std::size_t most = SIZE_MAX, std::size_t most_lines = SIZE_MAX) {
  std::string out;
  append_laid_out_json(out, as_bytes(json), most, most_lines);
  return out;
}

bool is_json(std::string_view text) { return check_json(as_bytes(text)).kind == Kind::ok; }

TEST(Json, EveryKindOfValueIsTaken) {
  const std::string_view good[] = {"null",
                                   "true",
                                   "false",
                                   "0",
                                   "-0",
                                   "-1.5e+10",
                                   "1E9",
                                   "1e999",
                                   "\"\"",
                                   "\"温度 😀\"",
                                   R"("\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00")",
                                   "[]",
                                   "{}",
                                   " [ ] ",
                                   "\r\n\t1\n",
                                   R"({"a":1,"a":2})",
                                   "[[],{},[{}]]",
                                   "\"\x7F\""};
  for (const std::string_view text : good) EXPECT_TRUE(is_json(text)) << text;
}

TEST(Json, WhatIsNoJsonIsRefused) {
  const std::string_view bad[] = {"",
                                  " ",
                                  "nul",
                                  "nulll",
                                  "True",
                                  "01",
                                  "-",
                                  "+1",
                                  "1.",
                                  ".5",
                                  "1e",
                                  "1e+",
                                  "0x10",
                                  "NaN",
                                  "'a'",
                                  "\"a",
                                  "\"\n\"",
                                  "\"\\x\"",
                                  "\"\\u12g4\"",
                                  "\"\\u12",
                                  "[1,]",
                                  "[,1]",
                                  "[1 2]",
                                  "{\"a\"}",
                                  "{\"a\":}",
                                  "{a:1}",
                                  "{\"a\":1,}",
                                  "{,}",
                                  "[",
                                  "]",
                                  "{",
                                  "[}",
                                  "{]",
                                  "[1}",
                                  "1 2",
                                  "{} {}",
                                  "\xEF\xBB\xBF{}",
                                  "\"\xFF\"",
                                  "\"\xED\xA0\x80\"",
                                  "[1]/**/",
                                  std::string_view("1\0", 2),
                                  std::string_view("\0", 1),
                                  std::string_view("\"\\\0\"", 4)};
  for (const std::string_view text : bad) EXPECT_FALSE(is_json(text)) << text;
}

TEST(Json, TheFirstMistakeIsNamedWithItsPlace) {
  const auto at = [](std::string_view text) {
    const JsonResult result = check_json(as_bytes(text));
    return std::to_string(result.line) + ":" + std::to_string(result.column);
  };
  EXPECT_EQ(at("{\"a\": }"), "1:7");
  EXPECT_EQ(at("{\n  \"温度\": 1,\n  x\n}"), "3:3");
  EXPECT_EQ(at("[\"温\" 1]"), "1:6");
  EXPECT_EQ(at("[1"), "1:3");
  EXPECT_EQ(at(""), "1:1");
}

TEST(Json, NumbersStringsKeysAndTheirOrderStayAsTheyCame) {
  EXPECT_EQ(laid_out(R"({"b":1.10,"a":123456789012345678901234567890,"b":1e999,"\u0061":"\/\u00e9é"})"),
            "{\n"
            "  \"b\": 1.10,\n"
            "  \"a\": 123456789012345678901234567890,\n"
            "  \"b\": 1e999,\n"
            "  \"\\u0061\": \"\\/\\u00e9é\"\n"
            "}");
}

TEST(Json, WhiteSpaceGoesOnlyBetweenValues) {
  EXPECT_EQ(laid_out(" { \"a b\" : [ ] , \"{[,:\\\"\" : { } } "), "{\n  \"a b\": [],\n  \"{[,:\\\"\": {}\n}");
  EXPECT_EQ(laid_out("  7 "), "7");
}

TEST(Json, TheLayoutStopsAtItsLimits) {
  std::string out;
  EXPECT_FALSE(append_laid_out_json(out, as_bytes("[1,2,3]"), 6, 100));
  EXPECT_EQ(out, "[\n  1,");
  out = "before ";
  EXPECT_TRUE(append_laid_out_json(out, as_bytes("[1]"), 7, 100));
  EXPECT_EQ(out, "before [\n  1\n]");
  out.clear();
  EXPECT_FALSE(append_laid_out_json(out, as_bytes("[1,2,3]"), 100, 3));
  EXPECT_EQ(out, "[\n  1,\n  2,");
  out.clear();
  EXPECT_TRUE(append_laid_out_json(out, as_bytes("[1]"), 100, 3));
}

TEST(Json, TheLayoutIsNeverCutWithinASequence) {
  for (std::size_t most = 0; most < 12; ++most) EXPECT_TRUE(is_utf8(as_bytes(laid_out("\"é温😀\"", most)))) << most;
  EXPECT_EQ(laid_out("\"é温😀\"", 5), "\"é");
  EXPECT_EQ(laid_out("\"é温😀\"", 6), "\"é温");
}

TEST(Json, DeepJsonIsRefusedWithoutRecursion) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(check_json(as_bytes(nested(kDeepestJson))).kind, Kind::ok);
  EXPECT_EQ(check_json(as_bytes(nested(kDeepestJson + 1))).kind, Kind::too_deep);
  EXPECT_EQ(check_json(as_bytes(std::string(std::size_t{4} << 20, '['))).kind, Kind::too_deep);
}

TEST(Json, LooksLikeJson) {
  EXPECT_TRUE(looks_like_json(as_bytes(" \n{")));
  EXPECT_TRUE(looks_like_json(as_bytes("[oops")));
  EXPECT_FALSE(looks_like_json(as_bytes("")));
  EXPECT_FALSE(looks_like_json(as_bytes("12")));
  EXPECT_FALSE(looks_like_json(as_bytes("\"a\"")));
}

// A second reader that many rely on. It differs in three known ways: it takes U+0000 for the end, wants surrogates in
// escapes paired, and refuses numbers beyond a double.
bool differs_from_rapidjson(const std::string& text) {
  if (text.find("\\ud") != std::string::npos || text.find("\\uD") != std::string::npos) return true;
  std::size_t digits = 0;
  for (const char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits > 2 && text.find_first_of("eE") != std::string::npos) return true;
  }
  return false;
}

bool rapidjson_takes(const std::string& text) {
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::BaseReaderHandler<> handler;
  rapidjson::Reader reader;
  constexpr unsigned kFlags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseValidateEncodingFlag;
  return !reader.Parse<kFlags>(stream, handler).IsError();
}

// Drops the white space outside of strings.
std::string squeezed(std::string_view json) {
  std::string out;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (!in_string && std::string_view(" \t\r\n").find(json[i]) != std::string_view::npos) continue;
    out.push_back(json[i]);
    if (in_string && json[i] == '\\') {
      out.push_back(json[++i]);
    } else if (json[i] == '"') {
      in_string = !in_string;
    }
  }
  return out;
}

TEST(Json, AgreesWithRapidJsonOnMutatedTexts) {
  const std::string seeds[] = {R"({"Method":"update","State":{"Reported":{"温度":-12.50e+3,"on":true}},"Version":9})",
                               R"([null,[],{},"a\n\u00e9b",0,1e5,{"x":[1,2,{"y":"z"}]},false])",
                               R"( { "a" : "\\\"" , "b":0.1 } )"};
  constexpr std::string_view kPieces = "{}[]:,\"\\ 0123456789eE+-.truefalsn\n\t/x\xC3\xA9";
  std::uint32_t random = 12'345;
  const auto next = [&random](std::size_t below) {
    random = random * 1'664'525 + 1'013'904'223;
    return (random >> 8) % below;
  };
  int taken = 0, refused = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string text = seeds[round % 3];
    for (std::size_t change = next(4); change-- > 0;) {
      const std::size_t at = next(text.size());
      switch (next(3)) {
        case 0:
          text[at] = kPieces[next(kPieces.size())];
          break;
        case 1:
          text.erase(at, 1 + next(3));
          break;
        default:
          text.insert(at, 1, kPieces[next(kPieces.size())]);
      }
    }
    if (differs_from_rapidjson(text)) continue;
    const bool ours = is_json(text);
    ASSERT_EQ(ours, rapidjson_takes(text)) << text;
    ++(ours ? taken : refused);
    if (!ours) continue;
    const std::string layout = laid_out(text);
    ASSERT_TRUE(rapidjson_takes(layout)) << layout;
    ASSERT_EQ(squeezed(layout), squeezed(text));
  }
  EXPECT_GT(taken, 10'000);
  EXPECT_GT(refused, 10'000);
}

}  // namespace
}  // namespace model
