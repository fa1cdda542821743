// `mqtt_client drive`: an MQTT client for other programs, commands in as lines of JSON and events out as lines of JSON
// (drive_command.h, drive_lines.h). It sends what it is told and no more, and never connects by itself. One session for
// the whole run: a connect that keeps it (clean false, the same client id and version) resumes it.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "tools/client.h"
#include "tools/drive_command.h"

namespace tools {

class Drive {
 public:
  // How long what is under way is waited for when the input has ended.
  static constexpr std::int64_t kGraceMs = 5000;

  explicit Drive(Client::MakeTransport make_transport);

  // A line of input; blank ones do nothing. A refused command is answered at once, an accepted one by the event that
  // settles it: connect by connected, refused or, if the connection does not get that far, ended; publish, subscribe
  // and unsubscribe by published, subscribed and unsubscribed; disconnect by ended; close by closed; auth by the next
  // auth_received, or by auth_ended behind the CONNACK that ends the exchange. What the connection's end leaves without
  // such an event is answered with the error not_connected.
  void take_line(std::string_view line, std::int64_t now);
  // Moves on what can be moved.
  void poll(std::int64_t now);
  // The input has ended: what is under way is waited for, then DISCONNECT; what a kept session still holds comes out.
  void end_input(std::int64_t now);
  bool over() const;

  const Client& client() const { return client_; }
  std::optional<std::int64_t> next_deadline() const;

  std::string out;  // whole lines, for the owner to write and take away

 private:
  mqtt::Result<void> run(const DriveCommand& command, std::int64_t now);
  mqtt::Result<void> connect(const DriveCommand& command, std::int64_t now);
  void handle(const mqtt::Event& event);
  std::string id_of(const mqtt::Event& event);
  void leave_unanswered(std::string& id, mqtt::PacketType packet);
  bool under_way() const;
  void give_up();
  void disconnect_at_the_end(std::int64_t now);

  Client client_;
  mqtt::Version version_ = mqtt::Version::v3_1_1;
  bool connecting_ = false;        // connect was accepted and not yet answered
  const char* local_reason_ = "";  // of `closed`
  std::string connect_id_, disconnect_id_, auth_id_, close_id_;
  std::map<mqtt::PublishToken, std::string> publishes_;  // not settled; the ids may be empty
  std::map<mqtt::PacketId, std::string> requests_;       // SUBSCRIBE and UNSUBSCRIBE
  std::optional<std::int64_t> input_ended_;
};

}  // namespace tools
