#include "model/user_properties.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace model {
namespace {

struct Line {
  std::string name, value;
  std::size_t line;
  bool divided;
  bool operator==(const Line&) const = default;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::size_t line = 0;
  UserPropertyLine one;
  while (next_user_property(text, line, one))
    lines.push_back({std::string(one.name), std::string(one.value), one.line, one.divided});
  EXPECT_TRUE(text.empty());
  return lines;
}

TEST(UserProperties, OneALineInTheirOrderAndNamesMayRepeat) {
  EXPECT_EQ(lines_of("b=1\na=2\nb=3"), (std::vector<Line>{{"b", "1", 1, true}, {"a", "2", 2, true}, {"b", "3", 3, true}}));
}

TEST(UserProperties, TheFirstEqualsSignDivides) {
  EXPECT_EQ(lines_of("query=a=b&c=d"), (std::vector<Line>{{"query", "a=b&c=d", 1, true}}));
  EXPECT_EQ(lines_of("=\n=v\nn="), (std::vector<Line>{{"", "", 1, true}, {"", "v", 2, true}, {"n", "", 3, true}}));
}

TEST(UserProperties, BlanksStayAndLineEndsGo) {
  EXPECT_EQ(lines_of(" a = b \r\n\r\n\nc=d\n"), (std::vector<Line>{{" a ", " b ", 1, true}, {"c", "d", 4, true}}));
  EXPECT_TRUE(lines_of("").empty());
  EXPECT_TRUE(lines_of("\n\r\n").empty());
}

TEST(UserProperties, ALineWithoutAnEqualsSignIsToldApart) {
  EXPECT_EQ(lines_of("a=1\nno sign"), (std::vector<Line>{{"a", "1", 1, true}, {"no sign", "", 2, false}}));
}

}  // namespace
}  // namespace model
