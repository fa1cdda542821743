// One row of the message window, laid out for a width: its head line, its payload's first lines, its height, its spoken name.
#pragma once
#include <cstdint>
#include <string>

#include "model/log_entry.h"
#include "ui/frame.h"
#include "ui/glyph_text.h"

namespace ui {

struct MessageRow {
  std::uint64_t seq = 0;         // 0: nothing
  std::uint64_t generation = 0;  // of width, language and formats
  model::LogKind kind = model::LogKind::received;
  std::string time;              // HH:MM:SS
  std::string meta;              // "QoS 1 · retain · 12 B"
  std::string facts;             // MQTT 5's properties in one line, may be empty
  std::string name;              // the row as one sentence, for the twin
  WrappedText head, body;
  bool cut = false;              // the payload has more than the row shows
  std::uint64_t payload_bytes = 0;
  float height = 0;
};

// "18:43:45" of Unix time in the machine's zone; with milliseconds for `exact`.
std::string clock_time(std::int64_t unix_ms, std::int32_t utc_offset_s, bool exact = false);

void lay_out_row(const Frame& frame, const model::LogEntry& entry, float width, MessageRow& row);
void draw_row(Frame& frame, const MessageRow& row, ImVec2 at, float width, bool hovered);
// Where the sentence begins, from the row's left edge.
inline constexpr float kRowTextLeft = 88;

}  // namespace ui
