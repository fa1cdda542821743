// What can be done with a row of the message window, as a menu: the right mouse button, a long press, Shift+F10.
#pragma once
#include "ui/frame.h"

namespace ui {

// The row as one line of text, for the clipboard: "18:43:45 topic subscribed".
std::string row_text(const Frame& frame, const model::LogEntry& entry);
// Copies a row: a message's payload as shown, of others their line.
void copy_row(Frame& frame, const model::LogEntry& entry);
// Draws the row's menu while it is open.
void row_menu(Frame& frame, float page_width, float page_height);

}  // namespace ui
