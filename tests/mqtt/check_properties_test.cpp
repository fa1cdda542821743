#include "mqtt/check_properties.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "support/mqtt_vectors.h"

namespace mqtt {
namespace {

using P = PropertyId;

// MQTT 5 §2.2.2.2, table 2-4, written down a second time, the other way round: what each packet may have.
const std::map<std::string, std::string>& table() {
  static const std::map<std::string, std::string> rows = {
      {"CONNECT", "11 15 16 17 19 21 22 26 27"},
      {"will", "01 02 03 08 09 18 26"},
      {"CONNACK", "11 12 13 15 16 1A 1C 1F 21 22 24 25 26 27 28 29 2A"},
      {"PUBLISH", "01 02 03 08 09 0B 23 26"},
      {"PUBACK", "1F 26"},
      {"PUBREC", "1F 26"},
      {"PUBREL", "1F 26"},
      {"PUBCOMP", "1F 26"},
      {"SUBSCRIBE", "0B 26"},
      {"SUBACK", "1F 26"},
      {"UNSUBSCRIBE", "26"},
      {"UNSUBACK", "1F 26"},
      {"PINGREQ", ""},
      {"PINGRESP", ""},
      {"DISCONNECT", "11 1C 1F 26"},
      {"AUTH", "15 16 1F 26"},
  };
  return rows;
}

Property some(PropertyId id) {
  switch (type_of(id)) {
    case PropertyType::text:
    case PropertyType::binary:
      return text(id, "x");
    case PropertyType::text_pair:
      return user("x", "y");
    default:
      return number(id, 1);
  }
}

// Each packet with each property: "" if it may, or the error. `will`: in the will of a CONNECT.
std::string verdict(PacketType packet, bool will, std::initializer_list<Property> list) {
  const Properties properties = kept(list);
  Error error;
  const bool well = will ? check_will_properties(properties, Version::v5, error)
                         : check_properties(properties, packet, Version::v5, error);
  return well ? "" : mqtt_text::text(error);
}

void for_each_place(const auto& body) {
  for (unsigned type = 1; type <= 15; ++type) {
    const auto packet = static_cast<PacketType>(type);
    body(packet, false, std::string(name(packet)));
  }
  body(PacketType::connect, true, std::string("will"));
}

TEST(check_properties, each_packet_may_have_what_the_table_says_and_nothing_else) {
  for_each_place([](PacketType packet, bool will, const std::string& place) {
    const Buffer allowed = mqtt_text::hex(table().at(place));
    for (unsigned value = 0; value < 256; ++value) {
      const auto id = static_cast<PropertyId>(value);
      const bool wanted = std::find(allowed.begin(), allowed.end(), value) != allowed.end();
      EXPECT_EQ(will ? will_may_have(id) : may_have(packet, id), wanted) << place << ' ' << value;
      if (type_of(id) == PropertyType::none) continue;
      const std::string with_method = id == P::authentication_data && wanted
                                          ? verdict(packet, will, {text(P::authentication_method, "m"), some(id)})
                                          : verdict(packet, will, {some(id)});
      const char* packet_name = name(packet);
      EXPECT_EQ(with_method, wanted ? ""
                                    : std::string("local property_not_allowed ") + packet_name + " " +
                                          name(field_of(id)) + " 0 0 [MQTT 5 §2.2.2.2]")
          << place << ' ' << value;
    }
  });
}

TEST(check_properties, only_user_properties_and_a_messages_subscription_identifiers_repeat) {
  for_each_place([](PacketType packet, bool will, const std::string& place) {
    for (const std::uint8_t value : mqtt_text::hex(table().at(place))) {
      const auto id = static_cast<PropertyId>(value);
      const bool repeats =
          id == P::user_property || (id == P::subscription_identifier && packet == PacketType::publish);
      const std::string result = id == P::authentication_data
                                     ? verdict(packet, will, {text(P::authentication_method, "m"), some(id), some(id)})
                                     : verdict(packet, will, {some(id), some(id)});
      if (repeats) {
        EXPECT_EQ(result, "") << place;
      } else {
        EXPECT_EQ(result.find(std::string("local duplicate_property ") + name(packet) + " " + name(field_of(id))), 0u)
            << place << ": " << result;
        EXPECT_NE(result.find("[MQTT 5 §3."), std::string::npos) << result;
      }
    }
  });
}

TEST(check_properties, no_packet_at_all_has_none) {
  EXPECT_FALSE(may_have(PacketType::none, P::user_property));
  EXPECT_FALSE(may_have(PacketType::none, P::will_delay_interval));
}

TEST(check_properties, an_error_names_the_first_fault_in_the_order_of_the_wire) {
  EXPECT_EQ(verdict(PacketType::connect, false, {number(P::receive_maximum, 0), number(P::topic_alias, 1)}),
            "local invalid_property_value CONNECT receive_maximum 0 0 [MQTT 5 §3.1.2.11]");
  EXPECT_EQ(verdict(PacketType::connect, false, {number(P::topic_alias, 1), number(P::receive_maximum, 0)}),
            "local property_not_allowed CONNECT topic_alias 0 0 [MQTT 5 §2.2.2.2]");
}

TEST(check_properties, greatest_and_least_values) {
  EXPECT_EQ(verdict(PacketType::publish, false, {number(P::topic_alias, 65'535)}), "");
  EXPECT_EQ(verdict(PacketType::publish, false, {number(P::subscription_identifier, 268'435'455)}), "");
  EXPECT_EQ(verdict(PacketType::connect, false, {number(P::session_expiry_interval, 0xFFFFFFFF)}), "");
  EXPECT_EQ(verdict(PacketType::connect, false, {number(P::topic_alias_maximum, 0)}), "");
  EXPECT_EQ(verdict(PacketType::connack, false, {number(P::server_keep_alive, 0)}), "");
  EXPECT_EQ(verdict(PacketType::connect, false, {number(P::maximum_packet_size, 1)}), "");
  EXPECT_EQ(verdict(PacketType::publish, false, {number(P::message_expiry_interval, 0)}), "");
}

TEST(check_properties, before_mqtt_5_there_are_none) {
  for (const Version version : {Version::v3_1, Version::v3_1_1}) {
    Error error;
    EXPECT_TRUE(check_properties({}, PacketType::publish, version, error));
    EXPECT_TRUE(check_will_properties({}, version, error));
    EXPECT_FALSE(check_properties(kept({user("", "")}), PacketType::publish, version, error));
    EXPECT_EQ(mqtt_text::text(error), "local needs_mqtt_5 PUBLISH user_property 0 0 [MQTT 5 §2.2.2]");
  }
}

}  // namespace
}  // namespace mqtt
