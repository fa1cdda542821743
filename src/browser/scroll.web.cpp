#include "browser/scroll.h"

#include <emscripten.h>

#include <utility>

#include "browser/frame.h"

extern "C" void page_scroll_start();

namespace {
const ui::Registry* g_registry = nullptr;
browser::Scrolled g_scrolled;
}  // namespace

extern "C" EMSCRIPTEN_KEEPALIVE std::uint32_t page_scroll_area(float x, float y, float dx, float dy) {
  return browser::scroll_area_at(g_registry->scroll_areas(), x, y, dx, dy);
}

// False when the area is gone or at its end.
extern "C" EMSCRIPTEN_KEEPALIVE bool page_scroll_by(std::uint32_t area, float dx, float dy) {
  for (const ui::ScrollArea& declared : g_registry->scroll_areas()) {
    if (declared.id != area) continue;
    if (!browser::can_scroll(declared, dx, dy)) return false;
    if (g_scrolled.area != area) g_scrolled = {.area = area};
    g_scrolled.dx += dx;
    g_scrolled.dy += dy;
    browser::request_frame();
    return true;
  }
  return false;
}

namespace browser {

void start_scrolling(const ui::Registry& registry) {
  g_registry = &registry;
  page_scroll_start();
}

Scrolled take_scrolled() { return std::exchange(g_scrolled, {}); }

}  // namespace browser
