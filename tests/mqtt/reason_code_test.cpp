#include "mqtt/reason_code.h"

#include <gtest/gtest.h>

namespace mqtt {
namespace {

TEST(reason_code, names) {
  EXPECT_STREQ(connect_return_code_name(0), "accepted");
  EXPECT_STREQ(connect_return_code_name(1), "unacceptable protocol version");
  EXPECT_STREQ(connect_return_code_name(2), "identifier rejected");
  EXPECT_STREQ(connect_return_code_name(3), "server unavailable");
  EXPECT_STREQ(connect_return_code_name(4), "bad user name or password");
  EXPECT_STREQ(connect_return_code_name(5), "not authorized");
  for (unsigned code = 6; code < 256; ++code)
    EXPECT_STREQ(connect_return_code_name(static_cast<std::uint8_t>(code)), "reserved");

  EXPECT_STREQ(subscribe_return_code_name(0), "granted QoS 0");
  EXPECT_STREQ(subscribe_return_code_name(1), "granted QoS 1");
  EXPECT_STREQ(subscribe_return_code_name(2), "granted QoS 2");
  EXPECT_STREQ(subscribe_return_code_name(0x80), "failure");
  EXPECT_STREQ(subscribe_return_code_name(3), "reserved");
  EXPECT_STREQ(subscribe_return_code_name(0x87), "reserved");
}

}  // namespace
}  // namespace mqtt
