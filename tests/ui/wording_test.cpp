#include "ui/wording.h"

#include <gtest/gtest.h>

#include "mqtt/error.h"
#include "mqtt/property.h"
#include "mqtt/reason_code.h"
#include "ui/text.h"

namespace {

using model::Complaint;
using model::Language;
using model::LogEntry;
using model::LogKind;

constexpr Language kBoth[] = {Language::en, Language::zh};

TEST(Wording, EveryComplaintHasASentenceInBothLanguages) {
  for (int i = 1; i <= static_cast<int>(model::kLastComplaint); ++i) {
    const model::Mark mark{model::Level::error, static_cast<Complaint>(i), {7, 9}, "x"};
    const std::string en = ui::complaint(mark, Language::en), zh = ui::complaint(mark, Language::zh);
    EXPECT_GT(en.size(), 8u) << i;
    EXPECT_GT(zh.size(), 8u) << i;
    EXPECT_NE(en, zh);
    EXPECT_EQ(en.find('{'), std::string::npos) << en;
    EXPECT_EQ(zh.find('{'), std::string::npos) << zh;
  }
}

// Each blank of a sentence stands in both languages, so that neither loses a figure.
TEST(Wording, BothLanguagesNameTheSameFigures) {
  for (int i = 1; i <= static_cast<int>(model::kLastComplaint); ++i) {
    const model::Mark mark{model::Level::error, static_cast<Complaint>(i), {7311, 9422}, "Xtext"};
    const std::string en = ui::complaint(mark, Language::en), zh = ui::complaint(mark, Language::zh);
    for (const char* figure : {"7311", "9422", "Xtext"})
      EXPECT_EQ(en.find(figure) == std::string::npos, zh.find(figure) == std::string::npos) << en << " / " << zh;
  }
}

TEST(Wording, EveryReasonNamesPacketFieldAndRule) {
  for (int i = 1; i <= static_cast<int>(mqtt::kLastReason); ++i) {
    LogEntry entry;
    entry.kind = LogKind::failed;
    entry.error_reason = static_cast<std::uint16_t>(i);
    entry.error_packet = static_cast<std::uint8_t>(mqtt::PacketType::publish);
    entry.error_field = static_cast<std::uint8_t>(mqtt::Field::topic_name);
    entry.error_rule = "MQTT311-3.3.2-2";
    for (const Language language : kBoth) {
      const std::string words = ui::mqtt_error(entry, language);
      EXPECT_NE(words.find("PUBLISH"), std::string::npos);
      EXPECT_NE(words.find("topic name"), std::string::npos);
      EXPECT_NE(words.find("MQTT311-3.3.2-2"), std::string::npos);
      EXPECT_GT(words.size(), 45u) << words;
    }
  }
}

TEST(Wording, EveryLogKindHasASentence) {
  for (int i = 0; i <= static_cast<int>(model::kLastLogKind); ++i) {
    LogEntry entry;
    entry.kind = static_cast<LogKind>(i);
    entry.topic = "a/b";
    entry.text = "ws://h:1/";
    for (const Language language : kBoth) EXPECT_GT(ui::log_sentence(entry, language).size(), 5u) << i;
  }
}

TEST(Wording, SaysWhatTheOriginalSaid) {
  LogEntry entry;
  entry.kind = LogKind::connected;
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "connected");
  entry.kind = LogKind::published;
  entry.topic = "/p/d/upload";
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "publish message to /p/d/upload");
  entry.kind = LogKind::subscribed;
  EXPECT_EQ(ui::log_sentence(entry, Language::zh), "subscribe /p/d/upload success，QoS 0");
}

TEST(Wording, RefusalNamesCodeAndMeaning) {
  for (std::uint16_t code = 1; code <= 5; ++code)
    for (const Language language : kBoth) EXPECT_GT(ui::connect_refusal(code, language).size(), 20u);
  EXPECT_EQ(ui::connect_refusal(77, Language::en), "CONNACK 77");
}

TEST(Wording, AClosedDoorNamesEveryLikelyCause) {
  LogEntry entry;
  entry.kind = LogKind::failed;
  entry.cause = model::Cause::close_before_open;
  entry.number2 = model::bit(model::Likely::certificate) | model::bit(model::Likely::nothing_listening);
  const std::string words = ui::log_sentence(entry, Language::en);
  EXPECT_NE(words.find("certificate"), std::string::npos);
  EXPECT_NE(words.find("nothing listens"), std::string::npos);
  EXPECT_EQ(words.find("https:, and"), std::string::npos) << "no cause that was not named";
}

TEST(Wording, ASilentLineIsSaidOnce) {
  LogEntry entry;
  entry.kind = LogKind::failed;
  entry.cause = model::Cause::ping_timeout;
  entry.error_kind = static_cast<std::uint8_t>(mqtt::Kind::transport);
  entry.error_reason = static_cast<std::uint16_t>(mqtt::Reason::ping_timeout);
  entry.error_packet = static_cast<std::uint8_t>(mqtt::PacketType::pingresp);
  entry.number = 10'000;
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "failed: PINGRESP: no answer to PINGREQ within 10,000 ms");
}

TEST(Wording, CancellingTheWaitIsNoDisconnect) {
  LogEntry entry;
  entry.kind = LogKind::disconnected;
  entry.number = 1;
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "disconnected by you");
  entry.number2 = 1;
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "reconnecting stopped by you");
}

TEST(Wording, EveryReasonCodeHasWordsInBothLanguages) {
  for (int code = 0; code < 256; ++code) {
    const auto reason = static_cast<std::uint8_t>(code);
    bool carried = false;
    for (const mqtt::PacketType packet : {mqtt::PacketType::connack, mqtt::PacketType::puback, mqtt::PacketType::pubrel,
                                          mqtt::PacketType::suback, mqtt::PacketType::unsuback, mqtt::PacketType::disconnect,
                                          mqtt::PacketType::auth})
      carried |= mqtt::may_carry(packet, reason, mqtt::Version::v5);
    const std::string en = ui::reason_code(reason, Language::en), zh = ui::reason_code(reason, Language::zh);
    EXPECT_EQ(en.substr(0, 2), "0x");
    EXPECT_EQ(en.find('(') != std::string::npos, carried) << en;
    EXPECT_EQ(zh.find('(') != std::string::npos, carried) << zh;
    EXPECT_EQ(en == zh, !carried) << en;
  }
  EXPECT_EQ(ui::reason_code(0x8E, Language::en), "0x8E (another connection took the session over)");
}

TEST(Wording, ARefusalOfMqtt5SaysWhatToDo) {
  EXPECT_NE(ui::connect_refusal(0x84, Language::en).find("3.1.1"), std::string::npos);
  EXPECT_NE(ui::connect_refusal(0x84, Language::zh).find("3.1.1"), std::string::npos);
  EXPECT_NE(ui::connect_refusal(0x85, Language::en).find("client id"), std::string::npos);
  EXPECT_NE(ui::connect_refusal(0x86, Language::en).find("password"), std::string::npos);
  EXPECT_EQ(ui::connect_refusal(0x89, Language::en), "CONNACK 0x89 (the broker is busy)");
}

TEST(Wording, WhyThereIsNoOtherAttempt) {
  EXPECT_NE(ui::no_more_attempts(0x8E, {}, Language::en).find("same client id"), std::string::npos);
  EXPECT_NE(ui::no_more_attempts(0x9D, "other.example:8884", Language::en).find("other.example:8884"), std::string::npos);
  EXPECT_NE(ui::no_more_attempts(0x9D, "other.example:8884", Language::zh).find("other.example:8884"), std::string::npos);
  EXPECT_NE(ui::no_more_attempts(0x9C, {}, Language::en).find("another server"), std::string::npos);
  EXPECT_NE(ui::no_more_attempts(0x9E, {}, Language::en).find("list"), std::string::npos);
  for (const std::uint16_t code : {std::uint16_t{0}, std::uint16_t{5}, std::uint16_t{0x87}})
    for (const Language language : kBoth) EXPECT_GT(ui::no_more_attempts(code, {}, language).size(), 20u);
}

TEST(Wording, TheBrokersOwnReasonIsQuoted) {
  mqtt::PropertyList list;
  ASSERT_TRUE(list.add(mqtt::PropertyId::reason_string, "line\x01"));
  LogEntry entry;
  entry.kind = LogKind::server_disconnected;
  entry.code = 0x98;
  entry.properties = list.view().encoded();
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "disconnected by the broker: 0x98 (ended by an administrator) \"line␁\"");
  entry.kind = LogKind::publish_refused;
  entry.topic = "t";
  entry.answer = entry.properties;
  entry.properties = {};
  EXPECT_EQ(ui::log_sentence(entry, Language::en),
            "publish message to t fail: the broker did not take it, 0x98 (ended by an administrator) \"line␁\"");
}

TEST(Wording, ASubscribeRefusedByMqtt5NamesItsReason) {
  LogEntry entry;
  entry.kind = LogKind::subscribe_refused;
  entry.topic = "t";
  entry.code = 0x80;
  EXPECT_NE(ui::log_sentence(entry, Language::en).find("0x80"), std::string::npos);
  entry.code = 0x9E;
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "subscribe t fail: 0x9E (shared subscriptions are not supported)");
}

TEST(Wording, WhatIsIgnoredIsNamed) {
  LogEntry entry;
  entry.kind = LogKind::ignored;
  entry.number = 4;
  entry.packet_id = 9;
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "PUBACK for packet id 9 came, and nothing waits for it; it is ignored");
}

TEST(Wording, APublishWithoutATopicNamesItsAlias) {
  mqtt::PropertyList list;
  ASSERT_TRUE(list.add(mqtt::PropertyId::topic_alias, 7));
  LogEntry entry;
  entry.kind = LogKind::published;
  entry.properties = list.view().encoded();
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "publish message to topic alias 7");
}

TEST(Wording, APublishThatALimitForbadeSaysWhich) {
  LogEntry entry;
  entry.kind = LogKind::publish_unknown;
  entry.topic = "t";
  entry.error_reason = static_cast<std::uint16_t>(mqtt::Reason::qos_not_supported);
  entry.number = 2;
  entry.number2 = 1;
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "publish message to t: not sent. QoS 2, the broker takes at most 1");
}

TEST(Wording, ConnectedSaysVersionAndAssignedClientId) {
  mqtt::PropertyList list;
  ASSERT_TRUE(list.add(mqtt::PropertyId::assigned_client_identifier, "auto-1"));
  LogEntry entry;
  entry.kind = LogKind::connected;
  entry.version = 5;
  entry.properties = list.view().encoded();
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "connected (MQTT 5), the broker chose the client id auto-1");
  entry.properties = {};
  entry.version = 3;
  entry.number = 1;
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "connected (MQTT 3.1), the broker kept the session");
  entry.version = 4;
  entry.number = 0;
  EXPECT_EQ(ui::log_sentence(entry, Language::en), "connected");
}

TEST(Wording, WhyItReconnectsAfterTheBrokersDisconnect) {
  LogEntry entry;
  entry.kind = LogKind::reconnecting;
  entry.cause = model::Cause::server_disconnected;
  entry.code = 0x8B;
  entry.number = 1;
  entry.number2 = 1'000;
  EXPECT_EQ(ui::log_sentence(entry, Language::en),
            "reconnecting: attempt 1 in 1.0 s, because the broker ended it, 0x8B (the broker is shutting down)");
}

TEST(Text, FillsBlanksAndGroupsNumbers) {
  EXPECT_EQ(ui::fill("{0} of {1} ({t})", {.number = {9999, 1234567}, .text = "x"}), "9999 of 1,234,567 (x)");
  EXPECT_EQ(ui::fill("{", {}), "{");
  EXPECT_EQ(ui::byte_size(1023), "1023 B");
  EXPECT_EQ(ui::byte_size(1536), "1.5 KB");
  EXPECT_EQ(ui::byte_size(16 << 20), "16.0 MB");
}

TEST(Text, BothLanguagesSayEverything) {
  for (int i = 0; i < static_cast<int>(ui::Text::count); ++i)
    for (const Language language : kBoth) EXPECT_FALSE(ui::text(static_cast<ui::Text>(i), language).empty()) << i;
}

}  // namespace
