#include "ui/property_text.h"

#include <gtest/gtest.h>

#include "model/payload.h"

namespace {

using model::Language;
using model::LogEntry;
using model::LogKind;
using mqtt::PropertyId;
using mqtt::PropertyList;
using ui::PropertyLine;

std::string lines_of(const std::vector<PropertyLine>& lines) {
  std::string all;
  for (const PropertyLine& line : lines) all += line.name + ": " + line.value + "\n";
  return all;
}

std::string english(const PropertyList& list) { return lines_of(ui::property_lines(list, Language::en)); }

TEST(PropertyText, EachIsNamedInTheOrderOfTheWire) {
  PropertyList list;
  ASSERT_TRUE(list.add_user("b", "1"));
  ASSERT_TRUE(list.add(PropertyId::content_type, "text/plain"));
  ASSERT_TRUE(list.add(PropertyId::payload_format_indicator, 1));
  ASSERT_TRUE(list.add(PropertyId::message_expiry_interval, 86'400));
  ASSERT_TRUE(list.add(PropertyId::subscription_identifier, 5));
  ASSERT_TRUE(list.add(PropertyId::subscription_identifier, 6));
  ASSERT_TRUE(list.add_user("b", "2"));
  EXPECT_EQ(english(list),
            "User property: b=1\nContent type: text/plain\nPayload format: text (UTF-8)\nMessage expiry: 86,400 s\n"
            "Subscription identifier: 5\nSubscription identifier: 6\nUser property: b=2\n");
}

TEST(PropertyText, BinaryIsTextAndHexOrHexAlone) {
  PropertyList list;
  ASSERT_TRUE(list.add(PropertyId::correlation_data, "abc"));
  ASSERT_TRUE(list.add(PropertyId::authentication_data, std::string_view("\x00\xFF", 2)));
  EXPECT_EQ(english(list), "Correlation data: abc (HEX 61 62 63)\nAuthentication data: HEX 00 ff\n");
}

TEST(PropertyText, ALineBreakInAValueMakesNoLine) {
  PropertyList list;
  ASSERT_TRUE(list.add_user("a\nb", "c\td\x01"));
  EXPECT_EQ(english(list), "User property: a␊b=c␉d␁\n");
}

TEST(PropertyText, EveryPropertyHasANameInBothLanguages) {
  for (int id = 1; id < 0x80; ++id) {
    const auto property = static_cast<PropertyId>(id);
    const mqtt::PropertyType type = mqtt::type_of(property);
    if (type == mqtt::PropertyType::none) continue;
    PropertyList list;
    if (type == mqtt::PropertyType::text_pair) {
      ASSERT_TRUE(list.add_user("x", "y"));
    } else if (type == mqtt::PropertyType::text || type == mqtt::PropertyType::binary) {
      ASSERT_TRUE(list.add(property, "x"));
    } else {
      ASSERT_TRUE(list.add(property, 1));
    }
    for (const Language language : {Language::en, Language::zh}) {
      const std::vector<PropertyLine> lines = ui::property_lines(list, language);
      ASSERT_EQ(lines.size(), 1u);
      EXPECT_FALSE(lines[0].name.empty()) << id;
      EXPECT_FALSE(lines[0].value.empty()) << id;
    }
  }
}

TEST(PropertyText, LimitsAreSaidWhetherTheServerSaidThemOrNot) {
  const std::string silent = lines_of(ui::limit_lines({60, 0, "me", {}}, Language::en));
  EXPECT_EQ(silent,
            "Client ID: me\nKeep Alive: 60 s\nSession expiry: ends with the connection\nReceive maximum: 65,535\nMaximum QoS: 2\n"
            "Retained messages: yes\nLargest packet: no limit\nTopic alias maximum: 0\nWildcard subscriptions: yes\n"
            "Subscription identifiers: yes\nShared subscriptions: yes\n");
  PropertyList list;
  ASSERT_TRUE(list.add(PropertyId::maximum_qos, 1));
  ASSERT_TRUE(list.add(PropertyId::retain_available, 0));
  ASSERT_TRUE(list.add(PropertyId::maximum_packet_size, 20'000));
  ASSERT_TRUE(list.add(PropertyId::assigned_client_identifier, "auto"));
  ASSERT_TRUE(list.add(PropertyId::response_information, "r/"));
  ASSERT_TRUE(list.add_user("region", "eu"));
  const std::string said = lines_of(ui::limit_lines({0, 0xFFFF'FFFF, "auto", list}, Language::en));
  for (const char* line : {"Client ID: auto (chosen by the broker)\n", "Keep Alive: off\n", "Session expiry: never\n", "Maximum QoS: 1\n",
                           "Retained messages: no\n", "Largest packet: 20,000 bytes\n", "Response information: r/\n",
                           "User property: region=eu\n"})
    EXPECT_NE(said.find(line), std::string::npos) << line << said;
  EXPECT_EQ(said.find("Assigned client id"), std::string::npos) << "once is enough";
}

TEST(PropertyText, OneLineOfARowIsCutBetweenCharacters) {
  PropertyList list;
  ASSERT_TRUE(list.add(PropertyId::content_type, "text/plain"));
  ASSERT_TRUE(list.add_user("温", "度"));
  LogEntry entry;
  entry.properties = list.view().encoded();
  EXPECT_EQ(ui::properties_in_line(entry, Language::en, 400), "Content type: text/plain · User property: 温=度");
  for (std::size_t most = 1; most < 60; ++most) {
    const std::string line = ui::properties_in_line(entry, Language::en, most);
    EXPECT_TRUE(model::is_utf8(model::as_bytes(line))) << line;
    EXPECT_LE(line.size(), most + 3);
  }
  EXPECT_EQ(ui::properties_in_line({}, Language::en, 400), "");
}

TEST(PropertyText, AnOpenedRowHasTheAnswerApart) {
  PropertyList sent, answer;
  ASSERT_TRUE(sent.add(PropertyId::content_type, "t"));
  ASSERT_TRUE(answer.add(PropertyId::reason_string, "fine"));
  LogEntry entry;
  entry.kind = LogKind::published;
  entry.properties = sent.view().encoded();
  entry.answer = answer.view().encoded();
  EXPECT_EQ(ui::properties_text(entry, Language::en), "Content type: t\nThe broker's acknowledgement:\nReason string: fine");
  EXPECT_EQ(ui::properties_text({}, Language::en), "");
}

TEST(PropertyText, AConnectedRowOpensWithTheLimits) {
  LogEntry entry;
  entry.kind = LogKind::connected;
  entry.version = 5;
  entry.code = 30;
  EXPECT_NE(ui::properties_text(entry, Language::en).find("Keep Alive: 30 s"), std::string::npos);
  entry.version = 4;
  EXPECT_EQ(ui::properties_text(entry, Language::en), "");
}

// A hostile broker's endless properties are shown up to a bound.
TEST(PropertyText, EndlessPropertiesAreCut) {
  PropertyList list;
  for (int i = 0; i < 20'000; ++i) ASSERT_TRUE(list.add_user("name", "a value of some length"));
  LogEntry entry;
  entry.properties = list.view().encoded();
  EXPECT_LT(ui::properties_text(entry, Language::en).size(), std::size_t{300} * 1024);
}

TEST(PropertyText, TextThatIsNoneIsFound) {
  PropertyList text;
  ASSERT_TRUE(text.add(PropertyId::payload_format_indicator, 1));
  const std::uint8_t bad[] = {0xC3, 0x28}, good[] = {0xC3, 0xA9};
  LogEntry entry;
  entry.payload = bad;
  EXPECT_FALSE(ui::wrongly_text(entry));
  entry.properties = text.view().encoded();
  EXPECT_TRUE(ui::wrongly_text(entry));
  entry.payload = good;
  EXPECT_FALSE(ui::wrongly_text(entry));
}

}  // namespace
