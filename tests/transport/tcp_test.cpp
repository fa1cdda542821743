#include "transport/tcp.h"

#include <gtest/gtest.h>

#include "support/loopback_server.h"
#include "support/native_pump.h"

namespace transport {
namespace {

using support::LoopbackServer;
using support::pump;
using support::Pumped;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

struct TcpTest : testing::Test {
  LoopbackServer server;
  std::unique_ptr<NativeTransport> transport = make_tcp();
  Pumped got;

  void SetUp() override { ASSERT_TRUE(server.ready()); }
  void open() {
    transport->open({.host = "127.0.0.1", .port = server.port()});
    pump(*transport, got, [&] { return got.opened; });
    ASSERT_TRUE(server.accept());
  }
};

TEST_F(TcpTest, BytesGoBothWaysAndThePeersEndIsClean) {
  open();
  EXPECT_TRUE(transport->send(bytes_of("hello")));
  std::string heard;
  pump(
      *transport, got, [&] { return heard == "hello"; }, [&] { heard += server.read(); });
  server.write("world");
  pump(*transport, got, [&] { return got.data == "world"; });
  server.close_peer();
  pump(*transport, got, [&] { return got.closed; });
  EXPECT_TRUE(got.clean);
  EXPECT_TRUE(got.opened_before);
  EXPECT_EQ(got.code, 1006);
  EXPECT_FALSE(transport->send(bytes_of("more")));
}

TEST_F(TcpTest, WhatCameBeforeTheEndIsGivenBeforeIt) {
  open();
  server.write("last words");
  server.close_peer();
  pump(*transport, got, [&] { return got.closed; });
  EXPECT_EQ(got.data, "last words");
}

TEST_F(TcpTest, AResetIsNotClean) {
  open();
  server.reset_peer();
  pump(*transport, got, [&] { return got.closed; });
  EXPECT_FALSE(got.clean);
  EXPECT_FALSE(got.reason.empty());
}

TEST_F(TcpTest, ARefusedConnectionSaysSo) {
  server.stop();
  transport->open({.host = "127.0.0.1", .port = server.port()});
  pump(*transport, got, [&] { return got.closed; });
  EXPECT_FALSE(got.opened);
  EXPECT_FALSE(got.opened_before);
  EXPECT_EQ(got.reason, "Connection refused");
}

TEST_F(TcpTest, AHostThatCannotBeIsReportedAtTheNextPoll) {
  transport->open({.host = "256.256.256.256.invalid", .port = 1});
  EXPECT_TRUE(transport->interest().now);
  pump(*transport, got, [&] { return got.closed; });
  EXPECT_FALSE(got.opened);
  EXPECT_FALSE(got.reason.empty());
}

TEST_F(TcpTest, OfSeveralAddressesTheOneThatAnswersIsTaken) {
  // "localhost" is ::1 first on many machines; the server is on 127.0.0.1 only.
  transport->open({.host = "localhost", .port = server.port()});
  pump(*transport, got, [&] { return got.opened; });
}

TEST_F(TcpTest, ABigWriteDoesNotKeepFromReading) {
  open();
  const std::string big(32u << 20, 'x');
  ASSERT_TRUE(transport->send(bytes_of(big)));
  EXPECT_GT(transport->buffered(), 0u);  // the peer does not read
  server.write("meanwhile");
  pump(*transport, got, [&] { return got.data == "meanwhile"; });
  EXPECT_GT(transport->buffered(), 0u);
  std::string heard;
  pump(
      *transport, got, [&] { return heard.size() == big.size(); }, [&] { heard += server.read(); });
  EXPECT_TRUE(heard == big);
  EXPECT_EQ(transport->buffered(), 0u);
}

TEST_F(TcpTest, AfterCloseAllThatWasSentStillLeavesAndThenTheEnd) {
  open();
  const std::string big(8u << 20, 'x');
  ASSERT_TRUE(transport->send(bytes_of(big)));
  server.write("not looked at any more");
  transport->close();
  EXPECT_TRUE(transport->leaving());
  std::string heard;
  bool ended = false;
  pump(
      *transport, got, [&] { return ended; }, [&] { heard += server.read(&ended); });
  EXPECT_TRUE(heard == big);
  EXPECT_TRUE(got.data.empty());
  EXPECT_TRUE(transport->leaving());  // until the peer ends the stream too
  server.close_peer();
  pump(*transport, got, [&] { return !transport->leaving(); });
  EXPECT_FALSE(got.closed);  // close() was ours
  EXPECT_EQ(transport->interest().fd, -1);
}

TEST_F(TcpTest, OpenAgainDropsTheConnectionThatStood) {
  open();
  got = {};
  transport->open({.host = "[127.0.0.1]", .port = server.port()});
  pump(*transport, got, [&] { return got.opened; });
  ASSERT_TRUE(server.accept());
  server.write("second");
  pump(*transport, got, [&] { return got.data == "second"; });
  EXPECT_FALSE(got.closed);
}

TEST_F(TcpTest, ClosedBeforeItWasOpenedNothingIsReported) {
  transport->open({.host = "127.0.0.1", .port = server.port()});
  transport->close();
  Event event;
  EXPECT_FALSE(transport->poll(event));
  EXPECT_FALSE(transport->leaving());
}

}  // namespace
}  // namespace transport
