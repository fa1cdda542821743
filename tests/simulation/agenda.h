// Virtual time: calls that are due at a millisecond, made one after the other. Two of the same millisecond come in the
// order in which they were entered, so that a run is the same each time.
#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "simulation/report.h"

namespace simulation {

class Agenda {
 public:
  Agenda(Report& report, std::int64_t origin) : report_(report) { report_.now = origin; }

  std::int64_t now() const { return report_.now; }

  void at(std::int64_t time, std::function<void()> call) {
    entries_.push_back({std::max(time, now()), next_++, std::move(call)});
    std::push_heap(entries_.begin(), entries_.end(), later);
  }
  void in(std::int64_t milliseconds, std::function<void()> call) { at(now() + milliseconds, std::move(call)); }

  // Moves time to the next call and makes it. False when there is none.
  bool step() {
    if (entries_.empty()) return false;
    std::pop_heap(entries_.begin(), entries_.end(), later);
    const Entry entry = std::move(entries_.back());
    entries_.pop_back();
    steps_ = entry.time == report_.now ? steps_ + 1 : 0;
    if (steps_ > kMostAtOnce) report_.fail("time stands still");
    report_.now = entry.time;
    entry.call();
    return true;
  }

 private:
  struct Entry {
    std::int64_t time = 0;
    std::uint64_t number = 0;
    std::function<void()> call;
  };
  static bool later(const Entry& one, const Entry& other) {
    return one.time != other.time ? one.time > other.time : one.number > other.number;
  }

  static constexpr unsigned kMostAtOnce = 50'000;

  Report& report_;
  unsigned steps_ = 0;  // at this millisecond
  std::vector<Entry> entries_;
  std::uint64_t next_ = 0;
};

}  // namespace simulation
