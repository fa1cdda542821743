// In which form a payload goes to the clipboard. Not the making of it (app/saving.h).
#pragma once
#include <cstdint>

#include "model/payload.h"

namespace model {

enum class CopyAs : std::uint8_t {
  shown,   // as text; as HEX while HEX is shown, or when the bytes are no text
  text,
  hex,     // "a1 a2"
  base64,  // RFC 4648 §4
};

// Whether the clipboard gives back the very bytes as text: it holds no bytes that are no UTF-8, and U+0000 ends a text there on some systems.
inline bool is_clipboard_text(Bytes payload) {
  for (const std::uint8_t byte : payload)
    if (byte == 0) return false;
  return is_utf8(payload);
}

}  // namespace model
