// The beginning of a payload as the message window shows it, cheap for a payload of any size.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "model/payload.h"

namespace model {

enum class PayloadFormat : std::uint8_t { text, hex, json };

inline constexpr std::size_t kPreviewBytes = 2048;  // of what is shown, before bytes that cannot be shown are replaced
inline constexpr std::size_t kPreviewLines = 20;
inline constexpr std::size_t kLargestPreviewJson = std::size_t{256} << 10;  // larger payloads are previewed as text

struct Preview {
  std::string text;                            // UTF-8, ready to be drawn
  PayloadFormat format = PayloadFormat::text;  // what it is: JSON was asked for and is none, or too large: text
  bool cut = false;                            // there is more
  bool utf8 = true;                            // text: what is shown was UTF-8
  std::size_t total = 0;                       // bytes of the whole payload
};

// The first 20 lines or 2 KB, whichever is less; never half a UTF-8 sequence. Costs no more than what it shows, except
// for JSON, which has to be checked as a whole.
Preview preview(Bytes payload, PayloadFormat wanted);

// All of it, for an opened message. JSON whose layout would take more than `most_json` bytes is given as text.
std::string show_all(Bytes payload, PayloadFormat wanted, std::size_t most_json = std::size_t{64} << 20);

}  // namespace model
