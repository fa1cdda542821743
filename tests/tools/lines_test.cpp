#include "tools/lines.h"

#include <gtest/gtest.h>

#include <vector>

namespace tools {
namespace {

std::vector<std::string> all_of(Lines& lines) {
  std::vector<std::string> all;
  std::string_view line;
  while (lines.next(line)) all.emplace_back(line);
  return all;
}

using List = std::vector<std::string>;

TEST(Lines, CutAnywhereTheyAreTheSame) {
  const std::string text = "one\n\ntwo\r\nthree\n";
  for (std::size_t part = 1; part <= text.size(); ++part) {
    Lines lines;
    List all;
    for (std::size_t at = 0; at < text.size(); at += part) {
      lines.add(std::string_view(text).substr(at, part));
      for (std::string& one : all_of(lines)) all.push_back(std::move(one));
    }
    EXPECT_EQ(all, (List{"one", "", "two", "three"})) << part;
  }
}

TEST(Lines, TheLastNeedsNoLineFeed) {
  Lines lines;
  lines.add("one\ntwo");
  EXPECT_EQ(all_of(lines), List{"one"});
  lines.end();
  EXPECT_EQ(all_of(lines), List{"two"});
  EXPECT_EQ(all_of(lines), List{});
}

TEST(Lines, NothingButAnEndIsNoLine) {
  Lines lines;
  lines.add("one\n");
  lines.end();
  EXPECT_EQ(all_of(lines), List{"one"});
}

TEST(Lines, AHugeLineInSmallParts) {
  Lines lines;
  const std::string part(65536, 'x');
  std::string_view line;
  for (int i = 0; i < 512; ++i) {
    lines.add(part);
    ASSERT_FALSE(lines.next(line));
  }
  lines.add("\nrest");
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line.size(), 512 * part.size());
  EXPECT_FALSE(lines.next(line));
}

}  // namespace
}  // namespace tools
