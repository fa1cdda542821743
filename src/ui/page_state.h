// What the page remembers between frames that is of no concern to the tool: sizes pulled, parts scrolled, fields visited.
#pragma once
#include <bitset>
#include <cstdint>
#include <string>

#include "model/form.h"

namespace ui {

struct PageState {
  float message_height = 95;               // of the message field, pulled by its grip; CSS pixels
  std::bitset<model::kFieldCount> visited; // once focused or filled: an empty required field is shouted about only then
  // The focused button that was pressed goes or is disabled: where the focus belongs as soon as that can take it.
  bool focus_connect = false, focus_undo = false;
  bool limits_open = false;                // the server's limits are unfolded
  std::uint32_t subscribe_topic = 0;       // that field's item
  std::uint32_t dialog_opener = 0;         // the item that gets the focus back
  std::uint32_t dialog_was_open = 0;       // which dialog stood in the last frame, 0: none
  std::uint64_t payload_part = 0;          // of the opened message
  std::uint64_t payload_seq = 0;           // which message in which format, 0: none
  std::uint64_t payload_loaded = 0;        // the part that payload_text holds
  std::string payload_text;                // of that part, as displayed
  std::uint64_t properties_key = 0;        // which message in which language, 0: none
  std::string properties_text;             // of that one
};

}  // namespace ui
