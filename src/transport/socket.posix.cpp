#include "transport/socket.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace transport {
namespace {

// A queue that was written to here is moved to the front, so that a long flow does not grow it for ever.
constexpr std::size_t kMoveAbove = 1u << 20;

#ifdef MSG_NOSIGNAL
constexpr int kSendFlags = MSG_NOSIGNAL;
#else
constexpr int kSendFlags = 0;
#endif

bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

// Not blocking, not inherited, small packets sent at once, no signal for a peer that is gone.
bool set_up(int fd) {
  const int flags = ::fcntl(fd, F_GETFL);
  if (flags < 0 || ::fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0 || ::fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) return false;
  const int yes = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
#ifdef SO_NOSIGPIPE
  ::setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, &yes, sizeof yes);
#endif
  return true;
}

}  // namespace

void Socket::open(std::string_view host, std::uint16_t port) {
  drop();
  addresses_.clear();
  next_address_ = 0;
  trouble_.clear();
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(std::string(host).c_str(), std::to_string(port).c_str(), &hints, &found);
  if (error != 0) {
    trouble_ = error == EAI_SYSTEM ? std::strerror(errno) : ::gai_strerror(error);
    state_ = State::failed;
    return;
  }
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(one->ai_addr);
    addresses_.push_back({{bytes, bytes + one->ai_addrlen}, one->ai_family});
  }
  ::freeaddrinfo(found);
  try_next_address();
}

void Socket::try_next_address() {
  while (next_address_ < addresses_.size()) {
    const Address& address = addresses_[next_address_++];
    drop();
    fd_ = ::socket(address.family, SOCK_STREAM, 0);
    if (fd_ < 0 || !set_up(fd_)) {
      note(errno);
      continue;
    }
    const int result = ::connect(fd_, reinterpret_cast<const sockaddr*>(address.bytes.data()),
                                 static_cast<socklen_t>(address.bytes.size()));
    if (result == 0 || errno == EINPROGRESS || errno == EINTR) {
      // Also after success: the first advance() finds out.
      state_ = State::connecting;
      return;
    }
    note(errno);
  }
  drop();
  state_ = State::failed;
}

void Socket::note(int error) { trouble_ = std::strerror(error); }

void Socket::advance() {
  if (state_ == State::connecting) {
    sockaddr_storage peer;
    socklen_t size = sizeof peer;
    if (::getpeername(fd_, reinterpret_cast<sockaddr*>(&peer), &size) == 0) {
      state_ = State::open;
      return;
    }
    int error = 0;
    socklen_t error_size = sizeof error;
    ::getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &error_size);
    if (error == 0) return;  // still under way
    note(error);
    try_next_address();
    return;
  }
  flush();
  if (state_ == State::leaving) discard_input();
}

Socket::Read Socket::read(std::span<std::uint8_t> into, std::size_t& size) {
  size = 0;
  if (state_ != State::open) return Read::nothing;
  const ssize_t got = ::recv(fd_, into.data(), into.size(), 0);
  if (got > 0) {
    size = static_cast<std::size_t>(got);
    return Read::some;
  }
  if (got == 0) return write_failed_ ? Read::broken : Read::ended;
  if (would_block(errno)) return write_failed_ ? Read::broken : Read::nothing;
  note(errno);
  return Read::broken;
}

void Socket::write(std::span<const std::uint8_t> bytes) {
  if (state_ != State::open || write_failed_) return;
  queue_.insert(queue_.end(), bytes.begin(), bytes.end());
  flush();
}

void Socket::flush() {
  while (queued() > 0 && fd_ >= 0) {
    const ssize_t sent = ::send(fd_, queue_.data() + written_, queued(), kSendFlags);
    if (sent < 0) {
      if (would_block(errno)) break;
      note(errno);
      write_failed_ = true;
      written_ = queue_.size();
      break;
    }
    written_ += static_cast<std::size_t>(sent);
  }
  if (queued() == 0) {
    if (queue_.capacity() > kMoveAbove) std::vector<std::uint8_t>().swap(queue_);
    queue_.clear();
    written_ = 0;
    if (state_ == State::leaving && half_close_) {
      half_close_ = false;
      ::shutdown(fd_, SHUT_WR);
    }
  } else if (written_ > kMoveAbove && written_ > queue_.size() / 2) {
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(written_));
    written_ = 0;
  }
}

void Socket::leave(bool half_close) {
  if (state_ == State::leaving) return;
  if (state_ != State::open || write_failed_) return drop();
  state_ = State::leaving;
  half_close_ = half_close;
  advance();
}

void Socket::discard_input() {
  std::uint8_t waste[16384];
  // A peer that floods us is not listened to for longer than this at a time.
  for (int rounds = 0; rounds < 64; ++rounds) {
    const ssize_t got = ::recv(fd_, waste, sizeof waste, 0);
    if (got > 0) continue;
    if (got < 0 && would_block(errno) && !write_failed_) return;
    return drop();
  }
}

void Socket::drop() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
  state_ = State::none;
  half_close_ = write_failed_ = false;
  queue_.clear();
  written_ = 0;
}

Interest Socket::interest(bool want_read) const {
  Interest wanted;
  wanted.fd = fd_;
  wanted.read = state_ == State::leaving || (state_ == State::open && want_read);
  wanted.write = state_ == State::connecting || queued() > 0;
  return wanted;
}

}  // namespace transport
