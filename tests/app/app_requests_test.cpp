#include <gtest/gtest.h>

#include "model/payload.h"
#include "support/tool.h"

namespace app {
namespace {

using model::Complaint;
using model::Field;
using model::Held;
using model::Link;
using model::LogKind;
using model::Toggle;
using support::Tool;
using Kind = model::Action::Kind;
using State = model::Subscription::State;

class AppRequestsTest : public testing::Test {
 protected:
  Tool tool;
  const model::View& view = tool.view();

  void connect(bool clean_session = true) {
    tool.fill_other();
    tool.set(Field::client_id, "me");
    tool.set(Toggle::clean_session, clean_session);
    tool.connect();
    ASSERT_EQ(view.link, Link::connected);
  }
  void connect_uiot() {
    tool.fill_uiot();
    tool.connect();
    ASSERT_EQ(view.link, Link::connected);
  }
  void lose_connection() {
    tool.transport.close_by_peer();
    tool.settle();
    ASSERT_EQ(view.link, Link::waiting);
  }
  void come_back() {
    tool.act(Kind::retry_now);
    ASSERT_EQ(view.link, Link::connected);
  }
};

TEST_F(AppRequestsTest, AnImpossibleRequestDoesNothing) {
  tool.act(Kind::connect);
  EXPECT_FALSE(view.can_connect) << "the serials are empty";
  tool.fill_other();
  tool.act(Kind::publish);
  tool.act(Kind::subscribe);
  EXPECT_TRUE(tool.transport.opens.empty());
  EXPECT_EQ(view.store->size(), 0U);
}

TEST_F(AppRequestsTest, ConnectingTwiceIsOneConnection) {
  connect();
  tool.connect();
  EXPECT_EQ(tool.transport.opens.size(), 1U);
}

TEST_F(AppRequestsTest, EditsOfTheFormDoNotReachTheRunningConnection) {
  connect();
  tool.set(Field::address, "other.example");
  lose_connection();
  come_back();
  EXPECT_EQ(tool.transport.opens.back().host, "broker.example");
  EXPECT_EQ(view.server, "broker.example:80");
}

TEST_F(AppRequestsTest, AWarningHoldsTheConnectionUntilItIsOverruled) {
  tool.fill_uiot();
  tool.set(Field::keepalive_s, "10");
  tool.connect();
  ASSERT_EQ(view.held.size(), 1U);
  EXPECT_EQ(view.held[0].what, Held::What::connect);
  EXPECT_EQ(view.held[0].warnings.at(0).complaint, Complaint::keepalive_uiot);
  EXPECT_TRUE(tool.transport.opens.empty());
  tool.connect();
  EXPECT_EQ(view.held.size(), 1U) << "asking again holds it once";
  tool.act(Kind::connect, true);
  EXPECT_TRUE(view.held.empty());
  EXPECT_EQ(view.link, Link::connected);
}

TEST_F(AppRequestsTest, AHeldRequestGoesWhenItIsDroppedOrItsContentChanges) {
  tool.fill_uiot();
  tool.set(Field::keepalive_s, "10");
  tool.connect();
  ASSERT_EQ(view.held.size(), 1U);
  tool.choose(Kind::drop_held, static_cast<std::uint32_t>(Held::What::connect));
  EXPECT_TRUE(view.held.empty());
  tool.connect();
  ASSERT_EQ(view.held.size(), 1U);
  tool.set(Field::keepalive_s, "60");
  EXPECT_TRUE(view.held.empty());
  tool.connect();
  EXPECT_EQ(view.link, Link::connected);
}

TEST_F(AppRequestsTest, AForeignTopicIsHeldAndCanBeSentAnyway) {
  connect_uiot();
  tool.publish("/foreign/topic", "x");
  ASSERT_EQ(view.held.size(), 1U);
  EXPECT_EQ(view.held[0].what, Held::What::publish);
  EXPECT_EQ(tool.broker.count(3), 0U);
  tool.act(Kind::publish, true);
  EXPECT_TRUE(view.held.empty());
  EXPECT_EQ(tool.broker.count(3), 1U);
}

TEST_F(AppRequestsTest, HeldPublishAndSubscribeGoWithTheConnection) {
  connect_uiot();
  tool.publish("/foreign/topic", "x");
  tool.subscribe("/foreign/topic");
  EXPECT_EQ(view.held.size(), 2U);
  lose_connection();
  EXPECT_TRUE(view.held.empty());
}

TEST_F(AppRequestsTest, QosZeroIsToldOnceWhenItWasSent) {
  connect();
  tool.publish("a", "\xE4\xB8\xAD\nx");
  EXPECT_EQ(tool.count(LogKind::published), 1U);
  EXPECT_EQ(tool.last().topic, "a");
  EXPECT_EQ(model::as_text(tool.last().payload), "\xE4\xB8\xAD\nx");
  EXPECT_EQ(tool.last().number, 0U);
  tool.run(120'000);
  EXPECT_EQ(tool.count(LogKind::published), 1U);
}

TEST_F(AppRequestsTest, QosOneAndTwoAreToldOnceWhenTheyAreSettled) {
  for (std::uint32_t qos = 1; qos <= 2; ++qos) {
    Tool one;
    one.fill_other();
    one.connect();
    one.choose(Kind::set_publish_qos, qos);
    one.set(Toggle::retain, true);
    one.broker.answers_publish = false;
    one.publish("a", "x");
    EXPECT_EQ(one.count(LogKind::published), 0U) << "not before it is settled";
    const support::Packet sent = *one.broker.last(3);
    EXPECT_EQ(sent.first, 0x30 | qos << 1 | 1);
    one.pass(250);
    one.transport.data({static_cast<std::uint8_t>(qos == 1 ? 0x40 : 0x50), 2, sent.body.at(3), sent.body.at(4)});
    one.settle();
    EXPECT_EQ(one.count(LogKind::published), 1U);
    EXPECT_EQ(one.last().qos, qos);
    EXPECT_TRUE(one.last().retain);
    EXPECT_EQ(one.last().number, 250U);
    one.act(Kind::disconnect);
    one.connect();
    EXPECT_EQ(one.count(LogKind::published), 1U);
    EXPECT_EQ(one.count(LogKind::publish_unknown), 0U);
  }
}

TEST_F(AppRequestsTest, APublishLostWithItsSessionIsToldOnceAsUnknown) {
  connect();
  tool.choose(Kind::set_publish_qos, 1);
  tool.broker.answers_publish = false;
  tool.publish("a", "x");
  lose_connection();
  come_back();
  EXPECT_EQ(tool.count(LogKind::published), 0U);
  EXPECT_EQ(tool.count(LogKind::publish_unknown), 1U);
  EXPECT_EQ(tool.last(LogKind::publish_unknown).topic, "a");
  EXPECT_EQ(tool.broker.count(3), 1U) << "never sent again unasked";
  tool.act(Kind::disconnect);
  tool.connect();
  EXPECT_EQ(tool.count(LogKind::publish_unknown), 1U);
}

TEST_F(AppRequestsTest, APublishOfAKeptSessionIsSentAgainAndSettled) {
  connect(false);
  tool.choose(Kind::set_publish_qos, 1);
  tool.broker.answers_publish = false;
  tool.publish("a", "x");
  lose_connection();
  tool.broker.answers_publish = true;
  tool.broker.session_present = true;
  come_back();
  EXPECT_EQ(tool.broker.count(3), 2U);
  EXPECT_EQ(tool.broker.last(3)->first & 0x08, 0x08) << "DUP";
  EXPECT_EQ(tool.count(LogKind::published), 1U);
  EXPECT_EQ(tool.count(LogKind::publish_unknown), 0U);
}

TEST_F(AppRequestsTest, HexIsSentAsBytes) {
  connect();
  tool.set(Toggle::publish_hex, true);
  tool.publish("a", "a1 A2\n00");
  const support::Message& body = tool.broker.last(3)->body;
  EXPECT_EQ(support::Message(body.begin() + 3, body.end()), (support::Message{0xA1, 0xA2, 0x00}));
}

TEST_F(AppRequestsTest, BrokenHexCannotBeSent) {
  connect();
  tool.set(Toggle::publish_hex, true);
  tool.publish("a", "a1 g2");
  EXPECT_FALSE(view.can_publish);
  EXPECT_EQ(view.marks[static_cast<std::size_t>(Field::publish_message)].complaint, Complaint::hex_bad_character);
  EXPECT_EQ(tool.broker.count(3), 0U);
}

TEST_F(AppRequestsTest, AFloodedLineRefusesAPublishAndSaysSo) {
  connect();
  tool.transport.backlog = Connection::kMaxBuffered + 1;
  tool.publish("a", "x");
  EXPECT_EQ(tool.last().kind, LogKind::failed);
  EXPECT_EQ(tool.last().error_reason, static_cast<std::uint16_t>(mqtt::Reason::queue_full));
  EXPECT_EQ(tool.last().topic, "a");
  EXPECT_EQ(tool.broker.count(3), 0U);
  EXPECT_EQ(view.link, Link::connected);
}

}  // namespace
}  // namespace app
