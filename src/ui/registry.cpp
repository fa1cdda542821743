#include "ui/registry.h"

#include <cstdlib>
#include <utility>

namespace ui {

namespace {

bool acts(ItemInput::Kind kind) {
  using Kind = ItemInput::Kind;
  return kind == Kind::click || kind == Kind::submit || kind == Kind::escape || kind == Kind::publish;
}

}  // namespace

void Registry::begin_frame(bool pointer_acts) {
  current_.clear();
  std::size_t taken = 0;
  const Item* furthest = nullptr;
  bool acted = false;
  for (; taken < posted_.size(); ++taken) {
    ItemInput& input = posted_[taken];
    if (input.kind == ItemInput::Kind::pointer) {
      if (pointer_acts) break;
      continue;
    }
    // Items take what came to them in the order in which they are drawn, keys that mean the same everywhere before all: what goes
    // back up the page waits, and so does whatever follows a press.
    const bool counts = acts(input.kind) || input.kind == ItemInput::Kind::text;
    if (acted && counts) break;
    if (const Item* const item = counts ? find(input.id) : nullptr) {
      if (furthest != nullptr && item < furthest) break;
      furthest = item;
    }
    acted |= acts(input.kind);
    current_.push_back(std::move(input));
  }
  posted_.erase(posted_.begin(), posted_.begin() + static_cast<std::ptrdiff_t>(taken));
  used_ = 0;
  scroll_areas_.clear();
  panels_.clear();
  focus_arrived_ = false;
  for (const ItemInput& input : current_) {
    if (input.kind == ItemInput::Kind::focus) {
      focused_ = input.id;
      focus_visible_ = input.text == "visible";
      // What the mouse pressed is in sight; scrolled from under it, the press would not become a click.
      focus_arrived_ = focus_visible_ || input.text == "arrived";
    } else if (input.kind == ItemInput::Kind::blur && focused_ == input.id) {
      focused_ = 0;
      focus_visible_ = false;
    }
  }
}

void Registry::end_frame() {
  current_.clear();
  if (focused_ != 0 && find(focused_) == nullptr) focused_ = 0;
}

Item& Registry::declare(std::uint32_t id, Role role, Group group, std::string_view name) {
  if (used_ == items_.size()) items_.emplace_back();
  Item& item = items_[used_++];
  // Field by field: assigning a fresh Item would give the strings' memory back in every frame.
  for (std::string* text : {&item.value, &item.error, &item.help, &item.placeholder, &item.href, &item.shortcut})
    text->clear();
  item.id = id;
  item.role = role;
  item.group = group;
  item.name.assign(name);
  item.box = item.clip = Box{};
  item.field = FieldKind::text;
  item.font = FieldFont::ui;
  item.part = 0;
  item.level = 2;
  item.disabled = item.checked = item.expanded = item.required = item.invalid = false;
  item.readonly = item.covered = item.modal = item.shows_text = item.opens_menu = item.activates = false;
  item.radio_set = 0;
  item.set_size = item.set_position = item.least = item.most = 0;
  return item;
}

void Registry::declare_scroll_area(const ScrollArea& area) { scroll_areas_.push_back(area); }

const Item* Registry::find(Group group, Role role, std::string_view name) const {
  for (const Item& item : items())
    if (item.group == group && item.role == role && item.name == name) return &item;
  return nullptr;
}

const Item* Registry::find(std::uint32_t id) const {
  for (const Item& item : items())
    if (item.id == id) return &item;
  return nullptr;
}

void Registry::post(ItemInput input) {
  // Typing faster than frames: only the last text of a field counts.
  if (input.kind == ItemInput::Kind::text && !posted_.empty() && posted_.back().kind == ItemInput::Kind::text &&
      posted_.back().id == input.id) {
    posted_.back().text = std::move(input.text);
    return;
  }
  posted_.push_back(std::move(input));
}

bool Registry::take(ItemInput::Kind kind, std::uint32_t id) {
  for (std::size_t i = 0; i < current_.size(); ++i) {
    if (current_[i].kind != kind || current_[i].id != id) continue;
    current_.erase(current_.begin() + static_cast<std::ptrdiff_t>(i));
    return true;
  }
  return false;
}

bool Registry::take_text(std::uint32_t id, std::string& out) {
  bool came = false;
  for (ItemInput& input : current_) {
    if (input.kind != ItemInput::Kind::text || input.id != id) continue;
    out = std::move(input.text);
    came = true;
  }
  while (take(ItemInput::Kind::text, id)) {
  }
  return came;
}

int Registry::take_all(ItemInput::Kind kind, std::uint32_t id) {
  int count = 0;
  while (take(kind, id)) ++count;
  return count;
}

bool Registry::take_any(ItemInput::Kind kind) {
  for (const ItemInput& input : current_)
    if (input.kind == kind) return take(kind, input.id);
  return false;
}

bool Registry::take_menu(std::uint32_t id, const Box& box, Box& at) {
  if (take(ItemInput::Kind::menu, id)) return true;
  for (const ItemInput& input : current_) {
    if (input.kind != ItemInput::Kind::menu || input.id != 0) continue;
    char* rest = nullptr;
    const float x = std::strtof(input.text.c_str(), &rest), y = std::strtof(rest, nullptr);
    if (x < box.x || x >= box.x + box.w || y < box.y || y >= box.y + box.h) continue;
    at = {x, y, 0, 0};
    return take(ItemInput::Kind::menu, 0);
  }
  return false;
}

bool Registry::take_escape() { return take_any(ItemInput::Kind::escape); }

std::uint32_t Registry::take_focus_request() { return std::exchange(wanted_focus_, 0); }

}  // namespace ui
