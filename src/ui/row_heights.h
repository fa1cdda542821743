// The heights of a long list's rows, measured only when a row is seen: sums, positions and the way back, in blocks.
// A row that was never measured counts as the mean of those that were. Indices are absolute: they stay when rows go at the front.
#pragma once
#include <array>
#include <cstdint>
#include <deque>

namespace ui {

class RowHeights {
 public:
  // Forgets all heights: the width or the format changed.
  void reset();
  // The list is now [first, end). `first` never goes back without a reset.
  void sync(std::uint64_t first, std::uint64_t end);

  void set(std::uint64_t row, float height);  // whole pixels, at most 65,535
  float get(std::uint64_t row) const;         // measured or estimated
  double above(std::uint64_t row) const;      // pixels of the rows before it
  double total() const { return above(end_); }
  // The row that covers this distance from the top, and how far into it; the last row's end when it is beyond.
  struct Place {
    std::uint64_t row = 0;
    float into = 0;
  };
  Place at(double distance) const;

 private:
  static constexpr std::uint64_t kBlock = 256;
  struct Block {
    std::array<std::uint16_t, kBlock> height{};  // 0: not measured
    std::uint32_t sum = 0;
    std::uint16_t measured = 0;
  };
  float estimate() const;
  double block_pixels(std::size_t index) const;
  std::uint64_t rows_in(std::size_t index) const;

  std::deque<Block> blocks_;
  std::uint64_t first_ = 0, end_ = 0;
  std::uint64_t measured_ = 0, sum_ = 0;
};

}  // namespace ui
