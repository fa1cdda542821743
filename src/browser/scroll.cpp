#include "browser/scroll.h"

namespace browser {
namespace {
float size(float x) { return x < 0 ? -x : x; }
}  // namespace

bool can_scroll(const ui::ScrollArea& area, float dx, float dy) {
  if (size(dy) >= size(dx)) return dy < 0 ? area.up : dy > 0 && area.down;
  return dx < 0 ? area.left : area.right;
}

std::uint32_t scroll_area_at(std::span<const ui::ScrollArea> areas, float x, float y, float dx, float dy) {
  for (std::size_t i = areas.size(); i-- > 0;) {
    const ui::Box& box = areas[i].box;
    const bool inside = x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
    if (inside && can_scroll(areas[i], dx, dy)) return areas[i].id;
  }
  return 0;
}

}  // namespace browser
