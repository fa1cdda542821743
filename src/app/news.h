// When what came is read out: the first row of a while soon, a flood as one summary now and then. Not the words (ui).
#pragma once
#include <cstdint>
#include <optional>

#include "model/view.h"

namespace app {

class News {
 public:
  // Tells where the store ends and, while a finished search stands, how many rows it found; not to be called while one goes on. True when `news` was written anew.
  bool advance(std::uint64_t next_seq, std::optional<std::uint64_t> found, std::int64_t mono_ms, model::News& news);
  // When advance() has something to say, monotonic; nothing while there is nothing.
  std::optional<std::int64_t> due_ms() const { return due_ms_; }

 private:
  std::optional<std::uint64_t> told_seq_;  // up to here; none: not yet called
  std::optional<std::uint64_t> told_found_;
  std::int64_t quiet_until_ms_ = 0;
  std::optional<std::int64_t> due_ms_;
};

}  // namespace app
