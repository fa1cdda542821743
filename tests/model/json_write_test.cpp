#include "model/json_write.h"

#include <gtest/gtest.h>

namespace model {
namespace {

template <class Write>
std::string written(Write write) {
  std::string to = "<";
  write(to);
  return to;
}

TEST(JsonWrite, NumbersHaveAtLeastTheirDigits) {
  EXPECT_EQ(written([](std::string& to) { append_number(to, 0); }), "<0");
  EXPECT_EQ(written([](std::string& to) { append_number(to, 7, 3); }), "<007");
  EXPECT_EQ(written([](std::string& to) { append_number(to, 4'294'967'295); }), "<4294967295");
}

TEST(JsonWrite, StringsAreEscapedAndStayUtf8) {
  const std::string text("a\"\\\n\x01\x7F温\xFF", 10);
  EXPECT_EQ(written([&](std::string& to) { append_json_string(to, as_bytes(text)); }),
            "<\"a\\\"\\\\\\n\\u0001\\u007f温\xEF\xBF\xBD\"");
}

// RFC 4648 §10
TEST(JsonWrite, Base64IsPadded) {
  const char* const kPairs[][2] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}};
  for (const auto& pair : kPairs) {
    const std::string_view plain = pair[0];
    EXPECT_EQ(written([&](std::string& to) { append_json_base64(to, as_bytes(plain)); }),
              "<\"" + std::string(pair[1]) + "\"");
  }
}

}  // namespace
}  // namespace model
