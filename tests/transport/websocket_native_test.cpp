#include "transport/websocket_native.h"

#include <gtest/gtest.h>

#include <boost/beast/websocket/detail/hybi13.hpp>

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

// RFC 6455 §5.2, from a server: not masked.
std::string frame(std::uint8_t first, std::string_view payload) {
  std::string text(1, static_cast<char>(first));
  const std::size_t size = payload.size();
  const int length_bytes = size < 126 ? 0 : size < 65536 ? 2 : 8;
  text += static_cast<char>(length_bytes == 0 ? size : length_bytes == 2 ? 126 : 127);
  for (int i = length_bytes - 1; i >= 0; --i) text += static_cast<char>(size >> (8 * i));
  return text.append(payload);
}
constexpr std::uint8_t kText = 0x81, kBinary = 0x82, kClose = 0x88, kPing = 0x89, kPong = 0x8A;

struct Frame {
  std::uint8_t first = 0;
  bool masked = false;
  std::string payload;
};

// Takes a whole frame of a client off the text.
bool take_frame(std::string& from, Frame& frame) {
  const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(from[i]); };
  if (from.size() < 2) return false;
  std::size_t size = at(1) & 0x7F, head = 2;
  const std::size_t length_bytes = size == 126 ? 2 : size == 127 ? 8 : 0;
  frame.masked = (at(1) & 0x80) != 0;
  if (from.size() < head + length_bytes + 4) return false;
  if (length_bytes > 0) size = 0;
  for (; head < 2 + length_bytes; ++head) size = size << 8 | at(head);
  if (from.size() < head + 4 + size) return false;
  frame.first = at(0);
  frame.payload.clear();
  for (std::size_t i = 0; i < size; ++i) frame.payload += static_cast<char>(at(head + 4 + i) ^ at(head + i % 4));
  from.erase(0, head + 4 + size);
  return true;
}

struct WebSocketNativeTest : testing::Test {
  LoopbackServer server;
  std::unique_ptr<NativeTransport> transport = make_native_websocket();
  Pumped got;
  std::string request, heard;

  void SetUp() override { ASSERT_TRUE(server.ready()); }

  void ask(const std::string& path = "/mqtt", const std::string& subprotocol = "mqtt") {
    transport->open({.host = "127.0.0.1", .port = server.port(), .path = path, .subprotocol = subprotocol});
    pump(
        *transport, got, [&] { return request.ends_with("\r\n\r\n"); },
        [&] {
          if (!server.has_peer()) server.accept(0);
          if (server.has_peer()) request += server.read();
        });
  }
  std::string field(const std::string& name) const {
    const std::size_t begin = request.find("\r\n" + name + ": ");
    if (begin == request.npos) return "(none)";
    const std::size_t from = begin + name.size() + 4;
    return request.substr(from, request.find("\r\n", from) - from);
  }
  std::string answer(const std::string& subprotocol) const {
    boost::beast::websocket::detail::sec_ws_accept_type accept;
    boost::beast::websocket::detail::make_sec_ws_accept(accept, field("Sec-WebSocket-Key"));
    std::string text = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    text += "Sec-WebSocket-Accept: " + std::string(accept.data(), accept.size()) + "\r\n";
    if (!subprotocol.empty()) text += "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
    return text + "\r\n";
  }
  void open() {
    ask();
    server.write(answer("mqtt"));
    pump(*transport, got, [&] { return got.opened; });
  }
  Frame next_frame() {
    Frame one;
    bool whole = false;
    pump(
        *transport, got, [&] { return whole || (whole = take_frame(heard, one)); }, [&] { heard += server.read(); });
    return one;
  }
  void wait_for_data(std::size_t size) {
    pump(*transport, got, [&] { return got.data.size() >= size; });
  }
  void wait_for_close() {
    pump(*transport, got, [&] { return got.closed; });
  }
};

TEST_F(WebSocketNativeTest, TheRequestOffersMqttAndNothingElse) {
  ask("/mqtt?a=b");
  EXPECT_TRUE(request.starts_with("GET /mqtt?a=b HTTP/1.1\r\n"));
  EXPECT_EQ(field("Sec-WebSocket-Protocol"), "mqtt");
  EXPECT_EQ(field("Sec-WebSocket-Version"), "13");
  EXPECT_EQ(field("Sec-WebSocket-Extensions"), "(none)");
  EXPECT_EQ(field("Host"), "127.0.0.1:" + std::to_string(server.port()));
}

TEST_F(WebSocketNativeTest, WithoutASubprotocolNoneIsOfferedAndNoneIsWanted) {
  ask("/", "");
  EXPECT_EQ(field("Sec-WebSocket-Protocol"), "(none)");
  server.write(answer(""));
  pump(*transport, got, [&] { return got.opened; });
}

TEST_F(WebSocketNativeTest, AMessageIsOneMaskedBinaryFrameOfAnyLength) {
  open();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{5}, std::size_t{126}, std::size_t{70'000}, std::size_t{3} << 20}) {
    const std::string message(size, 'm');
    ASSERT_TRUE(transport->send(bytes_of(message)));
    const Frame one = next_frame();
    EXPECT_EQ(one.first, kBinary);
    EXPECT_TRUE(one.masked);
    EXPECT_TRUE(one.payload == message) << size;
  }
}

TEST_F(WebSocketNativeTest, FramesGluedAndFramesInPartsGiveTheSameBytes) {
  open();
  server.write(frame(kBinary, "one") + frame(kBinary, "") + frame(0x02, "tw") + frame(0x80, "o"));
  wait_for_data(6);
  EXPECT_EQ(got.data, "onetwo");
  for (const char c : frame(kBinary, "byte by byte")) {
    server.write({&c, 1});
    pump(*transport, got, [rounds = 0]() mutable { return ++rounds > 3; });
  }
  wait_for_data(6 + 12);
  EXPECT_EQ(got.data, "onetwobyte by byte");
}

TEST_F(WebSocketNativeTest, TheAnswerAndTheFirstFramesMayComeTogether) {
  ask();
  server.write(answer("mqtt") + frame(kBinary, "at once"));
  wait_for_data(7);
  EXPECT_TRUE(got.opened);
  EXPECT_EQ(got.data, "at once");
}

TEST_F(WebSocketNativeTest, AHugeMessageComesInPartsAndIsNotHeld) {
  open();
  const std::string big(20u << 20, 'b');
  const std::string bytes = frame(kBinary, big);
  std::size_t written = 0;
  pump(
      *transport, got, [&] { return got.data.size() == big.size(); },
      [&] { written += server.write(std::string_view(bytes).substr(written)); });
  EXPECT_TRUE(got.data == big);
}

TEST_F(WebSocketNativeTest, ABigWriteDoesNotKeepFromReading) {
  open();
  const std::string big(16u << 20, 'x');
  ASSERT_TRUE(transport->send(bytes_of(big)));
  EXPECT_GT(transport->buffered(), 0u);
  server.write(frame(kBinary, "meanwhile"));
  wait_for_data(9);
  EXPECT_GT(transport->buffered(), 0u);
  EXPECT_TRUE(next_frame().payload == big);
}

TEST_F(WebSocketNativeTest, APingIsAnswered) {
  open();
  server.write(frame(kPing, "are you there"));
  const Frame one = next_frame();
  EXPECT_EQ(one.first, kPong);
  EXPECT_EQ(one.payload, "are you there");
}

TEST_F(WebSocketNativeTest, ATextFrameEndsIt) {
  open();
  server.write(frame(kBinary, "before") + frame(kText, "text"));
  wait_for_close();
  EXPECT_EQ(got.data, "before");
  EXPECT_EQ(got.fault, Fault::text_frame);
  EXPECT_EQ(got.code, 1006);
  const Frame one = next_frame();
  EXPECT_EQ(one.first, kClose);
  EXPECT_EQ(one.payload, std::string("\x03\xE8", 2));
}

TEST_F(WebSocketNativeTest, ATextFrameThatIsNoUtf8IsATextFrameToo) {
  open();
  server.write(frame(kText, "\xff\xfe"));
  wait_for_close();
  EXPECT_EQ(got.fault, Fault::text_frame);
}

TEST_F(WebSocketNativeTest, AnotherSubprotocolOrNoneEndsIt) {
  for (const char* chosen : {"", "mqttv3.1"}) {
    got = {};
    request.clear();
    heard.clear();
    server.close_peer();
    ask();
    server.write(answer(chosen));
    wait_for_close();
    EXPECT_FALSE(got.opened);
    EXPECT_FALSE(got.opened_before);
    EXPECT_EQ(got.fault, Fault::wrong_subprotocol);
  }
}

TEST_F(WebSocketNativeTest, AServerThatIsNone) {
  ask();
  server.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  wait_for_close();
  EXPECT_FALSE(got.opened);
  EXPECT_EQ(got.reason, "HTTP 404");
  EXPECT_EQ(got.code, 1006);
}

TEST_F(WebSocketNativeTest, AnMqttServerOnTcpInsteadOfHttp) {
  ask();
  server.close_peer();
  wait_for_close();
  EXPECT_FALSE(got.opened);
  EXPECT_EQ(got.code, 1006);
}

TEST_F(WebSocketNativeTest, ACloseFramesCodeAndReasonAreGiven) {
  open();
  server.write(frame(kBinary, "last") + frame(kClose, std::string("\x03\xE9", 2) + "going down"));
  wait_for_close();
  EXPECT_EQ(got.data, "last");
  EXPECT_TRUE(got.clean);
  EXPECT_EQ(got.code, 1001);
  EXPECT_EQ(got.reason, "going down");
  EXPECT_EQ(next_frame().first, kClose);
}

TEST_F(WebSocketNativeTest, ACloseFrameWithoutACodeIs1005AndNoCloseFrameIs1006) {
  open();
  server.write(frame(kClose, ""));
  wait_for_close();
  EXPECT_EQ(got.code, 1005);
  got = {};
  request.clear();
  server.close_peer();
  open();
  server.close_peer();
  wait_for_close();
  EXPECT_EQ(got.code, 1006);
  EXPECT_FALSE(got.clean);
  EXPECT_TRUE(got.opened_before);
}

TEST_F(WebSocketNativeTest, AFrameThatIsNoneEndsIt) {
  open();
  server.write(std::string("\xF2\x00", 2));  // reserved bits
  wait_for_close();
  EXPECT_EQ(got.code, 1006);
  EXPECT_FALSE(got.clean);
}

TEST_F(WebSocketNativeTest, CloseSendsWhatIsLeftAndThenTheCloseFrame) {
  open();
  const std::string big(8u << 20, 'x');
  ASSERT_TRUE(transport->send(bytes_of(big)));
  transport->close();
  EXPECT_TRUE(transport->leaving());
  EXPECT_TRUE(next_frame().payload == big);
  const Frame last = next_frame();
  EXPECT_EQ(last.first, kClose);
  EXPECT_EQ(last.payload, std::string("\x03\xE8", 2));
  server.write(frame(kClose, std::string("\x03\xE8", 2)));
  server.close_peer();
  pump(*transport, got, [&] { return !transport->leaving(); });
  EXPECT_FALSE(got.closed);
}

TEST_F(WebSocketNativeTest, ClosedInTheHandshakeItIsOverAtOnce) {
  ask();
  transport->close();
  EXPECT_FALSE(transport->leaving());
  EXPECT_EQ(transport->interest().fd, -1);
  Event event;
  EXPECT_FALSE(transport->poll(event));
}

TEST_F(WebSocketNativeTest, TheAnswerToACloseFrameLeavesBehindAllThatWasSent) {
  open();
  const std::string big(8u << 20, 'x');
  ASSERT_TRUE(transport->send(bytes_of(big)));
  server.write(frame(kClose, std::string("\x03\xE8", 2)));
  wait_for_close();
  transport->close();
  EXPECT_TRUE(transport->leaving());
  EXPECT_TRUE(next_frame().payload == big);
  EXPECT_EQ(next_frame().first, kClose);
}

}  // namespace
}  // namespace transport
