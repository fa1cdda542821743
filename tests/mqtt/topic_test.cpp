#include "mqtt/topic.h"

#include <gtest/gtest.h>

#include <string>

#include "support/mqtt_text.h"

namespace mqtt {
namespace {

std::string verdict(const Result<void>& result) { return result ? "ok" : mqtt_text::text(result.error()); }

TEST(topic, names_that_may_be_published_to) {
  for (const char* topic :
       {"a", "/", "//", "a/b/c", "/finance", "a b", "$SYS/x", "设备/温度", "\xEF\xBB\xBF", "sport,tennis", "a[0]"})
    EXPECT_EQ(verdict(check_topic_name(topic)), "ok") << topic;
}

// [MQTT311-3.3.2-2], [MQTT311-4.7.1-1], [MQTT311-4.7.3-1] to [MQTT311-4.7.3-3]
TEST(topic, names_that_may_not) {
  EXPECT_EQ(verdict(check_topic_name("")), "local empty_topic no packet topic_name 0 0 [MQTT311-4.7.3-1]");
  EXPECT_EQ(verdict(check_topic_name("a/+/b")),
            "local wildcard_in_topic_name no packet topic_name 2 43 [MQTT311-3.3.2-2]");
  EXPECT_EQ(verdict(check_topic_name("a#")),
            "local wildcard_in_topic_name no packet topic_name 1 35 [MQTT311-3.3.2-2]");
  EXPECT_EQ(verdict(check_topic_name(std::string_view("a\0b", 3))),
            "local null_character no packet topic_name 1 0 [MQTT311-1.5.3-2]");
  EXPECT_EQ(verdict(check_topic_name("a\xED\xA0\x80")),
            "local invalid_utf8 no packet topic_name 1 237 [MQTT311-1.5.3-1]");
  EXPECT_EQ(verdict(check_topic_name(std::string(65'535, 'a'))), "ok");
  EXPECT_EQ(verdict(check_topic_name(std::string(65'536, 'a'))),
            "local string_too_long no packet topic_name 65536 65535 [MQTT 3.1.1 §1.5.3]");
}

// Names are looked through eight bytes at a time: wherever the wildcard is, it is the first one that is told.
TEST(topic, a_wildcard_is_found_at_every_place_of_a_name) {
  for (std::size_t size = 1; size <= 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (const char wildcard : {'+', '#'}) {
        std::string topic(size, '*');  // next to `+` in ASCII
        topic[at] = wildcard;
        topic.back() = at + 1 == size ? wildcard : '#';
        const Result<void> result = check_topic_name(topic);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().reason, Reason::wildcard_in_topic_name);
        EXPECT_EQ(result.error().numbers[0], at) << topic;
        EXPECT_EQ(result.error().numbers[1], static_cast<std::uint64_t>(wildcard)) << topic;
      }
    }
  }
}

TEST(topic, nothing_but_wildcards_is_taken_for_one) {
  for (int character = 1; character < 0x80; ++character) {
    if (character == '+' || character == '#') continue;
    for (std::size_t size = 1; size <= 17; ++size)
      EXPECT_EQ(verdict(check_topic_name(std::string(size, static_cast<char>(character)))), "ok") << character;
  }
  EXPECT_EQ(verdict(check_topic_name("工厂/车间/温度/\xC2\xAB\xC2\xA3")),
            "ok");  // AB and A3: wildcards but for the high bit
}

TEST(topic, filters_that_may_be_subscribed_to) {
  for (const char* filter :
       {"a", "#", "+", "/", "/+", "+/+", "a/#", "/#", "+/#", "+/tennis/#", "sport/+/player1", "$SYS/#", "a/+"})
    EXPECT_EQ(verdict(check_topic_filter(filter)), "ok") << filter;
}

// [MQTT311-4.7.1-2], [MQTT311-4.7.1-3], [MQTT311-4.7.3-1] to [MQTT311-4.7.3-3]
TEST(topic, filters_that_may_not) {
  const auto hash = [](int at) {
    return "local misplaced_multi_level_wildcard no packet topic_filter " + std::to_string(at) + " 0 [MQTT311-4.7.1-2]";
  };
  const auto plus = [](int at) {
    return "local misplaced_single_level_wildcard no packet topic_filter " + std::to_string(at) +
           " 0 [MQTT311-4.7.1-3]";
  };
  EXPECT_EQ(verdict(check_topic_filter("sport/tennis#")), hash(12));
  EXPECT_EQ(verdict(check_topic_filter("sport/#/ranking")), hash(6));
  EXPECT_EQ(verdict(check_topic_filter("##")), hash(0));
  EXPECT_EQ(verdict(check_topic_filter("#/")), hash(0));
  EXPECT_EQ(verdict(check_topic_filter("sport+")), plus(5));
  EXPECT_EQ(verdict(check_topic_filter("+a")), plus(0));
  EXPECT_EQ(verdict(check_topic_filter("a/++")), plus(2));
  EXPECT_EQ(verdict(check_topic_filter("+#")), plus(0));
  EXPECT_EQ(verdict(check_topic_filter("")), "local empty_topic no packet topic_filter 0 0 [MQTT311-4.7.3-1]");
  EXPECT_EQ(verdict(check_topic_filter(std::string_view("\0", 1))),
            "local null_character no packet topic_filter 0 0 [MQTT311-1.5.3-2]");
  EXPECT_EQ(verdict(check_topic_filter(std::string(65'536, 'a'))),
            "local string_too_long no packet topic_filter 65536 65535 [MQTT 3.1.1 §1.5.3]");
}

// MQTT 3.1.1 §4.7.1.2, §4.7.1.3 and §4.7.2: the specification's own examples first.
TEST(topic, matching) {
  const struct {
    const char* filter;
    const char* topic;
    bool match;
  } rows[] = {
      {"sport/tennis/player1/#", "sport/tennis/player1", true},
      {"sport/tennis/player1/#", "sport/tennis/player1/ranking", true},
      {"sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true},
      {"sport/tennis/player1/#", "sport/tennis/player2", false},
      {"sport/#", "sport", true},
      {"sport/#", "sportive", false},
      {"#", "a", true},
      {"#", "/", true},
      {"sport/tennis/+", "sport/tennis/player1", true},
      {"sport/tennis/+", "sport/tennis/player1/ranking", false},
      {"sport/+", "sport", false},
      {"sport/+", "sport/", true},
      {"+/+", "/finance", true},
      {"/+", "/finance", true},
      {"+", "/finance", false},
      {"a/b", "a/b", true},
      {"a/b", "a/B", false},
      {"a/b", "a/b/", false},
      {"a/b/", "a/b", false},
      {"a", "ab", false},
      {"ab", "a", false},
      {"/a", "a", false},
      {"+/b/#", "a/b", true},
      {"+/b/#", "a/c/b", false},
      {"//", "//", true},
      {"+/+/+", "//", true},
      {"+/+", "//", false},
      {"#", "$SYS", false},
      {"#", "$SYS/x", false},
      {"+/x", "$SYS/x", false},
      {"+", "$", false},
      {"$SYS/#", "$SYS/x", true},
      {"$SYS/+", "$SYS/x", true},
      {"a/+", "a/$b", true},
      {"/#", "/$b", true},
      {"设备/+", "设备/温度", true},
  };
  for (const auto& row : rows)
    EXPECT_EQ(matches(row.filter, row.topic), row.match) << row.filter << " and " << row.topic;
}

TEST(topic, wildcards_are_found) {
  EXPECT_TRUE(has_wildcard("a/#"));
  EXPECT_TRUE(has_wildcard("+/a"));
  EXPECT_FALSE(has_wildcard("a/b"));
}

TEST(topic, mqtt_5_names_its_own_rules) {
  constexpr Version v5 = Version::v5;
  EXPECT_EQ(verdict(check_topic_name("", v5)), "local empty_topic no packet topic_name 0 0 [MQTT5-4.7.3-1]");
  EXPECT_EQ(verdict(check_topic_name("a/+", v5)),
            "local wildcard_in_topic_name no packet topic_name 2 43 [MQTT5-3.3.2-2]");
  EXPECT_EQ(verdict(check_topic_name("\xFF", v5)), "local invalid_utf8 no packet topic_name 0 255 [MQTT5-1.5.4-1]");
  EXPECT_EQ(verdict(check_topic_filter("a#", v5)),
            "local misplaced_multi_level_wildcard no packet topic_filter 1 0 [MQTT5-4.7.1-1]");
  EXPECT_EQ(verdict(check_topic_filter("a+", v5)),
            "local misplaced_single_level_wildcard no packet topic_filter 1 0 [MQTT5-4.7.1-2]");
  EXPECT_EQ(verdict(check_topic_filter(std::string(65'536, 'a'), v5)),
            "local string_too_long no packet topic_filter 65536 65535 [MQTT 5 §1.5.4]");
}

// MQTT 5 §4.8.2
TEST(topic, shared_filters_that_may_be_subscribed_to) {
  for (const char* filter : {"$share/g/a", "$share/g/#", "$share/g/+", "$share/g/+/a/#", "$share/g//", "$share/g/$x",
                             "$share/组/a", "$share", "$shared/x", "a/$share/b", "$SHARE/#"})
    EXPECT_EQ(verdict(check_topic_filter(filter, Version::v5)), "ok") << filter;
}

TEST(topic, v5_4_8_2_1_shared_filters_that_may_not) {
  const auto refused = [](std::string_view filter) { return verdict(check_topic_filter(filter, Version::v5)); };
  const auto share = [](int at, int rule) {
    return "local invalid_share_name no packet topic_filter " + std::to_string(at) + " 0 [MQTT5-4.8.2-" +
           std::to_string(rule) + "]";
  };
  EXPECT_EQ(refused("$share/"), share(7, 1));
  EXPECT_EQ(refused("$share//a"), share(7, 1));
  EXPECT_EQ(refused("$share/g"), share(8, 2));
  EXPECT_EQ(refused("$share/g/"), share(9, 2));
  EXPECT_EQ(refused("$share/+/a"), share(7, 2));
  EXPECT_EQ(refused("$share/#"), share(7, 2));
  EXPECT_EQ(refused("$share/g+/a"), share(8, 2));
  EXPECT_EQ(refused("$share/g#x/a"), share(8, 2));
  EXPECT_EQ(refused("$share/g/a#"), "local misplaced_multi_level_wildcard no packet topic_filter 10 0 [MQTT5-4.7.1-1]");
  EXPECT_EQ(refused("$share/g/+a"), "local misplaced_single_level_wildcard no packet topic_filter 9 0 [MQTT5-4.7.1-2]");
  EXPECT_EQ(refused("$share/g/#/a"), "local misplaced_multi_level_wildcard no packet topic_filter 9 0 [MQTT5-4.7.1-1]");
}

TEST(topic, before_mqtt_5_a_shared_filter_is_one_like_others) {
  EXPECT_EQ(verdict(check_topic_filter("$share/g")), "ok");
  EXPECT_EQ(verdict(check_topic_filter("$share/+/a", Version::v3_1)), "ok");
}

TEST(topic, a_shared_filter_is_taken_apart) {
  const struct {
    const char* filter;
    const char* name;
    const char* rest;
  } rows[] = {{"$share/g/a/b", "g", "a/b"}, {"$share/g/#", "g", "#"},          {"$share/g//", "g", "/"},
              {"a/b", "", "a/b"},           {"$share/g", "", "$share/g"},      {"$share//a", "", "$share//a"},
              {"$share", "", "$share"},     {"$shared/g/a", "", "$shared/g/a"}};
  for (const auto& row : rows) {
    const SharedFilter parts = split_shared(row.filter);
    EXPECT_EQ(parts.share_name, row.name) << row.filter;
    EXPECT_EQ(parts.filter, row.rest) << row.filter;
  }
  EXPECT_TRUE(is_shared("$share/g/a"));
  EXPECT_FALSE(is_shared("$share"));
  EXPECT_FALSE(is_shared("a/$share/"));
}

TEST(topic, a_share_says_nothing_about_the_topic) {
  EXPECT_TRUE(matches("$share/g/a/+", "a/b"));
  EXPECT_TRUE(matches("$share/g/#", "a/b"));
  EXPECT_FALSE(matches("$share/g/#", "$SYS/x"));
  EXPECT_FALSE(matches("$share/g/a", "g/a"));
  EXPECT_TRUE(has_wildcard("$share/g/+"));
}

}  // namespace
}  // namespace mqtt
