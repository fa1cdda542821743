// What is to be said of a field or of a request, as data: worded by ui/wording when it is drawn.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace model {

enum class Level : std::uint8_t { none, valid, warning, error };

// One sentence each. In brackets: what `number` and `text` hold.
enum class Complaint : std::uint16_t {
  none,
  // any field
  required,              // the field is empty
  not_a_number,          // [text: the first wrong character]
  out_of_range,          // [number 0: least, 1: most]
  has_null,              // U+0000 is not allowed [MQTT311-1.5.3-2]
  too_long_utf8,         // [number 0: bytes, 1: most] MQTT's 65,535
  not_utf8,              // MQTT's strings are UTF-8 [MQTT311-1.5.3-1]
  // address
  address_bad_character, // [text: the character]
  address_taken_apart,   // warning level none: scheme, port or path moved to their fields [text: what was pasted]
  address_bad_scheme,    // not ws, wss, http, https, mqtt, mqtts [text: the scheme]
  address_user_info,     // "user:password@" was pasted: it was left out, the login has fields of its own
  old_uiot_host,         // mqtt-cn-sh2.ucloud.cn is the old name [text: the new one]
  // port
  port_is_tcp,           // 1883 or 8883: MQTT over TCP, not WebSocket [number 0: the port]
  port_tls_mismatch,     // 443 without SSL or 80 with it [number 0: the port]
  // path, subprotocol
  path_no_slash,
  path_bad_character,    // [text: the character]
  subprotocol_bad_character,
  // where the page stands
  mixed_content,         // ws: from an https: page to another machine: the browser refuses
  // serials (UIoT)
  serial_length,         // ProductSN, secrets: 16 characters [number 0: has, 1: wants]
  serial_character,      // [text: the character]
  device_length,         // DeviceSN: 4 to 64 [number 0: has]
  keepalive_uiot,        // 30 to 1200 or the platform refuses [number 0: has]
  client_id_needs_clean, // an empty client id wants a clean session [MQTT311-3.1.3-8]
  password_without_user, // [MQTT311-3.1.2-22]
  // topics
  topic_wildcard,        // + or # in a topic to publish to [MQTT311-3.3.2-2] [text: the character]
  filter_hash_not_last,  // # alone in its level and last [MQTT311-4.7.1-2]
  filter_plus_not_alone, // + alone in its level [MQTT311-4.7.1-3]
  topic_foreign,         // not one of the device's own topics (UIoT)
  topic_subscribe_only,  // the platform publishes here, the device only subscribes
  topic_publish_only,    // the device publishes here
  topic_too_long_uiot,   // [number 0: bytes, 1: 128]
  topic_too_deep_uiot,   // [number 0: slashes, 1: 7]
  already_subscribed,
  // payload
  hex_bad_character,     // [text: the character, number 0: line, 1: column, both from 1]
  hex_odd_digits,        // a byte wants two digits [number 0: line, 1: column]
  payload_not_json,      // HEX off and it starts like JSON but is none [number 0: line, 1: column]: a hint
  payload_too_large,     // [number 0: bytes, 1: most]
  payload_too_large_uiot,// 256 KB
  qos2_uiot,
  retain_uiot,
  // URL parameters
  url_unknown,           // [text: the name]
  url_bad_value,         // [text: "name=value"; a secret's value is left out]
  url_too_long,          // all parameters are ignored [number 0: bytes, 1: most]
  url_duplicate,         // [text: the name]; the first one counts
  // protocol versions, will, MQTT 5
  version_uiot,          // the platform speaks 3.1.1 only
  will_uiot,             // the platform has no will
  client_id_long_3_1,    // MQTT 3.1 takes 23 characters [number 0: has]
  share_name_bad,        // $share/{name}/{filter}: a name without wildcards, and a filter [MQTT5-4.8.2-1, 4.8.2-2]
  no_local_shared,       // no local on a shared subscription [MQTT5-3.8.3-4]
  user_property_no_equals,  // a line that is no name=value [number 0: the line, from 1]
  auth_data_without_method, // MQTT 5 §3.1.2.11.10
  payload_not_text,      // it is said to be text and is no UTF-8 (MQTT 5 §3.3.2.3.2)
};
inline constexpr Complaint kLastComplaint = Complaint::payload_not_text;

struct Mark {
  Level level = Level::none;
  Complaint complaint = Complaint::none;
  std::array<std::uint64_t, 2> number{};
  std::string text;
};
using Marks = std::vector<Mark>;

}  // namespace model
