// Bytes as Base64 text (RFC 4648 §4). Only this way: nothing here reads it.
#pragma once
#include <string>

#include "model/payload.h"

namespace model {

// Appends `bytes` as Base64 with the standard alphabet, padded, without line breaks.
void append_base64(std::string& to, Bytes bytes);

}  // namespace model
