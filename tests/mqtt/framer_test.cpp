// Pitfall 1: any split, any merge. Pitfall 25: no allocation from a promised length.
#include "mqtt/framer.h"

#include <gtest/gtest.h>

#include "support/mqtt_text.h"
#include "support/mqtt_vectors.h"

namespace mqtt {
namespace {

using mqtt_text::hex;

constexpr std::uint32_t kLimit = 1u << 20;

std::string step(const Framer& framer) {
  Frame frame;
  Error error;
  switch (framer.peek(frame, error)) {
    case Framer::Step::need_more:
      return "need more";
    case Framer::Step::error:
      return mqtt_text::text(error);
    case Framer::Step::frame:
      return std::string(name(frame.type)) + " " + mqtt_text::to_hex(frame.bytes);
  }
  return "?";
}
std::string step(std::string_view bytes, std::uint32_t limit = kLimit, Version version = Version::v3_1_1) {
  Framer framer(limit, version);
  framer.push(hex(bytes));
  return step(framer);
}

TEST(framer, byte_by_byte_gives_each_packet_at_its_last_byte) {
  Framer framer(kLimit);
  for (const Vector& vector : vectors_of_every_version()) {
    framer.set_version(vector.version);
    for (std::size_t at = 0; at < vector.bytes.size(); ++at) {
      EXPECT_EQ(step(framer), "need more") << vector.name << " before byte " << at;
      framer.push(Bytes(vector.bytes).subspan(at, 1));
    }
    Frame frame;
    Error error;
    ASSERT_EQ(framer.peek(frame, error), Framer::Step::frame) << vector.name;
    EXPECT_EQ(mqtt_text::to_hex(frame.bytes), mqtt_text::to_hex(vector.bytes));
    EXPECT_EQ(frame.flags, vector.bytes[0] & 0x0F);
    EXPECT_EQ(frame.type, type_of(vector.packet));
    framer.pop(frame);
    EXPECT_EQ(framer.buffered(), 0u);
  }
}

class FramerOf : public testing::TestWithParam<Version> {};
INSTANTIATE_TEST_SUITE_P(framer, FramerOf, testing::ValuesIn(kVersions),
                         [](const auto& each) { return "v" + std::to_string(static_cast<int>(each.param)); });

TEST_P(FramerOf, random_splits_and_merges_of_the_whole_table) {
  std::vector<std::uint8_t> stream;
  std::vector<std::string> wanted;
  for (int round = 0; round < 3; ++round) {
    for (const Vector& vector : all_vectors(GetParam())) {
      stream.insert(stream.end(), vector.bytes.begin(), vector.bytes.end());
      wanted.push_back(mqtt_text::to_hex(vector.bytes));
    }
  }
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    Framer framer(kLimit, GetParam());
    std::vector<std::string> got;
    const std::uint32_t longest = 1 + random.below(400);
    for (std::size_t at = 0; at < stream.size();) {
      const std::size_t size = std::min<std::size_t>(1 + random.below(longest), stream.size() - at);
      framer.push(Bytes(stream).subspan(at, size));
      at += size;
      Frame frame;
      Error error;
      // Some of what is there stays for later, as when an owner stops fetching.
      while (random.below(8) != 0 && framer.peek(frame, error) == Framer::Step::frame) {
        got.push_back(mqtt_text::to_hex(frame.bytes));
        framer.pop(frame);
      }
    }
    Frame frame;
    Error error;
    while (framer.peek(frame, error) == Framer::Step::frame) {
      got.push_back(mqtt_text::to_hex(frame.bytes));
      framer.pop(frame);
    }
    EXPECT_EQ(got, wanted) << "seed " << seed;
    EXPECT_EQ(framer.buffered(), 0u);
  }
}

TEST(framer, the_next_type_is_known_from_the_first_byte) {
  Framer framer(kLimit);
  EXPECT_EQ(framer.next_type(), PacketType::none);
  framer.push(hex("3D"));
  EXPECT_EQ(framer.next_type(), PacketType::publish);
}

TEST(framer, reserved_types_are_refused_at_the_first_byte) {
  EXPECT_EQ(step("00"), "peer reserved_packet_type no packet packet_type 0 0 [MQTT 3.1.1 §2.2.1]");
  EXPECT_EQ(step("0F"), "peer reserved_packet_type no packet packet_type 15 0 [MQTT 3.1.1 §2.2.1]");
  EXPECT_EQ(step("F0"), "peer reserved_packet_type no packet packet_type 240 0 [MQTT 3.1.1 §2.2.1]");
  EXPECT_EQ(step("F0", kLimit, Version::v3_1),
            "peer reserved_packet_type no packet packet_type 240 0 [MQTT 3.1.1 §2.2.1]");
  EXPECT_EQ(step("00", kLimit, Version::v5), "peer reserved_packet_type no packet packet_type 0 0 [MQTT 5 §2.1.2]");
  EXPECT_EQ(step("F0", kLimit, Version::v5), "need more");
}

// [MQTT311-2.2.2-1], [MQTT311-3.6.1-1], [MQTT311-3.8.1-1], [MQTT311-3.10.1-1]
TEST(framer, v311_2_2_2_2_wrong_flags_are_refused_at_the_first_byte) {
  for (unsigned type = 1; type <= 14; ++type) {
    for (unsigned flags = 0; flags < 16; ++flags) {
      const std::uint8_t first = static_cast<std::uint8_t>(type << 4 | flags);
      const unsigned wanted = type == 6 || type == 8 || type == 10 ? 2 : 0;
      Framer framer(kLimit);
      framer.push({&first, 1});
      const std::string result = step(framer);
      if (type == 3 || flags == wanted) {
        EXPECT_EQ(result, "need more") << type << ' ' << flags;
      } else {
        EXPECT_EQ(result, std::string("peer wrong_flags ") + name(static_cast<PacketType>(type)) + " flags " +
                              std::to_string(flags) + " " + std::to_string(wanted) + " [MQTT311-2.2.2-2]");
      }
    }
  }
}

// MQTT 3.1 §2.1: PUBREL, SUBSCRIBE and UNSUBSCRIBE may be sent again with DUP.
TEST(framer, v3_1_takes_dup_where_it_may_be) {
  for (unsigned type = 1; type <= 14; ++type) {
    for (unsigned flags = 0; flags < 16; ++flags) {
      const std::uint8_t first = static_cast<std::uint8_t>(type << 4 | flags);
      const bool again = type == 6 || type == 8 || type == 10;
      Framer framer(kLimit, Version::v3_1);
      framer.push({&first, 1});
      const bool taken = type == 3 || (again ? flags == 2 || flags == 10 : flags == 0);
      EXPECT_EQ(step(framer) == "need more", taken) << type << ' ' << flags;
    }
  }
}

TEST(framer, v5_2_1_3_1_wrong_flags_are_named_by_the_rule_of_their_packet) {
  for (unsigned type = 1; type <= 15; ++type) {
    for (unsigned flags = 0; flags < 16; ++flags) {
      const std::uint8_t first = static_cast<std::uint8_t>(type << 4 | flags);
      const unsigned wanted = type == 6 || type == 8 || type == 10 ? 2 : 0;
      const std::string rule = type == 6    ? "3.6.1-1"
                               : type == 8  ? "3.8.1-1"
                               : type == 10 ? "3.10.1-1"
                               : type == 14 ? "3.14.1-1"
                               : type == 15 ? "3.15.1-1"
                                            : "2.1.3-1";
      Framer framer(kLimit, Version::v5);
      framer.push({&first, 1});
      if (type == 3 || flags == wanted) {
        EXPECT_EQ(step(framer), "need more") << type << ' ' << flags;
      } else {
        EXPECT_EQ(step(framer), std::string("peer wrong_flags ") + name(static_cast<PacketType>(type)) + " flags " +
                                    std::to_string(flags) + " " + std::to_string(wanted) + " [MQTT5-" + rule + "]");
      }
    }
  }
}

TEST(framer, a_fifth_length_byte_is_refused_before_it_comes) {
  EXPECT_EQ(step("30 FF FF FF"), "need more");
  EXPECT_EQ(step("30 FF FF FF FF"), "peer remaining_length_too_long PUBLISH remaining_length 0 0 [MQTT 3.1.1 §2.2.3]");
  EXPECT_EQ(step("30 FF FF FF FF", kLimit, Version::v5),
            "peer remaining_length_too_long PUBLISH remaining_length 0 0 [MQTT 5 §2.1.4]");
}

TEST(framer, a_length_longer_than_needed_is_taken) {
  EXPECT_EQ(step("D0 80 00"), "PINGRESP D0 80 00");
  EXPECT_EQ(step("D0 80 00", kLimit, Version::v3_1), "PINGRESP D0 80 00");
}

TEST(framer, v5_1_5_5_1_a_length_longer_than_needed_is_refused) {
  EXPECT_EQ(step("D0 80", kLimit, Version::v5), "need more");
  EXPECT_EQ(step("D0 80 00", kLimit, Version::v5),
            "peer overlong_varint PINGRESP remaining_length 0 0 [MQTT5-1.5.5-1]");
  EXPECT_EQ(step("30 FF FF 00", kLimit, Version::v5),
            "peer overlong_varint PUBLISH remaining_length 0 0 [MQTT5-1.5.5-1]");
}

TEST(framer, the_version_holds_from_the_next_look_on) {
  Framer framer(kLimit);
  framer.push(hex("F0 00"));
  EXPECT_EQ(step(framer), "peer reserved_packet_type no packet packet_type 240 0 [MQTT 3.1.1 §2.2.1]");
  framer.set_version(Version::v5);
  EXPECT_EQ(step(framer), "AUTH F0 00");
}

TEST(framer, a_packet_above_the_limit_is_refused_when_its_length_is_known) {
  EXPECT_EQ(step("30 08", 10), "need more");
  EXPECT_EQ(step("30 09", 10), "peer packet_too_large PUBLISH remaining_length 11 10 []");
  EXPECT_EQ(step("30 FF FF FF 7F", 10), "peer packet_too_large PUBLISH remaining_length 268435460 10 []");
  EXPECT_EQ(step("30 FF FF FF 7F", kMaxPacketSize), "need more");
}

TEST(framer, an_error_stays) {
  Framer framer(kLimit);
  framer.push(hex("F0"));
  const std::string first = step(framer);
  framer.push(hex("D0 00"));
  EXPECT_EQ(step(framer), first);
  framer.clear();
  framer.push(hex("D0 00"));
  EXPECT_EQ(step(framer), "PINGRESP D0 00");
}

TEST(framer, memory_follows_what_has_come_and_not_what_was_promised) {
  Framer framer(kMaxPacketSize);
  framer.push(hex("30 FF FF FF 7F 00 01 61"));
  EXPECT_EQ(step(framer), "need more");
  EXPECT_LT(framer.capacity(), 4096u);
}

TEST(framer, the_buffer_of_a_huge_packet_is_given_back) {
  Framer framer(kMaxPacketSize);
  Buffer packet = hex("30");
  Writer(packet, 4).varint(3u << 20);
  packet.resize(packet.size() + (3u << 20), 'x');
  for (std::size_t at = 0; at < packet.size(); at += 65'536)
    framer.push(Bytes(packet).subspan(at, std::min<std::size_t>(65'536, packet.size() - at)));
  Frame frame;
  Error error;
  ASSERT_EQ(framer.peek(frame, error), Framer::Step::frame);
  framer.pop(frame);
  EXPECT_GT(framer.capacity(), 3u << 20);
  framer.push(hex("D0 00"));
  EXPECT_EQ(step(framer), "PINGRESP D0 00");
  EXPECT_LE(framer.capacity(), 256u << 10);
}

TEST(framer, the_buffer_does_not_grow_when_something_is_always_left) {
  Framer framer(kLimit);
  framer.push(hex("30 07 00 03 61"));
  const Buffer rest_and_half = hex("2F 62 68 69 30 07 00 03 61");
  Frame frame;
  Error error;
  for (int round = 0; round < 100'000; ++round) {
    framer.push(rest_and_half);
    ASSERT_EQ(framer.peek(frame, error), Framer::Step::frame);
    ASSERT_EQ(frame.bytes.size(), 9u);
    framer.pop(frame);
    ASSERT_EQ(framer.buffered(), 5u);
  }
  EXPECT_LT(framer.capacity(), 4096u);
}

}  // namespace
}  // namespace mqtt
