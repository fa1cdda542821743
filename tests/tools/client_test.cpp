#include "tools/client.h"

#include <gtest/gtest.h>

#include <vector>

#include "support/fake_native.h"

namespace tools {
namespace {

using mqtt::EventType;
using support::hex_of;
using support::message_of;

struct ClientTest : testing::Test {
  support::FakeNetwork network;
  Client client{tool_session_options(mqtt::Version::v3_1_1), network.maker()};
  std::int64_t now = 1000;
  std::vector<EventType> events;
  int closes = 0;

  void poll() {
    mqtt::Event event;
    for (;;) {
      const Client::Step step = client.poll(event, now);
      if (step == Client::Step::nothing) return;
      if (step == Client::Step::event) events.push_back(event.type);
      if (step == Client::Step::closed) ++closes;
    }
  }
  void connect() {
    mqtt::Connect options;
    options.client_id = "c";
    options.keep_alive_s = 0;
    ASSERT_TRUE(client.connect({.websocket = true, .endpoint = {.host = "h", .port = 1}}, options, now));
    network.last().accept();
    poll();
    network.last().data(message_of("20020000"));
    poll();
    ASSERT_EQ(events, std::vector{EventType::connected});
    events.clear();
  }
  mqtt::Result<mqtt::PublishToken> publish(std::size_t size) {
    const std::vector<std::uint8_t> payload(size);
    return client.session().publish({.topic = "t", .payload = payload, .properties = {}}, now);
  }
};

TEST_F(ClientTest, AConnectionFromConnectToClosed) {
  connect();
  EXPECT_TRUE(network.websocket.back());
  EXPECT_EQ(hex_of(network.last().sent.at(0)), "100d00044d51545404020000000163");
  ASSERT_TRUE(client.session().disconnect(now));
  poll();
  EXPECT_EQ(hex_of(network.last().sent.at(1)), "e000");
  EXPECT_EQ(events, std::vector{EventType::ended});
  EXPECT_EQ(closes, 1);
  EXPECT_FALSE(client.closed().by_peer);
  EXPECT_FALSE(client.connection());
  EXPECT_FALSE(client.next_deadline());
}

TEST_F(ClientTest, ThePeersEndIsThePeers) {
  connect();
  network.last().close_by_peer(1001, "going down");
  poll();
  EXPECT_EQ(events, std::vector{EventType::ended});
  EXPECT_EQ(closes, 1);
  EXPECT_TRUE(client.closed().by_peer && client.closed().opened && client.closed().clean);
  EXPECT_EQ(client.closed().code, 1001);
  EXPECT_EQ(client.closed().reason, "going down");
}

TEST_F(ClientTest, WhatTheTransportFindsWrongIsThisSidesEnd) {
  connect();
  network.last().close_by_peer(1006, "", transport::Fault::text_frame);
  poll();
  EXPECT_FALSE(client.closed().by_peer);
  EXPECT_EQ(client.closed().fault, transport::Fault::text_frame);
}

TEST_F(ClientTest, ACutSendsNoDisconnect) {
  connect();
  client.cut(now);
  poll();
  EXPECT_EQ(network.last().sent.size(), 1u);
  EXPECT_EQ(events, std::vector{EventType::ended});
  EXPECT_EQ(closes, 1);
  client.cut(now);
  poll();
  EXPECT_EQ(closes, 1);
}

TEST_F(ClientTest, OneConnectionAtATime) {
  connect();
  const mqtt::Result<void> second = client.connect({}, {}, now);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().reason, mqtt::Reason::already_connected);
  EXPECT_EQ(network.transports.size(), 1u);
}

TEST_F(ClientTest, WhatTheTransportDoesNotTakeWaitsInTheSession) {
  connect();
  network.last().backlog = Client::kMaxBuffered;
  ASSERT_TRUE(publish(10));
  poll();
  EXPECT_EQ(network.last().sent.size(), 1u);  // CONNECT
  EXPECT_GT(client.buffered(), Client::kMaxBuffered);
  network.last().backlog = 0;
  poll();
  EXPECT_EQ(network.last().sent.size(), 2u);
}

TEST_F(ClientTest, AtTheEndEverythingLeavesWhateverWaits) {
  connect();
  network.last().backlog = Client::kMaxBuffered;
  ASSERT_TRUE(publish(10));
  ASSERT_TRUE(client.session().disconnect(now));
  poll();
  EXPECT_EQ(network.last().sent.size(), 2u);
}

TEST_F(ClientTest, AMessageAboveTheProtocolsSizeIsRefusedAndOneOf16MiBIsNot) {
  connect();
  EXPECT_TRUE(publish(16u << 20));
  const mqtt::Result<mqtt::PublishToken> huge = publish(mqtt::kMaxPacketSize);
  ASSERT_FALSE(huge);
  EXPECT_EQ(huge.error().reason, mqtt::Reason::packet_too_large);
}

TEST_F(ClientTest, OnePartOfTheInputATurn) {
  connect();
  network.last().data(message_of("30030001 61"));
  network.last().data(message_of("30030001 61"));
  poll();
  EXPECT_EQ(events.size(), 1u);
  poll();
  EXPECT_EQ(events.size(), 2u);
}

TEST_F(ClientTest, TheFarewellLastsAsLongAsSomethingMoves) {
  network.leaving = true;
  connect();
  network.last().backlog = 100;
  ASSERT_TRUE(client.session().disconnect(now));
  poll();
  EXPECT_FALSE(client.connection());
  EXPECT_TRUE(client.leaving());
  now += Client::kFarewellMs - 1;
  network.last().backlog = 50;
  poll();
  now += Client::kFarewellMs - 1;
  EXPECT_EQ(client.next_deadline(), now + 1);
  poll();
  EXPECT_TRUE(client.leaving());
  ++now;
  poll();
  EXPECT_FALSE(client.leaving());
}

}  // namespace
}  // namespace tools
