#include "app/connection.h"

#include <gtest/gtest.h>

#include <vector>

#include "support/scripted_broker.h"

namespace app {
namespace {

using model::Cause;
using mqtt::EventType;

class ConnectionTest : public testing::Test {
 protected:
  support::FakeTransport transport;
  support::ScriptedBroker broker{transport};
  Connection connection{transport};
  Target target;
  std::int64_t now = 5'000;
  std::vector<EventType> events;
  std::vector<std::string> received;

  ConnectionTest() {
    target.endpoint = {false, "broker.example", 80, "/mqtt", "mqtt"};
    target.client_id = "device";
    target.user_name = "user";
    target.password = "secret";
  }
  void pump() {
    do {
      mqtt::Event event;
      while (connection.poll(event, now)) {
        events.push_back(event.type);
        if (event.type == EventType::received) received.emplace_back(event.payload.begin(), event.payload.end());
      }
    } while (broker.step());
  }
  void connect() {
    ASSERT_TRUE(connection.open(target, now).ok());
    pump();
    ASSERT_TRUE(connection.connected());
  }
  bool ended() const { return !events.empty() && events.back() == EventType::ended; }
};

TEST_F(ConnectionTest, OpensTheTransportThenLogsIn) {
  connect();
  ASSERT_EQ(transport.opens.size(), 1U);
  EXPECT_EQ(transport::url(transport.opens[0]), "ws://broker.example:80/mqtt");
  ASSERT_EQ(broker.got.size(), 1U);
  const support::Packet& packet = broker.got[0];
  EXPECT_EQ(packet.first, 0x10);
  EXPECT_EQ(packet.body.at(7), 0xC2) << "user name, password, clean session";
  EXPECT_EQ(packet.id(8), 60);
  EXPECT_EQ(packet.text(10), "device");
  EXPECT_EQ(packet.text(18), "user");
  EXPECT_EQ(packet.text(24), "secret");
  EXPECT_EQ(events, std::vector{EventType::connected});
}

TEST_F(ConnectionTest, WithoutAUserNameNoPasswordIsSent) {
  target.user_name.clear();
  target.clean_session = false;
  connect();
  EXPECT_EQ(broker.got[0].body.at(7), 0x00);
}

TEST_F(ConnectionTest, NothingIsSentBeforeTheTransportIsOpen) {
  ASSERT_TRUE(connection.open(target, now).ok());
  mqtt::Event event;
  EXPECT_FALSE(connection.poll(event, now));
  EXPECT_TRUE(transport.sent.empty());
  EXPECT_TRUE(connection.busy());
}

TEST_F(ConnectionTest, AClientIdThatIsNoUtf8IsRefusedBeforeAnythingIsOpened) {
  target.client_id = "\xC0\x80";
  const mqtt::Result<void> result = connection.open(target, now);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, mqtt::Kind::local);
  EXPECT_TRUE(transport.opens.empty());
  EXPECT_FALSE(connection.busy());
}

TEST_F(ConnectionTest, DisconnectLeavesBeforeTheTransportCloses) {
  connect();
  connection.disconnect(now);
  pump();
  EXPECT_TRUE(ended());
  ASSERT_EQ(transport.sent.size(), 2U);
  EXPECT_EQ(transport.sent[1], (support::Message{0xE0, 0x00}));
  EXPECT_EQ(transport.closes, 1U);
  EXPECT_TRUE(connection.end().by_user);
  EXPECT_EQ(connection.end().code, 1000);
}

TEST_F(ConnectionTest, DisconnectWhileOpeningClosesWithoutAWord) {
  ASSERT_TRUE(connection.open(target, now).ok());
  connection.disconnect(now);
  mqtt::Event event;
  ASSERT_TRUE(connection.poll(event, now));
  EXPECT_EQ(event.type, EventType::ended);
  EXPECT_TRUE(transport.sent.empty());
  EXPECT_EQ(transport.closes, 1U);
  EXPECT_TRUE(connection.end().by_user);
}

TEST_F(ConnectionTest, ACloseBeforeOpenIsToldAsSuch) {
  broker.listening = false;
  ASSERT_TRUE(connection.open(target, now).ok());
  pump();
  ASSERT_TRUE(ended());
  EXPECT_EQ(connection.end().cause, Cause::close_before_open);
  EXPECT_EQ(connection.end().ending, Ending::attempt_failed);
  EXPECT_EQ(connection.end().code, 1006);
  EXPECT_FALSE(connection.end().opened);
}

TEST_F(ConnectionTest, ACloseByThePeerKeepsCodeAndReason) {
  connect();
  transport.close_by_peer(1001, "going away");
  pump();
  ASSERT_TRUE(ended());
  EXPECT_EQ(connection.end().cause, Cause::connection_lost);
  EXPECT_EQ(connection.end().ending, Ending::closed_by_peer);
  EXPECT_EQ(connection.end().code, 1001);
  EXPECT_EQ(connection.end().reason, "going away");
  EXPECT_TRUE(connection.end().accepted);
}

TEST_F(ConnectionTest, ACloseAfterOpenWithoutConnackIsAFailedAttempt) {
  broker.silent = true;
  ASSERT_TRUE(connection.open(target, now).ok());
  pump();
  transport.close_by_peer(1002);
  pump();
  ASSERT_TRUE(ended());
  EXPECT_EQ(connection.end().cause, Cause::connection_lost);
  EXPECT_EQ(connection.end().ending, Ending::attempt_failed);
}

TEST_F(ConnectionTest, EachRefusalCode) {
  for (std::uint8_t code = 1; code <= 5; ++code) {
    broker.reason_code = code;
    events.clear();
    ASSERT_TRUE(connection.open(target, now).ok());
    pump();
    ASSERT_TRUE(ended()) << int{code};
    EXPECT_TRUE(connection.end().refused);
    EXPECT_EQ(connection.end().reason_code, code);
    EXPECT_EQ(connection.end().ending, code == 3 ? Ending::attempt_failed : Ending::refused);
    EXPECT_EQ(connection.end().cause, code == 3 ? Cause::connack_unavailable : Cause::none);
    EXPECT_EQ(transport.closes, code);
  }
}

TEST_F(ConnectionTest, FaultsOfTheTransportHaveTheirCauses) {
  struct Row {
    transport::Fault fault;
    Cause cause;
    Ending ending;
  };
  for (const Row& row : {Row{transport::Fault::security, Cause::security_error, Ending::hopeless},
                         Row{transport::Fault::bad_url, Cause::security_error, Ending::hopeless},
                         Row{transport::Fault::bad_subprotocol, Cause::wrong_subprotocol, Ending::hopeless},
                         Row{transport::Fault::wrong_subprotocol, Cause::wrong_subprotocol, Ending::attempt_failed}}) {
    events.clear();
    ASSERT_TRUE(connection.open(target, now).ok());
    transport.close_by_peer(1006, "", row.fault);
    mqtt::Event event;
    while (connection.poll(event, now)) events.push_back(event.type);
    ASSERT_TRUE(ended());
    EXPECT_EQ(connection.end().cause, row.cause);
    EXPECT_EQ(connection.end().ending, row.ending);
    EXPECT_EQ(connection.end().fault, row.fault);
  }
}

TEST_F(ConnectionTest, ATextFrameIsTheCauseItself) {
  connect();
  transport.close_by_peer(1003, "", transport::Fault::text_frame);
  pump();
  ASSERT_TRUE(ended());
  EXPECT_EQ(connection.end().cause, Cause::text_frame);
  EXPECT_EQ(connection.end().ending, Ending::lost);
}

TEST_F(ConnectionTest, TheConnectTimeoutCoversTheTransport) {
  target.connect_timeout_ms = 7'000;
  ASSERT_TRUE(connection.open(target, now).ok());
  mqtt::Event event;
  EXPECT_FALSE(connection.poll(event, now));
  EXPECT_EQ(connection.next_deadline(), now + 7'000);
  now += 6'999;
  EXPECT_FALSE(connection.poll(event, now));
  now += 1;
  pump();
  ASSERT_TRUE(ended());
  EXPECT_EQ(connection.end().cause, Cause::connect_timeout);
  EXPECT_EQ(connection.end().ending, Ending::attempt_failed);
  EXPECT_EQ(transport.closes, 1U);
}

TEST_F(ConnectionTest, TheConnectTimeoutCoversConnackToo) {
  target.connect_timeout_ms = 7'000;
  broker.silent = true;
  ASSERT_TRUE(connection.open(target, now).ok());
  now += 3'000;
  pump();
  now += 3'999;
  pump();
  EXPECT_FALSE(ended());
  now += 1;
  pump();
  ASSERT_TRUE(ended());
  EXPECT_EQ(connection.end().cause, Cause::connack_timeout);
}

TEST_F(ConnectionTest, ASilentPeerIsPingedThenGivenUp) {
  target.keepalive_s = 30;
  connect();
  broker.answers_pings = false;
  for (int i = 0; i < 100 && !ended(); ++i) {
    ASSERT_TRUE(connection.next_deadline().has_value());
    ASSERT_GT(*connection.next_deadline(), now);
    now = *connection.next_deadline();
    pump();
  }
  ASSERT_TRUE(ended());
  EXPECT_GE(broker.count(12), 1U);
  EXPECT_EQ(connection.end().cause, Cause::ping_timeout);
  EXPECT_EQ(connection.end().ending, Ending::lost);
  EXPECT_LE(now, 5'000 + 45'000);
}

// Pitfall 7: a machine that slept pings and waits once more before it calls the peer dead.
TEST_F(ConnectionTest, ASleepIsNoPingTimeout) {
  target.keepalive_s = 30;
  connect();
  now += 10 * 3'600'000;
  mqtt::Event event;
  EXPECT_FALSE(connection.poll(event, now));
  pump();
  EXPECT_TRUE(connection.connected());
  EXPECT_EQ(broker.count(12), 1U);
}

TEST_F(ConnectionTest, AnOversizedPacketEndsTheConnectionAfterWhatCameBefore) {
  target.max_packet_bytes = 1'000;
  connect();
  transport.data(support::publish_packet("a", "kept"));
  transport.data({0x30, 0xE9, 0x07, 0x00});  // declares 1,001 bytes
  pump();
  ASSERT_TRUE(ended());
  EXPECT_EQ(received, std::vector<std::string>{"kept"});
  EXPECT_EQ(connection.end().cause, Cause::packet_too_large);
  EXPECT_EQ(connection.end().error.reason, mqtt::Reason::packet_too_large);
  EXPECT_EQ(connection.end().error.numbers[1], 1'000U);
  EXPECT_EQ(connection.end().ending, Ending::lost);
  EXPECT_EQ(transport.closes, 1U);
}

TEST_F(ConnectionTest, ABrokenPacketIsAProtocolError) {
  connect();
  transport.data({0x36, 0x00});
  pump();
  ASSERT_TRUE(ended());
  EXPECT_EQ(connection.end().cause, Cause::protocol_error);
  EXPECT_EQ(connection.end().error.kind, mqtt::Kind::peer);
}

// Pitfall 2, the other way round too: what is answered to several packets leaves together.
TEST_F(ConnectionTest, OneFlushIsOneWebSocketMessage) {
  connect();
  support::Message bytes = support::publish_packet("a", "1", 2, 1);
  for (const std::uint8_t byte : support::publish_packet("a", "2", 2, 2)) bytes.push_back(byte);
  transport.data(bytes);
  transport.data(support::publish_packet("a", "3", 2, 3));
  mqtt::Event event;
  while (connection.poll(event, now)) {
  }
  ASSERT_EQ(transport.sent.size(), 2U);
  EXPECT_EQ(support::split(transport.sent[1]).size(), 3U);
}

TEST_F(ConnectionTest, PublishIsRefusedWhileTooMuchWaits) {
  connect();
  transport.backlog = Connection::kMaxBuffered + 1;
  const std::uint8_t payload[] = {1};
  const auto refused = connection.publish({"a", payload}, now);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().reason, mqtt::Reason::queue_full);
  EXPECT_EQ(refused.error().numbers[0], Connection::kMaxBuffered + 1);
  transport.backlog = Connection::kMaxBuffered;
  EXPECT_TRUE(connection.publish({"a", payload}, now).ok());
}

TEST_F(ConnectionTest, APublishBeforeTheDisconnectStillLeaves) {
  connect();
  const std::uint8_t payload[] = {1};
  ASSERT_TRUE(connection.publish({"a", payload}, now).ok());
  connection.disconnect(now);
  pump();
  EXPECT_EQ(broker.count(3), 1U);
  EXPECT_EQ(events, (std::vector{EventType::connected, EventType::published, EventType::ended}));
}

TEST_F(ConnectionTest, ADroppedConnectionSaysThatThePageWasAway) {
  connect();
  connection.drop(now);
  pump();
  ASSERT_TRUE(ended());
  EXPECT_EQ(connection.end().cause, Cause::page_was_away);
  EXPECT_EQ(connection.end().ending, Ending::page_was_away);
  EXPECT_EQ(transport.sent.size(), 1U) << "no DISCONNECT into a dead socket";
  EXPECT_FALSE(connection.busy());
}

TEST_F(ConnectionTest, TheNextConnectionStartsWithACleanEnd) {
  connect();
  transport.close_by_peer(1011, "oops");
  pump();
  connect();
  connection.disconnect(now);
  pump();
  EXPECT_TRUE(connection.end().by_user);
  EXPECT_TRUE(connection.end().reason.empty());
  EXPECT_EQ(broker.count(1), 2U);
}

// CONNECT as it is on the wire: "MQTT", level 5, flags, keep alive, properties, client id, will, user name, password.
TEST_F(ConnectionTest, Mqtt5SendsItsPropertiesAndAPasswordAlone) {
  target.version = mqtt::Version::v5;
  target.user_name.clear();
  ASSERT_TRUE(target.properties.add(mqtt::PropertyId::session_expiry_interval, 10));
  WillTarget will;
  will.topic = "w";
  will.payload = {7};
  will.qos = mqtt::Qos::at_least_once;
  will.retain = true;
  ASSERT_TRUE(will.properties.add(mqtt::PropertyId::will_delay_interval, 5));
  target.will = will;
  connect();
  const support::Packet& packet = broker.got[0];
  EXPECT_EQ(packet.body.at(6), 5);
  EXPECT_EQ(packet.body.at(7), 0x40 | 0x20 | 0x08 | 0x04 | 0x02) << "password, will retain, will QoS 1, will, clean start";
  EXPECT_EQ(packet.properties(10), (support::Message{0x11, 0, 0, 0, 10}));
  std::size_t at = packet.after_properties(10);
  EXPECT_EQ(packet.text(at), "device");
  at += 8;
  EXPECT_EQ(packet.properties(at), (support::Message{0x18, 0, 0, 0, 5}));
  at = packet.after_properties(at);
  EXPECT_EQ(packet.text(at), "w");
  EXPECT_EQ(packet.text(at + 3), "\x07");
  EXPECT_EQ(packet.text(at + 6), "secret");
}

TEST_F(ConnectionTest, Mqtt31SaysItsOldName) {
  target.version = mqtt::Version::v3_1;
  connect();
  EXPECT_EQ(broker.got[0].text(0), "MQIsdp");
  EXPECT_EQ(broker.got[0].body.at(8), 3);
}

TEST_F(ConnectionTest, TheUsersDisconnectMayAskForTheWill) {
  target.version = mqtt::Version::v5;
  target.will = WillTarget{"w", {1}, mqtt::Qos::at_most_once, false, {}};
  target.will_on_disconnect = true;
  connect();
  connection.disconnect(now);
  pump();
  EXPECT_EQ(transport.sent.back(), (support::Message{0xE0, 0x01, 0x04}));
}

TEST_F(ConnectionTest, AnAssignedClientIdIsKnown) {
  target.version = mqtt::Version::v5;
  target.client_id.clear();
  broker.connack_properties = {0x12, 0, 2, 'i', 'd', 0x21, 0, 3};
  connect();
  EXPECT_EQ(connection.client_id(), "id");
  EXPECT_EQ(connection.server().receive_maximum, 3);
}

TEST_F(ConnectionTest, ADisconnectFromTheServerKeepsCodeAndProperties) {
  target.version = mqtt::Version::v5;
  connect();
  transport.data({0xE0, 0x07, 0x9D, 0x05, 0x1C, 0, 2, 'x', 'y'});
  pump();
  ASSERT_TRUE(ended());
  EXPECT_TRUE(connection.end().server_disconnected);
  EXPECT_EQ(connection.end().reason_code, 0x9D);
  EXPECT_EQ(connection.end().cause, Cause::server_disconnected);
  EXPECT_EQ(connection.end().ending, Ending::refused);
  EXPECT_EQ(mqtt::Properties(connection.end().properties).text(mqtt::PropertyId::server_reference), "xy");
  EXPECT_EQ(transport.closes, 1U);
}

TEST_F(ConnectionTest, AServerThatShutsDownIsTriedAgain) {
  target.version = mqtt::Version::v5;
  connect();
  transport.data({0xE0, 0x01, 0x8B});
  pump();
  ASSERT_TRUE(ended());
  EXPECT_EQ(connection.end().ending, Ending::lost);
}

TEST(SameClientTest, SameMeansSameBrokerAndLogin) {
  Target one;
  one.endpoint.host = "h";
  one.client_id = "c";
  Target other = one;
  EXPECT_TRUE(one.same_client(other));
  other.password = "changed";
  EXPECT_TRUE(one.same_client(other));
  other.client_id = "d";
  EXPECT_FALSE(one.same_client(other));
  other = one;
  other.endpoint.host = "g";
  EXPECT_FALSE(one.same_client(other));
  EXPECT_FALSE(one.same_login(other));
}

TEST(SameClientTest, ThoseThatTheBrokerNamedAreTheSame) {
  Target one;
  one.client_id = "made-1";
  Target other = one;
  other.client_id = "made-2";
  EXPECT_FALSE(one.same_client(other));
  one.assigned = other.assigned = true;
  EXPECT_TRUE(one.same_client(other));
  other.user_name = "somebody";
  EXPECT_FALSE(one.same_client(other));
}

}  // namespace
}  // namespace app
