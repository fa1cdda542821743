// `mqtt_client sub` and `mqtt_client pub`: one connection, from CONNECT to the last byte that leaves.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/client.h"
#include "tools/client_options.h"
#include "tools/exit_code.h"

namespace tools {

// Does what the options ask for. Polled; what is to be printed is gathered in `out` and `err`, for its owner to write.
class ShellClient {
 public:
  // `payload` is what `pub` publishes.
  ShellClient(const ClientOptions& options, std::vector<std::uint8_t> payload, Client::MakeTransport make_transport);

  // Connects; false: it cannot be asked for, the exit code is there.
  bool start(std::int64_t now);
  // Moves on what can be moved; false: all is over, and exit_code() is final.
  bool poll(std::int64_t now);
  // The user wants an end.
  void interrupt(std::int64_t now);

  int exit_code() const { return exit_code_.value_or(kDone); }
  const Client& client() const { return client_; }
  std::optional<std::int64_t> next_deadline() const;

  std::string out, err;

 private:
  bool check_before();
  void handle(const mqtt::Event& event, std::int64_t now);
  void connected(const mqtt::Event& event, std::int64_t now);
  void subscribed(const mqtt::Event& event, std::int64_t now);
  void received(const mqtt::Event& event, std::int64_t now);
  void published(const mqtt::Event& event, std::int64_t now);
  bool publish_more(std::int64_t now);
  // The first code that is told stays.
  void note(ExitCode code);
  void finish(ExitCode code, std::int64_t now);
  void say(std::string_view text);  // a line on standard error
  void say_if_verbose(std::string_view text);
  std::string reason_text(mqtt::PacketType packet, std::uint8_t code, mqtt::Properties properties) const;
  mqtt::Message message() const;
  std::vector<mqtt::SubscribeRequest> filters() const;

  ClientOptions options_;
  std::vector<std::uint8_t> payload_;
  Client client_;
  std::optional<std::int64_t> deadline_;
  std::optional<ExitCode> exit_code_;
  bool connected_ = false;   // CONNACK 0 has come
  bool finishing_ = false;   // DISCONNECT was asked for
  std::uint32_t asked_ = 0;  // publishes
  std::uint32_t settled_ = 0;
  std::uint32_t received_ = 0;
};

}  // namespace tools
