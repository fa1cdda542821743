// Is a text well-formed UTF-8 as MQTT wants it (MQTT 5 §1.5.4, MQTT 3.1.1 §1.5.3)? It checks and changes nothing:
// U+FEFF is a character like others.
#pragma once
#include <string_view>

#include "mqtt/error.h"

namespace mqtt {

// True if `text` is UTF-8 without overlong forms, surrogates, code points above U+10FFFF [MQTT5-1.5.4-1,
// MQTT311-1.5.3-1] and U+0000 [MQTT5-1.5.4-2, MQTT311-1.5.3-2]. Otherwise sets reason, rule and numbers of `error` and
// leaves the rest of it. The version only tells which rule is named.
bool check_utf8(std::string_view text, Error& error, Version version = Version::v3_1_1);

// The same, and at most 65,535 bytes: what a length-prefixed string can be.
bool check_string(std::string_view text, Error& error, Version version = Version::v3_1_1);

// True if `payload` is well-formed UTF-8, as a payload format indicator of 1 says of it (MQTT 5 §3.3.2.3.2): U+0000 is
// a character there, and any length will do. Otherwise sets reason (payload_not_utf8), rule and numbers.
bool check_payload_utf8(Bytes payload, Error& error);

}  // namespace mqtt
