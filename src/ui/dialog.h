// A window over the page: dims it, takes all of the mouse, closes with Esc, and gives the focus back to where it came from.
#pragma once
#include "ui/frame.h"

namespace ui {

struct Dialog {
  Group group = Group::about;
  Text title = Text::about;
  float width = 480, height = 320;  // wanted; no more than the page
};

// Draws ground, frame and heading; the cursor is inside. True in the frame in which it is to close (Esc, the cross, the dim).
bool begin_dialog(Frame& frame, const Dialog& dialog, float page_width, float page_height);
void end_dialog(Frame& frame);
// What has just happened, told in the heading's line and read out; `words` may be empty. In every frame, so that a change is heard.
void dialog_status(Frame& frame, const Dialog& dialog, std::string_view words, ImU32 colour, float page_width, float page_height);
// The room inside, below the heading.
struct DialogRoom {
  float left, top, width, height;
};
DialogRoom dialog_room(const Frame& frame, const Dialog& dialog, float page_width, float page_height);

}  // namespace ui
