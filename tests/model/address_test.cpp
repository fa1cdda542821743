#include "model/address.h"

#include <gtest/gtest.h>

namespace model {
namespace {

using Kind = AddressParts::Kind;

struct Expected {
  std::string_view text;
  Kind kind;
  std::string_view host, port, path;
  int tls;           // -1: not said
  int default_port;  // 0: none
};

TEST(Address, IsTakenApart) {
  const Expected table[] = {
      {"mqtt-cn-sh2.iot.ucloud.cn", Kind::plain, "mqtt-cn-sh2.iot.ucloud.cn", "", "", -1, 0},
      {"  host\n", Kind::plain, "host", "", "", -1, 0},
      {"", Kind::plain, "", "", "", -1, 0},
      {"host:8083", Kind::taken_apart, "host", "8083", "", -1, 0},
      {"host:8083/mqtt", Kind::taken_apart, "host", "8083", "/mqtt", -1, 0},
      {"host/mqtt", Kind::taken_apart, "host", "", "/mqtt", -1, 0},
      {"ws://host", Kind::taken_apart, "host", "", "", 0, 80},
      {"wss://host:443/mqtt", Kind::taken_apart, "host", "443", "/mqtt", 1, 443},
      {"WSS://Host", Kind::taken_apart, "Host", "", "", 1, 443},
      {"https://host/", Kind::taken_apart, "host", "", "/", 1, 443},
      {"mqtt://host", Kind::taken_apart, "host", "", "", 0, 1883},
      {"mqtts://host:8884", Kind::taken_apart, "host", "8884", "", 1, 8883},
      {"ws://host/a/b?c=d#e", Kind::taken_apart, "host", "", "/a/b?c=d", 0, 80},
      {"ws://host?token=x", Kind::taken_apart, "host", "", "?token=x", 0, 80},
      {"ws://[::1]:9001/x", Kind::taken_apart, "[::1]", "9001", "/x", 0, 80},
      {"[fe80::1]", Kind::plain, "[fe80::1]", "", "", -1, 0},
      {"fe80::1", Kind::plain, "fe80::1", "", "", -1, 0},
      {"[::1", Kind::plain, "[::1", "", "", -1, 0},
      {"host:", Kind::plain, "host:", "", "", -1, 0},
      {"host:80a", Kind::plain, "host:80a", "", "", -1, 0},
      {"tcp://host:1883", Kind::bad_scheme, "host", "1883", "", -1, 0},
      {"://host", Kind::bad_scheme, "host", "", "", -1, 0},
      {"ws://", Kind::taken_apart, "", "", "", 0, 80},
  };
  for (const Expected& row : table) {
    const AddressParts parts = take_apart(row.text);
    EXPECT_EQ(parts.kind, row.kind) << row.text;
    EXPECT_EQ(parts.host, row.host) << row.text;
    EXPECT_EQ(parts.port, row.port) << row.text;
    EXPECT_EQ(parts.path, row.path) << row.text;
    EXPECT_EQ(parts.tls ? *parts.tls : -1, row.tls) << row.text;
    EXPECT_EQ(parts.default_port.value_or(0), row.default_port) << row.text;
    EXPECT_FALSE(parts.had_user_info) << row.text;
  }
}

TEST(Address, ABadSchemeIsNamed) {
  EXPECT_EQ(take_apart("tcp://host").scheme, "tcp");
  EXPECT_EQ(take_apart("ws:/host").scheme, "");
}

TEST(Address, UserAndPasswordAreLeftOut) {
  for (const std::string_view text : {"wss://user:p@ss@host:443/x", "user@host:443/x"}) {
    const AddressParts parts = take_apart(text);
    EXPECT_TRUE(parts.had_user_info) << text;
    EXPECT_EQ(parts.kind, Kind::taken_apart) << text;
    EXPECT_EQ(parts.host, "host") << text;
    EXPECT_EQ(parts.port, "443") << text;
  }
  EXPECT_FALSE(take_apart("ws://host/a@b").had_user_info);
}

TEST(Address, TheWrongCharacterOfAHostIsNamed) {
  for (const std::string_view good :
       {"", "a.b-c_d.9", "例子.测试", "[::1]", "[fe80::1:2]", "[::ffff:1.2.3.4]", "127.0.0.1"})
    EXPECT_EQ(bad_host_character(good), "") << good;
  EXPECT_EQ(bad_host_character("a b"), " ");
  EXPECT_EQ(bad_host_character("a\tb"), "\t");
  EXPECT_EQ(bad_host_character("host:"), ":");
  EXPECT_EQ(bad_host_character("a:b"), ":");
  EXPECT_EQ(bad_host_character("a@b"), "@");
  EXPECT_EQ(bad_host_character("a\\b"), "\\");
  EXPECT_EQ(bad_host_character("a%41"), "%");
  EXPECT_EQ(bad_host_character("a\xFF"), "\xFF");
  EXPECT_EQ(bad_host_character("[::1"), "[");
  EXPECT_EQ(bad_host_character("[::g]"), "g");
  EXPECT_EQ(bad_host_character("[::温]"), "温");
  EXPECT_EQ(bad_host_character("[::1]x"), "]");
}

TEST(Address, TheMachineItself) {
  for (const std::string_view host :
       {"localhost", "LocalHost", "localhost.", "broker.localhost", "127.0.0.1", "127.1.2.3", "[::1]"})
    EXPECT_TRUE(is_loopback(host)) << host;
  for (const std::string_view host :
       {"", "notlocalhost", "localhost.example", "127.example.com", "128.0.0.1", "192.168.0.1", "[::2]"})
    EXPECT_FALSE(is_loopback(host)) << host;
}

}  // namespace
}  // namespace model
