#include "browser/scroll.h"

#include <emscripten.h>

#include <cstdlib>

#include "browser/frame.h"

extern "C" void page_scroll_start();

namespace {
const ui::Registry* g_registry = nullptr;
browser::ScrollSteps g_steps;

bool move(const ui::ScrollArea& area, float dx, float dy) {
  if (!browser::can_scroll(area, dx, dy)) return false;
  g_steps.add(area.id, dx, dy);
  browser::request_frame();
  return true;
}

}  // namespace

extern "C" EMSCRIPTEN_KEEPALIVE std::uint32_t page_scroll_area(float x, float y, float dx, float dy) {
  return browser::scroll_area_at(g_registry->scroll_areas(), x, y, dx, dy);
}

// False when the area is gone or at its end.
extern "C" EMSCRIPTEN_KEEPALIVE bool page_scroll_by(std::uint32_t area, float dx, float dy) {
  for (const ui::ScrollArea& declared : g_registry->scroll_areas())
    if (declared.id == area) return move(declared, dx, dy);
  return false;
}

// 1 a line, 2 a page, 3 to the end; negative upwards. False when nothing can move that way.
extern "C" EMSCRIPTEN_KEEPALIVE bool page_scroll_key(int step) {
  const ui::ScrollArea* const area = browser::area_of_keys(g_registry->scroll_areas());
  if (area == nullptr || step == 0) return false;
  const float way = browser::key_distance(*area, static_cast<browser::KeyStep>(std::abs(step) - 1));
  return move(*area, 0, step < 0 ? -way : way);
}

namespace browser {

void start_scrolling(const ui::Registry& registry) {
  g_registry = &registry;
  page_scroll_start();
}

Scrolled take_scrolled() { return g_steps.take(); }

}  // namespace browser
