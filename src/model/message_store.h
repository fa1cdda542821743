// Every event of the message window, as bytes received, bounded in bytes with the oldest out first, and counted.
// Not the search in it (search.h), not the saving of it (json_lines.h), not its drawing.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "model/log_entry.h"

namespace model {

inline constexpr std::size_t kDefaultStoreBytes = std::size_t{64} << 20;

struct StoreCounts {
  std::uint64_t received = 0;  // messages from the broker since the start, cleared ones too
  std::uint64_t kept = 0;      // rows in the window now
  std::uint64_t dropped = 0;   // rows that gave way to newer ones, since the start; cleared ones only once undone
};

class MessageStore {
 public:
  explicit MessageStore(std::size_t byte_limit = kDefaultStoreBytes);
  ~MessageStore();

  // Copies topic (at most MQTT's 65,535 bytes of it), payload, text and properties. Drops the oldest rows (first of all the cleared
  // ones that undo would bring back), a chunk of at most a 64th of the limit at a time, until the store with its own
  // overhead fits the limit again; an entry larger than the limit is kept alone. Returns its seq.
  std::uint64_t append(const LogEntry& entry);

  std::uint64_t first_seq() const;  // of the oldest row kept; next_seq() when empty
  std::uint64_t next_seq() const;   // of the row that comes next
  std::uint64_t size() const { return next_seq() - first_seq(); }
  // `seq` must be kept. Views are valid until the next non-const call.
  LogEntry at(std::uint64_t seq) const;
  bool has(std::uint64_t seq) const { return seq >= first_seq() && seq < next_seq(); }

  // Empties the window; undo_clear brings the rows back (once) before those that came since, as far as they still fit.
  // Clearing an empty window changes nothing; clearing again gives up what the first clear hid.
  void clear();
  bool can_undo_clear() const;
  void undo_clear();

  StoreCounts counts() const;
  std::size_t bytes() const;      // in use, overhead counted
  std::uint64_t version() const;  // changes with every change

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace model
