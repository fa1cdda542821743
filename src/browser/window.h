// The canvas as SDL's window with a WebGL context, and ImGui's frame on it: mouse and size in, triangles out.
// Not the keyboard, the wheel, the finger or text: those are the mirror's and scroll.h's. Sizes are CSS pixels; each
// pixel of the canvas is one of the screen. While the browser has taken the context away
// frames go on without a picture, and it comes back as it was; a notice stands in the page if that takes long.
#pragma once
#include <cstdint>

namespace browser {

class Window {
 public:
  // Opens video, window and context, and makes the ImGui context. `wake` is called whenever SDL has an event, from a
  // browser callback; `button` tells that it is a mouse button's. False: the browser has no WebGL, and a readable
  // message stands in the page.
  bool open(void (*wake)(bool button));

  // Takes what happened to the canvas, and begins ImGui's frame.
  void begin_frame();
  // Draws it on a ground of this colour (ImGui's byte order).
  void end_frame(std::uint32_t ground);

  // A mouse button went down or up in this frame, or will in the next.
  bool pointer_acts() const;
  // Input is left for another frame: a press and its release are never seen in one.
  bool settling() const;

  // Of the page, in whole pixels; the canvas may reach a little further.
  float width() const { return width_; }
  float height() const { return height_; }

 private:
  float width_ = 0, height_ = 0;
};

}  // namespace browser
