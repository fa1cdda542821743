// Beast frames and unframes; it never sees the socket. Its lower layer is a stream in memory, so that what to wait for
// is known exactly, and its handlers run only inside poll(), send() and close() here.
#include "transport/websocket_native.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <boost/throw_exception.hpp>
#include <cstdlib>
#include <utility>
#include <vector>

#include "transport/memory_stream.h"
#include "transport/socket.h"

// This project has no exceptions, and only calls of Boost that report by error code are used: what would be thrown all
// the same is a failure of the machine.
namespace boost {
[[noreturn]] void throw_exception(const std::exception&) { std::abort(); }
[[noreturn]] void throw_exception(const std::exception&, const source_location&) { std::abort(); }
}  // namespace boost

namespace transport {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;

constexpr std::size_t kReadBytes = 64u << 10;
// Beast masks and hands on a frame in parts of this size.
constexpr std::size_t kWriteBytes = 64u << 10;
constexpr std::uint16_t kNoCloseFrame = 1006;

std::string host_field(const Endpoint& endpoint) {
  const bool bare_ipv6 = endpoint.host.find(':') != std::string::npos && !endpoint.host.starts_with('[');
  std::string text = bare_ipv6 ? '[' + endpoint.host + ']' : endpoint.host;
  return text + ':' + std::to_string(endpoint.port);
}

// One connection's use of Beast. Deleting it drops the handlers that still wait.
class Framing {
 public:
  enum class State : std::uint8_t { handshaking, open, ended };

  Framing() : guard_(context_.get_executor()), stream_(context_) {
    stream_.set_option(
        websocket::stream_base::timeout{websocket::stream_base::none(), websocket::stream_base::none(), false});
    stream_.binary(true);
    stream_.auto_fragment(false);
    stream_.write_buffer_bytes(kWriteBytes);
    stream_.read_message_max(0);  // nothing is gathered: parts are given out as they come
    input_.resize(kReadBytes);
  }

  void start(const Endpoint& endpoint) {
    subprotocol_ = endpoint.subprotocol;
    if (!subprotocol_.empty())
      stream_.set_option(websocket::stream_base::decorator([this](websocket::request_type& request) {
        request.set(http::field::sec_websocket_protocol, subprotocol_);
      }));
    stream_.async_handshake(response_, host_field(endpoint), endpoint.path,
                            [this](beast::error_code error) { shake_hands(error); });
  }

  MemoryStream& wire() { return stream_.next_layer(); }
  State state() const { return state_; }
  void run() { context_.poll(); }

  // What has been received, at most once: then read_more().
  std::span<const std::uint8_t> received() const { return std::span(input_).first(received_); }
  void read_more() {
    received_ = 0;
    if (state_ != State::open || reading_) return;
    reading_ = true;
    stream_.async_read_some(net::buffer(input_), [this](beast::error_code error, std::size_t size) {
      reading_ = false;
      finish_read(error, size);
    });
  }

  bool send(std::span<const std::uint8_t> message) {
    // MemoryStream takes everything at once, so that it has been written after run().
    stream_.async_write(net::buffer(message.data(), message.size()), [](beast::error_code, std::size_t) {});
    run();
    return state_ == State::open;
  }

  // With 1000; sent by the next run().
  void close() {
    stream_.async_close(websocket::close_code::normal, [](beast::error_code) {});
  }

  // Once ended.
  std::uint16_t code() const { return code_; }
  bool clean() const { return code_ != kNoCloseFrame; }
  Fault fault() const { return fault_; }
  const std::string& reason() const { return reason_; }

 private:
  void shake_hands(beast::error_code error) {
    if (error == websocket::error::upgrade_declined)
      return end(Fault::none, "HTTP " + std::to_string(response_.result_int()));
    if (error) return end(Fault::none, error == net::error::eof ? "" : error.message());
    const auto chosen = response_[http::field::sec_websocket_protocol];
    if (std::string_view(chosen.data(), chosen.size()) != subprotocol_) return end(Fault::wrong_subprotocol, "");
    state_ = State::open;
    read_more();
  }

  void finish_read(beast::error_code error, std::size_t size) {
    if (!stream_.got_binary() && (!error || error == websocket::error::bad_frame_payload))
      return end(Fault::text_frame, "");
    if (!error) {
      received_ = size;
      if (size == 0) read_more();  // an empty frame
      return;
    }
    if (error == websocket::error::closed) {
      const auto& closing = stream_.reason();
      // A close frame without a code (RFC 6455 §7.1.5).
      constexpr std::uint16_t kNoStatus = 1005;
      code_ = closing.code == websocket::close_code::none ? kNoStatus : static_cast<std::uint16_t>(closing.code);
      return end(Fault::none, std::string(closing.reason.data(), closing.reason.size()), code_);
    }
    end(Fault::none, error == net::error::eof ? "" : error.message());
  }

  void end(Fault fault, std::string reason, std::uint16_t code = kNoCloseFrame) {
    if (state_ == State::ended) return;
    state_ = State::ended;
    fault_ = fault;
    reason_ = std::move(reason);
    code_ = code;
    if (fault != Fault::none) close();
  }

  net::io_context context_{1};
  net::executor_work_guard<net::io_context::executor_type> guard_;
  websocket::stream<MemoryStream, false> stream_;
  websocket::response_type response_;
  std::string subprotocol_;
  std::vector<std::uint8_t> input_;
  std::size_t received_ = 0;
  bool reading_ = false;
  State state_ = State::handshaking;
  std::uint16_t code_ = kNoCloseFrame;
  Fault fault_ = Fault::none;
  std::string reason_;
};

class WebSocket final : public NativeTransport {
 public:
  void open(const Endpoint& endpoint) override;
  bool send(std::span<const std::uint8_t> message) override;
  void close() override;
  bool poll(Event& event) override;
  std::size_t buffered() const override { return socket_.queued(); }
  bool leaving() const override { return socket_.state() == Socket::State::leaving; }
  Interest interest() const override;

 private:
  void move_bytes();  // once there is a framing_
  bool end(Event& event);

  Endpoint endpoint_;
  Socket socket_;
  std::unique_ptr<Framing> framing_;  // once the socket is open
  std::vector<std::uint8_t> input_;
  bool asked_ = false;  // open() was called, `closed` has not been given
  bool open_ = false;   // `opened` has been given
  bool lent_ = false;   // the last event's bytes are Framing's
};

void WebSocket::open(const Endpoint& endpoint) {
  framing_.reset();
  endpoint_ = endpoint;
  socket_.open(endpoint.host, endpoint.port);
  asked_ = true;
  open_ = lent_ = false;
  input_.resize(kReadBytes);
}

bool WebSocket::send(std::span<const std::uint8_t> message) {
  if (!open_ || framing_->state() != Framing::State::open) return false;
  const bool sent = framing_->send(message);
  socket_.write(framing_->wire().take_output());
  return sent;
}

void WebSocket::close() {
  if (framing_ && framing_->state() == Framing::State::open) {
    framing_->close();
    framing_->run();
    socket_.write(framing_->wire().take_output());
    // The peer answers the close frame and then ends the stream: half a stream could be taken for a lost peer.
    socket_.leave(false);
  } else if (asked_) {
    socket_.drop();  // no handshake, no goodbye
  }
  framing_.reset();
  asked_ = open_ = false;
}

// From the socket into Beast, as far as Beast takes it, and back.
void WebSocket::move_bytes() {
  framing_->run();
  while (framing_->wire().wants_input() && framing_->state() != Framing::State::ended) {
    std::size_t size = 0;
    const Socket::Read result = socket_.read(input_, size);
    if (result == Socket::Read::nothing) break;
    if (result == Socket::Read::some) {
      framing_->wire().feed(std::span(input_).first(size));
    } else {
      framing_->wire().feed_end();
    }
    framing_->run();
  }
  framing_->run();
  socket_.write(framing_->wire().take_output());
}

bool WebSocket::poll(Event& event) {
  socket_.advance();
  if (!asked_) return false;
  if (!framing_) {
    if (socket_.state() == Socket::State::failed) return end(event);
    if (socket_.state() != Socket::State::open) return false;
    framing_ = std::make_unique<Framing>();
    framing_->start(endpoint_);
  }
  if (lent_) {
    lent_ = false;
    framing_->read_more();
  }
  move_bytes();
  if (!open_ && framing_->state() == Framing::State::open) {
    open_ = true;
    event = {};
    event.kind = Event::Kind::opened;
    return true;
  }
  if (!framing_->received().empty()) {
    lent_ = true;
    event = {};
    event.kind = Event::Kind::data;
    event.bytes = framing_->received();
    return true;
  }
  return framing_->state() == Framing::State::ended && end(event);
}

bool WebSocket::end(Event& event) {
  event = {};
  event.kind = Event::Kind::closed;
  event.code = kNoCloseFrame;
  event.opened_before = open_;
  event.reason = socket_.trouble();
  if (framing_) {
    event.code = framing_->code();
    event.clean = framing_->clean();
    event.fault = framing_->fault();
    if (!framing_->reason().empty()) event.reason = framing_->reason();
  }
  asked_ = open_ = false;
  socket_.leave(false);
  return true;
}

Interest WebSocket::interest() const {
  Interest wanted = socket_.interest(framing_ && framing_->wire().wants_input());
  wanted.now = asked_ && (socket_.state() == Socket::State::failed || lent_ ||
                          (socket_.state() == Socket::State::open && !framing_) ||
                          (framing_ && framing_->state() == Framing::State::ended));
  return wanted;
}

}  // namespace

std::unique_ptr<NativeTransport> make_native_websocket() { return std::make_unique<WebSocket>(); }

}  // namespace transport
