#include "mqtt/server_limits.h"

#include <gtest/gtest.h>

#include "support/mqtt_vectors.h"

namespace mqtt {
namespace {

using P = PropertyId;

std::string verdict(const auto& packet, const ServerLimits& limits) {
  Error error;
  return allowed(packet, limits, error) ? "ok" : mqtt_text::text(error);
}

// MQTT 5 §3.2.2.3: what the server left out.
TEST(server_limits, defaults_forbid_nothing_but_aliases) {
  const ServerLimits limits = limits_of(Connack{}, 60, 3600);
  ServerLimits wanted;
  wanted.keep_alive_s = 60;
  wanted.session_expiry_interval_s = 3600;
  EXPECT_EQ(limits, wanted);
  EXPECT_EQ(limits.receive_maximum, 65'535);
  EXPECT_EQ(limits.maximum_qos, Qos::exactly_once);
  EXPECT_EQ(limits.maximum_packet_size, kMaxPacketSize);
  EXPECT_EQ(limits.topic_alias_maximum, 0);
  EXPECT_TRUE(limits.retain_available && limits.wildcard_subscription_available &&
              limits.subscription_identifier_available && limits.shared_subscription_available);
}

TEST(server_limits, each_property_of_connack_is_read) {
  const Connack connack{
      false, 0,
      kept({number(P::session_expiry_interval, 1), number(P::receive_maximum, 2), number(P::maximum_qos, 1),
            number(P::retain_available, 0), number(P::maximum_packet_size, 3), number(P::topic_alias_maximum, 4),
            number(P::wildcard_subscription_available, 0), number(P::subscription_identifier_available, 0),
            number(P::shared_subscription_available, 0), number(P::server_keep_alive, 0), user("a", "b")})};
  ServerLimits wanted;
  wanted.session_expiry_interval_s = 1;
  wanted.receive_maximum = 2;
  wanted.maximum_qos = Qos::at_least_once;
  wanted.retain_available = false;
  wanted.maximum_packet_size = 3;
  wanted.topic_alias_maximum = 4;
  wanted.wildcard_subscription_available = false;
  wanted.subscription_identifier_available = false;
  wanted.shared_subscription_available = false;
  wanted.keep_alive_s = 0;
  EXPECT_EQ(limits_of(connack, 60, 3600), wanted);
}

TEST(server_limits, limits_that_differ_in_one_are_not_equal) {
  const ServerLimits same;
  std::vector<ServerLimits> others(10);
  others[0].session_expiry_interval_s = 1;
  others[1].receive_maximum = 1;
  others[2].maximum_qos = Qos::at_most_once;
  others[3].retain_available = false;
  others[4].maximum_packet_size = 1;
  others[5].topic_alias_maximum = 1;
  others[6].wildcard_subscription_available = false;
  others[7].subscription_identifier_available = false;
  others[8].shared_subscription_available = false;
  others[9].keep_alive_s = 1;
  for (const ServerLimits& other : others) EXPECT_FALSE(other == same);
}

TEST(server_limits, what_the_server_may_say_yes_to) {
  const Connack connack{
      false, 0,
      kept({number(P::maximum_qos, 0), number(P::retain_available, 1), number(P::wildcard_subscription_available, 1),
            number(P::subscription_identifier_available, 1), number(P::shared_subscription_available, 1),
            number(P::server_keep_alive, 65'535)})};
  const ServerLimits limits = limits_of(connack, 0, 0);
  EXPECT_EQ(limits.maximum_qos, Qos::at_most_once);
  EXPECT_TRUE(limits.retain_available);
  EXPECT_TRUE(limits.wildcard_subscription_available);
  EXPECT_TRUE(limits.subscription_identifier_available);
  EXPECT_TRUE(limits.shared_subscription_available);
  EXPECT_EQ(limits.keep_alive_s, 65'535);
}

TEST(server_limits, v5_3_2_2_11_maximum_qos) {
  ServerLimits limits;
  const auto with = [&limits](Qos qos) { return verdict(Publish{"a", {}, qos, false, false, 1}, limits); };
  EXPECT_EQ(with(Qos::exactly_once), "ok");
  limits.maximum_qos = Qos::at_least_once;
  EXPECT_EQ(with(Qos::exactly_once), "local qos_not_supported PUBLISH qos 2 1 [MQTT5-3.2.2-11]");
  EXPECT_EQ(with(Qos::at_least_once), "ok");
  limits.maximum_qos = Qos::at_most_once;
  EXPECT_EQ(with(Qos::at_least_once), "local qos_not_supported PUBLISH qos 1 0 [MQTT5-3.2.2-11]");
  EXPECT_EQ(with(Qos::at_most_once), "ok");
}

TEST(server_limits, v5_3_2_2_14_retain) {
  ServerLimits limits;
  Publish retained{"a", {}, Qos::at_most_once, true, false, 0};
  EXPECT_EQ(verdict(retained, limits), "ok");
  limits.retain_available = false;
  EXPECT_EQ(verdict(retained, limits), "local retain_not_supported PUBLISH retain 0 0 [MQTT5-3.2.2-14]");
  retained.retain = false;
  EXPECT_EQ(verdict(retained, limits), "ok");
}

TEST(server_limits, v5_3_2_2_17_topic_alias_maximum) {
  ServerLimits limits;
  const auto with = [&limits](std::uint32_t alias) {
    return verdict(Publish{"a", {}, Qos::at_most_once, false, false, 0, kept({number(P::topic_alias, alias)})}, limits);
  };
  EXPECT_EQ(with(1), "local topic_alias_out_of_range PUBLISH topic_alias 1 0 [MQTT5-3.2.2-18]");
  limits.topic_alias_maximum = 10;
  EXPECT_EQ(with(10), "ok");
  EXPECT_EQ(with(11), "local topic_alias_out_of_range PUBLISH topic_alias 11 10 [MQTT5-3.2.2-17]");
}

TEST(server_limits, subscriptions) {
  ServerLimits limits;
  const Subscribe wildcard{1, {{"a"}, {"a/+"}}};
  const Subscribe shared{1, {{"$share/g/a"}}};
  const Subscribe shared_wildcard{1, {{"$share/g/#"}}};
  const Subscribe identified{1, {{"a"}}, kept({number(P::subscription_identifier, 1)})};
  for (const Subscribe* each : {&wildcard, &shared, &shared_wildcard, &identified})
    EXPECT_EQ(verdict(*each, limits), "ok");

  const std::string no_wildcards =
      "local wildcard_subscriptions_not_supported SUBSCRIBE topic_filter 0 0 [MQTT 5 §3.2.2.3.11]";
  limits.wildcard_subscription_available = false;
  EXPECT_EQ(verdict(wildcard, limits), no_wildcards);
  EXPECT_EQ(verdict(shared_wildcard, limits), no_wildcards);
  EXPECT_EQ(verdict(shared, limits), "ok");

  limits.shared_subscription_available = false;
  for (const Subscribe* each : {&shared, &shared_wildcard})
    EXPECT_EQ(verdict(*each, limits),
              "local shared_subscriptions_not_supported SUBSCRIBE topic_filter 0 0 [MQTT 5 §3.2.2.3.13]");

  limits.subscription_identifier_available = false;
  EXPECT_EQ(verdict(identified, limits),
            "local subscription_identifiers_not_supported SUBSCRIBE subscription_identifier 0 0 [MQTT 5 §3.2.2.3.12]");
}

}  // namespace
}  // namespace mqtt
