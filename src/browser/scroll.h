// Wheel and finger, given to the scroll area that was declared under the pointer and can still move that way.
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

// The topmost area at a point that can move along the larger part of (dx, dy), or 0.
std::uint32_t scroll_area_at(std::span<const ui::ScrollArea> areas, float x, float y, float dx, float dy);
// Can this area move that way?
bool can_scroll(const ui::ScrollArea& area, float dx, float dy);

// Starts listening; `registry` is asked for its areas of the last frame. Once.
void start_scrolling(const ui::Registry& registry);
// All that came since the last call, for one area; asks for a frame when there is something.
Scrolled take_scrolled();

}  // namespace browser
