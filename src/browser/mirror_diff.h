// What changed in the register of items since the mirror was last brought up to date, as flat records that JavaScript
// reads where they lie. Decides also which items stand in which row. Not the DOM, and no clock: natively tested.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/item.h"

namespace browser {

// Read by web/lib_mirror.js word by word: 32 bits each, this order. web/lib_mirror_names.js has the numbers as well.
struct MirrorRecord {
  enum Part : std::uint32_t { kState = 1, kBox = 2, kFirstString = 4 };  // kFirstString << n: the n-th string is given
  enum Flag : std::uint32_t {
    kDisabled = 1,
    kChecked = 2,
    kExpanded = 4,
    kRequired = 8,
    kInvalid = 16,
    kReadonly = 32,
    kUntouchable = 64,  // covered, or out of sight: no pointer
    kModal = 128,
    kShowsText = 256,
    kMono = 512,
    kOpensMenu = 1024,
    kActivates = 2048
  };
  static constexpr std::size_t kStrings = 7;  // name, value, error, help, placeholder, href, shortcut

  std::uint32_t id, parts, role, group, field, level, radio_set, flags;
  std::int32_t set_size, set_position, least, most;
  float box[4];    // x, y, w, h; of an item in a row from the row's corner
  float inset[4];  // how much of it is clipped: top, right, bottom, left
  struct {
    const char* bytes;
    std::size_t size;
  } strings[kStrings];
};

struct MirrorPlace {
  std::uint32_t id, row;  // 0: not in a row
};

class MirrorDiff {
 public:
  // True when anything changed. Records and places stay valid as long as `items` do. `input_waits`: not all that a person did has
  // reached the model yet, which can have answered none of it.
  bool update(std::span<const ui::Item> items, bool input_waits = false);
  std::span<const MirrorRecord> records() const { return records_; }
  // All items in their order; to be looked at only when reordered().
  std::span<const MirrorPlace> places() const { return places_; }
  bool reordered() const { return reordered_; }

  // Whether an item with an element that is seen or takes the pointer itself (fields, links) has moved since the last update: such
  // an element must not lag behind the canvas.
  bool seen_moved(std::span<const ui::Item> items) const;

  // The DOM has another value of the item than the mirror gave it (a person changed it): for three updates the item's own
  // value is not written over it, unless it has become the same. Then it is what the model says.
  void changed_outside(std::uint32_t id, std::string_view value);
  // Of a field of which only a part is shown (Item::part): the end of its value that its element does not have.
  std::string_view hidden(const ui::Item& item) const;
  // The field got a text that its element has not: the item's own value is what it shows next.
  void unseen(std::uint32_t id);
  // The field's whole text was replaced, what was hidden of it too.
  void replaced(std::uint32_t id);
  // True while such a value waits for the model's answer, or for being put back as none came: another update is due.
  bool waiting() const { return !held_.empty(); }

 private:
  struct Kept {
    MirrorRecord state{};
    std::string strings[MirrorRecord::kStrings];
    std::size_t hidden = 0;  // bytes at the end of the value
  };
  struct Held {
    std::uint32_t id;
    int updates;
  };
  void place_all(std::span<const ui::Item> items);
  bool take_kept(std::uint32_t id, Kept& into);
  void compare(const ui::Item& item, MirrorRecord now, Kept& kept, bool is_new);
  std::string_view shown(const ui::Item& item, Kept& kept) const;
  bool holds_value(std::uint32_t id, bool same);
  void age_held();

  std::vector<Kept> kept_, next_;
  std::vector<MirrorPlace> places_, next_places_;
  std::vector<MirrorRecord> records_;
  std::vector<Held> held_;
  std::size_t guess_ = 0;
  bool reordered_ = false;
};

}  // namespace browser
