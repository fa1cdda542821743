// A server on 127.0.0.1 for tests of native transports: one listening socket, one peer at a time, every byte by hand.
// Never blocks longer than the time it is given.
#pragma once
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace support {

class LoopbackServer {
 public:
  LoopbackServer() {
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ready_ = ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(listener_, 4) == 0 &&
             ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    port_ = ntohs(address.sin_port);
  }
  ~LoopbackServer() {
    close_peer();
    stop();
  }
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  bool ready() const { return ready_; }
  std::uint16_t port() const { return port_; }
  // Nobody listens there any more.
  void stop() {
    if (listener_ >= 0) ::close(listener_);
    listener_ = -1;
  }

  // Takes the next connection, waiting for it if need be.
  bool accept(int timeout_ms = 5000) {
    if (!wait(listener_, POLLIN, timeout_ms)) return false;
    close_peer();
    peer_ = ::accept(listener_, nullptr, nullptr);
    return peer_ >= 0 && ::fcntl(peer_, F_SETFL, O_NONBLOCK) == 0;
  }
  bool has_peer() const { return peer_ >= 0; }

  // As much as the system takes now; returns how much.
  std::size_t write(std::string_view bytes) {
    const ssize_t sent = ::send(peer_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return sent < 0 ? 0 : static_cast<std::size_t>(sent);
  }
  // What is there now. `ended`: the peer has ended its stream.
  std::string read(bool* ended = nullptr) {
    std::string all;
    char part[65536];
    for (;;) {
      const ssize_t got = ::recv(peer_, part, sizeof part, 0);
      if (got == 0 && ended != nullptr) *ended = true;
      if (got <= 0) return all;
      all.append(part, static_cast<std::size_t>(got));
    }
  }
  // The end of our stream; the peer may go on writing.
  void end_stream() { ::shutdown(peer_, SHUT_WR); }
  void close_peer() {
    if (peer_ >= 0) ::close(peer_);
    peer_ = -1;
  }
  // The peer gets a reset instead of an end.
  void reset_peer() {
    const linger at_once{1, 0};
    ::setsockopt(peer_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close_peer();
  }

 private:
  static bool wait(int fd, short events, int timeout_ms) {
    pollfd one{fd, events, 0};
    return ::poll(&one, 1, timeout_ms) > 0;
  }

  int listener_ = -1, peer_ = -1;
  std::uint16_t port_ = 0;
  bool ready_ = false;
};

}  // namespace support
