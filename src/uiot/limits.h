// The platform's limits as plain numbers and the rules of its serials. Not MQTT's own limits (mqtt/).
// Source: the platform's public documentation of UIoT-Core's MQTT access and its device SDKs, 2019 to 2021.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace uiot {

inline constexpr std::string_view kHost = "mqtt-cn-sh2.iot.ucloud.cn";
inline constexpr std::string_view kOldHost = "mqtt-cn-sh2.ucloud.cn";  // no longer answers

inline constexpr std::uint16_t kPort = 80, kTlsPort = 443;           // WebSocket
inline constexpr std::uint16_t kTcpPort = 1883, kTlsTcpPort = 8883;  // MQTT over TCP: no browser can use them

inline constexpr std::size_t kSerialSize = 16;  // ProductSN, DeviceSecret and ProductSecret
inline constexpr std::size_t kDeviceSnLeast = 4, kDeviceSnMost = 64;

inline constexpr std::size_t kTopicBytes = 128;  // UTF-8
inline constexpr std::size_t kTopicSlashes = 7;
inline constexpr std::size_t kPacketBytes = std::size_t{256} << 10;
inline constexpr std::uint32_t kKeepaliveLeast = 30,
                               kKeepaliveMost = 1200;  // s; outside of it CONNECT is refused, 0 too

// How many bytes of `serial`, from its start, are allowed in a ProductSN or a secret: letters and digits.
// Equal to its size when all are.
std::size_t serial_valid_size(std::string_view serial);

// The same for a DeviceSN: letters, digits and `-_@:`.
std::size_t device_sn_valid_size(std::string_view device_sn);

// The number of `/` in a topic or filter.
std::size_t slashes(std::string_view topic);

}  // namespace uiot
