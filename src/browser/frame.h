// Frames on demand: one is drawn when somebody asked for it, never by itself. A hidden page draws none until it is seen
// again.
#pragma once

namespace browser {

// `draw` gets the browser's monotonic time in milliseconds. Once, before the first request.
void on_frame(void (*draw)(double mono_ms));
// Asks for one frame; asking again before it comes changes nothing. Callable from any callback.
void request_frame();
// Draws one now, in a callback whose answer cannot wait; never from within a frame.
void draw_frame_now();

}  // namespace browser
