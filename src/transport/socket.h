// A TCP socket of this process that never blocks, with a queue of what could not be written yet. Not a transport: it
// reports no events (tcp.h and websocket_native.h do).
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "transport/native.h"

namespace transport {

class Socket {
 public:
  enum class State : std::uint8_t {
    none,
    connecting,
    open,
    leaving,  // after leave(), until the peer has ended the stream too
    failed,   // no connection came about
  };
  enum class Read : std::uint8_t {
    some,     // bytes
    nothing,  // none now
    ended,    // the peer has ended the stream; nothing more will come
    broken,   // reset, or another failure; nothing more will come
  };

  Socket() = default;
  ~Socket() { drop(); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  // Looks the host up (this may block) and begins to connect to the first of its addresses; one that does not answer
  // is followed by the next. IPv6 addresses with or without brackets. Drops an older connection.
  void open(std::string_view host, std::uint16_t port);
  // Moves on with connecting and with writing what is queued; while leaving, waits for the peer's end.
  void advance();
  // Takes at most into.size() bytes; `size` is how many.
  Read read(std::span<std::uint8_t> into, std::size_t& size);
  // Queues, and writes what the system takes at once. After a failed write the queue is dropped; reading tells the end.
  void write(std::span<const std::uint8_t> bytes);
  // Says goodbye: what is queued still leaves; what comes in is thrown away until the peer ends the stream, so that no
  // reset overtakes our last bytes. With `half_close` the peer sees our end of the stream as soon as all has left.
  void leave(bool half_close);
  // Closes at once.
  void drop();

  State state() const { return state_; }
  std::size_t queued() const { return queue_.size() - written_; }
  // Reading while open or leaving, if `want_read`; writing while connecting or queued.
  Interest interest(bool want_read) const;
  // The system's word for what failed last.
  const std::string& trouble() const { return trouble_; }

 private:
  struct Address {
    std::vector<std::uint8_t> bytes;  // a sockaddr
    int family = 0;
  };
  void try_next_address();
  void note(int error);
  void flush();
  void discard_input();

  State state_ = State::none;
  int fd_ = -1;
  bool half_close_ = false, write_failed_ = false;
  std::vector<Address> addresses_;
  std::size_t next_address_ = 0;
  std::vector<std::uint8_t> queue_;
  std::size_t written_ = 0;  // of queue_
  std::string trouble_;
};

}  // namespace transport
