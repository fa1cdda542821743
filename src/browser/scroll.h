// Wheel, finger and keys, given to the scroll area that was declared under the pointer and can still move that way.
// Works in CSS pixels, down and right positive. SDL sees neither wheel nor touch events.
#pragma once
#include <cstdint>
#include <span>

#include "ui/registry.h"

namespace browser {

struct Scrolled {
  std::uint32_t area = 0;  // 0: nothing was scrolled
  float dx = 0, dy = 0;
};

// The topmost area at a point that can move along the larger part of (dx, dy), or 0. Under a dialog none is.
std::uint32_t scroll_area_at(std::span<const ui::ScrollArea> areas, float x, float y, float dx, float dy);
// Can this area move that way?
bool can_scroll(const ui::ScrollArea& area, float dx, float dy);
// That which keys move while nothing has the focus: the page's first one, or the first one in an open dialog; null:
// none.
const ui::ScrollArea* area_of_keys(std::span<const ui::ScrollArea> areas);

enum class KeyStep : std::uint8_t { line, page, end };
// How far a key moves an area, downwards.
float key_distance(const ui::ScrollArea& area, KeyStep step);

// What came for one area since it was taken last. Whole pixels are handed out; parts of one wait for more.
class ScrollSteps {
 public:
  void add(std::uint32_t area, float dx, float dy);
  Scrolled take();

 private:
  Scrolled sum_;
};

// Starts listening; `registry` is asked for its areas of the last frame. Once.
void start_scrolling(const ui::Registry& registry);
// All that came since the last call, for one area; a frame has been asked for when there is something.
Scrolled take_scrolled();

}  // namespace browser
