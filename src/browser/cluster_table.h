// Private code points on loan: each stands for one cluster of text while that text is on screen. Bounded; the one that
// was not drawn for the longest round is taken back first. Not the drawing and not the cutting of text.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace browser {

class ClusterTable {
 public:
  // In the private use area of the basic plane: higher ones would make ImGui's per-size index large.
  static constexpr char32_t kFirst = 0xE000;
  static constexpr std::size_t kMost = 0x1900;  // U+E000 to U+F8FF

  // `taken_back` is called with a code point whose cluster changes, so that its bitmap can be dropped.
  explicit ClusterTable(void (*taken_back)(char32_t code_point) = nullptr, std::size_t most = kMost);

  // Code points asked for since the last call are safe until the next one.
  void begin_frame() { ++frame_; }
  // The code point that stands for `cluster`, or 0 when all of them are in use in this frame.
  char32_t code_point(std::string_view cluster);
  // Marks it as in use in this frame.
  void touch(char32_t code_point) {
    if (code_point - kFirst < slots_.size()) slots_[code_point - kFirst].frame = frame_;
  }
  // The cluster behind a private code point; empty when it is not on loan.
  std::string_view cluster(char32_t code_point) const;
  // Grows whenever a code point gets another meaning: mapped text kept from before is void then.
  std::uint32_t generation() const { return generation_; }

  static bool is_private(char32_t code_point) { return code_point >= kFirst && code_point < kFirst + kMost; }

 private:
  struct Slot {
    std::string text;
    std::uint32_t frame = 0;
    std::uint32_t next = 0;  // in its bucket: index + 1, 0 ends
  };
  std::size_t free_slot();
  void unlink(std::size_t index);
  std::uint32_t& bucket(std::string_view cluster);

  void (*taken_back_)(char32_t);
  std::size_t most_, hand_ = 0;
  std::uint32_t frame_ = 1, generation_ = 0;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> buckets_;
};

}  // namespace browser
