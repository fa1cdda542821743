#include "browser/frame.h"

#include <emscripten/html5.h>

namespace browser {
namespace {

void (*g_draw)(double) = nullptr;
bool g_asked = false;

EM_BOOL frame(double time, void*) {
  g_asked = false;
  g_draw(time);
  return EM_FALSE;
}

}  // namespace

void on_frame(void (*draw)(double)) { g_draw = draw; }

void request_frame() {
  if (g_asked || g_draw == nullptr) return;
  g_asked = true;
  emscripten_request_animation_frame(frame, nullptr);
}

void draw_frame_now() {
  if (g_draw != nullptr) g_draw(emscripten_performance_now());
}

}  // namespace browser
