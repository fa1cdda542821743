// Maps text to one code point a cluster: plain text as it is, the rest cut by a segmenter (the browser's, or simple
// rules where there is none) and replaced by private code points of a ClusterTable. Not the browser: natively tested.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "browser/cluster_table.h"
#include "ui/cluster_text.h"

namespace browser {

// Writes the byte length of each grapheme cluster of valid UTF-8, at most `room`; returns how many, or -1: cannot tell.
using Segmenter = int (*)(const char* utf8, std::size_t size, std::uint32_t* lengths, std::size_t room);
// Grapheme clusters by rules that need no data: marks, joiners, modifiers and pairs of regional indicators.
int segment_simply(const char* utf8, std::size_t size, std::uint32_t* lengths, std::size_t room);

class Clusters final : public ui::ClusterText {
 public:
  Clusters(ClusterTable& table, Segmenter segmenter) : table_(table), segmenter_(segmenter) {}
  std::string_view map(std::string_view utf8) override;
  void keep(std::string_view mapped) override;
  std::uint32_t generation() const override { return table_.generation(); }

 private:
  struct Kept {
    std::string text, mapped;
    std::uint32_t generation = 0;
  };
  void cut(std::string_view utf8, std::string& out);
  void replace(std::string_view run, std::string& out);
  void put(std::string_view cluster, std::string& out);

  ClusterTable& table_;
  Segmenter segmenter_;
  std::string clean_, long_;
  std::vector<Kept> kept_;
  bool ran_out_ = false;  // of private code points: not to be remembered
};

}  // namespace browser
