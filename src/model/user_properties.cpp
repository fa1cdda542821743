#include "model/user_properties.h"

#include <algorithm>

namespace model {

bool next_user_property(std::string_view& text, std::size_t& line, UserPropertyLine& out) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
    if (one.ends_with('\r')) one.remove_suffix(1);
    if (one.empty()) continue;
    const std::size_t equals = one.find('=');
    out.line = line;
    out.divided = equals != std::string_view::npos;
    out.name = one.substr(0, equals);
    out.value = out.divided ? one.substr(equals + 1) : std::string_view();
    return true;
  }
  return false;
}

}  // namespace model
