#include "mqtt/pending.h"

#include <gtest/gtest.h>

#include "support/mqtt_text.h"

namespace mqtt {
namespace {

TEST(pending, is_found_by_type_and_id_and_taken_once) {
  PendingRequests requests;
  requests.add({PacketType::subscribe, 1, {"a"}, {Qos::at_most_once}});
  requests.add({PacketType::unsubscribe, 2, {"b"}, {}});
  EXPECT_EQ(requests.find(PacketType::subscribe, 2), nullptr);
  EXPECT_EQ(requests.find(PacketType::unsubscribe, 1), nullptr);
  ASSERT_NE(requests.find(PacketType::unsubscribe, 2), nullptr);
  EXPECT_EQ(requests.take(2).filters.front(), "b");
  EXPECT_EQ(requests.find(PacketType::unsubscribe, 2), nullptr);
  EXPECT_EQ(requests.size(), 1u);
}

TEST(pending, the_oldest_first) {
  PendingRequests requests;
  for (const PacketId id : {PacketId{5}, PacketId{3}, PacketId{4}})
    requests.add({PacketType::subscribe, id, {"a"}, {Qos::at_most_once}});
  EXPECT_EQ(requests.take_oldest().packet_id, 5);
  EXPECT_EQ(requests.take_oldest().packet_id, 3);
  EXPECT_EQ(requests.take_oldest().packet_id, 4);
  EXPECT_TRUE(requests.empty());
}

TEST(pending, results_pair_filters_with_codes) {
  const PendingRequest request{PacketType::subscribe, 1, {"a", "b"}, {Qos::at_least_once, Qos::exactly_once}};
  const std::vector<std::uint8_t> codes = {1, 0x80};
  const auto results = results_of(request, codes);
  ASSERT_EQ(results.size(), 2u);
  EXPECT_EQ(results[0].filter, "a");
  EXPECT_EQ(results[0].requested, Qos::at_least_once);
  EXPECT_EQ(results[0].reason_code, 1);
  EXPECT_EQ(results[1].filter, "b");
  EXPECT_EQ(results[1].requested, Qos::exactly_once);
  EXPECT_EQ(results[1].reason_code, 0x80);
  EXPECT_EQ(results_of(request, {})[1].reason_code, 0);
}

}  // namespace
}  // namespace mqtt
