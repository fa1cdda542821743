// MQTT 5 and MQTT 3.1 through the whole tool: what the form asks for reaches the wire, and all that a broker says is told.
#include <gtest/gtest.h>

#include "model/payload.h"
#include "mqtt/property.h"
#include "support/tool.h"

namespace app {
namespace {

using model::Cause;
using model::Field;
using model::Link;
using model::LogKind;
using model::Toggle;
using support::Message;
using support::Tool;
using Kind = model::Action::Kind;
using State = model::Subscription::State;

constexpr std::uint8_t kConnect = 1, kPublish = 3, kSubscribe = 8, kUnsubscribe = 10;

class AppMqtt5Test : public testing::Test {
 protected:
  Tool tool;
  const model::View& view = tool.view();

  void fill(mqtt::Version version = mqtt::Version::v5) {
    tool.fill_other();
    tool.set(Field::client_id, "me");
    tool.choose(Kind::set_version, static_cast<std::uint32_t>(version));
  }
  void connect() {
    fill();
    tool.connect();
    ASSERT_EQ(view.link, Link::connected);
  }
  void from_server(Message bytes) {
    tool.transport.data(std::move(bytes));
    tool.settle();
  }
  mqtt::Properties properties(const model::LogEntry& row) { return mqtt::Properties(row.properties); }
};

TEST_F(AppMqtt5Test, WhatConnackSaysIsKeptAndShown) {
  tool.broker.connack_properties = {0x21, 0, 10, 0x24, 1, 0x13, 0, 30, 0x11, 0, 0, 0, 7};
  connect();
  const model::LogEntry row = tool.last(LogKind::connected);
  EXPECT_EQ(row.version, 5);
  EXPECT_EQ(row.code, 30) << "the server's keep alive, not the one asked for";
  EXPECT_EQ(row.number2, 7U);
  EXPECT_EQ(row.text, "me");
  EXPECT_EQ(properties(row).number(mqtt::PropertyId::receive_maximum, 0), 10U);
  ASSERT_TRUE(view.connack.has_value());
  EXPECT_EQ(view.connack->keep_alive_s, 30);
  EXPECT_EQ(view.connack->session_expiry_s, 7U);
  EXPECT_EQ(view.connack->properties.size(), 13U);
  EXPECT_TRUE(view.messages_mqtt5);
  tool.act(Kind::disconnect);
  EXPECT_FALSE(view.connack.has_value());
}

// Edits hold from the next connection on; what is published goes through the one that stands.
TEST_F(AppMqtt5Test, TheRunningConnectionsVersionCountsForMessages) {
  connect();
  tool.choose(Kind::set_version, 4);
  EXPECT_TRUE(view.messages_mqtt5);
  EXPECT_EQ(view.form.version, mqtt::Version::v3_1_1);
  tool.act(Kind::disconnect);
  EXPECT_FALSE(view.messages_mqtt5);
}

TEST_F(AppMqtt5Test, APublishTakesItsPropertiesAlongAndKeepsThem) {
  connect();
  tool.choose(Kind::set_publish_qos, 1);
  tool.set(Field::publish_content_type, "t");
  tool.set(Field::publish_user_properties, "a=1");
  tool.publish("x", "hi");
  const Message expected = {0x03, 0, 1, 't', 0x26, 0, 1, 'a', 0, 1, '1'};
  ASSERT_EQ(tool.broker.count(kPublish), 1U);
  EXPECT_EQ(tool.broker.last(kPublish)->properties(5), expected);
  const model::LogEntry row = tool.last();
  EXPECT_EQ(row.kind, LogKind::published);
  EXPECT_EQ(Message(row.properties.begin(), row.properties.end()), expected);
}

TEST_F(AppMqtt5Test, BeforeMqtt5NoPropertiesAreSent) {
  fill(mqtt::Version::v3_1_1);
  tool.connect();
  tool.set(Field::publish_content_type, "t");
  tool.publish("x", "hi");
  EXPECT_EQ(tool.broker.last(kPublish)->body.size(), 5U);
  EXPECT_TRUE(tool.last().properties.empty());
}

TEST_F(AppMqtt5Test, AReceivedMessageKeepsItsProperties) {
  connect();
  const Message sent = {0x01, 1, 0x26, 0, 1, 'b', 0, 0, 0x26, 0, 1, 'a', 0, 0, 0x0B, 9};
  from_server(support::publish_packet("x", "hi", 0, 0, &sent));
  const model::LogEntry row = tool.last();
  EXPECT_EQ(row.kind, LogKind::received);
  EXPECT_EQ(Message(row.properties.begin(), row.properties.end()), sent);
  EXPECT_EQ(model::as_text(row.payload), "hi");
}

TEST_F(AppMqtt5Test, ARefusedPublishIsToldWithCodeAndReason) {
  connect();
  tool.broker.publish_code = 0x97;
  tool.broker.answer_properties = {0x1F, 0, 4, 'f', 'u', 'l', 'l'};
  tool.choose(Kind::set_publish_qos, 1);
  tool.publish("x", "hi");
  const model::LogEntry row = tool.last();
  EXPECT_EQ(row.kind, LogKind::publish_refused);
  EXPECT_EQ(row.code, 0x97);
  EXPECT_EQ(model::as_text(row.payload), "hi");
  EXPECT_EQ(mqtt::Properties(row.answer).text(mqtt::PropertyId::reason_string), "full");
  EXPECT_EQ(view.unsettled, 0U);
}

TEST_F(AppMqtt5Test, APublishThatNobodyGetsSaysSo) {
  connect();
  tool.broker.publish_code = 0x10;
  tool.choose(Kind::set_publish_qos, 1);
  tool.publish("x", "hi");
  EXPECT_EQ(tool.last().kind, LogKind::published);
  EXPECT_EQ(tool.last().code, 0x10);
}

TEST_F(AppMqtt5Test, WhatTheServersLimitsForbidIsRefusedHere) {
  tool.broker.connack_properties = {0x24, 0, 0x25, 0};
  connect();
  tool.choose(Kind::set_publish_qos, 1);
  tool.publish("x", "hi");
  EXPECT_EQ(tool.last().kind, LogKind::failed);
  EXPECT_EQ(tool.last().error_reason, static_cast<std::uint16_t>(mqtt::Reason::qos_not_supported));
  EXPECT_EQ(tool.broker.count(kPublish), 0U);
}

TEST_F(AppMqtt5Test, AnAcknowledgementOfNothingIsNoted) {
  connect();
  from_server({0x40, 2, 0, 9});
  EXPECT_EQ(tool.last().kind, LogKind::ignored);
  EXPECT_EQ(tool.last().number, 4U);
  EXPECT_EQ(tool.last().packet_id, 9);
  from_server({0x90, 4, 0, 8, 0, 0});
  EXPECT_EQ(tool.last().kind, LogKind::ignored);
  EXPECT_EQ(tool.last().number, 9U);
  EXPECT_EQ(view.link, Link::connected);
}

TEST_F(AppMqtt5Test, AnAuthenticationThatCannotBeAnsweredIsTold) {
  fill();
  tool.set(Field::auth_method, "M");
  tool.broker.silent = true;
  tool.connect();
  from_server({0xF0, 6, 0x18, 4, 0x15, 0, 1, 'M'});
  EXPECT_EQ(tool.last().kind, LogKind::auth_received);
  EXPECT_EQ(tool.last().code, 0x18);
  EXPECT_EQ(view.link, Link::connecting);
  tool.run(31'000);
  EXPECT_EQ(tool.last(LogKind::failed).cause, Cause::connack_timeout);
}

// Pitfall 24: the other tab is left in peace.
TEST_F(AppMqtt5Test, ATakenOverSessionEndsTheReconnecting) {
  connect();
  from_server({0xE0, 1, 0x8E});
  EXPECT_EQ(view.link, Link::offline);
  EXPECT_EQ(tool.last(LogKind::server_disconnected).code, 0x8E);
  EXPECT_EQ(tool.last().kind, LogKind::stopped);
  EXPECT_EQ(tool.last().code, 0x8E);
  tool.run(3'600'000);
  EXPECT_EQ(tool.broker.count(kConnect), 1U);
}

TEST_F(AppMqtt5Test, AServerThatMovedIsNamedAndNotFollowed) {
  connect();
  from_server({0xE0, 9, 0x9D, 7, 0x1C, 0, 4, 'h', 'o', 's', 't'});
  EXPECT_EQ(view.link, Link::offline);
  EXPECT_EQ(tool.last().kind, LogKind::stopped);
  EXPECT_EQ(tool.last().text, "host");
}

TEST_F(AppMqtt5Test, AServerThatShutsDownIsTriedAgain) {
  connect();
  from_server({0xE0, 1, 0x8B});
  EXPECT_EQ(view.link, Link::waiting);
  EXPECT_EQ(tool.last().kind, LogKind::reconnecting);
  EXPECT_EQ(tool.last().cause, Cause::server_disconnected);
  EXPECT_EQ(tool.last().code, 0x8B);
}

TEST_F(AppMqtt5Test, ConnackRefusalsGoOnOrStop) {
  fill();
  tool.broker.reason_code = 0x84;
  tool.connect();
  EXPECT_EQ(view.link, Link::offline);
  EXPECT_EQ(tool.last(LogKind::refused).code, 0x84);
  EXPECT_EQ(tool.last().kind, LogKind::stopped);
  tool.broker.reason_code = 0x89;
  tool.connect();
  EXPECT_EQ(view.link, Link::waiting);
  EXPECT_EQ(tool.last().cause, Cause::connack_unavailable);
  EXPECT_EQ(tool.last().code, 0x89);
}

TEST_F(AppMqtt5Test, AnAssignedClientIdIsUsedForTheReconnect) {
  fill();
  tool.set(Field::client_id, "");
  tool.set(Toggle::clean_session, false);
  tool.set(Field::session_expiry_s, "100");
  tool.broker.connack_properties = {0x12, 0, 3, 'a', 'b', 'c'};
  tool.connect();
  ASSERT_EQ(view.link, Link::connected);
  const auto sent_client_id = [this] {
    const support::Packet& packet = *tool.broker.last(kConnect);
    return packet.text(packet.after_properties(10));
  };
  EXPECT_EQ(sent_client_id(), "");
  EXPECT_EQ(tool.last(LogKind::connected).text, "abc");
  tool.broker.connack_properties.clear();
  tool.transport.close_by_peer();
  tool.settle();
  tool.act(Kind::retry_now);
  EXPECT_EQ(sent_client_id(), "abc");
  // The user's own connect leads back to the session too, unless a clean start is asked for.
  tool.act(Kind::disconnect);
  tool.connect();
  EXPECT_EQ(sent_client_id(), "abc");
  tool.act(Kind::disconnect);
  tool.set(Toggle::clean_session, true);
  tool.broker.connack_properties = {0x12, 0, 1, 'd'};
  tool.connect();
  EXPECT_EQ(sent_client_id(), "");
  EXPECT_EQ(view.connack->client_id, "d");
}

TEST_F(AppMqtt5Test, SubscriptionOptionsAndIdentifierComeBackAfterAReconnect) {
  connect();
  tool.set(Toggle::no_local, true);
  tool.set(Toggle::retain_as_published, true);
  tool.choose(Kind::set_retain_handling, 2);
  tool.choose(Kind::set_subscribe_qos, 1);
  tool.set(Field::subscription_identifier, "7");
  tool.subscribe("a");
  const auto sent = [this] { return tool.broker.last(kSubscribe)->body; };
  const Message first = sent();
  EXPECT_EQ(Message(first.begin() + 2, first.end()), (Message{2, 0x0B, 7, 0, 1, 'a', 0x01 | 0x04 | 0x08 | 0x20}));
  ASSERT_EQ(view.subscriptions.size(), 1U);
  EXPECT_EQ(view.subscriptions[0].identifier, 7U);
  // Another filter with other properties goes in a SUBSCRIBE of its own.
  tool.set(Field::subscription_identifier, "");
  tool.set(Toggle::no_local, false);
  tool.subscribe("b");
  const std::size_t before = tool.broker.count(kSubscribe);
  tool.transport.close_by_peer();
  tool.settle();
  tool.act(Kind::retry_now);
  ASSERT_EQ(view.link, Link::connected);
  EXPECT_EQ(tool.broker.count(kSubscribe), before + 2);
  EXPECT_EQ(tool.broker.filters(kSubscribe), (std::vector<std::string>{"a", "b", "a", "b"}));
  const support::Packet* again = nullptr;
  for (const support::Packet& one : tool.broker.got)
    if (one.type() == kSubscribe && one.text(one.after_properties(2)) == "a") again = &one;
  ASSERT_NE(again, nullptr);
  EXPECT_EQ(Message(again->body.begin() + 2, again->body.end()), Message(first.begin() + 2, first.end()));
}

// One filter that the server's limits forbid does not take the others with it.
TEST_F(AppMqtt5Test, AResubscribeThatIsForbiddenIsToldAndGivenUp) {
  connect();
  tool.subscribe("a");
  tool.subscribe("b/+");
  tool.broker.connack_properties = {0x28, 0};
  tool.transport.close_by_peer();
  tool.settle();
  tool.act(Kind::retry_now);
  ASSERT_EQ(view.link, Link::connected);
  EXPECT_EQ(tool.last(LogKind::failed).error_reason,
            static_cast<std::uint16_t>(mqtt::Reason::wildcard_subscriptions_not_supported));
  ASSERT_EQ(view.subscriptions.size(), 1U);
  EXPECT_EQ(view.subscriptions[0].filter, "a");
  EXPECT_EQ(view.subscriptions[0].state, State::active);
}

TEST_F(AppMqtt5Test, RefusedFiltersKeepTheBrokersReason) {
  connect();
  tool.broker.refused = {"x"};
  tool.broker.refused_code = 0x8F;
  tool.broker.answer_properties = {0x1F, 0, 2, 'n', 'o'};
  tool.subscribe("x");
  EXPECT_EQ(tool.last().kind, LogKind::subscribe_refused);
  EXPECT_EQ(tool.last().code, 0x8F);
  EXPECT_EQ(properties(tool.last()).text(mqtt::PropertyId::reason_string), "no");
  tool.subscribe("y");
  tool.broker.unsubscribe_code = 0x87;
  tool.unsubscribe("y");
  EXPECT_EQ(tool.last().kind, LogKind::unsubscribe_refused);
  EXPECT_EQ(tool.last().code, 0x87);
  ASSERT_EQ(view.subscriptions.size(), 1U) << "the broker keeps it";
  EXPECT_EQ(view.subscriptions[0].state, State::active);
  tool.broker.unsubscribe_code = 0x11;
  tool.unsubscribe("y");
  EXPECT_EQ(tool.last().kind, LogKind::unsubscribed);
  EXPECT_EQ(tool.last().code, 0x11);
  EXPECT_TRUE(view.subscriptions.empty());
}

// A session that ends with its connection keeps nothing, whatever Clean Start says.
TEST_F(AppMqtt5Test, TheSessionsLifeIsItsExpiry) {
  fill();
  tool.set(Toggle::clean_session, false);
  tool.connect();
  tool.subscribe("a");
  tool.broker.answers_unsubscribe = false;
  tool.unsubscribe("a");
  tool.transport.close_by_peer();
  tool.settle();
  EXPECT_TRUE(view.subscriptions.empty()) << "an expiry of 0 ended the session and what it held";
}

// MQTT 3.1 has no word for a kept session: nothing is taken for granted, and nothing is given up.
TEST_F(AppMqtt5Test, Mqtt31SubscribesAgainAndStillUnsubscribes) {
  fill(mqtt::Version::v3_1);
  tool.set(Toggle::clean_session, false);
  tool.connect();
  ASSERT_EQ(view.link, Link::connected);
  EXPECT_EQ(tool.last().version, 3);
  tool.subscribe("a");
  tool.subscribe("b");
  tool.broker.answers_unsubscribe = false;
  tool.unsubscribe("b");
  tool.broker.answers_unsubscribe = true;
  tool.transport.close_by_peer();
  tool.settle();
  const std::size_t subscribes = tool.broker.count(kSubscribe), unsubscribes = tool.broker.count(kUnsubscribe);
  tool.act(Kind::retry_now);
  EXPECT_EQ(tool.broker.count(kSubscribe), subscribes + 1);
  EXPECT_EQ(tool.broker.count(kUnsubscribe), unsubscribes + 1);
  ASSERT_EQ(view.subscriptions.size(), 1U);
  EXPECT_EQ(view.subscriptions[0].filter, "a");
  EXPECT_EQ(view.subscriptions[0].state, State::active);
}

TEST_F(AppMqtt5Test, AKeptSessionOfAnEarlierPageIsTakenOver) {
  fill();
  tool.set(Toggle::clean_session, false);
  tool.set(Field::session_expiry_s, "100");
  tool.broker.session_present = true;
  tool.connect();
  EXPECT_EQ(view.link, Link::connected);
  EXPECT_EQ(tool.last(LogKind::connected).number, 1U);
}

TEST_F(AppMqtt5Test, AUiotLoginWithMqtt5IsWarnedAboutAndCanGoOn) {
  tool.fill_uiot();
  tool.choose(Kind::set_version, 5);
  tool.act(Kind::connect);
  ASSERT_EQ(view.held.size(), 1U);
  EXPECT_EQ(view.held[0].warnings[0].complaint, model::Complaint::version_uiot);
  EXPECT_EQ(view.link, Link::offline);
  tool.act(Kind::connect, true);
  EXPECT_EQ(view.link, Link::connected);
}

TEST_F(AppMqtt5Test, AnEditThrowsOnlyItsOwnWarningAway) {
  tool.fill_uiot();
  tool.choose(Kind::set_version, 5);
  tool.act(Kind::connect);
  ASSERT_EQ(view.held.size(), 1U);
  tool.set(Field::publish_content_type, "t");
  tool.set(Toggle::no_local, true);
  tool.set(Toggle::publish_advanced, true);
  EXPECT_EQ(view.held.size(), 1U);
  tool.set(Toggle::will, true);
  EXPECT_TRUE(view.held.empty());
}

}  // namespace
}  // namespace app
