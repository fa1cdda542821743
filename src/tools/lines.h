// Bytes that come in parts, cut into lines.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace tools {

class Lines {
 public:
  void add(std::string_view bytes) { text_.append(bytes); }
  // No more will come: what is left without a line feed is a line too.
  void end() { ended_ = true; }
  // The next line, without its line feed and a carriage return before that; valid until the next call of a member.
  bool next(std::string_view& line);

 private:
  std::string text_;
  std::size_t taken_ = 0;     // of text_
  std::size_t searched_ = 0;  // up to here there is no line feed
  bool ended_ = false;
};

}  // namespace tools
