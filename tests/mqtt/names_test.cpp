#include "mqtt/names.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace mqtt {
namespace {

TEST(names, every_reason_and_field_has_its_own) {
  std::set<std::string> seen;
  for (int value = 0; value <= static_cast<int>(kLastReason); ++value) {
    const std::string each = name(static_cast<Reason>(value));
    EXPECT_FALSE(each.empty()) << value;
    EXPECT_TRUE(seen.insert(each).second) << each;
  }
  seen.clear();
  for (int value = 0; value <= static_cast<int>(kLastField); ++value) {
    const std::string each = name(static_cast<Field>(value));
    EXPECT_FALSE(each.empty()) << value;
    EXPECT_TRUE(seen.insert(each).second) << each;
  }
  EXPECT_STREQ(name(static_cast<Reason>(255)), "");
  EXPECT_STREQ(name(static_cast<Field>(255)), "");
}

TEST(names, packets_are_called_as_in_the_specification) {
  const char* wanted[] = {"no packet", "CONNECT",  "CONNACK",    "PUBLISH", "PUBACK",      "PUBREC",
                          "PUBREL",    "PUBCOMP",  "SUBSCRIBE",  "SUBACK",  "UNSUBSCRIBE", "UNSUBACK",
                          "PINGREQ",   "PINGRESP", "DISCONNECT", "AUTH"};
  for (int type = 0; type < 16; ++type) EXPECT_STREQ(name(static_cast<PacketType>(type)), wanted[type]);
  EXPECT_STREQ(name(static_cast<PacketType>(16)), "reserved");
}

}  // namespace
}  // namespace mqtt
