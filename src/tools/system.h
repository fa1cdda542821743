// What the native tools need of the operating system: its clock, waiting, standard input, signals that ask to end.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "transport/native.h"

namespace tools {

// Milliseconds of a clock that never goes back.
std::int64_t now_ms();

// From here on SIGINT and SIGTERM do not end the program but let wait() return with `interrupted`.
void catch_interrupts();

struct Woken {
  bool input = false;        // standard input can be read, or has ended
  bool interrupted = false;  // since the last call; only after catch_interrupts()
};
// Waits until one of the transports may have something, `deadline` is past (nothing: no deadline), or standard input
// can be read if `input`.
Woken wait(std::span<const transport::Interest> interests, bool input, std::optional<std::int64_t> deadline);

// Reads from standard input what is there; 0: it has ended, or cannot be read.
std::size_t read_input(std::span<char> into);

}  // namespace tools
