#include "ui/field_part.h"

#include <algorithm>
#include <cstddef>

#include "model/payload.h"

namespace ui {

std::uint32_t field_part(std::string_view utf8) {
  constexpr std::size_t kLine = 32 * 1024, kMost = 256 * 1024;
  std::size_t line = 0;
  while (utf8.size() - line > kLine && line < kMost) {
    const std::size_t end = utf8.substr(line, kLine + 1).find('\n');
    if (end == std::string_view::npos) {
      const std::size_t cut = std::min(line + kLine, kMost);
      return static_cast<std::uint32_t>(model::utf8_cut(model::as_bytes(utf8), cut));
    }
    line += end + 1;
  }
  if (utf8.size() <= kMost) return 0;
  return static_cast<std::uint32_t>(model::utf8_cut(model::as_bytes(utf8), kMost));
}

}  // namespace ui
