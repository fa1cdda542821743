#include "tools/shell_client.h"

#include <algorithm>
#include <utility>

#include "mqtt/describe.h"
#include "mqtt/encode.h"
#include "mqtt/names.h"
#include "mqtt/reason_code.h"
#include "tools/drive_lines.h"

namespace tools {
namespace {

// Publishes that are under way at a time, when the server allows them.
constexpr std::size_t kMaxUnderWay = 1000;

mqtt::SessionOptions session_options(const ClientOptions& options) {
  mqtt::SessionOptions session = tool_session_options(options.version);
  session.connect_timeout_ms = std::int64_t{options.connect_timeout_s} * 1000;
  session.connack_timeout_ms = 0;  // the one above says it all
  session.inspect = options.debug;
  session.automatic_topic_aliases = options.automatic_topic_aliases;
  session.adopt_session = true;
  return session;
}

std::string text_of(std::uint64_t number) { return std::to_string(number); }

const char* word(transport::Fault fault) {
  switch (fault) {
    case transport::Fault::wrong_subprotocol:
      return "the server did not choose the subprotocol mqtt";
    case transport::Fault::text_frame:
      return "the server sent a text frame";
    default:
      return "";
  }
}

}  // namespace

ShellClient::ShellClient(const ClientOptions& options, std::vector<std::uint8_t> payload,
                         Client::MakeTransport make_transport)
    : options_(options), payload_(std::move(payload)), client_(session_options(options), std::move(make_transport)) {}

bool ShellClient::start(std::int64_t now) {
  if (!check_before()) return false;
  if (options_.timeout_s > 0) deadline_ = now + std::int64_t{options_.timeout_s} * 1000;
  const mqtt::Result<void> result = client_.connect(options_.target, connect_of(options_), now);
  if (result) return true;
  say(mqtt::describe(result.error()));
  note(kUsage);
  return false;
}

// What is wrong whatever the server says is a matter of the command line, found before anything is sent.
bool ShellClient::check_before() {
  mqtt::Buffer scratch;
  mqtt::Result<void> result;
  if (options_.command == Command::pub) {
    const mqtt::Message wanted = message();
    const mqtt::Publish publish{.topic = wanted.topic,
                                .payload = wanted.payload,
                                .qos = wanted.qos,
                                .retain = wanted.retain,
                                .dup = false,
                                .packet_id = static_cast<mqtt::PacketId>(wanted.qos == mqtt::Qos::at_most_once ? 0 : 1),
                                .properties = wanted.properties};
    result = mqtt::encode(publish, options_.version, scratch);
  } else {
    const mqtt::Subscribe subscribe{.packet_id = 1, .filters = filters(), .properties = options_.of(Holder::subscribe)};
    result = mqtt::encode(subscribe, options_.version, scratch);
  }
  if (result) return true;
  say(mqtt::describe(result.error()));
  note(kUsage);
  return false;
}

mqtt::Message ShellClient::message() const {
  return {.topic = options_.topics.front(),
          .payload = payload_,
          .qos = options_.qos,
          .retain = options_.retain,
          .properties = options_.of(Holder::publish)};
}

std::vector<mqtt::SubscribeRequest> ShellClient::filters() const {
  std::vector<mqtt::SubscribeRequest> requests;
  for (const std::string& topic : options_.topics)
    requests.push_back({.filter = topic,
                        .qos = options_.qos,
                        .no_local = options_.no_local,
                        .retain_as_published = options_.retain_as_published,
                        .retain_handling = options_.retain_handling});
  return requests;
}

bool ShellClient::poll(std::int64_t now) {
  mqtt::Event event;
  for (;;) {
    switch (client_.poll(event, now)) {
      case Client::Step::event:
        handle(event, now);
        continue;
      case Client::Step::closed: {
        const Closed& closed = client_.closed();
        const std::string why = closed.fault == transport::Fault::none ? closed.reason : word(closed.fault);
        if (!finishing_ && !why.empty()) say(why);
        continue;
      }
      case Client::Step::nothing:
        break;
    }
    if (!publish_more(now)) break;
  }
  if (deadline_ && now >= *deadline_ && !finishing_) {
    say("the time is over");
    finish(kTimeout, now);
    return poll(now);
  }
  return client_.connection() || client_.leaving();
}

void ShellClient::interrupt(std::int64_t now) { finish(options_.command == Command::sub ? kDone : kLost, now); }

std::optional<std::int64_t> ShellClient::next_deadline() const {
  const std::optional<std::int64_t> of_client = client_.next_deadline();
  if (!deadline_ || finishing_) return of_client;
  return std::min(*deadline_, of_client.value_or(*deadline_));
}

void ShellClient::handle(const mqtt::Event& event, std::int64_t now) {
  switch (event.type) {
    case mqtt::EventType::connected:
      return connected(event, now);
    case mqtt::EventType::refused:
      say("the broker refused: " + reason_text(mqtt::PacketType::connack, event.reason_code, event.properties));
      return note(kRefused);
    case mqtt::EventType::published:
      return published(event, now);
    case mqtt::EventType::received:
      return received(event, now);
    case mqtt::EventType::subscribed:
      return subscribed(event, now);
    case mqtt::EventType::auth_received:
      if (event.reason_code != mqtt::code(mqtt::ReasonCode::continue_authentication)) return;
      say("the broker wants to go on with authentication; only `mqtt_client drive` can answer");
      return finish(kLost, now);
    case mqtt::EventType::server_disconnected:
      say("the broker disconnected: " + reason_text(mqtt::PacketType::disconnect, event.reason_code, event.properties));
      return note(kLost);
    case mqtt::EventType::failed:
      say(mqtt::describe(event.error));
      return note(connected_ ? kLost : kNotConnected);
    case mqtt::EventType::packet_sent:
    case mqtt::EventType::packet_received:
      // Never the bytes: a CONNECT's hold the password.
      return say((event.type == mqtt::EventType::packet_sent ? "sent " : "received ") +
                 std::string(mqtt::name(event.packet)) + ", " + text_of(event.bytes.size()) + " bytes");
    case mqtt::EventType::ended:
      if (event.ending != mqtt::Ending::connection_lost) return;
      say(connected_ ? "the connection is lost" : "could not connect");
      return note(connected_ ? kLost : kNotConnected);
    case mqtt::EventType::unsubscribed:
    case mqtt::EventType::ignored:
      return;
  }
}

void ShellClient::connected(const mqtt::Event& event, std::int64_t now) {
  connected_ = true;
  say_if_verbose(std::string("connected as ") + std::string(client_.session().client_id()) +
                 (event.session_present ? ", the session was there" : ""));
  if (options_.command == Command::pub) return;
  const std::vector<mqtt::SubscribeRequest> requests = filters();
  const mqtt::Result<mqtt::PacketId> result =
      client_.session().subscribe(requests, now, options_.of(Holder::subscribe));
  if (result) return;
  say(mqtt::describe(result.error()));
  finish(kRejected, now);
}

void ShellClient::subscribed(const mqtt::Event& event, std::int64_t now) {
  if (event.outcome != mqtt::Outcome::done) return;
  bool any = false;
  for (const mqtt::FilterResult& one : event.filters) {
    const std::string text =
        std::string(one.filter) + ": " + reason_text(mqtt::PacketType::suback, one.reason_code, event.properties);
    if (mqtt::is_failure(one.reason_code)) {
      say("the broker refused " + text);
      note(kRejected);
    } else {
      any = true;
      say_if_verbose("subscribed to " + text);
    }
  }
  if (!any) finish(kRejected, now);
}

void ShellClient::received(const mqtt::Event& event, std::int64_t now) {
  if (finishing_) return;
  if (options_.json) {
    append_event(out, event, "", {options_.version, ""});
  } else {
    if (options_.verbose) out.append(event.topic).append(" ");
    out.append(mqtt::as_text(event.payload));
    if (!options_.no_newline) out += '\n';
  }
  if (options_.count > 0 && ++received_ == options_.count) finish(kDone, now);
}

void ShellClient::published(const mqtt::Event& event, std::int64_t now) {
  ++settled_;
  switch (event.outcome) {
    case mqtt::Outcome::done:
      if (options_.qos != mqtt::Qos::at_most_once)
        say_if_verbose("published: " + reason_text(mqtt::PacketType::puback, event.reason_code, event.properties));
      break;
    case mqtt::Outcome::refused:
      say("the broker refused the message: " +
          reason_text(mqtt::PacketType::puback, event.reason_code, event.properties));
      note(kRejected);
      break;
    case mqtt::Outcome::not_sent:
      if (event.error.reason == mqtt::Reason::none) break;
      say(mqtt::describe(event.error));
      note(kRejected);
      break;
    case mqtt::Outcome::unknown:
      say("a message was not acknowledged");
      note(kLost);
      break;
  }
  if (settled_ == options_.repeat) finish(kDone, now);
}

// Not more than the transport and the server take: memory stays bounded whatever --repeat says. True: it did something.
bool ShellClient::publish_more(std::int64_t now) {
  if (options_.command != Command::pub) return false;
  mqtt::Session& session = client_.session();
  bool any = false;
  while (!finishing_ && session.state() == mqtt::State::connected && asked_ < options_.repeat &&
         client_.buffered() < Client::kMaxBuffered && session.unsettled_messages() < kMaxUnderWay) {
    const mqtt::Result<mqtt::PublishToken> result = session.publish(message(), now);
    if (!result && result.error().reason == mqtt::Reason::queue_full && session.unsettled_messages() > 0) break;
    any = true;
    if (result) {
      ++asked_;
    } else {
      say(mqtt::describe(result.error()));
      finish(kRejected, now);
    }
  }
  return any;
}

void ShellClient::note(ExitCode code) {
  if (!exit_code_) exit_code_ = code;
}

void ShellClient::finish(ExitCode code, std::int64_t now) {
  if (finishing_) return;
  finishing_ = true;
  note(code);
  const mqtt::Result<void> result = client_.session().disconnect(now, 0, options_.of(Holder::disconnect));
  if (result || result.error().reason == mqtt::Reason::not_connected) return;
  say(mqtt::describe(result.error()));
  (void)client_.session().disconnect(now);
}

// What the server says must not steer a terminal.
void ShellClient::say(std::string_view text) {
  err += "mqtt_client: ";
  for (const char c : text) err += (c >= 0 && c < ' ') || c == '\x7F' ? '?' : c;
  err += '\n';
}

void ShellClient::say_if_verbose(std::string_view text) {
  if (options_.verbose) say(text);
}

std::string ShellClient::reason_text(mqtt::PacketType packet, std::uint8_t code, mqtt::Properties properties) const {
  std::string text = std::string(mqtt::reason_name(packet, code, options_.version)) + " (" + text_of(code) + ")";
  for (const mqtt::PropertyId id : {mqtt::PropertyId::reason_string, mqtt::PropertyId::server_reference}) {
    const std::string_view more = properties.text(id);
    if (!more.empty()) text.append(", ").append(more);
  }
  return text;
}

}  // namespace tools
