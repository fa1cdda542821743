// The whole page: panels placed for the width there is, dialogs over them. One call a frame; actions come back, those that
// fill in texts first.
#pragma once
#include <cstdint>

#include "model/action.h"
#include "ui/message_list.h"
#include "ui/page_state.h"
#include "ui/registry.h"
#include "ui/theme.h"

namespace ui {

class Page {
 public:
  struct Surface {
    float width = 0, height = 0;  // CSS pixels
    bool touch = false;           // coarse pointer: larger controls
    bool pointer_acts = false;    // a mouse button is at work in this frame, or waits for the next one
  };

  // Between ImGui::NewFrame and Render; registry.begin_frame and end_frame are called here.
  void draw(const model::View& view, Registry& registry, const Fonts& fonts, const Surface& surface, const ScrollBy& scroll,
            model::Actions& actions);
  // The ground of the page, for the clear colour.
  static ImU32 ground(const model::View& view);

 private:
  void panels(Frame& frame, const Surface& surface);
  void menus(Frame& frame, const Surface& surface);
  void shortcuts(Frame& frame);
  void open_wanted();
  void dialogs(Frame& frame, const Surface& surface);

  PageState state_;
  MessageList list_;
};

}  // namespace ui
