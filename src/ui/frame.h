// What every panel draws with in one frame: the view, the register of items, the look, and where its actions go.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "model/action.h"
#include "model/view.h"
#include "ui/page_state.h"
#include "ui/registry.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace ui {

// A wheel step or a finger's way, for the scroll area under the pointer. CSS pixels, down is positive.
struct ScrollBy {
  std::uint32_t area = 0;
  float dx = 0, dy = 0;
};

struct Frame {
  const model::View& view;
  Registry& registry;
  const Palette& colour;
  const Metrics& size;
  const Fonts& fonts;
  model::Actions& actions;
  PageState& state;
  ScrollBy scroll;
  bool wide = true;
  bool modal_open = false;  // a dialog lies over the panels
  bool in_modal = false;    // what is being drawn stands in it
  Group group = Group::title;
  float panel_right = 1e9f;  // where the panel ends that is being drawn: labels are cut there

  std::string_view say(Text id) const { return text(id, view.language); }
  std::string say(Text id, const Blanks& blanks) const { return fill(text(id, view.language), blanks); }

  void act(model::Action::Kind kind, bool flag = false) { actions.push_back({.kind = kind, .flag = flag}); }
  void act_number(model::Action::Kind kind, std::uint32_t number) { actions.push_back({.kind = kind, .number = number}); }
  void act_seq(model::Action::Kind kind, std::uint64_t seq) { actions.push_back({.kind = kind, .seq = seq}); }
};

}  // namespace ui
