#include "browser/scroll.h"

#include <cmath>

namespace browser {

bool can_scroll(const ui::ScrollArea& area, float dx, float dy) {
  if (std::abs(dy) >= std::abs(dx)) return dy < 0 ? area.up : dy > 0 && area.down;
  return dx < 0 ? area.left : area.right;
}

std::uint32_t scroll_area_at(std::span<const ui::ScrollArea> areas, float x, float y, float dx, float dy) {
  for (std::size_t i = areas.size(); i-- > 0;) {
    const ui::Box& box = areas[i].box;
    const bool inside = x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
    if (inside && can_scroll(areas[i], dx, dy)) return areas[i].id;
    if (inside && areas[i].shuts) break;
  }
  return 0;
}

const ui::ScrollArea* area_of_keys(std::span<const ui::ScrollArea> areas) {
  const ui::ScrollArea* first = nullptr;
  for (const ui::ScrollArea& area : areas) {
    if (area.shuts)
      first = nullptr;
    else if (first == nullptr)
      first = &area;
  }
  return first;
}

float key_distance(const ui::ScrollArea& area, KeyStep step) {
  constexpr float kLine = 40, kEnd = 1e6f;
  switch (step) {
    case KeyStep::line:
      return kLine;
    // Something of what was seen before stays in sight.
    case KeyStep::page:
      return std::fmax(kLine, std::round(area.box.h * 0.875f));
    case KeyStep::end:
      return kEnd;
  }
  return 0;
}

void ScrollSteps::add(std::uint32_t area, float dx, float dy) {
  if (sum_.area != area) sum_ = {.area = area};
  sum_.dx += dx;
  sum_.dy += dy;
}

Scrolled ScrollSteps::take() {
  const Scrolled whole{.area = sum_.area, .dx = std::trunc(sum_.dx), .dy = std::trunc(sum_.dy)};
  sum_.dx -= whole.dx;
  sum_.dy -= whole.dy;
  if (whole.dx == 0 && whole.dy == 0) return {};
  return whole;
}

}  // namespace browser
