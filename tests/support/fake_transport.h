// A transport without a network: a test says what the other side does and reads what was sent, message by message.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "transport/transport.h"

namespace support {

using Message = std::vector<std::uint8_t>;

class FakeTransport final : public transport::Transport {
 public:
  // What the other side does; seen at the next poll. Nothing reaches a transport that is not open for it.
  void accept() {
    if (asked_) push({transport::Event::Kind::opened, {}, {}, 0, false, transport::Fault::none});
  }
  void data(Message bytes) {
    if (asked_) push({transport::Event::Kind::data, std::move(bytes), {}, 0, false, transport::Fault::none});
  }
  void close_by_peer(std::uint16_t code = 1006, std::string reason = {},
                     transport::Fault fault = transport::Fault::none) {
    if (asked_) push({transport::Event::Kind::closed, {}, std::move(reason), code, code != 1006, fault});
  }

  std::vector<transport::Endpoint> opens;  // one for each open()
  std::vector<Message> sent;               // one for each send()
  std::size_t closes = 0;
  std::size_t backlog = 0;                 // what buffered() says
  bool opened() const { return opened_; }
  bool asked() const { return asked_; }

  void open(const transport::Endpoint& endpoint) override {
    opens.push_back(endpoint);
    events_.clear();
    asked_ = true;
    opened_ = false;
  }
  bool send(std::span<const std::uint8_t> message) override {
    if (!opened_) return false;
    sent.emplace_back(message.begin(), message.end());
    return true;
  }
  void close() override {
    ++closes;
    events_.clear();
    asked_ = opened_ = false;
  }
  bool poll(transport::Event& event) override {
    if (events_.empty()) return false;
    current_ = std::move(events_.front());
    events_.pop_front();
    event = {};
    event.kind = current_.kind;
    event.bytes = current_.bytes;
    event.code = current_.code;
    event.clean = current_.clean;
    event.fault = current_.fault;
    event.reason = current_.reason;
    event.opened_before = opened_;
    if (current_.kind == transport::Event::Kind::opened) opened_ = true;
    if (current_.kind == transport::Event::Kind::closed) asked_ = opened_ = false;
    return true;
  }
  std::size_t buffered() const override { return backlog; }

 private:
  struct Scripted {
    transport::Event::Kind kind = transport::Event::Kind::opened;
    Message bytes;
    std::string reason;
    std::uint16_t code = 0;
    bool clean = false;
    transport::Fault fault = transport::Fault::none;
  };
  void push(Scripted event) { events_.push_back(std::move(event)); }

  std::deque<Scripted> events_;
  Scripted current_;
  bool asked_ = false;
  bool opened_ = false;
};

}  // namespace support
