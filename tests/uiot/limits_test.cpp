#include "uiot/limits.h"

#include <gtest/gtest.h>

#include <string>

namespace uiot {
namespace {

TEST(Limits, SerialsAreLettersAndDigits) {
  EXPECT_EQ(serial_valid_size(""), 0u);
  EXPECT_EQ(serial_valid_size("gk3bus4cqyps5xq8"), 16u);
  EXPECT_EQ(serial_valid_size("AZaz09"), 6u);
  EXPECT_EQ(serial_valid_size("abc_def"), 3u);
  EXPECT_EQ(serial_valid_size("温度"), 0u);
  EXPECT_EQ(serial_valid_size(" abc"), 0u);
}

TEST(Limits, DeviceSerialsHaveFourMoreCharacters) {
  EXPECT_EQ(device_sn_valid_size("A-b_c@d:9"), 9u);
  EXPECT_EQ(device_sn_valid_size("dev/1"), 3u);
  EXPECT_EQ(device_sn_valid_size("dev|1"), 3u);
  EXPECT_EQ(device_sn_valid_size("dev.1"), 3u);
  EXPECT_EQ(device_sn_valid_size(std::string_view("dev\0", 4)), 3u);
}

TEST(Limits, SlashesAreCounted) {
  EXPECT_EQ(slashes(""), 0u);
  EXPECT_EQ(slashes("a"), 0u);
  EXPECT_EQ(slashes("/a/b//"), 4u);
}

}  // namespace
}  // namespace uiot
