#include "transport/close_reason.h"

#include <gtest/gtest.h>

#include <vector>

namespace transport {
namespace {

using enum LikelyCause;

std::vector<LikelyCause> causes(const Endpoint& endpoint, const PageContext& page) {
  const LikelyCauses found = likely_causes(endpoint, page);
  return {found.list, found.list + found.count};
}

Endpoint to(const char* host, std::uint16_t port, bool tls = false) {
  Endpoint endpoint;
  endpoint.host = host;
  endpoint.port = port;
  endpoint.tls = tls;
  return endpoint;
}

constexpr PageContext kPublicHttps{PageScheme::https, HostKind::open, true};
constexpr PageContext kPublicHttp{PageScheme::http, HostKind::open, true};
constexpr PageContext kFile{PageScheme::file, HostKind::open, true};

TEST(HostKind, ThisMachine) {
  for (const char* host :
       {"localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.9.8.7", "::1", "[::1]", "localhost."})
    EXPECT_EQ(host_kind(host), HostKind::loopback) << host;
}

TEST(HostKind, TheLocalNetwork) {
  for (const char* host : {"10.1.2.3", "172.16.0.1", "172.31.255.1", "192.168.1.1", "169.254.1.1", "100.64.0.1",
                           "fe80::1", "[fd12:3456::1]", "::ffff:10.0.0.1", "printer.local", "broker", "nas.lan"})
    EXPECT_EQ(host_kind(host), HostKind::local) << host;
}

TEST(HostKind, AllTheRest) {
  for (const char* host : {"mqtt-cn-sh2.iot.ucloud.cn", "8.8.8.8", "172.32.0.1", "192.169.0.1", "2001:db8::1",
                           "127.0.0.1.example.com", "fd.example.com", "10.0.0.256.example", "100.128.0.1"})
    EXPECT_EQ(host_kind(host), HostKind::open) << host;
}

TEST(LikelyCauses, WsFromAnHttpsPageIsMixedContentButNotToThisMachine) {
  EXPECT_EQ(causes(to("broker.example.com", 80), kPublicHttps).front(), mixed_content);
  EXPECT_TRUE(is_mixed_content(to("192.168.1.5", 80), kPublicHttps));
  EXPECT_FALSE(is_mixed_content(to("localhost", 80), kPublicHttps));
  EXPECT_FALSE(is_mixed_content(to("broker.example.com", 443, true), kPublicHttps));
  EXPECT_FALSE(is_mixed_content(to("broker.example.com", 80), kPublicHttp));
}

TEST(LikelyCauses, MqttsTcpPortsAreNamedFirst) {
  EXPECT_EQ(causes(to("broker.example.com", 1883), kFile).front(), tcp_port);
  EXPECT_EQ(causes(to("broker.example.com", 8883, true), kPublicHttps).front(), tcp_port);
  const auto usual = causes(to("broker.example.com", 80), kFile);
  EXPECT_EQ(usual, (std::vector<LikelyCause>{nothing_listening, path_or_subprotocol}));
}

TEST(LikelyCauses, ReachingIntoANearerNetworkIsTold) {
  EXPECT_EQ(causes(to("127.0.0.1", 80), kPublicHttp).front(), local_network_access);
  EXPECT_EQ(causes(to("192.168.0.9", 80), kPublicHttp).front(), local_network_access);
  const PageContext home{PageScheme::http, HostKind::local, true};
  EXPECT_EQ(causes(to("192.168.0.9", 80), home).front(), nothing_listening);
  EXPECT_EQ(causes(to("127.0.0.1", 80), kFile).front(), nothing_listening);
}

TEST(LikelyCauses, ACertificateIsACauseOfWssOnly) {
  EXPECT_EQ(causes(to("127.0.0.1", 9001, true), kFile).front(), certificate);
  EXPECT_EQ(causes(to("broker.example.com", 443, true), kFile),
            (std::vector<LikelyCause>{nothing_listening, path_or_subprotocol, certificate}));
  EXPECT_EQ(likely_causes(to("broker.example.com", 80), kFile).bits() & 1u << static_cast<unsigned>(certificate), 0u);
}

TEST(LikelyCauses, OfflineComesFirstExceptToThisMachine) {
  PageContext offline_page = kPublicHttps;
  offline_page.online = false;
  EXPECT_EQ(causes(to("broker.example.com", 443, true), offline_page).front(), offline);
  EXPECT_EQ(likely_causes(to("localhost", 80), offline_page).bits() & 1u << static_cast<unsigned>(offline), 0u);
}

TEST(LikelyCauses, NoCauseTwiceAndAtLeastOneAlways) {
  for (const char* host : {"localhost", "10.0.0.1", "example.com"})
    for (const int port : {80, 443, 1883, 8883, 9001})
      for (const bool tls : {false, true})
        for (const PageContext& page : {kPublicHttps, kPublicHttp, kFile}) {
          const LikelyCauses found = likely_causes(to(host, static_cast<std::uint16_t>(port), tls), page);
          EXPECT_GE(found.count, 2u);
          EXPECT_EQ(static_cast<std::size_t>(__builtin_popcount(found.bits())), found.count);
        }
}

TEST(CloseMeaning, EveryRegisteredCode) {
  EXPECT_EQ(close_meaning(1000), CloseMeaning::normal);
  EXPECT_EQ(close_meaning(1001), CloseMeaning::going_away);
  EXPECT_EQ(close_meaning(1006), CloseMeaning::abnormal);
  EXPECT_EQ(close_meaning(1009), CloseMeaning::too_big);
  EXPECT_EQ(close_meaning(1015), CloseMeaning::tls_handshake);
  EXPECT_EQ(close_meaning(3000), CloseMeaning::registered);
  EXPECT_EQ(close_meaning(4999), CloseMeaning::of_the_application);
  for (const int code : {0, 999, 1004, 1016, 2999, 5000})
    EXPECT_EQ(close_meaning(static_cast<std::uint16_t>(code)), CloseMeaning::unknown) << code;
}

}  // namespace
}  // namespace transport
