// Moving bytes to a broker: open, send, close, poll. One connection at a time. Not MQTT: it knows no packets.
// Nothing calls back: what happened is polled; a transport that wants to be polled calls the waker given to it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace transport {

struct Endpoint {
  bool tls = false;
  std::string host;  // name, IPv4 or IPv6 (with or without brackets)
  std::uint16_t port = 0;
  std::string path = "/";  // begins with '/', may have a query
  std::string subprotocol = "mqtt";
};

// "wss://host:443/mqtt"; IPv6 in brackets.
std::string url(const Endpoint& endpoint);

// Why a connection could not be asked for at all, or what the peer did wrong on this layer.
enum class Fault : std::uint8_t {
  none,
  bad_url,            // the browser does not take the URL (SyntaxError)
  security,           // the browser refuses it: ws: from an https: page to another machine (SecurityError)
  bad_subprotocol,    // the offered name is no token (SyntaxError)
  wrong_subprotocol,  // the server chose another one, or none
  text_frame,         // MQTT is binary only [MQTT311-6.0.0-1]
  send_failed,
};

struct Event {
  enum class Kind : std::uint8_t { opened, data, closed };
  Kind kind = Kind::opened;
  std::span<const std::uint8_t> bytes;  // data: one frame or several; valid until the next call of any member
  // closed: exactly once for each open, never followed by data. `opened_before` tells a lost connection from one that
  // never stood.
  std::uint16_t code = 0;  // WebSocket close code, 1006 when there was none
  bool clean = false;
  bool opened_before = false;
  Fault fault = Fault::none;
  std::string_view reason;  // of the close frame, UTF-8, at most 123 bytes
};

class Transport {
 public:
  virtual ~Transport() = default;
  // Starts to connect; a connection that still stands is dropped silently first. A fault found at once is
  // reported as a `closed` event at the next poll.
  virtual void open(const Endpoint& endpoint) = 0;
  // One WebSocket message. Before `opened` it must not be called. False: not sent, a `closed` event follows.
  virtual bool send(std::span<const std::uint8_t> message) = 0;
  // Ends the connection with 1000; events that are still under way are dropped and no `closed` follows.
  virtual void close() = 0;
  virtual bool poll(Event& event) = 0;
  // Bytes given to send that have not left the machine.
  virtual std::size_t buffered() const = 0;
};

}  // namespace transport
