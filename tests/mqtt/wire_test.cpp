#include "mqtt/wire.h"

#include <gtest/gtest.h>

#include "support/mqtt_text.h"

namespace mqtt {
namespace {

using mqtt_text::hex;

// MQTT 3.1.1 §2.2.3, table 2.4
TEST(wire, varint_at_the_borders_of_each_size) {
  const struct {
    std::uint32_t value;
    const char* bytes;
  } rows[] = {{0, "00"},
              {127, "7F"},
              {128, "80 01"},
              {16'383, "FF 7F"},
              {16'384, "80 80 01"},
              {2'097'151, "FF FF 7F"},
              {2'097'152, "80 80 80 01"},
              {268'435'455, "FF FF FF 7F"}};
  for (const auto& row : rows) {
    Buffer out;
    Writer(out, varint_size(row.value)).varint(row.value);
    EXPECT_EQ(out, hex(row.bytes)) << row.value;
    EXPECT_EQ(varint_size(row.value), out.size()) << row.value;
    const Varint read = read_varint(out);
    EXPECT_EQ(read.status, Varint::Status::complete) << row.value;
    EXPECT_EQ(read.value, row.value);
    EXPECT_EQ(read.size, out.size());
    EXPECT_TRUE(read.minimal());
    for (std::size_t cut = 0; cut < out.size(); ++cut)
      EXPECT_EQ(read_varint(Bytes(out).first(cut)).status, Varint::Status::need_more) << row.value;
  }
}

TEST(wire, varint_of_five_bytes_is_too_long_as_soon_as_four_continue) {
  EXPECT_EQ(read_varint(hex("FF FF FF FF")).status, Varint::Status::too_long);
  EXPECT_EQ(read_varint(hex("80 80 80 80 01")).status, Varint::Status::too_long);
}

TEST(wire, varint_longer_than_needed_is_read) {
  const Varint read = read_varint(hex("82 80 00"));
  EXPECT_EQ(read.status, Varint::Status::complete);
  EXPECT_EQ(read.value, 2u);
  EXPECT_EQ(read.size, 3u);
  EXPECT_FALSE(read.minimal());
}

TEST(wire, what_was_put_is_read_back) {
  Buffer out;
  Writer writer(out, 13);
  writer.u8(0xAB);
  writer.u16(0x1234);
  writer.text("text");
  writer.binary(hex("00 FF"));
  put_bytes(out, hex("01 02"));
  EXPECT_EQ(out, hex("AB 12 34 00 04 74 65 78 74 00 02 00 FF 01 02"));

  Reader reader(PacketType::publish, out, Version::v3_1_1);
  EXPECT_EQ(reader.u8(Field::flags), 0xAB);
  EXPECT_EQ(reader.u16(Field::packet_id), 0x1234);
  EXPECT_EQ(reader.text(Field::topic_name), "text");
  EXPECT_EQ(mqtt_text::to_hex(reader.binary(Field::payload)), "00 FF");
  EXPECT_EQ(mqtt_text::to_hex(reader.rest()), "01 02");
  EXPECT_TRUE(reader.empty());
  reader.expect_end();
  EXPECT_FALSE(reader.failed());
}

TEST(wire, a_read_past_the_end_is_noted_with_its_field) {
  const Buffer bytes = hex("00 05 61");
  Reader reader(PacketType::publish, bytes, Version::v3_1_1);
  EXPECT_EQ(reader.text(Field::topic_name), "");
  EXPECT_EQ(mqtt_text::text(reader.error()), "peer truncated PUBLISH topic_name 5 1 [MQTT 3.1.1 §2.2.3]");
}

TEST(wire, the_first_fault_stays_and_later_reads_give_nothing) {
  const Buffer bytes = hex("01");
  Reader reader(PacketType::suback, bytes, Version::v3_1_1);
  EXPECT_EQ(reader.u16(Field::packet_id), 0);
  EXPECT_EQ(reader.u8(Field::reason_code), 0);
  EXPECT_TRUE(reader.rest().empty());
  reader.fail(Reason::invalid_qos, Field::qos, "");
  reader.expect_end();
  EXPECT_EQ(mqtt_text::text(reader.error()), "peer truncated SUBACK packet_id 2 1 [MQTT 3.1.1 §2.2.3]");
}

TEST(wire, bytes_after_the_last_field_are_noted) {
  const Buffer bytes = hex("01 02 03");
  Reader reader(PacketType::connect, bytes, Version::v3_1_1);
  reader.u8(Field::flags);
  reader.expect_end();
  EXPECT_EQ(mqtt_text::text(reader.error()), "peer trailing_bytes CONNECT remaining_length 2 0 [MQTT 3.1.1 §2.2.3]");
}

TEST(wire, a_writer_appends) {
  Buffer out = {0xAA};
  Writer writer(out, 5);
  writer.bytes({});
  writer.bytes(hex("01 02"));
  writer.binary({});
  writer.u8(0xBB);
  EXPECT_EQ(out, hex("AA 01 02 00 00 BB"));
}

TEST(wire, properties_are_taken_with_their_length_in_mqtt_5_only) {
  const Buffer bytes = hex("02 01 01 78");
  Reader reader(PacketType::publish, bytes, Version::v5);
  EXPECT_EQ(mqtt_text::to_hex(reader.properties(Field::properties).encoded()), "01 01");
  EXPECT_EQ(mqtt_text::to_hex(reader.rest()), "78");
  Reader old(PacketType::publish, bytes, Version::v3_1_1);
  EXPECT_TRUE(old.properties(Field::properties).empty());
  EXPECT_EQ(mqtt_text::to_hex(old.rest()), "02 01 01 78");
}

TEST(wire, a_property_length_that_is_wrong) {
  const auto error_of = [](const char* text) {
    const Buffer bytes = hex(text);
    Reader reader(PacketType::publish, bytes, Version::v5);
    EXPECT_TRUE(reader.properties(Field::will_properties).empty());
    return reader.failed() ? mqtt_text::text(reader.error()) : "";
  };
  EXPECT_EQ(error_of("00"), "");
  EXPECT_EQ(error_of(""), "peer truncated PUBLISH will_properties 1 0 [MQTT 5 §2.1.4]");
  EXPECT_EQ(error_of("80"), "peer truncated PUBLISH will_properties 2 1 [MQTT 5 §2.1.4]");
  EXPECT_EQ(error_of("02 01"), "peer truncated PUBLISH will_properties 2 1 [MQTT 5 §2.1.4]");
  EXPECT_EQ(error_of("80 00"), "peer overlong_varint PUBLISH will_properties 0 0 [MQTT5-1.5.5-1]");
  EXPECT_EQ(error_of("FF FF FF FF"), "peer remaining_length_too_long PUBLISH will_properties 0 0 [MQTT 5 §1.5.5]");
}

TEST(wire, after_a_fault_there_are_no_properties) {
  const Buffer bytes = hex("00");
  Reader reader(PacketType::publish, bytes, Version::v5);
  reader.fail(Reason::invalid_qos, Field::qos, "");
  EXPECT_TRUE(reader.properties(Field::properties).empty());
  EXPECT_EQ(reader.error().reason, Reason::invalid_qos);
}

}  // namespace
}  // namespace mqtt
