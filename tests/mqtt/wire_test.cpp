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
    put_varint(out, row.value);
    EXPECT_EQ(out, hex(row.bytes)) << row.value;
    EXPECT_EQ(varint_size(row.value), out.size()) << row.value;
    const Varint read = read_varint(out);
    EXPECT_EQ(read.status, Varint::Status::complete) << row.value;
    EXPECT_EQ(read.value, row.value);
    EXPECT_EQ(read.size, out.size());
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
}

TEST(wire, what_was_put_is_read_back) {
  Buffer out;
  put_u8(out, 0xAB);
  put_u16(out, 0x1234);
  put_text(out, "text");
  put_binary(out, hex("00 FF"));
  put_bytes(out, hex("01 02"));
  EXPECT_EQ(out, hex("AB 12 34 00 04 74 65 78 74 00 02 00 FF 01 02"));

  Reader reader(PacketType::publish, out);
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
  Reader reader(PacketType::publish, bytes);
  EXPECT_EQ(reader.text(Field::topic_name), "");
  EXPECT_EQ(mqtt_text::text(reader.error()), "peer truncated PUBLISH topic_name 5 1 [MQTT 3.1.1 §2.2.3]");
}

TEST(wire, the_first_fault_stays_and_later_reads_give_nothing) {
  const Buffer bytes = hex("01");
  Reader reader(PacketType::suback, bytes);
  EXPECT_EQ(reader.u16(Field::packet_id), 0);
  EXPECT_EQ(reader.u8(Field::return_code), 0);
  EXPECT_TRUE(reader.rest().empty());
  reader.fail(Reason::invalid_qos, Field::qos, "");
  reader.expect_end();
  EXPECT_EQ(mqtt_text::text(reader.error()), "peer truncated SUBACK packet_id 2 1 [MQTT 3.1.1 §2.2.3]");
}

TEST(wire, bytes_after_the_last_field_are_noted) {
  const Buffer bytes = hex("01 02 03");
  Reader reader(PacketType::connect, bytes);
  reader.u8(Field::flags);
  reader.expect_end();
  EXPECT_EQ(mqtt_text::text(reader.error()), "peer trailing_bytes CONNECT remaining_length 2 0 [MQTT 3.1.1 §2.2.3]");
}

}  // namespace
}  // namespace mqtt
