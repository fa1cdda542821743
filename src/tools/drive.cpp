#include "tools/drive.h"

#include <algorithm>
#include <utility>

#include "tools/drive_lines.h"

namespace tools {
namespace {

mqtt::SessionOptions session_options(const DriveCommand& command) {
  mqtt::SessionOptions options = tool_session_options(command.version);
  options.connect_timeout_ms = command.connect_timeout_ms;
  options.connack_timeout_ms = 0;  // the one above says it all
  options.ping_timeout_ms = command.ping_timeout_ms;
  options.inspect = true;
  return options;
}

mqtt::Error not_connected(mqtt::PacketType packet) {
  mqtt::Error error;
  error.reason = mqtt::Reason::not_connected;
  error.packet = packet;
  return error;
}

}  // namespace

Drive::Drive(Client::MakeTransport make_transport) : client_(session_options({}), std::move(make_transport)) {}

void Drive::take_line(std::string_view line, std::int64_t now) {
  if (line.find_first_not_of(" \t\r") == line.npos) return;
  JsonReader reader;
  DriveCommand command;
  InputFault fault;
  if (!read_command(line, reader, command, fault)) return append_error(out, fault, command.id);
  const mqtt::Result<void> result = run(command, now);
  if (!result) append_error(out, result.error(), command.id);
}

mqtt::Result<void> Drive::run(const DriveCommand& command, std::int64_t now) {
  mqtt::Session& session = client_.session();
  switch (command.op) {
    case Op::connect:
      return connect(command, now);
    case Op::publish: {
      const mqtt::Result<mqtt::PublishToken> token = session.publish(command.message, now);
      if (!token) return token.error();
      publishes_.emplace(*token, command.id);
      return {};
    }
    case Op::subscribe:
    case Op::unsubscribe: {
      const mqtt::Result<mqtt::PacketId> id =
          command.op == Op::subscribe
              ? session.subscribe(command.subscribe.filters, now, command.subscribe.properties)
              : session.unsubscribe(command.unsubscribe.filters, now, command.unsubscribe.properties);
      if (!id) return id.error();
      requests_[*id] = command.id;
      return {};
    }
    case Op::disconnect: {
      const mqtt::Result<void> result =
          session.disconnect(now, command.disconnect.reason_code, command.disconnect.properties);
      if (result) disconnect_id_ = command.id;
      return result;
    }
    case Op::auth: {
      const mqtt::Result<void> result = session.authenticate(command.auth.reason_code, command.auth.properties, now);
      if (result) auth_id_ = command.id;
      return result;
    }
    case Op::close:
      if (!client_.connection()) return not_connected(mqtt::PacketType::none);
      close_id_ = command.id;
      local_reason_ = "closed";
      client_.cut(now);
      return {};
  }
  return {};
}

mqtt::Result<void> Drive::connect(const DriveCommand& command, std::int64_t now) {
  if (!client_.connection()) client_.session().set_options(session_options(command));
  const mqtt::Result<void> result = client_.connect(command.target, command.connect, now);
  if (!result) return result;
  version_ = command.version;
  connecting_ = true;
  connect_id_ = command.id;
  local_reason_ = "";
  return result;
}

void Drive::poll(std::int64_t now) {
  mqtt::Event event;
  for (;;) {
    switch (client_.poll(event, now)) {
      case Client::Step::event:
        handle(event);
        continue;
      case Client::Step::closed:
        append_closed(out, client_.closed(), local_reason_, std::exchange(close_id_, {}));
        continue;
      case Client::Step::nothing:
        break;
    }
    if (!input_ended_) return;
    if (!client_.connection()) return give_up();
    if (under_way() && now < *input_ended_ + kGraceMs) return;
    disconnect_at_the_end(now);
  }
}

void Drive::handle(const mqtt::Event& event) {
  const std::string id = id_of(event);
  if (event.type == mqtt::EventType::ended) {
    if (*local_reason_ == '\0') local_reason_ = name(event.ending);
    // The line below answers one of them.
    leave_unanswered(connect_id_, mqtt::PacketType::connect);
    leave_unanswered(disconnect_id_, mqtt::PacketType::disconnect);
    leave_unanswered(auth_id_, mqtt::PacketType::auth);
    connecting_ = false;
  }
  append_event(out, event, id, {version_, client_.session().client_id()});
  const bool connack = event.type == mqtt::EventType::connected || event.type == mqtt::EventType::refused;
  // CONNACK ends the exchange that AUTH has gone on with (MQTT 5 §4.12).
  if (connack && !auth_id_.empty())
    append_auth_ended(out, event.type == mqtt::EventType::connected, std::exchange(auth_id_, {}));
}

// The id of the request that this event settles, which is then done with.
std::string Drive::id_of(const mqtt::Event& event) {
  switch (event.type) {
    case mqtt::EventType::connected:
    case mqtt::EventType::refused:
      connecting_ = false;
      return std::exchange(connect_id_, {});
    case mqtt::EventType::published: {
      const auto found = publishes_.extract(event.token);
      return found ? found.mapped() : std::string();
    }
    case mqtt::EventType::subscribed:
    case mqtt::EventType::unsubscribed: {
      const auto found = requests_.extract(event.packet_id);
      return found ? found.mapped() : std::string();
    }
    case mqtt::EventType::auth_received:
      return std::exchange(auth_id_, {});
    case mqtt::EventType::ended:
      return std::exchange(event.ending == mqtt::Ending::disconnected ? disconnect_id_ : connect_id_, {});
    default:
      return {};
  }
}

void Drive::leave_unanswered(std::string& id, mqtt::PacketType packet) {
  if (!id.empty()) append_error(out, not_connected(packet), id);
  id.clear();
}

bool Drive::under_way() const {
  return connecting_ ||
         (client_.session().state() == mqtt::State::connected && !(publishes_.empty() && requests_.empty()));
}

void Drive::end_input(std::int64_t now) {
  if (!input_ended_) input_ended_ = now;
}

// No connection comes any more: a session that was kept for one settles what it still holds.
void Drive::give_up() {
  mqtt::Event event;
  client_.session().forget();
  while (client_.session().next_event(event)) handle(event);
}

void Drive::disconnect_at_the_end(std::int64_t now) {
  if (!client_.session().disconnect(now)) client_.cut(now);
}

bool Drive::over() const { return input_ended_ && !client_.connection() && !client_.leaving(); }

std::optional<std::int64_t> Drive::next_deadline() const {
  const std::optional<std::int64_t> of_client = client_.next_deadline();
  if (!input_ended_ || !client_.connection()) return of_client;
  const std::int64_t grace = *input_ended_ + kGraceMs;
  return std::min(grace, of_client.value_or(grace));
}

}  // namespace tools
