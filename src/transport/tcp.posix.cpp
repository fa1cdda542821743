#include "transport/tcp.h"

#include <vector>

#include "transport/socket.h"

namespace transport {
namespace {

constexpr std::size_t kReadBytes = 64u << 10;
constexpr std::uint16_t kNoCloseFrame = 1006;

class Tcp final : public NativeTransport {
 public:
  void open(const Endpoint& endpoint) override {
    socket_.open(endpoint.host, endpoint.port);
    asked_ = true;
    open_ = false;
    if (input_.empty()) input_.resize(kReadBytes);
  }

  bool send(std::span<const std::uint8_t> message) override {
    if (!open_) return false;
    socket_.write(message);
    return true;
  }

  void close() override {
    asked_ = open_ = false;
    socket_.leave(true);
  }

  bool poll(Event& event) override {
    socket_.advance();
    if (!asked_) return false;
    if (!open_) {
      if (socket_.state() == Socket::State::failed) return end(event, false);
      if (socket_.state() != Socket::State::open) return false;
      open_ = true;
      event = {};
      event.kind = Event::Kind::opened;
      return true;
    }
    std::size_t size = 0;
    switch (socket_.read(input_, size)) {
      case Socket::Read::some:
        event = {};
        event.kind = Event::Kind::data;
        event.bytes = std::span(input_).first(size);
        return true;
      case Socket::Read::nothing:
        return false;
      case Socket::Read::ended:
        return end(event, true);
      case Socket::Read::broken:
        return end(event, false);
    }
    return false;
  }

  std::size_t buffered() const override { return socket_.queued(); }
  bool leaving() const override { return socket_.state() == Socket::State::leaving; }
  Interest interest() const override {
    Interest wanted = socket_.interest(true);
    wanted.now = asked_ && socket_.state() == Socket::State::failed;
    return wanted;
  }

 private:
  bool end(Event& event, bool clean) {
    event = {};
    event.kind = Event::Kind::closed;
    event.code = kNoCloseFrame;
    event.clean = clean;
    event.opened_before = open_;
    if (!clean) event.reason = socket_.trouble();
    asked_ = open_ = false;
    socket_.drop();
    return true;
  }

  Socket socket_;
  std::vector<std::uint8_t> input_;
  bool asked_ = false;  // open() was called, `closed` has not been given
  bool open_ = false;
};

}  // namespace

std::unique_ptr<NativeTransport> make_tcp() { return std::make_unique<Tcp>(); }

}  // namespace transport
