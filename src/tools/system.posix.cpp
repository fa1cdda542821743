#include "tools/system.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <vector>

namespace tools {
namespace {

// The handler writes a byte into this pipe, so that a signal between a look at it and poll() is not missed.
int interrupt_pipe[2] = {-1, -1};

void on_interrupt(int) {
  const int error = errno;
  (void)!::write(interrupt_pipe[1], "", 1);
  errno = error;
}

}  // namespace

std::int64_t now_ms() {
  timespec time{};
  ::clock_gettime(CLOCK_MONOTONIC, &time);
  return std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

void catch_interrupts() {
  if (interrupt_pipe[0] >= 0 || ::pipe(interrupt_pipe) != 0) return;
  for (const int fd : interrupt_pipe) {
    ::fcntl(fd, F_SETFL, O_NONBLOCK);
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
  }
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

Woken wait(std::span<const transport::Interest> interests, bool input, std::optional<std::int64_t> deadline) {
  std::vector<pollfd> waited = {{interrupt_pipe[0], POLLIN, 0}, {input ? STDIN_FILENO : -1, POLLIN, 0}};
  std::int64_t left = -1;  // for ever
  if (deadline) left = std::clamp<std::int64_t>(*deadline - now_ms(), 0, std::numeric_limits<int>::max());
  for (const transport::Interest& one : interests) {
    if (one.now) left = 0;
    const int events = (one.read ? POLLIN : 0) | (one.write ? POLLOUT : 0);
    if (one.fd >= 0 && events != 0) waited.push_back({one.fd, static_cast<short>(events), 0});
  }
  if (::poll(waited.data(), static_cast<nfds_t>(waited.size()), static_cast<int>(left)) <= 0) return {};
  char waste[16];
  const bool interrupted = waited[0].revents != 0;
  if (interrupted) (void)!::read(interrupt_pipe[0], waste, sizeof waste);
  return {.input = waited[1].revents != 0, .interrupted = interrupted};
}

std::size_t read_input(std::span<char> into) {
  for (;;) {
    const ssize_t size = ::read(STDIN_FILENO, into.data(), into.size());
    if (size >= 0) return static_cast<std::size_t>(size);
    if (errno != EINTR) return 0;
  }
}

}  // namespace tools
