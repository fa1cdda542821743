// What the view holds that follows from other things: marks, enabled buttons, times, what the search found.
#include <algorithm>

#include "app/app.h"
#include "app/form_folded.h"
#include "app/form_rules.h"

namespace app {

using model::Link;

namespace {

// How much is searched before the next frame may be drawn: a few milliseconds in the page.
constexpr std::size_t kSearchBytes = std::size_t{1} << 20;
constexpr std::int64_t kCopiedShownMs = 2'000, kFailureShownMs = 8'000;

void sooner(std::optional<std::int64_t>& deadline, std::optional<std::int64_t> other) {
  if (other && (!deadline || *other < *deadline)) deadline = other;
}

}  // namespace

void App::settle() {
  search_on();
  if (marks_due_) settle_marks();
  settle_times();
  settle_news();
  view_.unsettled = publishes_.size();
  view_.store_version = store_.version();
  view_.can_undo_clear = store_.can_undo_clear();
  if (view_.open_message && !store_.has(*view_.open_message)) view_.open_message.reset();
}

FormContext App::form_context() const { return {https_page(), view_.subscriptions, view_.messages_mqtt5}; }

void App::settle_marks() {
  marks_due_ = false;
  // Edits of the form hold from the next connection on, and what is published goes through the one that stands.
  view_.messages_mqtt5 = view_.link == Link::offline ? view_.form.mqtt5() : target_.mqtt5();
  check(view_.form, form_context(), view_.marks);
  view_.folded_changes = folded_changes(view_.form, view_.messages_mqtt5);
  const bool connected = view_.link == Link::connected;
  view_.can_connect = view_.link == Link::offline && connect_possible(view_.marks);
  view_.can_disconnect = view_.link != Link::offline;
  view_.can_publish = connected && publish_possible(view_.marks);
  view_.can_subscribe = connected && subscribe_possible(view_.marks);
}

void App::settle_times() {
  view_.now_ms = now_.unix_ms;
  view_.attempt = reconnect_.attempt();
  if (copied_until_ms_ && now_.mono_ms >= *copied_until_ms_) {
    copied_until_ms_.reset();
    view_.copied = view_.copy_failed = false;
    changed(Change::now);
  }
  if (countdown_at_ms_ && now_.mono_ms >= *countdown_at_ms_) changed(Change::now);
  countdown_at_ms_.reset();
  view_.retry_at_ms = 0;
  const std::optional<std::int64_t> due = reconnect_.due_ms();
  if (!due || *due <= now_.mono_ms) return;
  const std::int64_t left = *due - now_.mono_ms;
  view_.retry_at_ms = now_.unix_ms + left;
  countdown_at_ms_ = now_.mono_ms + (left - 1) % 1'000 + 1;
}

void App::settle_news() {
  if (searching_) return;
  std::optional<std::uint64_t> found;
  if (view_.search != nullptr) found = search_.size();
  if (news_.advance(store_.next_seq(), found, now_.mono_ms, view_.news)) changed(Change::messages);
}

void App::search_on() {
  if (!search_.active()) {
    searching_ = false;
    return;
  }
  const std::uint64_t before = search_.version();
  searching_ = !search_.advance(store_, kSearchBytes);
  if (search_.version() != before) changed(Change::messages);
}

std::optional<std::int64_t> App::next_deadline_ms() const {
  if (searching_) return now_.mono_ms;
  std::optional<std::int64_t> deadline = connection_.next_deadline();
  sooner(deadline, reconnect_.due_ms());
  sooner(deadline, countdown_at_ms_);
  sooner(deadline, copied_until_ms_);
  sooner(deadline, news_.due_ms());
  return deadline;
}

Change App::take_change() {
  const Change change = change_;
  change_ = Change::none;
  return change;
}

void App::set_system_look(model::SystemLook look) {
  if (view_.system_look == look) return;
  view_.system_look = look;
  changed(Change::now);
}

void App::set_utc_offset(std::int32_t seconds_ahead) {
  if (view_.utc_offset_s == seconds_ahead) return;
  view_.utc_offset_s = seconds_ahead;
  changed(Change::now);
}

void App::copied(bool succeeded, Now now) {
  view_.copied = succeeded;
  view_.copy_failed = !succeeded;
  copied_until_ms_ = now.mono_ms + (succeeded ? kCopiedShownMs : kFailureShownMs);
  changed(Change::now);
}

}  // namespace app
