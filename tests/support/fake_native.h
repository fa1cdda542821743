// Scripted transports for the native tools: each connection gets a FakeTransport of its own, all of them stay to be
// looked at.
#pragma once
#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "support/fake_transport.h"
#include "transport/native.h"

namespace support {

class FakeNetwork {
 public:
  std::deque<FakeTransport> transports;  // one for each connection
  std::deque<bool> websocket;            // and what it was asked to be
  bool leaving = false;                  // what they all say after close()

  auto maker() {
    return [this](bool as_websocket) -> std::unique_ptr<transport::NativeTransport> {
      websocket.push_back(as_websocket);
      return std::make_unique<Lent>(*this, transports.emplace_back());
    };
  }
  FakeTransport& last() { return transports.back(); }

 private:
  class Lent final : public transport::NativeTransport {
   public:
    Lent(FakeNetwork& network, FakeTransport& of) : network_(network), of_(of) {}
    void open(const transport::Endpoint& endpoint) override { of_.open(endpoint); }
    bool send(std::span<const std::uint8_t> message) override { return of_.send(message); }
    void close() override { of_.close(); }
    bool poll(transport::Event& event) override { return of_.poll(event); }
    std::size_t buffered() const override { return of_.backlog; }
    transport::Interest interest() const override { return {}; }
    bool leaving() const override { return network_.leaving && !of_.asked(); }

   private:
    FakeNetwork& network_;
    FakeTransport& of_;
  };
};

inline Message message_of(std::string_view hex) {
  Message bytes;
  unsigned half = 0;
  bool second = false;
  for (const char c : hex) {
    if (c == ' ') continue;
    const unsigned digit = static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    if (second) bytes.push_back(static_cast<std::uint8_t>(half << 4 | digit));
    half = digit;
    second = !second;
  }
  return bytes;
}

inline std::string hex_of(const Message& bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) text.append({kDigits[byte >> 4], kDigits[byte & 15]});
  return text;
}

}  // namespace support
