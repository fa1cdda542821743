#include "app/news.h"

#include <algorithm>

namespace app {
namespace {

// Rows that belong together (connecting, connected, subscribed) come within the first; a sentence is heard out in the second.
constexpr std::int64_t kGatherMs = 300, kQuietMs = 2'500;

}  // namespace

bool News::advance(std::uint64_t next_seq, std::optional<std::uint64_t> found, std::int64_t mono_ms, model::News& news) {
  if (!told_seq_) told_seq_ = next_seq;
  // Rows that a search does not show are no news; its count is. Neither is the end of the search.
  if (found || told_found_) {
    told_seq_ = next_seq;
    if (!found) told_found_.reset();
    if (found == told_found_) {
      due_ms_.reset();
      return false;
    }
  } else if (*told_seq_ == next_seq) {
    due_ms_.reset();
    return false;
  }
  if (!due_ms_) due_ms_ = std::max(mono_ms + kGatherMs, quiet_until_ms_);
  if (mono_ms < *due_ms_) return false;
  due_ms_.reset();
  quiet_until_ms_ = mono_ms + kQuietMs;
  news = {*told_seq_, next_seq, found};
  told_seq_ = next_seq;
  told_found_ = found;
  return true;
}

}  // namespace app
