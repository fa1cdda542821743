#include "ui/row_heights.h"

#include <algorithm>

namespace ui {

void RowHeights::reset() {
  blocks_.clear();
  first_ = end_ = 0;
  measured_ = sum_ = 0;
}

void RowHeights::sync(std::uint64_t first, std::uint64_t end) {
  if (first < first_ || end < end_ || blocks_.empty()) {
    reset();
    first_ = end_ = first;
  }
  for (; first_ < first && first_ < end_; ++first_) {
    Block& block = blocks_.front();
    std::uint16_t& height = block.height[first_ % kBlock];
    if (height != 0) {
      block.sum -= height;
      --block.measured;
      sum_ -= height;
      --measured_;
      height = 0;
    }
    if (first_ % kBlock == kBlock - 1) blocks_.pop_front();
  }
  if (first_ < first) {  // all that was here is gone
    reset();
    first_ = first;
  }
  end_ = end;
  const std::uint64_t wanted = end == first_ ? 0 : (end - 1) / kBlock - first_ / kBlock + 1;
  while (blocks_.size() < wanted) blocks_.emplace_back();
}

void RowHeights::set(std::uint64_t row, float height) {
  Block& block = blocks_[static_cast<std::size_t>(row / kBlock - first_ / kBlock)];
  std::uint16_t& kept = block.height[row % kBlock];
  const auto value = static_cast<std::uint16_t>(std::clamp(height, 1.f, 65535.f));
  if (kept == value) return;
  if (kept == 0) {
    ++block.measured;
    ++measured_;
  }
  block.sum += value - kept;
  sum_ += value;
  sum_ -= kept;
  kept = value;
}

float RowHeights::estimate() const { return measured_ == 0 ? 44.f : static_cast<float>(sum_) / static_cast<float>(measured_); }

float RowHeights::get(std::uint64_t row) const {
  const std::uint16_t kept = blocks_[static_cast<std::size_t>(row / kBlock - first_ / kBlock)].height[row % kBlock];
  return kept != 0 ? kept : estimate();
}

std::uint64_t RowHeights::rows_in(std::size_t index) const {
  const std::uint64_t begin = (first_ / kBlock + index) * kBlock;
  return std::min(begin + kBlock, end_) - std::max(begin, first_);
}

double RowHeights::block_pixels(std::size_t index) const {
  const Block& block = blocks_[index];
  return block.sum + static_cast<double>(rows_in(index) - block.measured) * static_cast<double>(estimate());
}

double RowHeights::above(std::uint64_t row) const {
  if (row <= first_) return 0;
  double pixels = 0;
  const std::size_t whole = static_cast<std::size_t>(row / kBlock - first_ / kBlock);
  for (std::size_t i = 0; i < whole && i < blocks_.size(); ++i) pixels += block_pixels(i);
  if (whole < blocks_.size())
    for (std::uint64_t r = std::max(first_, row / kBlock * kBlock); r < row; ++r) pixels += static_cast<double>(get(r));
  return pixels;
}

RowHeights::Place RowHeights::at(double distance) const {
  if (distance < 0) distance = 0;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const double pixels = block_pixels(i);
    if (distance >= pixels) {
      distance -= pixels;
      continue;
    }
    std::uint64_t row = std::max(first_, (first_ / kBlock + i) * kBlock);
    for (; row + 1 < end_ && distance >= static_cast<double>(get(row)); ++row) distance -= static_cast<double>(get(row));
    return {row, static_cast<float>(distance)};
  }
  if (end_ == first_) return {first_, 0};
  return {end_ - 1, get(end_ - 1)};
}

}  // namespace ui
