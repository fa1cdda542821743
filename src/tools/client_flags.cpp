#include "tools/client_flags.h"

#include "tools/numbers.h"

namespace tools {
namespace {

constexpr unsigned kSub = static_cast<unsigned>(Command::sub), kPub = static_cast<unsigned>(Command::pub);

template <class Number>
bool set_number(Number& to, std::string_view value, std::uint64_t least, std::uint64_t most, std::string& wrong) {
  std::uint64_t number = 0;
  wrong = "a number from " + std::to_string(least) + " to " + std::to_string(most);
  if (!read_number(value, least, most, number)) return false;
  to = static_cast<Number>(number);
  return true;
}

bool set_qos(mqtt::Qos& to, std::string_view value, std::string& wrong) {
  std::uint8_t number = 0;
  if (!set_number(number, value, 0, 2, wrong)) return false;
  to = static_cast<mqtt::Qos>(number);
  return true;
}

bool set_version(ClientOptions& options, std::string_view value, std::string& wrong) {
  // The long words are mosquitto's.
  struct Word {
    std::string_view word;
    mqtt::Version version;
  };
  constexpr Word kWords[] = {
      {"3", mqtt::Version::v3_1},       {"4", mqtt::Version::v3_1_1},        {"5", mqtt::Version::v5},
      {"31", mqtt::Version::v3_1},      {"311", mqtt::Version::v3_1_1},      {"mqttv5", mqtt::Version::v5},
      {"mqttv31", mqtt::Version::v3_1}, {"mqttv311", mqtt::Version::v3_1_1},
  };
  for (const Word& one : kWords) {
    if (one.word != value) continue;
    options.version = one.version;
    return true;
  }
  wrong = "3 (MQTT 3.1), 4 (MQTT 3.1.1) or 5";
  return false;
}

bool set_transport(ClientOptions& options, std::string_view value, std::string& wrong) {
  options.target.websocket = value == "ws";
  wrong = "tcp or ws";
  return value == "tcp" || value == "ws";
}

bool set_path(ClientOptions& options, std::string_view value, std::string& wrong) {
  options.target.endpoint.path = value;
  wrong = "a path that begins with /, without blanks";
  if (!value.starts_with('/')) return false;
  for (const char c : value)
    if (c <= ' ' || c == '\x7F') return false;
  return true;
}

bool set_source(ClientOptions& options, PayloadSource source, std::string_view value, std::string& wrong) {
  wrong = "only one of -m, -f, -s, -n and --hex";
  if (options.source != PayloadSource::none) return false;
  options.source = source;
  options.payload = value;
  return true;
}

constexpr Flag kFlags[] = {
    {'h', "host", "HOST", kBoth, false, "name or address of the broker (localhost)",
     [](ClientOptions& options, std::string_view value, std::string&) {
       return options.target.endpoint.host = value, !value.empty();
     }},
    {'p', "port", "PORT", kBoth, false, "1883, and 80 over WebSocket, if not given",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_number(options.target.endpoint.port, value, 1, 65535, wrong);
     }},
    {0, "transport", "tcp|ws", kBoth, false, "tcp, or ws for WebSocket (tcp)",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_transport(options, value, wrong);
     }},
    {0, "path", "PATH", kBoth, false, "of the WebSocket (/mqtt)",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_path(options, value, wrong);
     }},
    {'V', "version", "3|4|5", kBoth, false, "MQTT 3.1, 3.1.1 or 5 (4)",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_version(options, value, wrong);
     }},
    {'i', "id", "ID", kBoth, false, "client id (none: the broker chooses; with MQTT 3.1 one is made up)",
     [](ClientOptions& options, std::string_view value, std::string&) { return options.client_id = value, true; }},
    {'c', "keep", nullptr, kBoth, false, "resume the session that the broker has, instead of a clean one",
     [](ClientOptions& options, std::string_view, std::string&) { return options.clean = false, true; }},
    {'k', "keepalive", "SECONDS", kBoth, false, "0 switches it off (60)",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_number(options.keep_alive_s, value, 0, 65535, wrong);
     }},
    {'u', "user", "NAME", kBoth, false, "user name",
     [](ClientOptions& options, std::string_view value, std::string&) { return options.user_name = value, true; }},
    {'P', "password", "PASSWORD", kBoth, false, "others on this machine may see it in the list of processes",
     [](ClientOptions& options, std::string_view value, std::string&) { return options.password = value, true; }},
    {0, "password-file", "FILE", kBoth, false, "the password is this file's first line",
     [](ClientOptions& options, std::string_view value, std::string&) {
       return options.password_file = value, !value.empty();
     }},
    {0, "will-topic", "TOPIC", kBoth, false, "the broker publishes a will there if the connection is lost",
     [](ClientOptions& options, std::string_view value, std::string&) { return options.will_topic = value, true; }},
    {0, "will-payload", "TEXT", kBoth, false, "the will's payload (empty)",
     [](ClientOptions& options, std::string_view value, std::string&) { return options.will_payload = value, true; }},
    {0, "will-qos", "0|1|2", kBoth, false, "(0)",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_qos(options.will_qos, value, wrong);
     }},
    {0, "will-retain", nullptr, kBoth, false, "the will is retained",
     [](ClientOptions& options, std::string_view, std::string&) { return options.will_retain = true; }},
    {0, "connect-timeout", "SECONDS", kBoth, false, "until CONNACK; 0 waits for ever (30)",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_number(options.connect_timeout_s, value, 0, 86400, wrong);
     }},
    {'W', "timeout", "SECONDS", kBoth, false, "end with 6 if it is not done by then",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_number(options.timeout_s, value, 1, 86400, wrong);
     }},
    {'t', "topic", "TOPIC", kPub, false, "what to publish to",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return wrong = "one topic only", options.topics.emplace_back(value), options.topics.size() == 1;
     }},
    {'t', "topic", "FILTER", kSub, false, "what to subscribe to; may be given several times",
     [](ClientOptions& options, std::string_view value, std::string&) {
       return options.topics.emplace_back(value), true;
     }},
    {'q', "qos", "0|1|2", kBoth, false, "(0)",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_qos(options.qos, value, wrong);
     }},
    {'m', "message", "TEXT", kPub, false, "the payload",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_source(options, PayloadSource::text, value, wrong);
     }},
    {'f', "file", "FILE", kPub, false, "the payload is this file",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_source(options, PayloadSource::file, value, wrong);
     }},
    {'s', "stdin", nullptr, kPub, false, "the payload is all of standard input",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_source(options, PayloadSource::input, value, wrong);
     }},
    {0, "hex", "DIGITS", kPub, false, "the payload in hexadecimal",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_source(options, PayloadSource::hex, value, wrong);
     }},
    {'n', "null-message", nullptr, kPub, false, "an empty payload; retained, it takes a retained message away",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_source(options, PayloadSource::empty, value, wrong);
     }},
    {'r', "retain", nullptr, kPub, false, "the message is retained",
     [](ClientOptions& options, std::string_view, std::string&) { return options.retain = true; }},
    {0, "repeat", "COUNT", kPub, false, "publish this many times (1)",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_number(options.repeat, value, 1, 1'000'000'000, wrong);
     }},
    {0, "automatic-topic-alias", nullptr, kPub, true, "give the topic an alias if the broker takes aliases",
     [](ClientOptions& options, std::string_view, std::string&) { return options.automatic_topic_aliases = true; }},
    {'C', "count", "COUNT", kSub, false, "end with 0 after this many messages",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_number(options.count, value, 1, 1'000'000'000, wrong);
     }},
    {0, "no-local", nullptr, kSub, true, "not what this client publishes itself",
     [](ClientOptions& options, std::string_view, std::string&) { return options.no_local = true; }},
    {0, "retain-as-published", nullptr, kSub, true, "keep the retain flag as it was published",
     [](ClientOptions& options, std::string_view, std::string&) { return options.retain_as_published = true; }},
    {0, "retain-handling", "0|1|2", kSub, true,
     "retained messages: 0 always, 1 for a new subscription only, 2 never (0)",
     [](ClientOptions& options, std::string_view value, std::string& wrong) {
       return set_number(options.retain_handling, value, 0, 2, wrong);
     }},
    {'N', "no-newline", nullptr, kSub, false, "no line feed after each message",
     [](ClientOptions& options, std::string_view, std::string&) { return options.no_newline = true; }},
    {0, "json", nullptr, kSub, false, "each message as the line that `drive` gives for it",
     [](ClientOptions& options, std::string_view, std::string&) { return options.json = true; }},
    {'v', "verbose", nullptr, kPub, false, "say on standard error what happens",
     [](ClientOptions& options, std::string_view, std::string&) { return options.verbose = true; }},
    {'v', "verbose", nullptr, kSub, false, "the topic before each message; say on standard error what happens",
     [](ClientOptions& options, std::string_view, std::string&) { return options.verbose = true; }},
    {'d', "debug", nullptr, kBoth, false, "name each packet on standard error",
     [](ClientOptions& options, std::string_view, std::string&) { return options.debug = true; }},
};

}  // namespace

std::span<const Flag> flags() { return kFlags; }

}  // namespace tools
