// Is a text well-formed UTF-8 as MQTT wants it (MQTT 3.1.1 §1.5.3)? It checks and changes nothing: U+FEFF is a
// character like others.
#pragma once
#include <string_view>

#include "mqtt/error.h"

namespace mqtt {

// True if `text` is UTF-8 without overlong forms, surrogates, code points above U+10FFFF [MQTT311-1.5.3-1] and U+0000
// [MQTT311-1.5.3-2]. Otherwise sets reason, rule and numbers of `error` and leaves the rest of it.
bool check_utf8(std::string_view text, Error& error);

// The same, and at most 65,535 bytes: what a length-prefixed string can be.
bool check_string(std::string_view text, Error& error);

}  // namespace mqtt
