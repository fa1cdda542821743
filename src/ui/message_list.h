// The rows of the message window: only those in sight are laid out, the place is kept by row and not by pixel, and the list
// follows the newest until the user scrolls up, or a row that has the keyboard would go. 100,000 rows cost what twenty cost.
#pragma once
#include <array>
#include <cstdint>

#include "ui/frame.h"
#include "ui/message_row.h"
#include "ui/row_heights.h"

namespace ui {

class MessageList {
 public:
  // Fills `size` at the cursor.
  void draw(Frame& frame, ImVec2 size);
  bool following() const { return follow_; }
  // Whatever row has the keyboard.
  void follow() {
    follow_ = true;
    newest_ = 0;
  }

 private:
  struct Rows;  // what is shown: all of the store, or what the search found
  MessageRow& row(Frame& frame, const Rows& rows, std::uint64_t index);
  void note_changes(const Frame& frame, const Rows& rows, float width);
  static std::uint32_t row_id(std::uint64_t seq);
  std::uint64_t keyboard_row(const Frame& frame, const Rows& rows) const;
  bool follow_newest(Frame& frame, const Rows& rows, float height);
  void place(Frame& frame, const Rows& rows, float height);
  void show_end(Frame& frame, const Rows& rows, float height);
  void scrollbar(Frame& frame, const Rows& rows, ImVec2 low, ImVec2 high);
  void draw_rows(Frame& frame, const Rows& rows, ImVec2 low, ImVec2 high);
  std::uint64_t a_page_from(Frame& frame, const Rows& rows, std::uint64_t index, int way);
  void take_keys(Frame& frame, const Rows& rows, std::uint32_t id, std::uint64_t index);
  void ask_menu(Frame& frame, const Item& item, std::uint64_t seq, bool hovered);
  void draw_one(Frame& frame, const Rows& rows, const MessageRow& row, ImVec2 at, std::uint64_t index);

  RowHeights heights_;
  std::array<MessageRow, 128> cache_;  // by seq; more than a 4K screen shows
  std::uint64_t generation_ = 1;
  std::uint32_t clusters_ = 0;  // of the mapped text that the rows keep
  float width_ = 0, height_ = 0;
  std::uint64_t format_ = 0;
  std::uint64_t filter_first_ = 0;
  bool filtered_ = false;
  bool follow_ = true;
  bool at_end_ = true;
  std::uint64_t anchor_seq_ = 0;  // the row at the top
  float anchor_into_ = 0;         // pixels of it above the window's top
  std::uint64_t newest_ = 0;      // the last row of the frame before; 0: no row of it counts
  std::uint64_t focus_seq_ = 0;   // the row that the keyboard goes to, as soon as it is drawn; 0: none
  float wanted_ = 0;              // pixels still to scroll, down positive
};

}  // namespace ui
