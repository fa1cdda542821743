#include "browser/mirror_diff.h"

#include <algorithm>
#include <string>
#include <utility>

namespace browser {
namespace {

using ui::Item;
using Record = MirrorRecord;

constexpr std::string Item::*kText[] = {&Item::name,        &Item::value, &Item::error,   &Item::help,
                                        &Item::placeholder, &Item::href,  &Item::shortcut};
static_assert(std::size(kText) == Record::kStrings);
constexpr std::size_t kValue = 1;

bool out_of_sight(const Item& item) {
  return item.clip.w <= 0 || item.clip.h <= 0 || item.box.x >= item.clip.x + item.clip.w ||
         item.box.y >= item.clip.y + item.clip.h || item.box.x + item.box.w <= item.clip.x ||
         item.box.y + item.box.h <= item.clip.y;
}

std::uint32_t flags(const Item& item) {
  std::uint32_t set = 0;
  const auto add = [&](bool on, std::uint32_t flag) { set |= on ? flag : 0; };
  add(item.disabled, Record::kDisabled);
  add(item.checked, Record::kChecked);
  add(item.expanded, Record::kExpanded);
  add(item.required, Record::kRequired);
  add(item.invalid, Record::kInvalid);
  add(item.readonly, Record::kReadonly);
  add(item.covered || out_of_sight(item), Record::kUntouchable);
  add(item.modal, Record::kModal);
  add(item.shows_text, Record::kShowsText);
  add(item.font == ui::FieldFont::mono, Record::kMono);
  add(item.opens_menu, Record::kOpensMenu);
  add(item.activates, Record::kActivates);
  return set;
}

// The state of two records without their strings and boxes.
bool same_state(const Record& a, const Record& b) {
  return a.role == b.role && a.group == b.group && a.field == b.field && a.level == b.level &&
         a.radio_set == b.radio_set && a.flags == b.flags && a.set_size == b.set_size &&
         a.set_position == b.set_position && a.least == b.least && a.most == b.most;
}

Record state_of(const Item& item, const Item* row) {
  Record r{};
  r.id = item.id;
  r.role = static_cast<std::uint32_t>(item.role);
  r.group = static_cast<std::uint32_t>(item.group);
  r.field = static_cast<std::uint32_t>(item.field);
  r.level = item.level;
  r.radio_set = item.radio_set;
  r.flags = flags(item);
  r.set_size = item.set_size;
  r.set_position = item.set_position;
  r.least = item.least;
  r.most = item.most;
  r.box[0] = item.box.x - (row ? row->box.x : 0);
  r.box[1] = item.box.y - (row ? row->box.y : 0);
  r.box[2] = item.box.w;
  r.box[3] = item.box.h;
  const auto inset = [](float hidden, float size) { return std::clamp(hidden, 0.f, size); };
  r.inset[0] = inset(item.clip.y - item.box.y, item.box.h);
  r.inset[1] = inset(item.box.x + item.box.w - item.clip.x - item.clip.w, item.box.w);
  r.inset[2] = inset(item.box.y + item.box.h - item.clip.y - item.clip.h, item.box.h);
  r.inset[3] = inset(item.clip.x - item.box.x, item.box.w);
  return r;
}

bool same_box(const Record& a, const Record& b) {
  return std::equal(a.box, a.box + 4, b.box) && std::equal(a.inset, a.inset + 4, b.inset);
}

// A control belongs to the row in which its middle lies.
bool stands_in(const Item& item, const Item& row) {
  const float middle = item.box.y + item.box.h / 2;
  return item.group == row.group && middle >= row.box.y && middle <= row.box.y + row.box.h;
}

}  // namespace

void MirrorDiff::place_all(std::span<const Item> items) {
  next_places_.clear();
  const Item* row = nullptr;
  for (const Item& item : items) {
    if (item.role == ui::Role::row) {
      row = &item;
      next_places_.push_back({item.id, 0});
      continue;
    }
    if (row != nullptr && !stands_in(item, *row)) row = nullptr;
    next_places_.push_back({item.id, row != nullptr ? row->id : 0});
  }
  const auto same = [](const MirrorPlace& a, const MirrorPlace& b) { return a.id == b.id && a.row == b.row; };
  reordered_ = !std::equal(places_.begin(), places_.end(), next_places_.begin(), next_places_.end(), same);
}

// Moves what is known of the item, with the memory of its strings, to where it is kept from now on. It is looked for first
// behind the one found last: what came or went before it moves all of them alike.
bool MirrorDiff::take_kept(std::uint32_t id, Kept& into) {
  const auto move = [&](std::size_t at) {
    std::swap(kept_[at], into);
    kept_[at].state.id = 0;
    guess_ = at + 1;
    return true;
  };
  if (guess_ < kept_.size() && kept_[guess_].state.id == id) return move(guess_);
  for (std::size_t at = 0; at < kept_.size(); ++at)
    if (kept_[at].state.id == id) return move(at);
  return false;
}

// Where the hidden end begins stays as it is while a person edits before it: else each letter would move one over.
std::string_view MirrorDiff::shown(const Item& item, Kept& kept) const {
  const std::string_view value = item.value;
  const bool held = std::any_of(held_.begin(), held_.end(), [&](const Held& each) { return each.id == item.id; });
  if (kept.hidden < value.size()) {
    const std::string_view part = value.substr(0, value.size() - kept.hidden);
    // What the element has now decides while the model has not answered: cut now, what is typed next would have the end twice.
    const bool stays = kept.hidden != 0 && part.size() <= 2 * std::size_t{item.part} && part == kept.strings[kValue];
    if (held || stays) return part;
  }
  if (item.part == 0 || item.part >= value.size()) {
    kept.hidden = 0;
    return value;
  }
  kept.hidden = value.size() - item.part;
  return value.substr(0, item.part);
}

std::string_view MirrorDiff::hidden(const Item& item) const {
  for (const Kept& kept : kept_)
    if (kept.state.id == item.id && kept.hidden < item.value.size()) return std::string_view(item.value).substr(item.value.size() - kept.hidden);
  return {};
}

void MirrorDiff::unseen(std::uint32_t id) {
  held_.erase(std::remove_if(held_.begin(), held_.end(), [id](const Held& held) { return held.id == id; }), held_.end());
}

void MirrorDiff::replaced(std::uint32_t id) {
  for (Kept& kept : kept_)
    if (kept.state.id == id) kept.hidden = 0;
}

bool MirrorDiff::holds_value(std::uint32_t id, bool same) {
  for (Held& held : held_) {
    if (held.id != id) continue;
    if (!same) return held.updates > 0;
    held.updates = 0;  // the model has taken it
  }
  return false;
}

void MirrorDiff::compare(const Item& item, Record now, Kept& kept, bool is_new) {
  if (is_new || !same_state(now, kept.state)) now.parts |= Record::kState;
  if (is_new || !same_box(now, kept.state)) now.parts |= Record::kBox;
  if (is_new) kept.hidden = 0;
  for (std::size_t i = 0; i < Record::kStrings; ++i) {
    const std::string_view text = i == kValue ? shown(item, kept) : std::string_view(item.*kText[i]);
    const bool same = text == kept.strings[i];
    if (i == kValue && !is_new && holds_value(item.id, same)) continue;
    if (same && !is_new) continue;
    now.parts |= Record::kFirstString << i;
    now.strings[i] = {text.data(), text.size()};
    kept.strings[i].assign(text);
  }
  kept.state = now;
  if (now.parts != 0) records_.push_back(now);
}

bool MirrorDiff::update(std::span<const Item> items, bool input_waits) {
  records_.clear();
  place_all(items);
  next_.resize(items.size());
  guess_ = 0;
  const Item* row = nullptr;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].role == ui::Role::row) row = &items[i];
    const bool is_new = !take_kept(items[i].id, next_[i]);
    compare(items[i], state_of(items[i], next_places_[i].row != 0 ? row : nullptr), next_[i], is_new);
  }
  std::swap(kept_, next_);
  std::swap(places_, next_places_);
  if (!input_waits) age_held();
  return reordered_ || !records_.empty();
}

bool MirrorDiff::seen_moved(std::span<const Item> items) const {
  std::size_t guess = 0;
  for (const Item& item : items) {
    if (item.role != ui::Role::textbox && item.role != ui::Role::link) continue;
    while (guess < kept_.size() && kept_[guess].state.id != item.id) ++guess;
    if (guess == kept_.size() || !same_box(state_of(item, nullptr), kept_[guess].state)) return true;
  }
  return false;
}

void MirrorDiff::age_held() {
  for (Held& held : held_) --held.updates;
  held_.erase(std::remove_if(held_.begin(), held_.end(), [](const Held& held) { return held.updates < 0; }),
              held_.end());
}

void MirrorDiff::changed_outside(std::uint32_t id, std::string_view value) {
  constexpr int kUpdates = 3;
  for (Kept& kept : kept_) {
    if (kept.state.id != id) continue;
    kept.strings[kValue].assign(value);
    for (Held& held : held_)
      if (held.id == id) {
        held.updates = kUpdates;
        return;
      }
    held_.push_back({id, kUpdates});
    return;
  }
}

}  // namespace browser
