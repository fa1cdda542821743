// What happened in one run: the first broken invariant and, when asked for, a line for every step.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace simulation {

class Report {
 public:
  explicit Report(bool keep_lines) : keep_lines_(keep_lines) {}

  std::int64_t now = 0;  // virtual milliseconds; the agenda sets it

  // `make` gives the line's text. It is not called when no lines are kept.
  template <class Make>
  void line(Make make) {
    if (keep_lines_) lines_.push_back(std::to_string(now) + "  " + make());
  }

  // An invariant is broken. The first one stays; the run ends with the step that broke it.
  void fail(const std::string& what) {
    if (failed()) return;
    failure_ = what;
    line([&] { return "BROKEN: " + what; });
  }

  bool failed() const { return !failure_.empty(); }
  const std::string& failure() const { return failure_; }
  const std::vector<std::string>& lines() const { return lines_; }

 private:
  bool keep_lines_;
  std::string failure_;
  std::vector<std::string> lines_;
};

}  // namespace simulation
