#include "model/url_parameters.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace model {
namespace {

std::string text(const UrlParameters& parameters, Field field) {
  return parameters.text[static_cast<std::size_t>(field)].value_or("(none)");
}

std::optional<bool> on(const UrlParameters& parameters, Toggle toggle) {
  return parameters.on[static_cast<std::size_t>(toggle)];
}

void expect_notices(const UrlParameters& parameters, const std::vector<std::pair<Complaint, std::string>>& expected) {
  ASSERT_EQ(parameters.notices.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(parameters.notices[i].complaint, expected[i].first) << i;
    EXPECT_EQ(parameters.notices[i].text, expected[i].second) << i;
    EXPECT_EQ(parameters.notices[i].level, Level::warning) << i;
  }
}

TEST(UrlParameters, NothingGivesNothing) {
  for (const std::string_view fragment : {"", "#", "#&", "&&&"}) {
    const UrlParameters read = read_url("", fragment);
    for (const auto& value : read.text) EXPECT_FALSE(value.has_value());
    for (const auto& value : read.on) EXPECT_FALSE(value.has_value());
    EXPECT_TRUE(read.notices.empty());
    EXPECT_FALSE(read.had_secret);
    EXPECT_FALSE(read.login || read.qos || read.language || read.theme || read.embedded);
  }
}

TEST(UrlParameters, EveryParameterOfTheStartScriptIsRead) {
  const UrlParameters read = read_url("",
                                      "#address=127.0.0.1&port=9001&ssl=false&path=%2Fmqtt&productSN=abcdefgh12345678&"
                                      "deviceSN=dev_1&deviceSecret=s3cret"
                                      "&topic=%2Fabcdefgh12345678%2Fdev_1%2Fupload&lang=zh");
  EXPECT_EQ(text(read, Field::address), "127.0.0.1");
  EXPECT_EQ(text(read, Field::port), "9001");
  EXPECT_EQ(on(read, Toggle::ssl), false);
  EXPECT_EQ(text(read, Field::path), "/mqtt");
  EXPECT_EQ(text(read, Field::product_sn), "abcdefgh12345678");
  EXPECT_EQ(text(read, Field::device_sn), "dev_1");
  EXPECT_EQ(text(read, Field::device_secret), "s3cret");
  EXPECT_EQ(text(read, Field::publish_topic), "/abcdefgh12345678/dev_1/upload");
  EXPECT_EQ(text(read, Field::subscribe_topic), "/abcdefgh12345678/dev_1/upload");
  EXPECT_EQ(read.language, Language::zh);
  EXPECT_TRUE(read.had_secret);
  EXPECT_TRUE(read.notices.empty());
  EXPECT_FALSE(read.login.has_value());
}

TEST(UrlParameters, AllOthersAreReadToo) {
  const UrlParameters read = read_url(
      "?embed=1&theme=dark&lang=en",
      "login=other&clientId=c&userName=u&password=p&subprotocol=mqttv3.1&keepalive=30&cleanSession=0&interval=500&"
      "connectTimeout=5&maxPacket=1000&publishTopic=a&subscribeTopic=b/%23&message=0a%200b&hex=1&qos=2&retain=true");
  EXPECT_EQ(read.login, LoginKind::other);
  EXPECT_EQ(text(read, Field::client_id), "c");
  EXPECT_EQ(text(read, Field::user_name), "u");
  EXPECT_EQ(text(read, Field::password), "p");
  EXPECT_EQ(text(read, Field::subprotocol), "mqttv3.1");
  EXPECT_EQ(text(read, Field::keepalive_s), "30");
  EXPECT_EQ(on(read, Toggle::clean_session), false);
  EXPECT_EQ(text(read, Field::interval_ms), "500");
  EXPECT_EQ(text(read, Field::connect_timeout_s), "5");
  EXPECT_EQ(text(read, Field::max_packet_bytes), "1000");
  EXPECT_EQ(text(read, Field::publish_topic), "a");
  EXPECT_EQ(text(read, Field::subscribe_topic), "b/#");
  EXPECT_EQ(text(read, Field::publish_message), "0a 0b");
  EXPECT_EQ(on(read, Toggle::publish_hex), true);
  EXPECT_EQ(on(read, Toggle::retain), true);
  EXPECT_EQ(read.qos, 2);
  EXPECT_EQ(read.embedded, true);
  EXPECT_EQ(read.theme, ThemeChoice::dark);
  EXPECT_EQ(read.language, Language::en);
  EXPECT_TRUE(read.notices.empty());
}

TEST(UrlParameters, EveryThemeHasItsWord) {
  EXPECT_EQ(read_url("", "theme=system").theme, ThemeChoice::system);
  EXPECT_EQ(read_url("", "theme=light").theme, ThemeChoice::light);
  EXPECT_EQ(read_url("", "theme=dark").theme, ThemeChoice::dark);
  EXPECT_EQ(read_url("", "theme=contrast").theme, ThemeChoice::contrast);
}

TEST(UrlParameters, ATopicWithAWildcardIsForSubscribing) {
  const UrlParameters read = read_url("", "topic=a/+/b");
  EXPECT_EQ(text(read, Field::subscribe_topic), "a/+/b");
  EXPECT_EQ(text(read, Field::publish_topic), "(none)");
}

TEST(UrlParameters, TheNarrowerTopicIsStrongerWhateverTheOrder) {
  for (const std::string_view fragment : {"topic=a&publishTopic=p", "publishTopic=p&topic=a"}) {
    const UrlParameters read = read_url("", fragment);
    EXPECT_EQ(text(read, Field::publish_topic), "p");
    EXPECT_EQ(text(read, Field::subscribe_topic), "a");
  }
}

TEST(UrlParameters, PercentSignsAreDecodedAndPlusStaysPlus) {
  const UrlParameters read = read_url("", "message=%E6%B8%A9+%2b%26%3D%25%0A&userName=a=b");
  EXPECT_EQ(text(read, Field::publish_message), "温++&=%\n");
  EXPECT_EQ(text(read, Field::user_name), "a=b");
  EXPECT_EQ(text(read_url("", "%61ddress=h"), Field::address), "h");
}

TEST(UrlParameters, UnknownNamesAreNamedWithoutTheirValue) {
  const UrlParameters read = read_url("", "adress=h&Port=80&x&=y&%ff=1");
  expect_notices(read, {{Complaint::url_unknown, "adress"},
                        {Complaint::url_unknown, "Port"},
                        {Complaint::url_unknown, "x"},
                        {Complaint::url_unknown, ""},
                        {Complaint::url_unknown, "%ff"}});
  EXPECT_EQ(text(read, Field::port), "(none)");
  EXPECT_FALSE(read.had_secret);
}

TEST(UrlParameters, BadValuesAreNamedAndLeftOut) {
  const UrlParameters read = read_url("",
                                      "port=80x&ssl=yes&lang=fr&theme=&embed=2&qos=3&login=me&address&path=%2&message=%"
                                      "FF&keepalive=&interval=-1&topic=%zz");
  expect_notices(read, {{Complaint::url_bad_value, "port=80x"},
                        {Complaint::url_bad_value, "ssl=yes"},
                        {Complaint::url_bad_value, "lang=fr"},
                        {Complaint::url_bad_value, "theme="},
                        {Complaint::url_bad_value, "embed=2"},
                        {Complaint::url_bad_value, "qos=3"},
                        {Complaint::url_bad_value, "login=me"},
                        {Complaint::url_bad_value, "address"},
                        {Complaint::url_bad_value, "path=%2"},
                        {Complaint::url_bad_value, "message=%FF"},
                        {Complaint::url_bad_value, "keepalive="},
                        {Complaint::url_bad_value, "interval=-1"},
                        {Complaint::url_bad_value, "topic=%zz"}});
  for (const auto& value : read.text) EXPECT_FALSE(value.has_value());
  EXPECT_FALSE(on(read, Toggle::ssl).has_value());
  EXPECT_FALSE(read.login || read.qos || read.language || read.theme || read.embedded);
}

TEST(UrlParameters, TheFirstOfTwoCountsAndTheFragmentComesFirst) {
  const UrlParameters read = read_url("?port=3", "#port=1&port=2");
  EXPECT_EQ(text(read, Field::port), "1");
  expect_notices(read, {{Complaint::url_duplicate, "port"}, {Complaint::url_duplicate, "port"}});
}

TEST(UrlParameters, ASecretIsNeverRepeated) {
  for (const std::string_view fragment :
       {"deviceSecret=hunter2%", "password=hunter2%", "deviceSecret=a&deviceSecret=hunter2", "DeviceSecret=hunter2",
        "device_secret=hunter2", "PASSWORD=hunter2", "productSecret=hunter2"}) {
    const UrlParameters read = read_url("", fragment);
    EXPECT_TRUE(read.had_secret) << fragment;
    ASSERT_EQ(read.notices.size(), 1u) << fragment;
    EXPECT_EQ(read.notices[0].text.find("hunter2"), std::string::npos) << fragment;
    EXPECT_FALSE(read.notices[0].text.empty()) << fragment;
  }
}

TEST(UrlParameters, OtherCredentialsChooseAnotherBroker) {
  EXPECT_EQ(read_url("", "userName=u").login, LoginKind::other);
  EXPECT_EQ(read_url("", "clientId=c").login, LoginKind::other);
  EXPECT_FALSE(read_url("", "clientId=c&deviceSN=d").login.has_value());
  EXPECT_EQ(read_url("", "login=uiot&userName=u").login, LoginKind::uiot);
}

TEST(UrlParameters, NoticesAreShortAndShowNoHiddenCharacters) {
  const UrlParameters read = read_url("", std::string(1'000, 'x') + "&a%0Ab%00c");
  ASSERT_EQ(read.notices.size(), 2u);
  EXPECT_LT(read.notices[0].text.size(), 100u);
  EXPECT_EQ(read.notices[1].text, "a\nb␀c");
}

TEST(UrlParameters, AnEndlessFragmentIsRefusedAsAWhole) {
  const std::string head = "port=1&message=";
  EXPECT_EQ(text(read_url("", head + std::string(kMostUrlBytes - head.size(), 'x')), Field::port), "1");
  const UrlParameters read = read_url("", head + std::string(kMostUrlBytes - head.size() + 1, 'x'));
  EXPECT_EQ(text(read, Field::port), "(none)");
  ASSERT_EQ(read.notices.size(), 1u);
  EXPECT_EQ(read.notices[0].complaint, Complaint::url_too_long);
  EXPECT_EQ(read.notices[0].number[0], kMostUrlBytes + 1);
  EXPECT_EQ(read.notices[0].number[1], kMostUrlBytes);
  EXPECT_TRUE(read.had_secret);
}

TEST(UrlParameters, VersionWillAndPropertiesAreRead) {
  const UrlParameters read = read_url(
      "", "version=5&will=true&willTopic=w&willQos=2&willRetain=1&sessionExpiry=4294967295&userProperties=a%3D1%0Ab%3D2"
          "&contentType=text%2Fplain&topicAlias=7&noLocal=1&retainHandling=2&subscriptionIdentifier=9&topicAliases=false");
  EXPECT_TRUE(read.notices.empty());
  EXPECT_EQ(read.version, mqtt::Version::v5);
  EXPECT_EQ(read.on[static_cast<std::size_t>(Toggle::will)], true);
  EXPECT_EQ(read.will_qos, 2);
  EXPECT_EQ(read.on[static_cast<std::size_t>(Toggle::will_retain)], true);
  EXPECT_EQ(text(read, Field::will_topic), "w");
  EXPECT_EQ(text(read, Field::session_expiry_s), "4294967295");
  EXPECT_EQ(text(read, Field::connect_user_properties), "a=1\nb=2");
  EXPECT_EQ(text(read, Field::publish_content_type), "text/plain");
  EXPECT_EQ(text(read, Field::publish_topic_alias), "7");
  EXPECT_EQ(read.on[static_cast<std::size_t>(Toggle::no_local)], true);
  EXPECT_EQ(read.on[static_cast<std::size_t>(Toggle::automatic_aliases)], false);
  EXPECT_EQ(read.retain_handling, 2);
  EXPECT_EQ(text(read, Field::subscription_identifier), "9");
  EXPECT_FALSE(read.had_secret);
}

TEST(UrlParameters, EveryVersionHasItsOwnName) {
  EXPECT_EQ(read_url("", "version=3.1").version, mqtt::Version::v3_1);
  EXPECT_EQ(read_url("", "version=3.1.1").version, mqtt::Version::v3_1_1);
  for (const std::string_view bad : {"version=4", "version=3", "version=6", "version=", "version=5.0"}) {
    const UrlParameters read = read_url("", bad);
    EXPECT_FALSE(read.version.has_value()) << bad;
    ASSERT_EQ(read.notices.size(), 1u) << bad;
    EXPECT_EQ(read.notices[0].complaint, Complaint::url_bad_value) << bad;
  }
  EXPECT_EQ(read_url("", "retainHandling=3").notices.size(), 1u);
  EXPECT_EQ(read_url("", "topicAlias=x").notices.size(), 1u);
}

TEST(UrlParameters, AuthenticationDataIsASecret) {
  for (const std::string_view fragment : {"authData=hunter2%", "authdata=hunter2"}) {
    const UrlParameters read = read_url("", fragment);
    EXPECT_TRUE(read.had_secret) << fragment;
    ASSERT_EQ(read.notices.size(), 1u) << fragment;
    EXPECT_EQ(read.notices[0].text.find("hunter2"), std::string::npos) << fragment;
  }
  EXPECT_TRUE(read_url("", "authData=hunter2").had_secret);
}

}  // namespace
}  // namespace model
