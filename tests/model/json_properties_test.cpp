#include "model/json_properties.h"

#include <gtest/gtest.h>

#include "model/json.h"
#include "mqtt/property.h"

namespace model {
namespace {

using mqtt::PropertyId;
using mqtt::PropertyList;

std::string json_of(const PropertyList& list) {
  std::string json;
  append_json_properties(json, list.view().encoded());
  EXPECT_EQ(check_json(as_bytes(json)).kind, JsonResult::Kind::ok) << json;
  return json;
}

TEST(JsonProperties, NoneAreAnEmptyObject) { EXPECT_EQ(json_of({}), "{}"); }

TEST(JsonProperties, ShapesAreThoseOfMqttPacket) {
  PropertyList list;
  ASSERT_TRUE(list.add(PropertyId::payload_format_indicator, 1));
  ASSERT_TRUE(list.add(PropertyId::message_expiry_interval, 4'294'967'295));
  ASSERT_TRUE(list.add(PropertyId::content_type, "text/\"plain\""));
  ASSERT_TRUE(list.add(PropertyId::correlation_data, std::string_view("\0\xFF", 2)));
  ASSERT_TRUE(list.add(PropertyId::subscription_identifier, 7));
  EXPECT_EQ(json_of(list),
            "{\"payloadFormatIndicator\":true,\"messageExpiryInterval\":4294967295,\"contentType\":\"text/\\\"plain\\\"\","
            "\"correlationData\":\"AP8=\",\"subscriptionIdentifier\":7}");
}

TEST(JsonProperties, UserPropertiesKeepOrderAndRepetition) {
  PropertyList list;
  ASSERT_TRUE(list.add_user("b", "1"));
  ASSERT_TRUE(list.add_user("a", "2"));
  ASSERT_TRUE(list.add_user("b", "1"));
  EXPECT_EQ(json_of(list), "{\"userProperties\":[[\"b\",\"1\"],[\"a\",\"2\"],[\"b\",\"1\"]]}");
}

TEST(JsonProperties, SeveralSubscriptionIdentifiersAreAnArray) {
  PropertyList list;
  ASSERT_TRUE(list.add(PropertyId::subscription_identifier, 1));
  ASSERT_TRUE(list.add(PropertyId::topic_alias, 9));
  ASSERT_TRUE(list.add(PropertyId::subscription_identifier, 268'435'455));
  EXPECT_EQ(json_of(list), "{\"subscriptionIdentifier\":[1,268435455],\"topicAlias\":9}");
}

TEST(JsonProperties, EveryPropertyHasAName) {
  std::string seen;
  for (int id = 1; id < 0x80; ++id) {
    const auto property = static_cast<PropertyId>(id);
    PropertyList list;
    switch (mqtt::type_of(property)) {
      case mqtt::PropertyType::none: continue;
      case mqtt::PropertyType::text:
      case mqtt::PropertyType::binary: ASSERT_TRUE(list.add(property, "x")); break;
      case mqtt::PropertyType::text_pair: ASSERT_TRUE(list.add_user("x", "y")); break;
      default: ASSERT_TRUE(list.add(property, 1));
    }
    const std::string json = json_of(list);
    EXPECT_GT(json.size(), 5u) << id;
    EXPECT_EQ(seen.find(json), std::string::npos) << json;
    seen += json;
  }
}

}  // namespace
}  // namespace model
