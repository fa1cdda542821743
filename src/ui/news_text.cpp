#include "ui/news_text.h"

#include <algorithm>

#include "model/message_store.h"
#include "model/preview.h"
#include "ui/message_row.h"
#include "ui/wording.h"

namespace ui {
namespace {

constexpr std::uint64_t kOneByOne = 3;  // rows that are read out in full
constexpr std::size_t kPayloadBytes = 120;

// With its time: without it the second of two equal messages would change nothing, and not be heard.
std::string row_words(const Frame& frame, std::uint64_t seq) {
  const model::LogEntry entry = frame.view.store->at(seq);
  std::string words = clock_time(entry.time_ms, frame.view.utc_offset_s) + ' ' + log_sentence(entry, frame.view.language);
  if (!model::has_message(entry.kind) || entry.payload.empty()) return words;
  const model::Preview shown = model::preview(entry.payload, model::PayloadFormat::text);
  words += ": ";
  words.append(std::string_view(shown.text).substr(0, model::utf8_cut(model::as_bytes(shown.text), kPayloadBytes)));
  return words;
}

std::string words(const Frame& frame) {
  const model::View& view = frame.view;
  if (view.copied) return std::string(frame.say(Text::copied));
  if (view.copy_failed) return std::string(frame.say(Text::copy_refused));
  if (view.news.found) return frame.say(Text::matches, {.number = {*view.news.found}});
  const std::uint64_t first = std::max(view.news.first, view.store->first_seq());
  const std::uint64_t end = std::min(view.news.end, view.store->next_seq());
  if (first >= end) return std::string(frame.say(Text::no_news));
  if (view.news.end - view.news.first > kOneByOne)
    return frame.say(Text::news_many, {.number = {view.news.end - view.news.first}, .text = row_words(frame, end - 1)});
  std::string all;
  for (std::uint64_t seq = first; seq < end; ++seq) {
    if (!all.empty()) all += '\n';
    all += row_words(frame, seq);
  }
  return all;
}

}  // namespace

const std::string& news_text(Frame& frame) {
  PageState& state = frame.state;
  const model::View& view = frame.view;
  const NewsKey key{view.news.first, view.news.end, view.news.found, view.language, view.copied, view.copy_failed};
  if (!state.news.empty() && key == state.news_key) return state.news;
  // That a copy is no longer told of is no news: nothing old is read out again.
  NewsKey before = state.news_key;
  const bool over = (before.copied || before.copy_failed) && !key.copied && !key.copy_failed;
  before.copied = before.copy_failed = false;
  state.news_key = key;
  if (over && before == key) return state.news;
  state.news = words(frame);
  return state.news;
}

}  // namespace ui
