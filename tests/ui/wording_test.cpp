#include "ui/wording.h"

#include <gtest/gtest.h>

#include "mqtt/error.h"
#include "ui/text.h"

namespace {

using model::Complaint;
using model::Language;
using model::LogEntry;
using model::LogKind;

constexpr Language kBoth[] = {Language::en, Language::zh};

TEST(Wording, EveryComplaintHasASentenceInBothLanguages) {
  for (int i = 1; i <= static_cast<int>(Complaint::url_duplicate); ++i) {
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
  for (int i = 1; i <= static_cast<int>(Complaint::url_duplicate); ++i) {
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
  for (int i = 0; i <= static_cast<int>(LogKind::stopped); ++i) {
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
