#include "ui/row_menu.h"

#include "model/copy_as.h"
#include "model/message_store.h"
#include "ui/menu.h"
#include "ui/message_row.h"
#include "ui/wording.h"

namespace ui {
namespace {

using Kind = model::Action::Kind;
using model::CopyAs;

void copy_as(Frame& frame, std::uint64_t seq, CopyAs as) {
  frame.actions.push_back({.kind = Kind::copy_message, .number = static_cast<std::uint32_t>(as), .seq = seq});
}

void message_menu(Frame& frame, const model::LogEntry& entry, float page_width, float page_height) {
  // Looked through once: it may be large.
  if (frame.state.menu.fresh) frame.state.menu.text = model::is_clipboard_text(entry.payload);
  const bool text = frame.state.menu.text;
  const MenuEntry entries[] = {
      {.name = frame.say(Text::open_row)},
      {.name = frame.say(Text::copy_as_text), .help = text ? std::string_view() : frame.say(Text::no_text), .enabled = text},
      {.name = frame.say(Text::copy_as_hex)},
      {.name = frame.say(Text::copy_as_base64)},
      {.name = frame.say(Text::copy_topic)},
      {.name = frame.say(Text::publish_here)},
  };
  const std::optional<std::size_t> chosen = draw_menu(frame, entries, page_width, page_height);
  if (!chosen) return;
  switch (*chosen) {
    case 0: return frame.act_seq(Kind::open_message, entry.seq);
    case 1: return copy_as(frame, entry.seq, CopyAs::text);
    case 2: return copy_as(frame, entry.seq, CopyAs::hex);
    case 3: return copy_as(frame, entry.seq, CopyAs::base64);
    case 4: return frame.actions.push_back({.kind = Kind::copy_text, .text = std::string(entry.topic)});
    default:
      frame.actions.push_back({.kind = Kind::set_text, .field = model::Field::publish_topic, .text = std::string(entry.topic)});
  }
}

}  // namespace

std::string row_text(const Frame& frame, const model::LogEntry& entry) {
  return clock_time(entry.time_ms, frame.view.utc_offset_s) + ' ' + log_sentence(entry, frame.view.language);
}

void copy_row(Frame& frame, const model::LogEntry& entry) {
  if (model::has_message(entry.kind)) return copy_as(frame, entry.seq, CopyAs::shown);
  frame.actions.push_back({.kind = Kind::copy_text, .text = row_text(frame, entry)});
}

void row_menu(Frame& frame, float page_width, float page_height) {
  if (!menu_is_open(frame, OpenMenu::What::row)) return;
  const std::uint64_t seq = frame.state.menu.seq;
  if (!frame.view.store->has(seq)) return close_menu(frame, false);
  const model::LogEntry entry = frame.view.store->at(seq);
  if (model::has_message(entry.kind)) return message_menu(frame, entry, page_width, page_height);
  const MenuEntry entries[] = {{.name = frame.say(Text::open_row)}, {.name = frame.say(Text::copy)}};
  const std::optional<std::size_t> chosen = draw_menu(frame, entries, page_width, page_height);
  if (!chosen) return;
  if (*chosen == 0)
    frame.act_seq(Kind::open_message, seq);
  else
    copy_row(frame, entry);
}

}  // namespace ui
