#include "model/hex.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace model {
namespace {

using Octets = std::vector<std::uint8_t>;
using Kind = HexResult::Kind;

void expect_bytes(std::string_view text, const Octets& expected) {
  Octets bytes;
  const HexResult result = parse_hex(text, &bytes);
  EXPECT_EQ(result.kind, Kind::ok) << text;
  EXPECT_EQ(bytes, expected) << text;
  EXPECT_EQ(result.bytes, expected.size()) << text;
}

void expect_wrong(std::string_view text, Kind kind, std::size_t line, std::size_t column, std::string_view character) {
  const HexResult result = parse_hex(text, nullptr);
  EXPECT_EQ(result.kind, kind) << text;
  EXPECT_EQ(result.line, line) << text;
  EXPECT_EQ(result.column, column) << text;
  EXPECT_EQ(result.character, character) << text;
}

TEST(Hex, ReadsWhatTheOriginalPageReads) {
  expect_bytes("a1 a2", {0xA1, 0xA2});
  expect_bytes("a1\na2", {0xA1, 0xA2});
  expect_bytes("  A1\r\n\ta2 ", {0xA1, 0xA2});
}

TEST(Hex, ReadsOtherCommonForms) {
  expect_bytes("a1a2a3", {0xA1, 0xA2, 0xA3});
  expect_bytes("0xa1, 0XA2,0x00ff", {0xA1, 0xA2, 0x00, 0xFF});
  expect_bytes("00", {0x00});
}

TEST(Hex, NothingIsAnEmptyPayload) {
  expect_bytes("", {});
  expect_bytes(" \n ", {});
}

TEST(Hex, NamesTheWrongCharacterWithItsPlace) {
  expect_wrong("a1 g2", Kind::bad_character, 1, 4, "g");
  expect_wrong("a1\na2 温", Kind::bad_character, 2, 4, "温");
  expect_wrong("温", Kind::bad_character, 1, 1, "温");
  expect_wrong("a1-a2", Kind::bad_character, 1, 3, "-");
  expect_wrong("a10xb2", Kind::bad_character, 1, 4, "x");
  expect_wrong("0x", Kind::bad_character, 1, 2, "x");
  expect_wrong("0xg1", Kind::bad_character, 1, 2, "x");
  expect_wrong("a1 \xFF", Kind::bad_character, 1, 4, "\xFF");
  expect_wrong("a1\n\n  z", Kind::bad_character, 3, 3, "z");
}

TEST(Hex, NamesTheHalfByte) {
  expect_wrong("a", Kind::odd_digits, 1, 1, "");
  expect_wrong("a1 a2 a", Kind::odd_digits, 1, 7, "");
  expect_wrong("a1\na2b c3", Kind::odd_digits, 2, 3, "");
  expect_wrong("0x1 02", Kind::odd_digits, 1, 3, "");
  expect_wrong("a1b\n", Kind::odd_digits, 1, 3, "");
}

TEST(Hex, EveryByteGoesThereAndBack) {
  Octets all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::uint8_t>(i));
  std::string text;
  append_hex(text, all);
  EXPECT_EQ(text.size(), 256u * 3 - 1);
  EXPECT_EQ(text.substr(0, 8), "00 01 02");
  EXPECT_EQ(text.substr(text.size() - 5), "fe ff");
  expect_bytes(text, all);
}

TEST(Hex, NothingIsWrittenForNoBytes) {
  std::string text = "x";
  append_hex(text, {});
  EXPECT_EQ(text, "x");
}

}  // namespace
}  // namespace model
