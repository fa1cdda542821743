#include "transport/transport.h"

#include <gtest/gtest.h>

namespace transport {
namespace {

TEST(Url, SchemePortAndPath) {
  EXPECT_EQ(url({.host = "h", .port = 80, .path = "/"}), "ws://h:80/");
  EXPECT_EQ(url({.tls = true, .host = "a.b", .port = 8084, .path = "/mqtt?x=1"}), "wss://a.b:8084/mqtt?x=1");
}

TEST(Url, Ipv6StandsInBracketsOnce) {
  EXPECT_EQ(url({.host = "::1", .port = 9001}), "ws://[::1]:9001/");
  EXPECT_EQ(url({.host = "[::1]", .port = 9001}), "ws://[::1]:9001/");
}

}  // namespace
}  // namespace transport
