#include "tools/client_options.h"

#include "tools/client_flags.h"

namespace tools {
namespace {

constexpr std::uint16_t kTcpPort = 1883, kWebSocketPort = 80;
constexpr std::size_t kHelpColumn = 36;

class Reader {
 public:
  Reader(std::span<const std::string_view> arguments, ClientOptions& options, std::string& wrong)
      : arguments_(arguments), options_(options), wrong_(wrong) {
    options_.target.endpoint.path = "/mqtt";
  }

  bool read() {
    while (!arguments_.empty()) {
      const std::string_view argument = next();
      if (argument == "--help") return options_.help = true;
      const bool ok = argument.starts_with("--") && argument.size() > 2 ? read_name(argument.substr(2))
                      : argument.starts_with('-') && argument.size() > 1
                          ? read_letters(argument.substr(1))
                          : fail("it is no option: " + std::string(argument));
      if (!ok) return false;
    }
    return check();
  }

 private:
  std::string_view next() {
    const std::string_view argument = arguments_.front();
    arguments_ = arguments_.subspan(1);
    return argument;
  }

  bool fail(std::string what) { return wrong_ = std::move(what), false; }

  // "--name VALUE" or "--name=VALUE"
  bool read_name(std::string_view text) {
    const std::size_t equals = text.find('=');
    const std::string_view name = text.substr(0, equals);
    const std::optional<std::string_view> attached =
        equals == text.npos ? std::nullopt : std::optional(text.substr(equals + 1));
    for (const Flag& flag : flags()) {
      if (flag.name == name && for_us(flag)) return apply(flag, "--" + std::string(name), attached);
    }
    Holder holder{};
    mqtt::PropertyId id{};
    if (!find_holder(name, holder, id)) return fail("there is no option --" + std::string(name));
    return read_property("--" + std::string(name), holder, id, attached);
  }

  // --will-content-type is the will's, --connect-user-property CONNECT's; a bare name is the publish's or subscribe's,
  // or CONNECT's if those have none of it.
  bool find_holder(std::string_view name, Holder& holder, mqtt::PropertyId& id) const {
    for (const auto& [prefix, of] :
         {std::pair<std::string_view, Holder>{"will-", Holder::will}, {"connect-", Holder::connect}}) {
      holder = of;
      if (name.starts_with(prefix)) return find_property(holder, name.substr(prefix.size()), id);
    }
    holder = options_.command == Command::pub ? Holder::publish : Holder::subscribe;
    if (find_property(holder, name, id)) return true;
    holder = Holder::connect;
    return find_property(holder, name, id);
  }

  // "-v", "-q 1", "-q1", "-vd"
  bool read_letters(std::string_view letters) {
    while (!letters.empty()) {
      const char letter = letters.front();
      letters.remove_prefix(1);
      const std::string named = std::string("-") + letter;
      if (letter == 'D') return read_placed_property();
      const Flag* flag = nullptr;
      for (const Flag& one : flags())
        if (one.letter == letter && for_us(one)) flag = &one;
      if (flag == nullptr) return fail("there is no option " + named);
      const bool takes_rest = flag->value != nullptr && !letters.empty();
      if (!apply(*flag, named, takes_rest ? std::optional(letters) : std::nullopt)) return false;
      if (takes_rest) return true;
    }
    return true;
  }

  bool for_us(const Flag& flag) const { return (flag.commands & static_cast<unsigned>(options_.command)) != 0; }

  bool apply(const Flag& flag, const std::string& named, std::optional<std::string_view> value) {
    if (flag.value == nullptr) {
      if (value) return fail(named + " takes no value");
    } else if (!value) {
      if (arguments_.empty()) return fail(named + " needs a value");
      value = next();
    }
    std::string wanted = "a value";
    if (!flag.set(options_, value.value_or(""), wanted)) return fail(named + ": expected is " + wanted);
    if (flag.mqtt_5 && needs_5_.empty()) needs_5_ = named;
    return true;
  }

  // -D PACKET NAME VALUE
  bool read_placed_property() {
    if (arguments_.size() < 2) return fail("-D needs a packet, a property's name and its value");
    const std::string_view packet = next(), name = next();
    Holder holder{};
    if (!holder_of(packet, holder)) return fail("-D: expected is connect, will, publish, subscribe or disconnect");
    mqtt::PropertyId id{};
    if (!find_property(holder, name, id))
      return fail("-D: " + std::string(packet) + " has no property " + std::string(name));
    return read_property("-D " + std::string(packet) + " " + std::string(name), holder, id, std::nullopt);
  }

  bool read_property(const std::string& named, Holder holder, mqtt::PropertyId id,
                     std::optional<std::string_view> value) {
    if (needs_5_.empty()) needs_5_ = named;
    const bool pair = id == mqtt::PropertyId::user_property;
    if (pair && value) return fail(named + " takes a name and a value behind it");
    if (!value && arguments_.size() < (pair ? 2u : 1u))
      return fail(named + (pair ? " needs a name and a value" : " needs a value"));
    if (!value) value = next();
    std::string wanted = "at most 65535 bytes each";
    const bool ok =
        pair ? options_.of(holder).add_user(*value, next()) : add_property(options_.of(holder), id, *value, wanted);
    return ok || fail(named + ": expected is " + wanted);
  }

  bool check() {
    transport::Endpoint& endpoint = options_.target.endpoint;
    if (endpoint.port == 0) endpoint.port = options_.target.websocket ? kWebSocketPort : kTcpPort;
    if (options_.topics.empty()) return fail("-t is missing: which topic?");
    if (options_.command == Command::pub && options_.source == PayloadSource::none)
      return fail("the payload is missing: one of -m, -f, -s, -n and --hex");
    if (options_.version != mqtt::Version::v5 && !needs_5_.empty()) return fail(needs_5_ + " needs --version 5");
    if (options_.password && !options_.password_file.empty()) return fail("only one of -P and --password-file");
    if (!options_.will_topic && (!options_.of(Holder::will).empty() || !options_.will_payload.empty() ||
                                 options_.will_retain || options_.will_qos != mqtt::Qos::at_most_once))
      return fail("a will needs --will-topic");
    return true;
  }

  std::span<const std::string_view> arguments_;
  ClientOptions& options_;
  std::string& wrong_;
  std::string needs_5_;  // the first option that is of no use before MQTT 5
};

}  // namespace

bool read_options(std::span<const std::string_view> arguments, ClientOptions& options, std::string& wrong) {
  return Reader(arguments, options, wrong).read();
}

mqtt::Connect connect_of(const ClientOptions& options) {
  mqtt::Connect connect;
  connect.client_id = options.client_id;
  connect.clean_session = options.clean;
  connect.keep_alive_s = options.keep_alive_s;
  if (options.user_name) connect.user_name = *options.user_name;
  if (options.password) connect.password = mqtt::as_bytes(*options.password);
  if (options.will_topic)
    connect.will = mqtt::Will{.topic = *options.will_topic,
                              .payload = mqtt::as_bytes(options.will_payload),
                              .qos = options.will_qos,
                              .retain = options.will_retain,
                              .properties = options.of(Holder::will)};
  connect.properties = options.of(Holder::connect);
  return connect;
}

std::string option_help(Command command) {
  std::string text;
  for (const Flag& flag : flags()) {
    if ((flag.commands & static_cast<unsigned>(command)) == 0) continue;
    std::string line = flag.letter != 0 ? std::string("  -") + flag.letter + ", --" : "      --";
    line += flag.name;
    if (flag.value != nullptr) line.append(" ").append(flag.value);
    line.resize(std::max(line.size() + 1, kHelpColumn), ' ');
    text += line + flag.help + (flag.mqtt_5 ? " (MQTT 5)\n" : "\n");
  }
  return text;
}

}  // namespace tools
