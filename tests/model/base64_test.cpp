#include "model/base64.h"

#include <gtest/gtest.h>

namespace model {
namespace {

std::string base64(std::string_view bytes) {
  std::string to;
  append_base64(to, as_bytes(bytes));
  return to;
}

// RFC 4648 §10
TEST(Base64, IsPadded) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, TakesEveryByteAndAppends) {
  EXPECT_EQ(base64(std::string_view("\0\xFF\xFB", 3)), "AP/7");
  std::string to = "<";
  append_base64(to, as_bytes("f"));
  EXPECT_EQ(to, "<Zg==");
}

}  // namespace
}  // namespace model
