#include "tools/lines.h"

namespace tools {

bool Lines::next(std::string_view& line) {
  std::size_t end = text_.find('\n', searched_);
  std::size_t after = end + 1;
  if (end == std::string::npos) {
    if (!ended_ || taken_ == text_.size()) {
      text_.erase(0, taken_);
      taken_ = 0;
      searched_ = text_.size();
      return false;
    }
    end = after = text_.size();
  }
  line = std::string_view(text_).substr(taken_, end - taken_);
  if (line.ends_with('\r')) line.remove_suffix(1);
  taken_ = searched_ = after;
  return true;
}

}  // namespace tools
