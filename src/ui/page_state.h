// What the page remembers between frames that is of no concern to the tool: sizes pulled, parts scrolled, fields visited.
#pragma once
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>

#include "model/form.h"
#include "model/view.h"
#include "ui/item.h"

namespace ui {

// At most one menu is open.
struct OpenMenu {
  enum class What : std::uint8_t { none, theme, row };
  What what = What::none;
  std::uint64_t seq = 0;      // of a row's
  Box anchor;                 // beside which it opens
  Box box;                    // where it was drawn last
  std::uint32_t opener = 0;   // the item that gets the focus back
  bool text = false;          // of a message's row: its payload can be copied as text
  bool fresh = false;         // not drawn yet
  bool had_focus = false;
};

// What a sentence of news was made of.
struct NewsKey {
  std::uint64_t first = 0, end = 0;
  std::optional<std::uint64_t> found;
  model::Language language = model::Language::en;
  bool copied = false, copy_failed = false;
  bool operator==(const NewsKey&) const = default;
};

struct PageState {
  float message_height = 95;               // of the message field, pulled by its grip; CSS pixels
  std::bitset<model::kFieldCount> visited; // once focused or filled: an empty required field is shouted about only then
  // The focused button that was pressed goes or is disabled: where the focus belongs as soon as that can take it.
  bool focus_connect = false, focus_undo = false;
  OpenMenu menu;
  std::uint32_t menu_opener = 0;           // of the last menu: where the focus came from that was in it
  float menu_width = 0, menu_height = 0;   // of the page when it was drawn
  bool keys_open = false, keys_wanted = false;  // the dialog of shortcuts, now and from the next frame on
  std::string news;                        // as read out
  NewsKey news_key;
  bool limits_open = false;                // the server's limits are unfolded
  std::uint32_t subscribe_topic = 0;       // that field's item
  std::uint32_t dialog_opener = 0;         // the item that gets the focus back
  std::uint32_t dialog_was_open = 0;       // which dialog stood in the last frame, 0: none
  std::uint64_t payload_part = 0;          // of the opened message
  std::uint64_t payload_seq = 0;           // which message in which format, 0: none
  bool payload_wrongly_text = false;       // it says that it is text, and is none
  std::uint64_t payload_loaded = 0;        // the part that payload_text holds
  std::string payload_text;                // of that part, as displayed
  std::uint64_t properties_key = 0;        // which message in which language, 0: none
  std::string properties_text;             // of that one
};

}  // namespace ui
