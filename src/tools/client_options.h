// What the command line of `mqtt_client sub` and `mqtt_client pub` asks for. Reading it touches no file and no network.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mqtt/packet.h"
#include "tools/client.h"
#include "tools/property_names.h"

namespace tools {

enum class Command : std::uint8_t { sub = 1, pub = 2 };

// Where a published payload comes from.
enum class PayloadSource : std::uint8_t { none, text, hex, empty, file, input };

struct ClientOptions {
  Command command = Command::sub;
  bool help = false;

  // The connection.
  Target target{.websocket = false, .endpoint = {.host = "localhost"}};
  mqtt::Version version = mqtt::Version::v3_1_1;
  std::string client_id;
  bool clean = true;
  std::uint16_t keep_alive_s = 60;
  std::optional<std::string> user_name;
  std::optional<std::string> password;
  std::string password_file;
  std::optional<std::string> will_topic;
  std::string will_payload;
  mqtt::Qos will_qos = mqtt::Qos::at_most_once;
  bool will_retain = false;
  std::uint32_t connect_timeout_s = 30;
  mqtt::PropertyList properties[kHolders];  // by Holder

  // Both commands.
  std::vector<std::string> topics;  // pub: one
  mqtt::Qos qos = mqtt::Qos::at_most_once;
  bool verbose = false;         // what happens, on standard error; sub: the topic before each message
  bool debug = false;           // each packet, on standard error
  std::uint32_t timeout_s = 0;  // 0: none

  // pub
  PayloadSource source = PayloadSource::none;
  std::string payload;  // text, hex as given, or the file's name
  bool retain = false;
  std::uint32_t repeat = 1;
  bool automatic_topic_aliases = false;

  // sub
  bool no_local = false;
  bool retain_as_published = false;
  std::uint8_t retain_handling = 0;
  std::uint32_t count = 0;  // messages to wait for; 0: no end
  bool no_newline = false;
  bool json = false;

  mqtt::PropertyList& of(Holder holder) { return properties[static_cast<std::size_t>(holder)]; }
  const mqtt::PropertyList& of(Holder holder) const { return properties[static_cast<std::size_t>(holder)]; }
};

// Reads the arguments behind the command's name. False: they are wrong, and `wrong` says in one sentence what and how.
// With `help` set nothing else was looked at.
bool read_options(std::span<const std::string_view> arguments, ClientOptions& options, std::string& wrong);

// The CONNECT that they ask for; its views are into `options` and `password`.
mqtt::Connect connect_of(const ClientOptions& options);

// All options of the command with a line for each, from the same table that reads them.
std::string option_help(Command command);

}  // namespace tools
