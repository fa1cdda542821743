#include "model/search.h"

#include <algorithm>

#include "mqtt/property.h"

namespace model {
namespace {

// Besides its bytes, looking at a row costs about as much as reading this many.
constexpr std::size_t kRowCost = 64;

std::uint8_t fold(std::uint8_t byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<std::uint8_t>(byte + ('a' - 'A')) : byte;
}

// Values alone: the bytes between them are not what anybody looks for.
bool in_properties(const Needle& needle, Bytes encoded) {
  for (const mqtt::Property& property : mqtt::Properties(encoded))
    if (needle.find(as_bytes(property.text)) != Needle::npos || needle.find(as_bytes(property.value)) != Needle::npos)
      return true;
  return false;
}

}  // namespace

// Boyer-Moore-Horspool over folded bytes: the skip table is 8 bits wide, so a longer needle moves by 255 at most.
Needle::Needle(std::string_view text) : folded_(text) {
  for (char& c : folded_) c = static_cast<char>(fold(static_cast<std::uint8_t>(c)));
  const std::size_t last = folded_.empty() ? 0 : folded_.size() - 1;
  std::fill(std::begin(skip_), std::end(skip_), static_cast<std::uint8_t>(std::min<std::size_t>(last + 1, 255)));
  for (std::size_t i = 0; i < last; ++i)
    skip_[static_cast<std::uint8_t>(folded_[i])] = static_cast<std::uint8_t>(std::min<std::size_t>(last - i, 255));
}

std::size_t Needle::find(Bytes bytes, std::size_t from) const {
  if (folded_.empty()) return npos;
  const std::size_t last = folded_.size() - 1;
  while (from < bytes.size() && bytes.size() - from > last) {
    const std::uint8_t end = fold(bytes[from + last]);
    if (end == static_cast<std::uint8_t>(folded_[last])) {
      std::size_t same = 0;
      while (same < last && fold(bytes[from + same]) == static_cast<std::uint8_t>(folded_[same])) ++same;
      if (same == last) return from;
    }
    from += skip_[end];
  }
  return npos;
}

Search::Search() : needle_({}) {}

void Search::set_query(std::string_view query) {
  if (query == query_) return;
  query_ = query;
  needle_ = Needle(query);
  restart(1);
}

void Search::restart(std::uint64_t first) {
  matches_.clear();
  begin_ = 0;
  first_ = next_ = first;
  offset_ = 0;
  ++version_;
}

void Search::forget_before(std::uint64_t first) {
  if (first <= first_) return;
  first_ = first;
  const std::size_t kept = lower_bound(first);
  if (kept) ++version_;
  begin_ += kept;
  // Moved together only now and then, so that each row is moved about once.
  if (begin_ > matches_.size() / 2) {
    matches_.erase(matches_.begin(), matches_.begin() + static_cast<std::ptrdiff_t>(begin_));
    begin_ = 0;
  }
  if (first > next_) {
    next_ = first;
    offset_ = 0;
  }
}

bool Search::advance(const MessageStore& store, std::size_t byte_budget) {
  if (!active()) return true;
  if (store.first_seq() < first_) restart(store.first_seq());
  forget_before(store.first_seq());
  std::size_t spent = 0;
  while (next_ < store.next_seq()) {
    if (spent >= byte_budget) return false;
    const LogEntry entry = store.at(next_);
    bool found = false;
    if (offset_ == 0) {
      found = needle_.find(as_bytes(entry.topic)) != Needle::npos ||
              needle_.find(as_bytes(entry.text)) != Needle::npos || in_properties(needle_, entry.properties) ||
              in_properties(needle_, entry.answer);
      spent += kRowCost + entry.topic.size() + entry.text.size() + entry.properties.size() + entry.answer.size();
    }
    if (!found && offset_ < entry.payload.size()) {
      // A place that straddles the end of this part is found by the next one, which begins before it.
      const std::size_t part = std::min(entry.payload.size() - offset_, byte_budget + needle_.size());
      found = needle_.find(entry.payload.subspan(offset_, part)) != Needle::npos;
      spent += part;
      if (!found && offset_ + part < entry.payload.size()) {
        offset_ += part - (needle_.size() - 1);
        continue;
      }
    }
    if (found) {
      matches_.push_back(next_);
      ++version_;
    }
    ++next_;
    offset_ = 0;
  }
  return true;
}

std::size_t Search::lower_bound(std::uint64_t seq) const {
  const auto first = matches_.begin() + static_cast<std::ptrdiff_t>(begin_);
  return static_cast<std::size_t>(std::lower_bound(first, matches_.end(), seq) - first);
}

}  // namespace model
