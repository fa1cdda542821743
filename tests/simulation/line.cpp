#include "simulation/line.h"

namespace simulation {

void Line::send(Side from, mqtt::Bytes bytes) {
  Pipe& pipe = pipe_of(from);
  if (broken_ || pipe.ends || bytes.empty()) return;
  pipe.bytes.insert(pipe.bytes.end(), bytes.begin(), bytes.end());
  schedule(from);
}

void Line::close(Side from) {
  Pipe& pipe = pipe_of(from);
  deaf(from) = true;
  if (broken_ || pipe.ends) return;
  pipe.ends = true;
  schedule(from);
}

void Line::cut() {
  if (broken_) return;
  broken_ = true;
  report_.line([] { return "the line breaks"; });
  for (const Side side : {Side::client, Side::broker}) {
    pipe_of(side).bytes.clear();
    agenda_.in(random_.between(0, weather_.max_notice_ms), [self = shared_from_this(), side] { self->end(side); });
  }
}

void Line::calm() {
  weather_ = {};
  stalled_until_ = kNever;
  for (Pipe& pipe : pipes_) pipe.bytes_left.reset();
}

void Line::schedule(Side from) {
  Pipe& pipe = pipe_of(from);
  if (pipe.scheduled) return;
  pipe.scheduled = true;
  const std::int64_t time = std::max(agenda_.now() + random_.between(0, weather_.max_delay_ms), stalled_until_);
  agenda_.at(time, [self = shared_from_this(), from] { self->arrive(from); });
}

void Line::arrive(Side from) {
  Pipe& pipe = pipe_of(from);
  pipe.scheduled = false;
  if (broken_) return;
  if (agenda_.now() < stalled_until_) return schedule(from);

  std::size_t count = pipe.bytes.size();
  if (count > 1 && weather_.cutting == Weather::Cutting::bytes) {
    count = 1;
  } else if (count > 1 && weather_.cutting == Weather::Cutting::pieces) {
    count = 1 + random_.below(static_cast<std::uint32_t>(count));
  }
  if (pipe.bytes_left) {
    count = std::min(count, *pipe.bytes_left);
    *pipe.bytes_left -= count;
  }
  if (count > 0) {
    const std::vector<std::uint8_t> piece(pipe.bytes.begin(), pipe.bytes.begin() + static_cast<std::ptrdiff_t>(count));
    pipe.bytes.erase(pipe.bytes.begin(), pipe.bytes.begin() + static_cast<std::ptrdiff_t>(count));
    if (!deaf(other(from))) end_of(other(from)).bytes(piece);
  }
  if (broken_) return;
  if (pipe.bytes_left && *pipe.bytes_left == 0) return cut();
  if (!pipe.bytes.empty()) {
    schedule(from);
  } else if (pipe.ends) {
    end(other(from));
  }
}

void Line::end(Side side) {
  if (deaf(side)) return;
  deaf(side) = true;
  end_of(side).closed();
}

}  // namespace simulation
