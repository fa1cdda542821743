// Text as it goes to ImGui: one code point a grapheme cluster. A cluster of several code points (joined emoji, flags,
// combining marks, a word of a script that is shaped or runs right to left) is replaced by a private code point that
// the glyph loader knows; plain text comes back as it is. The replaced text is for drawing only, it never reaches the
// model or a copy. An interface: the browser segments with Intl.Segmenter, native tests draw text as it is.
#pragma once
#include <string_view>

namespace ui {

class ClusterText {
 public:
  virtual ~ClusterText() = default;
  // UTF-8 in (invalid bytes are drawn as U+FFFD), UTF-8 for ImGui out. The view is `utf8` itself, or lives until the next call.
  virtual std::string_view map(std::string_view utf8) = 0;
};

// The one in use. Never null: until one is set, text passes unchanged.
ClusterText& cluster_text();
void set_cluster_text(ClusterText* clusters);

}  // namespace ui
