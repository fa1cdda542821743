// The rows of the store in which a text stands, found a bounded piece of work at a time and kept up as rows come and
// go.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/message_store.h"
#include "model/payload.h"

namespace model {

// A text to look for: bytes as they are, except that ASCII letters match in either case. Brackets, dots and stars are
// plain characters.
class Needle {
 public:
  explicit Needle(std::string_view text);
  // Index of the first place at or after `from` at which it stands in `bytes`, or npos. An empty needle is nowhere.
  std::size_t find(Bytes bytes, std::size_t from = 0) const;
  std::size_t size() const { return folded_.size(); }
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

 private:
  std::string folded_;
  std::uint8_t skip_[256];  // how far the window may move on by its last byte
};

class Search {
 public:
  Search();

  // Starts anew when `query` differs from the last one. An empty query finds nothing and is not active().
  void set_query(std::string_view query);
  const std::string& query() const { return query_; }
  bool active() const { return !query_.empty(); }

  // Looks through rows not yet looked at (topic, payload, text and the texts of the properties of each) until about
  // `byte_budget` bytes are read, inside of a long payload too. Forgets rows that the store no longer shows; starts anew
  // when undo_clear brought rows back. True when every row of the store has been looked at.
  bool advance(const MessageStore& store, std::size_t byte_budget);

  // Rows found so far, oldest first. All of them are kept by the store as it was at the last advance().
  std::size_t size() const { return matches_.size() - begin_; }
  std::uint64_t seq(std::size_t index) const { return matches_[begin_ + index]; }
  // The index of the first row found with this seq or a later one; size() when there is none.
  std::size_t lower_bound(std::uint64_t seq) const;
  // Rows before this one have been looked at.
  std::uint64_t searched_to() const { return next_; }
  // Changes whenever the rows found do.
  std::uint64_t version() const { return version_; }

 private:
  void restart(std::uint64_t first);
  void forget_before(std::uint64_t first);

  std::string query_;
  Needle needle_;
  std::vector<std::uint64_t> matches_;
  std::size_t begin_ = 0;    // matches before it are forgotten
  std::uint64_t first_ = 1;  // looked at: rows [first_, next_)
  std::uint64_t next_ = 1;
  std::size_t offset_ = 0;  // of row next_: payload bytes already looked at
  std::uint64_t version_ = 0;
};

}  // namespace model
