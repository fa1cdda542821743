// What decoding makes of damaged packets, in every version: a packet or an error, never anything in between. A packet
// that decodes must encode to bytes that decode to the same packet; an error must say where and by which rule.
#include <gtest/gtest.h>

#include <algorithm>

#include "mqtt/decode.h"
#include "mqtt/encode.h"
#include "mqtt/framer.h"
#include "support/mqtt_decoded.h"
#include "support/mqtt_vectors.h"

namespace mqtt {
namespace {

std::string where(const Vector& vector, Bytes bytes) {
  return vector.name + " of version " + std::to_string(static_cast<int>(vector.version)) + ": " +
         mqtt_text::to_hex(bytes);
}

void expect_told(const Vector& vector, Bytes bytes, const Error& error) {
  const auto type = static_cast<PacketType>(bytes[0] >> 4);
  const bool told =
      error.kind == Kind::peer && error.reason != Reason::none && error.field != Field::none && *error.rule != '\0';
  EXPECT_TRUE(told && error.packet == (exists(type, vector.version) ? type : PacketType::none))
      << where(vector, bytes) << ": " << mqtt_text::text(error);
  const bool v5_rule =
      std::string_view(error.rule).substr(0, 5) == "MQTT5" || std::string_view(error.rule).substr(0, 6) == "MQTT 5";
  EXPECT_EQ(v5_rule, vector.version == Version::v5) << where(vector, bytes) << ": " << mqtt_text::text(error);
  const std::uint8_t code = disconnect_code(error);
  EXPECT_TRUE(code == 0x81 || code == 0x82 || code == 0x94) << mqtt_text::text(error);
}

// True if the bytes made a packet or an error, false if there were too few of them.
bool check_damaged(const Vector& vector, const std::vector<std::uint8_t>& bytes) {
  Framer framer(kMaxPacketSize, vector.version);
  framer.push(bytes);
  Frame frame;
  Error error;
  const Framer::Step step = framer.peek(frame, error);
  if (step == Framer::Step::need_more) return false;
  if (step == Framer::Step::error) return expect_told(vector, bytes, error), true;
  const auto packet = decode(frame, vector.version);
  if (!packet) return expect_told(vector, bytes, packet.error()), true;
  Buffer again;
  const auto encoded = encode(*packet, vector.version, again);
  EXPECT_TRUE(encoded) << where(vector, bytes) << ": " << mqtt_text::text(encoded.error());
  const bool same = std::equal(again.begin(), again.end(), frame.bytes.begin(), frame.bytes.end());
  EXPECT_TRUE(same || first_of(again, vector.version) == mqtt_text::text(*packet))
      << where(vector, bytes) << " and " << mqtt_text::to_hex(again);
  EXPECT_LE(again.size(), frame.bytes.size()) << "not the shortest form: " << where(vector, bytes);
  return true;
}

TEST(decode_damage, every_prefix_of_every_packet_needs_more) {
  for (const Vector& vector : vectors_of_every_version())
    for (std::size_t size = 0; size < vector.bytes.size(); ++size)
      EXPECT_EQ(first_of(Bytes(vector.bytes).first(size), vector.version), "need more")
          << vector.name << " cut at " << size;
}

TEST(decode_damage, every_body_cut_short_with_a_length_that_fits_gives_a_packet_or_an_error) {
  for (const Vector& vector : vectors_of_every_version()) {
    const Bytes length = Bytes(vector.bytes).subspan(1);
    const Bytes body = length.subspan(read_varint(length).size);
    for (std::size_t size = 0; size < body.size(); ++size) {
      Buffer cut = {vector.bytes[0]};
      Writer(cut, varint_size(static_cast<std::uint32_t>(size))).varint(static_cast<std::uint32_t>(size));
      put_bytes(cut, body.first(size));
      EXPECT_TRUE(check_damaged(vector, cut)) << where(vector, cut);
    }
  }
}

TEST(decode_damage, every_body_with_a_byte_more_gives_a_packet_or_an_error) {
  for (const Vector& vector : vectors_of_every_version()) {
    const Bytes length = Bytes(vector.bytes).subspan(1);
    const Bytes body = length.subspan(read_varint(length).size);
    for (const unsigned more : {0x00u, 0x01u, 0x26u, 0xFFu}) {
      const auto size = static_cast<std::uint32_t>(body.size() + 1);
      Buffer longer = {vector.bytes[0]};
      Writer(longer, varint_size(size)).varint(size);
      put_bytes(longer, body);
      longer.push_back(static_cast<std::uint8_t>(more));
      EXPECT_TRUE(check_damaged(vector, longer)) << where(vector, longer);
    }
  }
}

TEST(decode_damage, every_change_of_one_byte_gives_a_packet_or_an_error_that_names_packet_field_and_rule) {
  for (const Vector& vector : vectors_of_every_version()) {
    std::vector<std::uint8_t> bytes = vector.bytes;
    for (std::size_t at = 0; at < std::min<std::size_t>(bytes.size(), 120); ++at) {
      for (unsigned value = 0; value < 256; ++value) {
        bytes[at] = static_cast<std::uint8_t>(value);
        check_damaged(vector, bytes);
      }
      bytes[at] = vector.bytes[at];
    }
  }
}

TEST(decode_damage, random_damage_of_several_bytes) {
  const std::vector<Vector> vectors = vectors_of_every_version();
  Random random(20111);
  int decided = 0;
  for (int round = 0; round < 40'000; ++round) {
    const Vector& vector = vectors[random.below(static_cast<std::uint32_t>(vectors.size()))];
    std::vector<std::uint8_t> bytes = vector.bytes;
    for (std::uint32_t hits = 1 + random.below(4); hits > 0; --hits)
      bytes[random.below(static_cast<std::uint32_t>(bytes.size()))] = static_cast<std::uint8_t>(random.below(256));
    if (check_damaged(vector, bytes)) ++decided;
  }
  EXPECT_GT(decided, 20'000);
}

// A packet of one version is not one of another by chance: it is refused, or every byte of it means the same there.
TEST(decode_damage, packets_of_another_version) {
  for (const Vector& vector : vectors_of_every_version()) {
    for (const Version version : kVersions) {
      Vector other = vector;
      other.version = version;
      EXPECT_TRUE(check_damaged(other, vector.bytes));
    }
  }
}

}  // namespace
}  // namespace mqtt
