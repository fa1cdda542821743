#include "browser/mirror.h"

#include <emscripten.h>
#include <emscripten/html5.h>

#include <cstddef>
#include <utility>

#include "browser/frame.h"
#include "browser/js_text.h"

extern "C" {
void page_mirror_start();
bool page_mirror_apply(const browser::MirrorRecord* records, std::size_t count, const browser::MirrorPlace* places,
                       std::size_t placed, std::uint32_t focus);
void page_mirror_group(int group, const char* name, std::size_t length);
void page_mirror_look(float size, float line);
}

namespace {

browser::Mirror* g_mirror = nullptr;

// web/lib_mirror.js reads the records word by word.
static_assert(sizeof(browser::MirrorRecord) == 34 * 4);
static_assert(offsetof(browser::MirrorRecord, box) == 12 * 4 && offsetof(browser::MirrorRecord, strings) == 20 * 4);

}  // namespace

extern "C" EMSCRIPTEN_KEEPALIVE void page_mirror_event(int kind, std::uint32_t id, std::size_t length) {
  ui::ItemInput input;
  constexpr int kWhole = 256, kUnseen = 512;  // of a text
  input.kind = static_cast<ui::ItemInput::Kind>(kind & 255);
  input.id = id;
  input.text.assign(browser::js_text(length));
  g_mirror->receive(std::move(input), (kind & kWhole) != 0, (kind & kUnseen) != 0);
}

// What was posted is to be answered before this returns.
extern "C" EMSCRIPTEN_KEEPALIVE void page_mirror_now() { browser::draw_frame_now(); }

namespace browser {

constexpr double kGapMs = 100;

Mirror::Mirror(ui::Registry& registry) : registry_(registry) {
  g_mirror = this;
  page_mirror_start();
}

void Mirror::set_group_name(ui::Group group, std::string_view name) {
  page_mirror_group(static_cast<int>(group), name.data(), name.size());
}

void Mirror::set_field_look(float size, float line) { page_mirror_look(size, line); }

void Mirror::receive(ui::ItemInput input, bool whole, bool unseen) {
  using Kind = ui::ItemInput::Kind;
  if (input.kind == Kind::text && !unseen) diff_.changed_outside(input.id, input.text);
  if (input.kind == Kind::text) {
    const ui::Item* const item = whole ? nullptr : registry_.find(input.id);
    if (item != nullptr) input.text.append(diff_.hidden(*item));
    if (whole) diff_.replaced(input.id);
    if (unseen) diff_.unseen(input.id);
  }
  urgent_updates_ = 2;
  registry_.post(std::move(input));
  request_frame();
}

void Mirror::update(double mono_ms, bool urgent) {
  const double due = last_ms_ + kGapMs;
  if (!urgent && urgent_updates_ == 0 && focus_wish_ == 0 && mono_ms < due && !diff_.seen_moved(registry_.items())) {
    if (late_) return;
    late_ = true;
    emscripten_async_call([](void*) { g_mirror->apply(); }, nullptr, static_cast<int>(due - mono_ms) + 1);
    return;
  }
  last_ms_ = mono_ms;
  if (urgent_updates_ > 0) --urgent_updates_;
  apply();
}

void Mirror::apply() {
  if (late_) last_ms_ = emscripten_performance_now();
  late_ = false;
  const bool changed = diff_.update(registry_.items(), registry_.has_input());
  if (const std::uint32_t wish = registry_.take_focus_request()) {
    focus_wish_ = wish;
    wish_updates_ = 3;
  }
  if (changed || focus_wish_ != 0) {
    const bool focused = page_mirror_apply(diff_.records().data(), diff_.records().size(), diff_.places().data(),
                                           diff_.reordered() ? diff_.places().size() : 0, focus_wish_);
    // The element may only come, or a dialog over it only go, with the next frame.
    if (focused || --wish_updates_ <= 0) focus_wish_ = 0;
  }
  // A value that was typed waits for the model's word.
  if (diff_.waiting() || focus_wish_ != 0) request_frame();
}

}  // namespace browser
