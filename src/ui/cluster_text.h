// Text as it goes to ImGui: one code point a grapheme cluster. A cluster of several code points (joined emoji, flags,
// combining marks, a word of a script that is shaped or runs right to left) is replaced by a private code point that
// the glyph loader knows; plain text comes back as it is. The replaced text is for drawing only, it never reaches the
// model or a copy. An interface: the browser segments with Intl.Segmenter, native tests draw text as it is.
#pragma once
#include <cstdint>
#include <string_view>

namespace ui {

class ClusterText {
 public:
  virtual ~ClusterText() = default;
  // UTF-8 in (invalid bytes are drawn as U+FFFD), UTF-8 for ImGui out. The view is `utf8` itself, or lives until the next call.
  virtual std::string_view map(std::string_view utf8) = 0;
  // For text that is kept in its mapped form over frames. Say in each frame that it is drawn again, or its private code
  // points may come to mean something else;
  virtual void keep(std::string_view /*mapped*/) {}
  // and map it anew when this number changes: then some of them do.
  virtual std::uint32_t generation() const { return 0; }
};

// The one in use. Never null: until one is set, text passes unchanged.
ClusterText& cluster_text();
void set_cluster_text(ClusterText* clusters);

}  // namespace ui
