// One network connection in virtual time. Bytes arrive in order, cut and merged anywhere, late; the line can break at
// any byte, and each side learns of that when it pleases the network. It invents, changes and reorders nothing.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "mqtt/types.h"
#include "simulation/agenda.h"
#include "support/random.h"

namespace simulation {

enum class Side : std::uint8_t { client, broker };
inline Side other(Side side) { return side == Side::client ? Side::broker : Side::client; }

// How a line treats bytes.
struct Weather {
  enum class Cutting : std::uint8_t { whole, pieces, bytes } cutting = Cutting::whole;
  std::int64_t max_delay_ms = 0;   // of each piece
  std::int64_t max_notice_ms = 0;  // from a break until a side learns of it
};

class Line : public std::enable_shared_from_this<Line> {
 public:
  struct End {
    std::function<void(mqtt::Bytes)> bytes;
    std::function<void()> closed;  // once, unless this side closed the line itself
  };

  Line(Agenda& agenda, support::Random& random, Report& report, const Weather& weather)
      : agenda_(agenda), random_(random), report_(report), weather_(weather) {}

  // A side that is not attached hears nothing.
  void attach(Side side, End end) {
    end_of(side) = std::move(end);
    deaf(side) = false;
  }
  bool closed_by(Side side) { return pipe_of(side).ends; }

  // From now on `from` sends; what the other side has lost interest in, or what comes after a break, is dropped.
  void send(Side from, mqtt::Bytes bytes);
  // `from` hears nothing more; what it sent still arrives, and then the other side hears the end.
  void close(Side from);
  // Breaks the line: bytes under way are lost.
  void cut();
  // Breaks it when so many more bytes from this side have arrived.
  void cut_after(Side from, std::size_t bytes) { pipe_of(from).bytes_left = bytes; }
  // Nothing arrives for a while.
  void stall(std::int64_t milliseconds) { stalled_until_ = agenda_.now() + milliseconds; }
  // No more breaks, stalls and delays.
  void calm();

 private:
  static constexpr std::int64_t kNever = INT64_MIN;
  struct Pipe {
    std::vector<std::uint8_t> bytes;  // under way
    bool scheduled = false;
    bool ends = false;                      // the sender has closed
    std::optional<std::size_t> bytes_left;  // until it breaks
  };
  End& end_of(Side side) { return ends_[static_cast<std::size_t>(side)]; }
  Pipe& pipe_of(Side from) { return pipes_[static_cast<std::size_t>(from)]; }
  bool& deaf(Side side) { return deaf_[static_cast<std::size_t>(side)]; }
  void schedule(Side from);
  void arrive(Side from);
  void end(Side side);

  Agenda& agenda_;
  support::Random& random_;
  Report& report_;
  Weather weather_;
  End ends_[2];
  Pipe pipes_[2];                // by sender
  bool deaf_[2] = {true, true};  // not attached, closed it, or heard its end
  bool broken_ = false;
  std::int64_t stalled_until_ = kNever;
};

}  // namespace simulation
