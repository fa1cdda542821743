#include "browser/clusters.h"

#include "browser/script.h"

namespace browser {
namespace {

// Lines on screen are asked for in every frame: remembered by their hash, short ones only.
constexpr std::size_t kKept = 512;
constexpr std::size_t kKeptBytes = 4096;
constexpr std::size_t kRun = 256;           // clusters asked of the segmenter at once
constexpr std::size_t kWordBytes = 120;     // longer words are cut: a glyph is a bitmap
constexpr std::size_t kClusterBytes = 240;  // a base with hundreds of marks

bool extends(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0483 && c <= 0x0489) || (c >= 0x1AB0 && c <= 0x1AFF) ||
         (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0x302A && c <= 0x302F) || c == 0x3099 ||
         c == 0x309A || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFE20 && c <= 0xFE2F) ||
         (c >= 0xFF9E && c <= 0xFF9F) || (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F) ||
         (c >= 0xE0100 && c <= 0xE01EF) || c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
}

bool is_regional(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

// True when every code point may pass as it is.
bool all_plain(std::string_view utf8) {
  std::size_t position = 0;
  while (position < utf8.size()) {
    if (static_cast<unsigned char>(utf8[position]) < 0x80) {
      ++position;
      continue;
    }
    if (!is_plain(next_code_point(utf8, position))) return false;
  }
  return true;
}

}  // namespace

int segment_simply(const char* utf8, std::size_t size, std::uint32_t* lengths, std::size_t room) {
  const std::string_view text(utf8, size);
  std::size_t count = 0, start = 0, position = 0;
  char32_t before = 0;
  bool half_flag = false;
  while (position < size) {
    const std::size_t here = position;
    const char32_t c = next_code_point(text, position);
    const bool joins = here != start && (extends(c) || before == 0x200D || (half_flag && is_regional(c)));
    if (!joins && here != start) {
      if (count == room) return static_cast<int>(count);
      lengths[count++] = static_cast<std::uint32_t>(here - start);
      start = here;
    }
    half_flag = is_regional(c) && !(joins && half_flag);
    before = c;
  }
  if (position > start && count < room) lengths[count++] = static_cast<std::uint32_t>(position - start);
  return static_cast<int>(count);
}

std::string_view Clusters::map(std::string_view utf8) {
  if (all_plain(utf8)) return utf8;
  if (utf8.size() > kKeptBytes) {
    long_.clear();
    cut(utf8, long_);
    return long_;
  }
  if (kept_.empty()) kept_.resize(kKept);
  std::uint32_t hash = 2166136261u;
  for (const char c : utf8) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  Kept& kept = kept_[(hash ^ hash >> 16) % kKept];
  if (kept.generation == table_.generation() && kept.text == utf8) {
    keep(kept.mapped);
    return kept.mapped;
  }
  kept.text.assign(utf8);
  kept.mapped.clear();
  ran_out_ = false;
  cut(utf8, kept.mapped);
  // After the cutting: it may itself have taken code points back (never one of this frame).
  kept.generation = table_.generation();
  if (ran_out_) kept.text.clear();
  return kept.mapped;
}

void Clusters::keep(std::string_view mapped) {
  for (std::size_t i = 0; i < mapped.size();) {
    // Private code points begin with these bytes.
    if (mapped[i] != '\xEE' && mapped[i] != '\xEF') {
      ++i;
      continue;
    }
    const char32_t c = next_code_point(mapped, i);
    if (ClusterTable::is_private(c)) table_.touch(c);
  }
}

// Plain code points that another plain one follows go through; from the last plain one before something else to the
// next cut between two plain ones, the segmenter decides.
void Clusters::cut(std::string_view utf8, std::string& out) {
  clean_.clear();
  bool run_needs_cutting = false, before_was_plain = true;
  const auto flush = [&] {
    if (run_needs_cutting)
      replace(clean_, out);
    else
      out += clean_;
    clean_.clear();
    run_needs_cutting = false;
  };
  for (std::size_t position = 0; position < utf8.size();) {
    const char32_t c = next_code_point(utf8, position);
    const bool plain = is_plain(c);
    if (plain && before_was_plain) flush();
    append_code_point(clean_, c);
    if (!plain) run_needs_cutting = true;
    before_was_plain = plain;
  }
  flush();
}

void Clusters::replace(std::string_view run, std::string& out) {
  std::uint32_t lengths[kRun];
  std::string_view word;  // consecutive clusters of a shaped script, to be drawn as one
  while (!run.empty()) {
    // The segmenter reads a bounded piece of a long run; its last cluster may be cut short there, which only shows.
    std::size_t piece = run.size();
    if (piece > 4 * kRun)
      for (piece = 4 * kRun; (static_cast<unsigned char>(run[piece]) & 0xC0) == 0x80;) --piece;
    int count = segmenter_ == nullptr ? -1 : segmenter_(run.data(), piece, lengths, kRun);
    if (count < 0) count = segment_simply(run.data(), piece, lengths, kRun);
    if (count <= 0) break;
    for (int i = 0; i < count; ++i) {
      const std::string_view cluster = run.substr(0, lengths[i]);
      run.remove_prefix(lengths[i]);
      std::size_t first = 0;
      if (is_word_shaped(next_code_point(cluster, first))) {
        if (word.size() + cluster.size() > kWordBytes && !word.empty()) {
          put(word, out);
          word = {};
        }
        word = word.empty() ? cluster : std::string_view(word.data(), word.size() + cluster.size());
        continue;
      }
      if (!word.empty()) put(word, out);
      word = {};
      put(cluster, out);
    }
  }
  if (!word.empty()) put(word, out);
}

void Clusters::put(std::string_view cluster, std::string& out) {
  std::size_t end = 0;
  const char32_t first = next_code_point(cluster, end);
  if (end == cluster.size() && is_plain(first)) {
    out += cluster;
    return;
  }
  if (cluster.size() > kClusterBytes) {
    for (end = kClusterBytes; (static_cast<unsigned char>(cluster[end]) & 0xC0) == 0x80;) --end;
    cluster = cluster.substr(0, end);
  }
  const char32_t code_point = table_.code_point(cluster);
  if (code_point == 0) ran_out_ = true;
  append_code_point(out, code_point == 0 ? kReplacement : code_point);
}

}  // namespace browser
