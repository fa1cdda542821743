// The DOM mirror of the item registry: real elements over the canvas for keyboards, screen readers, input methods,
// autofill and automation. It shows what the items say and posts what was done to it; it decides nothing.
//
// In every drawn frame: registry.begin_frame(), draw, registry.end_frame(), then mirror.update(). What a person does to
// an element is posted to the registry and a frame is requested.
#pragma once
#include <cstdint>
#include <string_view>

#include "browser/mirror_diff.h"
#include "ui/registry.h"

namespace browser {

// One on the page: it owns the element #mirror.
class Mirror {
 public:
  explicit Mirror(ui::Registry& registry);
  Mirror(const Mirror&) = delete;
  Mirror& operator=(const Mirror&) = delete;

  // The group's accessible name, now and after a change of language.
  void set_group_name(ui::Group group, std::string_view name);
  // The canvas's text in fields: em and line height in CSS pixels.
  void set_field_look(float size, float line);
  // Brings the elements up to date. What a person caused (`urgent`; what came through the elements is known here) shows
  // at once; what only messages or scrolling caused at most ten times a second, the last state always without another call.
  void update(double mono_ms, bool urgent);

  // For the callbacks from JavaScript.
  // `whole`: a text stands for all of the field's, also for what of a long one is hidden. `unseen`: the element does not have it yet.
  void receive(ui::ItemInput input, bool whole = true, bool unseen = false);
  void apply();

 private:
  ui::Registry& registry_;
  MirrorDiff diff_;
  double last_ms_ = -1000;
  int urgent_updates_ = 2;  // the frame that takes an input, and the one that shows what came of it
  bool late_ = false;
  std::uint32_t focus_wish_ = 0;
  int wish_updates_ = 0;
};

}  // namespace browser
