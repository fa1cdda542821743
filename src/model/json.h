// A payload as JSON: is it some, where is it wrong, and laid out over lines. Nothing is read out of it: numbers,
// strings, the order of keys and keys given twice stay as they came, byte for byte; only the white space between them
// changes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "model/payload.h"

namespace model {

// Deeper JSON than this is not laid out: its lines would be mostly indentation.
inline constexpr std::size_t kDeepestJson = 256;

struct JsonResult {
  enum class Kind : std::uint8_t { ok, wrong, too_deep };
  Kind kind = Kind::ok;
  std::size_t line = 0, column = 0;  // not ok: where, from 1, columns in code points
};

// Checks all of `bytes` (RFC 8259). An empty payload is wrong.
JsonResult check_json(Bytes bytes);

// Appends `bytes`, which must have passed check_json, laid out with two blanks a level. Stops once `most` bytes or
// `most_lines` lines were appended, whichever comes first and not within a UTF-8 sequence, and then returns false.
bool append_laid_out_json(std::string& to, Bytes bytes, std::size_t most, std::size_t most_lines);

// Does it start like an object or an array?
bool looks_like_json(Bytes bytes);

}  // namespace model
