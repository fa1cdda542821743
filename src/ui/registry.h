// The one register of everything on the page: widgets declare each item in every frame, before ImGui clips it; the
// mirror, the headless driver and the tests read it; what was done to an item's twin comes back through it in the next frame.
// Not a widget and not the mirror: it holds, it does not draw.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "ui/item.h"

namespace ui {

class Registry {
 public:
  // Starts a frame: what was declared becomes empty, the inputs posted since the last frame become readable, in the order in
  // which they were made. A text that was typed after a press waits for the next frame, so that what was pressed acts on the
  // texts of its moment. `pointer_acts`: a mouse button is at work in this frame, or waits for the next one.
  void begin_frame(bool pointer_acts = false);
  // Ends a frame: inputs that no widget took are dropped. Focus on an item that is gone is forgotten.
  void end_frame();

  // A fresh item of this frame to be filled in; its strings keep their memory from frame to frame.
  // Valid until the next declare().
  Item& declare(std::uint32_t id, Role role, Group group, std::string_view name);
  // The item declared last: for what only one kind of control has to say.
  Item& last() { return items_[used_ - 1]; }
  // Takes the item declared last back: a control for the mouse only, whose task another item offers too.
  void withdraw_last() { --used_; }
  void declare_scroll_area(const ScrollArea& area);
  void declare_panel(Group group, const Box& box) { panels_.push_back({group, box}); }

  std::span<const Item> items() const { return {items_.data(), used_}; }
  std::span<const ScrollArea> scroll_areas() const { return scroll_areas_; }
  // The parts of the page in this frame; a group may have two (the title bar and its notices).
  std::span<const PanelBox> panels() const { return panels_; }
  // The first item with this group, role and name, or null. For drivers and tests.
  const Item* find(Group group, Role role, std::string_view name) const;
  const Item* find(std::uint32_t id) const;

  // From outside, at any time: takes effect in the next frame.
  void post(ItemInput input);
  // Inputs wait for a frame.
  bool has_input() const { return !posted_.empty(); }

  // For widgets, during a frame. Each takes the input away.
  bool take(ItemInput::Kind kind, std::uint32_t id);
  // A field's new value: true and `out` set when one came.
  bool take_text(std::uint32_t id, std::string& out);
  // How many there were: keys repeat faster than frames.
  int take_all(ItemInput::Kind kind, std::uint32_t id);
  // Whoever it came to: for keys that mean the same everywhere.
  bool take_any(ItemInput::Kind kind);
  // The context menu was asked for: at this item, or by a finger that rests in `box`. `at`: where, the finger's place or untouched.
  bool take_menu(std::uint32_t id, const Box& box, Box& at);
  // Esc that no item took for itself.
  bool take_escape();

  bool focused(std::uint32_t id) const { return id != 0 && id == focused_; }
  bool focus_ring(std::uint32_t id) const { return focused(id) && focus_visible_; }
  std::uint32_t focused_id() const { return focused_; }
  // Asks the mirror to move DOM focus to an item (a dialog opened or closed); the mirror takes the wish once.
  void request_focus(std::uint32_t id) { wanted_focus_ = id; }
  std::uint32_t take_focus_request();
  // True in the frame in which focus came to the item: a clipped item scrolls itself into view.
  bool focus_arrived(std::uint32_t id) const { return focus_arrived_ && focused(id); }

 private:
  std::vector<Item> items_;
  std::size_t used_ = 0;
  std::vector<ScrollArea> scroll_areas_;
  std::vector<PanelBox> panels_;
  std::vector<ItemInput> posted_, current_;
  std::uint32_t focused_ = 0, wanted_focus_ = 0;
  bool focus_visible_ = false, focus_arrived_ = false;
};

}  // namespace ui
