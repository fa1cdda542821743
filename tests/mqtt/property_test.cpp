#include "mqtt/property.h"

#include <gtest/gtest.h>

#include <set>

#include "mqtt/wire.h"
#include "support/mqtt_text.h"

namespace mqtt {
namespace {

using P = PropertyId;
using mqtt_text::hex;
using namespace std::string_view_literals;

TEST(property, each_id_has_its_type_and_its_own_field) {
  const struct {
    unsigned id;
    PropertyType type;
    const char* name;
  } rows[] = {
      {0x01, PropertyType::byte, "payload_format_indicator"},
      {0x02, PropertyType::four_bytes, "message_expiry_interval"},
      {0x03, PropertyType::text, "content_type"},
      {0x08, PropertyType::text, "response_topic"},
      {0x09, PropertyType::binary, "correlation_data"},
      {0x0B, PropertyType::varint, "subscription_identifier"},
      {0x11, PropertyType::four_bytes, "session_expiry_interval"},
      {0x12, PropertyType::text, "assigned_client_identifier"},
      {0x13, PropertyType::two_bytes, "server_keep_alive"},
      {0x15, PropertyType::text, "authentication_method"},
      {0x16, PropertyType::binary, "authentication_data"},
      {0x17, PropertyType::byte, "request_problem_information"},
      {0x18, PropertyType::four_bytes, "will_delay_interval"},
      {0x19, PropertyType::byte, "request_response_information"},
      {0x1A, PropertyType::text, "response_information"},
      {0x1C, PropertyType::text, "server_reference"},
      {0x1F, PropertyType::text, "reason_string"},
      {0x21, PropertyType::two_bytes, "receive_maximum"},
      {0x22, PropertyType::two_bytes, "topic_alias_maximum"},
      {0x23, PropertyType::two_bytes, "topic_alias"},
      {0x24, PropertyType::byte, "maximum_qos"},
      {0x25, PropertyType::byte, "retain_available"},
      {0x26, PropertyType::text_pair, "user_property"},
      {0x27, PropertyType::four_bytes, "maximum_packet_size"},
      {0x28, PropertyType::byte, "wildcard_subscription_available"},
      {0x29, PropertyType::byte, "subscription_identifier_available"},
      {0x2A, PropertyType::byte, "shared_subscription_available"},
  };
  std::set<unsigned> known;
  for (const auto& row : rows) {
    const auto id = static_cast<PropertyId>(row.id);
    EXPECT_EQ(type_of(id), row.type) << row.name;
    EXPECT_STREQ(name(field_of(id)), row.name);
    known.insert(row.id);
  }
  for (unsigned id = 0; id < 256; ++id) {
    if (known.count(id) != 0) continue;
    EXPECT_EQ(type_of(static_cast<PropertyId>(id)), PropertyType::none) << id;
    EXPECT_EQ(field_of(static_cast<PropertyId>(id)), Field::properties) << id;
  }
}

TEST(property, a_list_is_written_as_it_is_put_together) {
  PropertyList list;
  EXPECT_TRUE(list.empty());
  EXPECT_TRUE(list.add(P::payload_format_indicator, 1));
  EXPECT_TRUE(list.add(P::receive_maximum, 0x1234));
  EXPECT_TRUE(list.add(P::session_expiry_interval, 0xFFFFFFFF));
  EXPECT_TRUE(list.add(P::subscription_identifier, 128));
  EXPECT_TRUE(list.add(P::content_type, "t"));
  EXPECT_TRUE(list.add(P::correlation_data, "\0"sv));
  EXPECT_TRUE(list.add_user("a", ""));
  EXPECT_EQ(mqtt_text::to_hex(list.view().encoded()),
            "01 01 21 12 34 11 FF FF FF FF 0B 80 01 03 00 01 74 09 00 01 00 26 00 01 61 00 00");
  EXPECT_FALSE(list.empty());
  list.clear();
  EXPECT_TRUE(list.empty());
}

TEST(property, a_list_takes_nothing_that_cannot_be_written) {
  PropertyList list;
  const std::string long_text(65'536, 'a');
  EXPECT_FALSE(list.add(P::maximum_qos, 256));
  EXPECT_FALSE(list.add(P::receive_maximum, 65'536));
  EXPECT_FALSE(list.add(P::subscription_identifier, 268'435'456));
  EXPECT_FALSE(list.add(P::content_type, 1));
  EXPECT_FALSE(list.add(P::user_property, 1));
  EXPECT_FALSE(list.add(P::receive_maximum, "1"));
  EXPECT_FALSE(list.add(P::user_property, "a"));
  EXPECT_FALSE(list.add(P::content_type, long_text));
  EXPECT_FALSE(list.add(P::correlation_data, long_text));
  EXPECT_FALSE(list.add_user(long_text, ""));
  EXPECT_FALSE(list.add_user("", long_text));
  EXPECT_FALSE(list.add(static_cast<PropertyId>(0x7F), 1));
  EXPECT_FALSE(list.add(static_cast<PropertyId>(0x7F), "a"));
  EXPECT_FALSE(list.add(Property{static_cast<PropertyId>(0x7F), 1, {}, {}}));
  EXPECT_TRUE(list.empty());
  EXPECT_TRUE(list.add(P::maximum_qos, 255));
  EXPECT_TRUE(list.add(P::receive_maximum, 65'535));
  EXPECT_TRUE(list.add(P::subscription_identifier, 268'435'455));
  EXPECT_TRUE(list.add(P::content_type, long_text.substr(1)));
}

TEST(property, walking_keeps_order_and_repeats_and_can_be_written_again) {
  const Buffer bytes =
      hex("26 00 01 61 00 01 31 01 00 26 00 01 62 00 01 32 22 00 07 26 00 01 61 00 01 33 02 00 00 00 3C 0B FF 7F 16 00 "
          "02 00 "
          "FF");
  const Properties properties{bytes};
  EXPECT_EQ(mqtt_text::text(properties),
            " {user_property 'a'='1', payload_format_indicator=0, user_property 'b'='2', topic_alias_maximum=7, "
            "user_property 'a'='3', message_expiry_interval=60, subscription_identifier=16383, authentication_data <00 "
            "FF>}");
  PropertyList again;
  for (const Property& each : properties) EXPECT_TRUE(again.add(each));
  EXPECT_EQ(mqtt_text::to_hex(again.view().encoded()), mqtt_text::to_hex(bytes));
  PropertyList twice;
  twice.append(properties);
  twice.append(again);
  EXPECT_EQ(twice.view().encoded().size(), 2 * bytes.size());
  EXPECT_EQ(mqtt_text::text(twice.view()).size(), 2 * mqtt_text::text(properties).size() - 1);
}

TEST(property, the_first_of_an_id_is_found) {
  PropertyList list;
  list.add(P::reason_string, "first");
  list.add(P::reason_string, "second");
  list.add(P::receive_maximum, 7);
  list.add_user("name", "value");
  const Properties properties = list;
  EXPECT_EQ(properties.text(P::reason_string), "first");
  EXPECT_EQ(properties.text(P::content_type), "");
  EXPECT_EQ(properties.number(P::receive_maximum, 65'535), 7u);
  EXPECT_EQ(properties.number(P::topic_alias, 42), 42u);
  EXPECT_EQ(properties.find(P::user_property)->value, "value");
  EXPECT_EQ(properties.begin()->text, "first");
  EXPECT_FALSE(properties.find(P::server_reference));
  EXPECT_FALSE(Properties().find(P::user_property));
}

TEST(property, walking_stops_at_what_is_no_property) {
  for (const char* tail : {"7F 00", "1F 00 05 61", "26 00 00 00", "0B FF FF FF FF 7F", "0B 80 00", "11 00"}) {
    const Buffer bytes = hex(std::string("22 00 07 ") + tail);
    int count = 0;
    for (const Property& each : Properties{bytes}) {
      EXPECT_EQ(each.id, P::topic_alias_maximum);
      ++count;
    }
    EXPECT_EQ(count, 1) << tail;
  }
}

TEST(property, reading_tells_the_fault_and_where_it_is) {
  const struct {
    const char* bytes;
    PropertyRead result;
    std::uint32_t wanted;
    std::size_t left;
  } rows[] = {
      {"", PropertyRead::truncated, 1, 0},
      {"01", PropertyRead::truncated, 1, 0},
      {"21 00", PropertyRead::truncated, 2, 1},
      {"11 00 00", PropertyRead::truncated, 4, 2},
      {"0B 80", PropertyRead::truncated, 2, 1},
      {"03 00", PropertyRead::truncated, 2, 1},
      {"03 00 03 61", PropertyRead::truncated, 3, 1},
      {"26 00 01 61", PropertyRead::truncated, 2, 0},
      {"26 00 01 61 00 02 62", PropertyRead::truncated, 2, 1},
      {"0B 80 00", PropertyRead::overlong, 0, 2},
      {"0B FF FF FF FF", PropertyRead::too_long, 0, 4},
      {"04 00", PropertyRead::unknown, 0, 1},
      {"01 01 99", PropertyRead::ok, 1, 1},
      {"0B FF FF FF 7F", PropertyRead::ok, 268'435'455, 0},
  };
  for (const auto& row : rows) {
    const Buffer bytes = hex(row.bytes);
    Bytes left = bytes;
    Property property;
    EXPECT_EQ(read_property(left, property), row.result) << row.bytes;
    EXPECT_EQ(property.number, row.wanted) << row.bytes;
    EXPECT_EQ(left.size(), row.left) << row.bytes;
    if (!bytes.empty()) {
      EXPECT_EQ(static_cast<unsigned>(property.id), bytes[0]);
    }
  }
}

}  // namespace
}  // namespace mqtt
