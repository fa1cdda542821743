// The smallest words of the protocol, shared by every file of this layer. Values are those on the wire.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace mqtt {

// The value is the protocol level in CONNECT (MQTT 3.1.1 §3.1.2.2, MQTT 5 §3.1.2.2). MQTT 3.1 calls itself MQIsdp.
enum class Version : std::uint8_t { v3_1 = 3, v3_1_1 = 4, v5 = 5 };

// The Protocol Name in CONNECT (MQTT 5 §3.1.2.1).
constexpr std::string_view protocol_name(Version version) { return version == Version::v3_1 ? "MQIsdp" : "MQTT"; }

// MQTT 5 §2.1.2. 0 is reserved and no packet has it; `none` stands for "no packet" in errors. 15 exists in MQTT 5 only.
enum class PacketType : std::uint8_t {
  none = 0,
  connect = 1,
  connack = 2,
  publish = 3,
  puback = 4,
  pubrec = 5,
  pubrel = 6,
  pubcomp = 7,
  subscribe = 8,
  suback = 9,
  unsubscribe = 10,
  unsuback = 11,
  pingreq = 12,
  pingresp = 13,
  disconnect = 14,
  auth = 15,
};

// Is there a packet of this type in this version?
constexpr bool exists(PacketType type, Version version) {
  return type != PacketType::none && (type != PacketType::auth || version == Version::v5);
}

// MQTT 5 §4.3.
enum class Qos : std::uint8_t { at_most_once = 0, at_least_once = 1, exactly_once = 2 };

using PacketId = std::uint16_t;  // 0 means "none" (only a QoS 0 PUBLISH has none)
using Bytes = std::span<const std::uint8_t>;

inline constexpr std::uint32_t kMaxRemainingLength = 268'435'455;  // MQTT 5 §1.5.5
inline constexpr std::uint32_t kMaxPacketSize = kMaxRemainingLength + 5;
inline constexpr std::size_t kMaxStringSize = 65'535;  // MQTT 5 §1.5.4, in bytes

inline Bytes as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

}  // namespace mqtt
