// Runs a NativeTransport as an event loop does: waits for what it asks for, and fails if it would wait for nothing
// while there is something, or spin while there is nothing.
#pragma once
#include <gtest/gtest.h>
#include <poll.h>

#include <chrono>
#include <functional>
#include <string>

#include "transport/native.h"

namespace support {

struct Pumped {
  bool opened = false, closed = false, clean = false, opened_before = false;
  std::uint16_t code = 0;
  transport::Fault fault = transport::Fault::none;
  std::string data, reason;
};

// Until `enough`, or 10 s. `between` runs after each round, for the other side.
inline void pump(
    transport::NativeTransport& transport, Pumped& to, const std::function<bool()>& enough,
    const std::function<void()>& between = [] {}) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::seconds(10);
  int idle_rounds = 0;
  while (!enough()) {
    if (Clock::now() > end) {
      ADD_FAILURE() << "nothing came of it within 10 s";
      return;
    }
    transport::Event event;
    bool any = false;
    while (transport.poll(event)) {
      any = true;
      if (to.closed) ADD_FAILURE() << "an event after `closed`";
      if (event.kind == transport::Event::Kind::opened) {
        if (to.opened) ADD_FAILURE() << "opened twice";
        to.opened = true;
      } else if (event.kind == transport::Event::Kind::data) {
        if (event.bytes.empty()) ADD_FAILURE() << "data without bytes";
        to.data.append(reinterpret_cast<const char*>(event.bytes.data()), event.bytes.size());
      } else {
        to.closed = true;
        to.clean = event.clean;
        to.opened_before = event.opened_before;
        to.code = event.code;
        to.fault = event.fault;
        to.reason = event.reason;
      }
    }
    between();
    if (any || enough()) continue;
    const transport::Interest wanted = transport.interest();
    pollfd one{wanted.fd, static_cast<short>((wanted.read ? POLLIN : 0) | (wanted.write ? POLLOUT : 0)), 0};
    // A short wait only, because `between` may have work again.
    if (!wanted.now && ::poll(&one, 1, 5) == 0) {
      idle_rounds = 0;
    } else if (++idle_rounds > 20'000) {
      ADD_FAILURE() << "it spins: ready again and again, and nothing comes of it";
      return;
    }
  }
}

}  // namespace support
