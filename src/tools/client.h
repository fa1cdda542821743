// A session and the transports of its connections, one after the other, tied together for the native tools. Polled: it
// waits for nothing, reads no clock and never connects by itself.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mqtt/session.h"
#include "transport/native.h"

namespace tools {

struct Target {
  bool websocket = false;  // else TCP
  transport::Endpoint endpoint;
};

// How a connection's transport came to its end.
struct Closed {
  bool by_peer = false;    // false: this side closed it first
  bool opened = false;     // it had opened
  bool clean = false;      // by_peer: with a close frame, or the orderly end of the stream
  std::uint16_t code = 0;  // by_peer over WebSocket: of the close frame; 1006 if there was none
  transport::Fault fault = transport::Fault::none;
  std::string reason;  // by_peer: of the close frame, or the system's word
};

// The session options of the native tools: on sizes no limit below those of the protocol.
mqtt::SessionOptions tool_session_options(mqtt::Version version);

class Client {
 public:
  using MakeTransport = std::function<std::unique_ptr<transport::NativeTransport>(bool websocket)>;

  // With this many bytes that have not left the machine, the session's further output waits in the session, which
  // refuses what is beyond its own limit.
  static constexpr std::size_t kMaxBuffered = std::size_t{1} << 20;
  // How long the last bytes of a connection, and the peer's end, may keep us waiting with nothing moving.
  static constexpr std::int64_t kFarewellMs = 2000;

  Client(const mqtt::SessionOptions& options, MakeTransport make_transport);

  mqtt::Session& session() { return session_; }
  const mqtt::Session& session() const { return session_; }

  // Begins a connection; errors are Session::connect's. Only after the last one's `closed`: already_connected.
  mqtt::Result<void> connect(const Target& target, const mqtt::Connect& options, std::int64_t now);
  // Closes the transport without DISCONNECT. `ended` and `closed` follow from poll(); nothing happens without one.
  void cut(std::int64_t now);

  // The next thing that has come about: `event` is the session's and valid until the next call of a non-const member,
  // or the transport has come to its end, see closed(). Call it until it says nothing, then wait for interests().
  enum class Step : std::uint8_t { nothing, event, closed };
  Step poll(mqtt::Event& event, std::int64_t now);
  const Closed& closed() const { return closed_; }

  bool connection() const { return transport_ != nullptr; }  // from connect() to `closed`
  bool leaving() const { return !leaving_.empty(); }         // last bytes of old connections are on their way
  std::size_t buffered() const;                              // bytes that have not left the machine

  void add_interests(std::vector<transport::Interest>& to) const;
  std::optional<std::int64_t> next_deadline() const;

 private:
  struct Leaving {
    std::unique_ptr<transport::NativeTransport> transport;
    std::int64_t deadline = 0;
    std::size_t buffered = 0;  // at the last look
  };
  void flush(bool all);
  void take(const transport::Event& event, std::int64_t now);
  void finish(std::int64_t now);
  void see_off(std::int64_t now);

  MakeTransport make_transport_;
  mqtt::Session session_;
  std::unique_ptr<transport::NativeTransport> transport_;
  bool open_ = false;       // the transport can carry bytes
  bool took_data_ = false;  // bytes were taken in this turn of the event loop
  bool ended_ = false;      // the session's `ended` was given; `closed` comes next
  Closed closed_;
  std::vector<Leaving> leaving_;
};

}  // namespace tools
