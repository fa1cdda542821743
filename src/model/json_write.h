// The smallest parts of JSON that are written: numbers, strings, bytes. Objects are put together by who writes them.
#pragma once
#include <cstdint>
#include <string>

#include "model/payload.h"

namespace model {

// Appends the number with at least `digits` digits, zeros in front.
void append_number(std::string& to, std::int64_t number, int digits = 1);

// Appends `bytes` in quotes, escaped (RFC 8259 §7). What is no UTF-8 becomes U+FFFD.
void append_json_string(std::string& to, Bytes bytes);

// Appends `bytes` in quotes as base64 (RFC 4648 §4, padded).
void append_json_base64(std::string& to, Bytes bytes);

}  // namespace model
