// Small things that only the browser can do, as one plain interface: clipboard, download, the page's language preference.
// Not the mirror, not the fonts, not the timers.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace browser {

class Services {
 public:
  virtual ~Services() = default;
  // Puts text on the system's clipboard; works without permission too (the event path). The outcome comes back
  // through copied() since the browser answers late.
  virtual void copy(std::string_view utf8) = 0;
  // Starts the saving of a file of several pieces without joining them: begin, piece…, end.
  virtual void download_begin(std::string_view file_name, std::string_view mime_type) = 0;
  virtual void download_piece(std::span<const std::uint8_t> bytes) = 0;
  virtual void download_end() = 0;
};

}  // namespace browser
