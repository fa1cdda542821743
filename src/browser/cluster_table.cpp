#include "browser/cluster_table.h"

namespace browser {
namespace {
constexpr std::size_t kBuckets = 1024;
}

ClusterTable::ClusterTable(void (*taken_back)(char32_t), std::size_t most)
    : taken_back_(taken_back), most_(most < kMost ? most : kMost), buckets_(kBuckets) {}

std::uint32_t& ClusterTable::bucket(std::string_view cluster) {
  std::uint32_t hash = 2166136261u;
  for (const char c : cluster) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return buckets_[(hash ^ hash >> 15) % kBuckets];
}

char32_t ClusterTable::code_point(std::string_view cluster) {
  for (std::uint32_t i = bucket(cluster); i != 0; i = slots_[i - 1].next) {
    if (slots_[i - 1].text != cluster) continue;
    slots_[i - 1].frame = frame_;
    return kFirst + i - 1;
  }
  const std::size_t index = free_slot();
  if (index == most_) return 0;
  Slot& slot = slots_[index];
  std::uint32_t& head = bucket(cluster);
  slot.text.assign(cluster);
  slot.frame = frame_;
  slot.next = head;
  head = static_cast<std::uint32_t>(index + 1);
  return kFirst + static_cast<char32_t>(index);
}

std::size_t ClusterTable::free_slot() {
  if (slots_.size() < most_) {
    slots_.emplace_back();
    return slots_.size() - 1;
  }
  for (std::size_t tried = 0; tried < most_; ++tried) {
    const std::size_t index = hand_;
    hand_ = (hand_ + 1) % most_;
    // The frame before is spared too: its text is likely to be asked for again.
    if (frame_ - slots_[index].frame < 2) continue;
    unlink(index);
    ++generation_;
    if (taken_back_ != nullptr) taken_back_(kFirst + static_cast<char32_t>(index));
    return index;
  }
  return most_;
}

void ClusterTable::unlink(std::size_t index) {
  std::uint32_t* link = &bucket(slots_[index].text);
  while (*link != index + 1) link = &slots_[*link - 1].next;
  *link = slots_[index].next;
}

std::string_view ClusterTable::cluster(char32_t code_point) const {
  const std::size_t index = code_point - kFirst;
  return index < slots_.size() ? std::string_view(slots_[index].text) : std::string_view();
}

}  // namespace browser
