// The packets of every version with their bytes: one table for encoding, decoding, framing and damage. All views are of
// static data.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "support/mqtt_vector.h"
#include "support/mqtt_vectors_v5.h"

inline std::vector<Vector> connect_vectors() {
  using namespace mqtt;
  using mqtt_text::hex;
  static const std::array<std::uint8_t, 4> binary = {0x00, 0xFF, 0xC3, 0x28};
  const Will will{"w/t", as_bytes("bye"), Qos::exactly_once, true};
  Connect plain{"c", true, 60, {}, {}, {}};
  Connect anonymous{"", true, 0, {}, {}, {}};
  Connect resumed{"client", false, 65535, {}, {}, {}};
  Connect login{"P.D", true, 300, {}, "P|D|1", as_bytes("secret")};
  Connect full{"c", false, 10, will, "u", Bytes(binary)};
  Connect user_only{"c", true, 10, {}, "", {}};
  Connect empty_will{"c", true, 10, Will{"w", {}, Qos::at_most_once, false}, {}, {}};
  return {
      {"connect_plain", plain, hex("10 0D 00 04 4D 51 54 54 04 02 00 3C 00 01 63")},
      {"connect_anonymous", anonymous, hex("10 0C 00 04 4D 51 54 54 04 02 00 00 00 00")},
      {"connect_resumed", resumed, hex("10 12 00 04 4D 51 54 54 04 00 FF FF 00 06 63 6C 69 65 6E 74")},
      {"connect_login", login,
       hex("10 1E 00 04 4D 51 54 54 04 C2 01 2C 00 03 50 2E 44 00 05 50 7C 44 7C 31 00 06 73 65 63 72 65 74")},
      {"connect_full", full,
       hex("10 20 00 04 4D 51 54 54 04 F4 00 0A 00 01 63 00 03 77 2F 74 00 03 62 79 65 00 01 75 00 04 00 FF C3 28")},
      {"connect_user_only", user_only, hex("10 0F 00 04 4D 51 54 54 04 82 00 0A 00 01 63 00 00")},
      {"connect_empty_will", empty_will, hex("10 12 00 04 4D 51 54 54 04 06 00 0A 00 01 63 00 01 77 00 00")},
  };
}

inline std::vector<Vector> publish_vectors() {
  using namespace mqtt;
  using mqtt_text::hex;
  static const std::vector<std::uint8_t> long_payload(200, 0x61);
  std::vector<std::uint8_t> long_bytes = hex("30 CB 01 00 01 74");
  long_bytes.insert(long_bytes.end(), long_payload.begin(), long_payload.end());
  return {
      {"publish_qos0", Publish{"a/b", as_bytes("hi"), Qos::at_most_once, false, false, 0},
       hex("30 07 00 03 61 2F 62 68 69")},
      {"publish_qos1", Publish{"a", as_bytes("x"), Qos::at_least_once, false, false, 1},
       hex("32 06 00 01 61 00 01 78")},
      {"publish_qos2_all", Publish{"a", as_bytes("x"), Qos::exactly_once, true, true, 65535},
       hex("3D 06 00 01 61 FF FF 78")},
      {"publish_retain_empty", Publish{"a", {}, Qos::at_most_once, true, false, 0}, hex("31 03 00 01 61")},
      {"publish_chinese", Publish{"主题", as_bytes("你"), Qos::at_most_once, false, false, 0},
       hex("30 0B 00 06 E4 B8 BB E9 A2 98 E4 BD A0")},
      {"publish_feff", Publish{"\xEF\xBB\xBF", {}, Qos::at_most_once, false, false, 0}, hex("30 05 00 03 EF BB BF")},
      {"publish_two_byte_length", Publish{"t", Bytes(long_payload), Qos::at_most_once, false, false, 0}, long_bytes},
  };
}

inline std::vector<Vector> other_vectors() {
  using namespace mqtt;
  using mqtt_text::hex;
  static const std::array<std::uint8_t, 4> codes = {0, 1, 2, 0x80};
  return {
      {"connack_accepted", Connack{false, 0}, hex("20 02 00 00")},
      {"connack_resumed", Connack{true, 0}, hex("20 02 01 00")},
      {"connack_refused", Connack{false, 5}, hex("20 02 00 05")},
      {"puback", Puback{1}, hex("40 02 00 01")},
      {"pubrec", Pubrec{0x1234}, hex("50 02 12 34")},
      {"pubrel", Pubrel{0x1234}, hex("62 02 12 34")},
      {"pubcomp", Pubcomp{65535}, hex("70 02 FF FF")},
      {"subscribe_one", Subscribe{1, {{"a/#", Qos::at_least_once}}}, hex("82 08 00 01 00 03 61 2F 23 01")},
      {"subscribe_three",
       Subscribe{10, {{"a", Qos::at_most_once}, {"+", Qos::at_least_once}, {"$SYS/#", Qos::exactly_once}}},
       hex("82 13 00 0A 00 01 61 00 00 01 2B 01 00 06 24 53 59 53 2F 23 02")},
      {"suback", Suback{10, Bytes(codes)}, hex("90 06 00 0A 00 01 02 80")},
      {"unsubscribe_two", Unsubscribe{2, {"a", "b/+"}}, hex("A2 0A 00 02 00 01 61 00 03 62 2F 2B")},
      {"unsuback", Unsuback{2}, hex("B0 02 00 02")},
      {"pingreq", Pingreq{}, hex("C0 00")},
      {"pingresp", Pingresp{}, hex("D0 00")},
      {"disconnect", Disconnect{}, hex("E0 00")},
  };
}

// What MQTT 3.1 does not share with 3.1.1: it is called otherwise (MQTT 3.1 §3.1), and CONNACK has no Session Present.
inline std::vector<Vector> vectors_v3_1() {
  using namespace mqtt;
  using mqtt_text::hex;
  const Will will{"w/t", as_bytes("bye"), Qos::exactly_once, true};
  std::vector<Vector> all = {
      {"connect_plain", Connect{"c", true, 60, {}, {}, {}}, hex("10 0F 00 06 4D 51 49 73 64 70 03 02 00 3C 00 01 63")},
      {"connect_full", Connect{"c", false, 10, will, "u", as_bytes("p")},
       hex("10 1F 00 06 4D 51 49 73 64 70 03 F4 00 0A 00 01 63 00 03 77 2F 74 00 03 62 79 65 00 01 75 00 01 70")},
  };
  for (auto* more : {&publish_vectors, &other_vectors})
    for (Vector& each : more())
      if (each.name != "connack_resumed") all.push_back(std::move(each));
  for (Vector& each : all) each.version = Version::v3_1;
  return all;
}

inline std::vector<Vector> all_vectors(mqtt::Version version = mqtt::Version::v3_1_1) {
  if (version == mqtt::Version::v3_1) return vectors_v3_1();
  using Table = std::vector<Vector> (*)();
  const std::vector<Table> tables =
      version == mqtt::Version::v5
          ? std::vector<Table>{&connect_vectors_v5,         &connack_vectors_v5,   &publish_vectors_v5,
                               &acknowledgement_vectors_v5, &subscribe_vectors_v5, &other_vectors_v5}
          : std::vector<Table>{&connect_vectors, &publish_vectors, &other_vectors};
  std::vector<Vector> all;
  for (const Table& table : tables)
    for (Vector& each : table()) all.push_back(std::move(each));
  return all;
}

inline constexpr mqtt::Version kVersions[] = {mqtt::Version::v3_1, mqtt::Version::v3_1_1, mqtt::Version::v5};

inline std::vector<Vector> vectors_of_every_version() {
  std::vector<Vector> all;
  for (const mqtt::Version version : kVersions)
    for (Vector& each : all_vectors(version)) all.push_back(std::move(each));
  return all;
}

// Deterministic random numbers, the same on every machine (a linear congruential generator with Knuth's constants).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t limit) {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<std::uint32_t>(((state_ >> 33) * limit) >> 31);
  }

 private:
  std::uint64_t state_;
};
