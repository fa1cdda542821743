#include "tools/property_names.h"

#include <gtest/gtest.h>

namespace tools {
namespace {

using mqtt::PropertyId;

bool add(mqtt::PropertyList& to, Holder holder, std::string_view name, std::string_view value) {
  PropertyId id{};
  std::string wrong;
  return find_property(holder, name, id) && add_property(to, id, value, wrong);
}

TEST(PropertyNames, EachPacketHasItsOwn) {
  PropertyId id{};
  EXPECT_TRUE(find_property(Holder::connect, "session-expiry-interval", id));
  EXPECT_EQ(id, PropertyId::session_expiry_interval);
  EXPECT_TRUE(find_property(Holder::disconnect, "session-expiry-interval", id));
  EXPECT_FALSE(find_property(Holder::publish, "session-expiry-interval", id));
  EXPECT_TRUE(find_property(Holder::will, "delay-interval", id));
  EXPECT_TRUE(find_property(Holder::will, "will-delay-interval", id));
  EXPECT_EQ(id, PropertyId::will_delay_interval);
  EXPECT_FALSE(find_property(Holder::connect, "assigned-client-identifier", id));
  for (const Holder holder : {Holder::connect, Holder::will, Holder::publish, Holder::subscribe, Holder::disconnect})
    EXPECT_TRUE(find_property(holder, "user-property", id));
}

TEST(PropertyNames, NumbersKeepToTheirWidth) {
  mqtt::PropertyList list;
  EXPECT_TRUE(add(list, Holder::connect, "session-expiry-interval", "4294967295"));
  EXPECT_EQ(list.view().number(PropertyId::session_expiry_interval, 0), 0xFFFFFFFFu);
  EXPECT_FALSE(add(list, Holder::connect, "session-expiry-interval", "4294967296"));
  EXPECT_FALSE(add(list, Holder::connect, "receive-maximum", "65536"));
  EXPECT_FALSE(add(list, Holder::connect, "receive-maximum", "-1"));
  EXPECT_FALSE(add(list, Holder::connect, "receive-maximum", "1x"));
  EXPECT_FALSE(add(list, Holder::connect, "receive-maximum", ""));
  EXPECT_FALSE(add(list, Holder::connect, "request-problem-information", "2"));
  EXPECT_TRUE(add(list, Holder::subscribe, "subscription-identifier", "268435455"));
  EXPECT_FALSE(add(list, Holder::subscribe, "subscription-identifier", "268435456"));
}

TEST(PropertyNames, BytesMayBeHexadecimal) {
  mqtt::PropertyList list;
  EXPECT_TRUE(add(list, Holder::publish, "correlation-data", "hex:00ff"));
  EXPECT_EQ(list.view().text(PropertyId::correlation_data), std::string("\0\xff", 2));
  EXPECT_FALSE(add(list, Holder::publish, "correlation-data", "hex:0"));
  list.clear();
  EXPECT_TRUE(add(list, Holder::publish, "content-type", "hex:00ff"));
  EXPECT_EQ(list.view().text(PropertyId::content_type), "hex:00ff");
  EXPECT_FALSE(add(list, Holder::publish, "content-type", std::string(65'536, 'x')));
}

TEST(PropertyNames, TheHelpNamesEachOfThem) {
  EXPECT_NE(property_help(Holder::will, "--will-").find("--will-delay-interval SECONDS\n"), std::string::npos);
  EXPECT_EQ(property_help(Holder::subscribe, "--").find("content-type"), std::string::npos);
}

}  // namespace
}  // namespace tools
