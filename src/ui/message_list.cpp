#include "ui/message_list.h"

#include <algorithm>
#include <string>

#include "imgui_internal.h"
#include "model/message_store.h"
#include "model/search.h"
#include "ui/cluster_text.h"
#include "ui/menu.h"
#include "ui/row_menu.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr float kBarWidth = 14;

// It is there for the mouse only; the keyboard has Ctrl+C, the row's menu and the opened message.
void copy_button(Frame& frame, const model::LogEntry& entry, const ImRect& row) {
  const std::string_view copy = frame.say(Text::copy);
  ImGui::SetCursorScreenPos({row.Max.x - button_width(frame, copy, true) - 6, row.Min.y + 3});
  if (button(frame, copy, {.small = true})) copy_row(frame, entry);
  frame.registry.withdraw_last();
}

}  // namespace

// Indices are seqs while all rows are shown, and places in the search's finds otherwise.
struct MessageList::Rows {
  const model::MessageStore& store;
  const model::Search* search;

  explicit Rows(const model::View& view) : store(*view.store), search(view.search) {}
  std::uint64_t first() const { return search ? 0 : store.first_seq(); }
  std::uint64_t end() const { return search ? search->size() : store.next_seq(); }
  std::uint64_t seq(std::uint64_t index) const { return search ? search->seq(static_cast<std::size_t>(index)) : index; }
  // The row with this seq, or the next one that is shown.
  std::uint64_t index_of(std::uint64_t seq) const {
    return search ? search->lower_bound(seq) : std::clamp(seq, store.first_seq(), store.next_seq());
  }
};

MessageRow& MessageList::row(Frame& frame, const Rows& rows, std::uint64_t index) {
  const std::uint64_t seq = rows.seq(index);
  MessageRow& kept = cache_[seq % cache_.size()];
  if (kept.seq != seq || kept.generation != generation_) {
    lay_out_row(frame, rows.store.at(seq), width_, kept);
    kept.generation = generation_;
  }
  heights_.set(index, kept.height);
  return kept;
}

void MessageList::note_changes(const Frame& frame, const Rows& rows, float width) {
  const model::Form& form = frame.view.form;
  const std::uint64_t format = (form[model::Toggle::show_hex] ? 1u : 0u) | (form[model::Toggle::pretty_json] ? 2u : 0u) |
                               (frame.view.language == model::Language::zh ? 4u : 0u) |
                               (static_cast<std::uint64_t>(static_cast<std::uint32_t>(frame.view.utc_offset_s)) << 8);
  if (clusters_ != cluster_text().generation()) {
    clusters_ = cluster_text().generation();
    ++generation_;
  }
  if (width != width_ || format != format_) {
    width_ = width;
    format_ = format;
    ++generation_;
    heights_.reset();
  }
  // Finds are counted from the oldest that is left: when that one goes, every index means another row.
  const std::uint64_t filter_first = rows.search && rows.end() > 0 ? rows.seq(0) : 0;
  if (filtered_ != (rows.search != nullptr) || filter_first != filter_first_) {
    filtered_ = rows.search != nullptr;
    filter_first_ = filter_first;
    heights_.reset();
  }
  heights_.sync(rows.first(), rows.end());
}

void MessageList::show_end(Frame& frame, const Rows& rows, float height) {
  std::uint64_t index = rows.end();
  float filled = 0;
  // One at least: in a very low page there is no height at all.
  while (index > rows.first() && (filled < height || index == rows.end())) filled += row(frame, rows, --index).height;
  anchor_seq_ = rows.seq(index);
  anchor_into_ = std::max(0.f, filled - height);
  at_end_ = true;
}

std::uint32_t MessageList::row_id(std::uint64_t seq) {
  ImGui::PushID(reinterpret_cast<const void*>(static_cast<std::uintptr_t>(seq)));
  const std::uint32_t id = item_id("row");
  ImGui::PopID();
  return id;
}

// The row that has the keyboard, or gets it as soon as it is drawn, among those of the last frame; 0: none.
std::uint64_t MessageList::keyboard_row(const Frame& frame, const Rows& rows) const {
  if (focus_seq_ != 0) return focus_seq_;
  if (frame.registry.focused_id() == 0) return 0;
  const std::uint64_t first = rows.index_of(anchor_seq_);
  for (std::uint64_t index = first; index < rows.end() && index < first + cache_.size() && rows.seq(index) <= newest_; ++index)
    if (frame.registry.focus_ring(row_id(rows.seq(index)))) return rows.seq(index);
  return 0;
}

// The newest are followed until that would push a row out of sight that has the keyboard, however many come within one
// frame, and not at all under what was opened from a row. False: not followed from now on.
bool MessageList::follow_newest(Frame& frame, const Rows& rows, float height) {
  const bool opened = menu_is_open(frame, OpenMenu::What::row) || frame.view.open_message.has_value();
  const std::uint64_t held = newest_ == 0 ? 0 : opened ? anchor_seq_ : keyboard_row(frame, rows);
  const float into = held == anchor_seq_ ? anchor_into_ : 0;
  show_end(frame, rows, height);
  if (rows.seq(rows.end() - 1) == newest_) return true;
  if (held == 0 || held > anchor_seq_ || (held == anchor_seq_ && into >= anchor_into_)) return true;
  anchor_seq_ = held;
  anchor_into_ = into;
  return follow_ = false;
}

void MessageList::place(Frame& frame, const Rows& rows, float height) {
  if (wanted_ < 0) follow_ = false;
  if (follow_ && follow_newest(frame, rows, height)) return;
  std::uint64_t index = std::min(rows.index_of(anchor_seq_), rows.end() - 1);
  if (rows.seq(index) != anchor_seq_) anchor_into_ = 0;  // that row is gone
  anchor_into_ += wanted_;
  while (anchor_into_ < 0 && index > rows.first()) anchor_into_ += row(frame, rows, --index).height;
  anchor_into_ = std::max(anchor_into_, 0.f);
  while (index + 1 < rows.end() && anchor_into_ >= row(frame, rows, index).height) anchor_into_ -= row(frame, rows, index++).height;
  anchor_seq_ = rows.seq(index);

  float below = -anchor_into_;
  std::uint64_t last = index;
  while (last < rows.end() && below <= height) below += row(frame, rows, last++).height;
  at_end_ = last == rows.end() && below <= height + 0.5f;
  if (!at_end_) return;
  const bool reached_by_user = wanted_ > 0;
  show_end(frame, rows, height);
  // Scrolled down to the end, or everything fits: the newest is followed again.
  if (reached_by_user || (rows.seq(rows.first()) == anchor_seq_ && anchor_into_ == 0)) follow_ = true;
}

void MessageList::scrollbar(Frame& frame, const Rows& rows, ImVec2 low, ImVec2 high) {
  const double total = heights_.total();
  const float view = high.y - low.y;
  if (total <= static_cast<double>(view)) return;
  auto scroll = static_cast<ImS64>(heights_.above(rows.index_of(anchor_seq_)) + static_cast<double>(anchor_into_));
  const ImS64 before = scroll;
  ImGui::PushStyleColor(ImGuiCol_ScrollbarBg, frame.colour.scrollbar);
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrab, frame.colour.scrollbar_grab);
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabHovered, frame.colour.primary);
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabActive, frame.colour.primary_hover);
  const ImRect box(low, high);
  const ImGuiID id = item_id("scrollbar");
  ImGui::KeepAliveID(id);
  ImGui::ScrollbarEx(box, id, ImGuiAxis_Y, &scroll, static_cast<ImS64>(view), static_cast<ImS64>(total));
  ImGui::PopStyleColor(4);
  if (scroll == before || ImGui::GetActiveID() != id) return;
  follow_ = static_cast<double>(scroll) >= total - static_cast<double>(view) - 1;
  const RowHeights::Place place = heights_.at(static_cast<double>(scroll));
  anchor_seq_ = rows.seq(place.row);
  anchor_into_ = place.into;
}

// The row that lies a window's height up or down from this one.
std::uint64_t MessageList::a_page_from(Frame& frame, const Rows& rows, std::uint64_t index, int way) {
  float passed = 0;
  while (passed < height_ && (way < 0 ? index > rows.first() : index + 1 < rows.end())) {
    index = way < 0 ? index - 1 : index + 1;
    passed += row(frame, rows, index).height;
  }
  return index;
}

// Arrow keys, Home and End on the focused row: the next one gets the focus and comes into sight.
void MessageList::take_keys(Frame& frame, const Rows& rows, std::uint32_t id, std::uint64_t index) {
  using Kind = ItemInput::Kind;
  std::uint64_t to = index;
  for (int i = frame.registry.take_all(Kind::previous_row, id); i > 0 && to > rows.first(); --i) --to;
  for (int i = frame.registry.take_all(Kind::next_row, id); i > 0 && to + 1 < rows.end(); --i) ++to;
  if (frame.registry.take(Kind::first_row, id)) to = rows.first();
  if (frame.registry.take(Kind::last_row, id)) to = rows.end() - 1;
  if (frame.registry.take(Kind::previous_page, id)) to = a_page_from(frame, rows, index, -1);
  if (frame.registry.take(Kind::next_page, id)) to = a_page_from(frame, rows, index, 1);
  if (to == index) return;
  focus_seq_ = rows.seq(to);
  follow_ = to + 1 == rows.end();
  const bool above = focus_seq_ <= anchor_seq_;
  if (above || to != index + 1) {
    anchor_seq_ = focus_seq_;
    anchor_into_ = 0;
  }
}

// By the right mouse button, by a finger that rests, or by the keyboard.
void MessageList::ask_menu(Frame& frame, const Item& item, std::uint64_t seq, bool hovered) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  // Below the row, or within a long one.
  constexpr float kFurthest = 70;
  const Box seen{item.clip.x, std::max(item.clip.y, item.box.y), item.clip.w,
                 std::min(item.clip.y + item.clip.h, item.box.y + item.box.h) - std::max(item.clip.y, item.box.y)};
  Box at{seen.x + kRowTextLeft, seen.y, 0, std::min(seen.h, kFurthest)};
  const bool by_mouse = hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Right);
  if (by_mouse) at = {mouse.x, mouse.y, 0, 0};
  if (by_mouse || frame.registry.take_menu(item.id, seen, at)) open_menu(frame, OpenMenu::What::row, at, item.id, seq);
}

void MessageList::draw_one(Frame& frame, const Rows& rows, const MessageRow& row, ImVec2 at, std::uint64_t index) {
  const ImRect box(at, {at.x + width_, at.y + row.height});
  const std::uint32_t id = row_id(row.seq);
  ImGui::PushID(static_cast<int>(id));
  ImGui::ItemAdd(box, id);
  // Not what ButtonBehavior says: the first frame of a quick press, and the button in the row, count as well.
  const bool hovered = box.Contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  draw->ChannelsSplit(2);
  draw->ChannelsSetCurrent(1);
  // Before the row's own behaviour: the press on it is none on the row.
  if (hovered) copy_button(frame, rows.store.at(row.seq), box);
  draw->ChannelsSetCurrent(0);
  bool row_hovered = false, held = false;
  bool pressed = ImGui::ButtonBehavior(box, id, &row_hovered, &held);
  pressed |= frame.registry.take(ItemInput::Kind::click, id);
  Item& item = declare(frame, id, Role::row, row.name, box.Min, box.Max);
  item.activates = true;
  item.help.assign(row.meta);
  item.set_size = static_cast<std::int32_t>(std::min<std::uint64_t>(rows.end() - rows.first(), INT32_MAX));
  item.set_position = static_cast<std::int32_t>(std::min<std::uint64_t>(index - rows.first() + 1, INT32_MAX));
  if (row.seq == focus_seq_) {
    frame.registry.request_focus(id);
    focus_seq_ = 0;
  }
  ask_menu(frame, item, row.seq, hovered);
  if (frame.registry.take(ItemInput::Kind::copy, id)) copy_row(frame, rows.store.at(row.seq));
  const bool has_menu = menu_is_open(frame, OpenMenu::What::row) && frame.state.menu.seq == row.seq;
  draw_row(frame, row, at, width_, hovered || has_menu);
  if (frame.registry.focus_arrived(id)) ImGui::ScrollToRectEx(ImGui::GetCurrentWindow(), box);
  focus_ring(frame, id, {box.Min.x + 3, box.Min.y + 3}, {box.Max.x - 3, box.Max.y - 3});
  draw->ChannelsMerge();
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (pressed) frame.act_seq(model::Action::Kind::open_message, row.seq);
  take_keys(frame, rows, id, index);
  ImGui::PopID();
}

void MessageList::draw_rows(Frame& frame, const Rows& rows, ImVec2 low, ImVec2 high) {
  float y = low.y - anchor_into_;
  for (std::uint64_t index = rows.index_of(anchor_seq_); index < rows.end() && y < high.y; ++index) {
    const MessageRow& laid_out = row(frame, rows, index);
    const float below = y + laid_out.height;
    if (laid_out.seq == focus_seq_ && anchor_seq_ != focus_seq_ && below > high.y) wanted_ += std::min(below - high.y, y - low.y);
    draw_one(frame, rows, laid_out, {low.x, y}, index);
    y = below;
    // The keyboard goes to a row just below what is in sight.
    if (focus_seq_ != 0 && anchor_seq_ != focus_seq_ && y >= high.y && index + 1 < rows.end() && rows.seq(index + 1) == focus_seq_)
      wanted_ += row(frame, rows, index + 1).height;
  }
}

void MessageList::draw(Frame& frame, ImVec2 size) {
  ImGui::BeginChild("list", size, ImGuiChildFlags_None,
                    ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoNav);
  const Rows rows(frame.view);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 high{low.x + size.x, low.y + size.y};
  const std::uint32_t area = ImGui::GetCurrentWindow()->ID;
  if (rows.end() > rows.first()) {
    note_changes(frame, rows, size.x - kBarWidth);
    if (frame.scroll.area == area) {
      wanted_ += frame.scroll.dy;
      frame.scroll = {};
    }
    height_ = size.y;
    // It may have gone before it was drawn: dropped, cleared, or no find.
    if (const std::uint64_t index = rows.index_of(focus_seq_); index >= rows.end() || rows.seq(index) != focus_seq_) focus_seq_ = 0;
    place(frame, rows, size.y);
    newest_ = rows.seq(rows.end() - 1);
    wanted_ = 0;
    scrollbar(frame, rows, {high.x - kBarWidth, low.y}, high);
    draw_rows(frame, rows, low, {high.x - kBarWidth, high.y});
    frame.registry.declare_scroll_area({.id = area,
                                        .box = {low.x, low.y, size.x, size.y},
                                        .up = anchor_into_ > 0 || rows.seq(rows.first()) != anchor_seq_,
                                        .down = !at_end_});
  } else {
    const bool cleared = rows.store.next_seq() > 1;
    const std::string_view words = frame.say(rows.search ? Text::no_matches : cleared ? Text::cleared : Text::no_messages);
    ImGui::SetCursorScreenPos({low.x + 12, low.y + 12});
    paragraph(frame, words, size.x - 24, frame.colour.muted, frame.size.text, 4);
  }
  ImGui::EndChild();
}

}  // namespace ui
