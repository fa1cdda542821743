#include "app/connection.h"

#include "app/refusal.h"
#include "mqtt/reason_code.h"

namespace app {
namespace {

mqtt::SessionOptions session_options(const Target& target) {
  mqtt::SessionOptions options;
  options.version = target.version;
  options.automatic_topic_aliases = target.automatic_aliases;
  // The page may have been opened anew: what the server kept is the user's.
  options.adopt_session = true;
  options.max_received_packet = target.max_packet_bytes;
  options.connect_timeout_ms = target.connect_timeout_ms;
  // One limit for the whole way to CONNACK, the one that the user set: which half of the way it was is told by End::opened.
  options.connack_timeout_ms = 0;
  return options;
}

model::Cause cause_of(const mqtt::Error& error, bool opened) {
  switch (error.reason) {
    case mqtt::Reason::connect_timeout:
    case mqtt::Reason::connack_timeout:
      return opened ? model::Cause::connack_timeout : model::Cause::connect_timeout;
    case mqtt::Reason::ping_timeout:
      return model::Cause::ping_timeout;
    case mqtt::Reason::packet_too_large:
      return model::Cause::packet_too_large;
    default:
      return model::Cause::protocol_error;
  }
}

model::Cause cause_of(const End& end) {
  switch (end.fault) {
    case transport::Fault::bad_url:
    case transport::Fault::security:
      return model::Cause::security_error;
    case transport::Fault::bad_subprotocol:
    case transport::Fault::wrong_subprotocol:
      return model::Cause::wrong_subprotocol;
    case transport::Fault::text_frame:
      return model::Cause::text_frame;
    case transport::Fault::none:
    case transport::Fault::send_failed:
      break;
  }
  return end.opened ? model::Cause::connection_lost : model::Cause::close_before_open;
}

bool hopeless(transport::Fault fault) {
  return fault == transport::Fault::bad_url || fault == transport::Fault::security ||
         fault == transport::Fault::bad_subprotocol;
}

}  // namespace

bool Target::same_login(const Target& other) const {
  return endpoint.host == other.endpoint.host && endpoint.port == other.endpoint.port &&
         endpoint.path == other.endpoint.path && user_name == other.user_name;
}

bool Target::same_client(const Target& other) const {
  return same_login(other) && (client_id == other.client_id || (assigned && other.assigned));
}

Connection::Connection(transport::Transport& transport) : transport_(transport), session_(mqtt::SessionOptions{}) {}

mqtt::Result<void> Connection::open(const Target& target, std::int64_t mono_ms) {
  mqtt::ConnectOptions options;
  options.client_id = target.client_id;
  options.clean_session = target.clean_session;
  options.keep_alive_s = target.keepalive_s;
  options.properties = target.properties;
  if (!target.user_name.empty()) options.user_name = target.user_name;
  if (!target.password.empty() && (options.user_name || target.mqtt5()))
    options.password = mqtt::as_bytes(std::string_view(target.password));
  if (target.will) {
    const WillTarget& will = *target.will;
    options.will = mqtt::Will{will.topic, will.payload, will.qos, will.retain, will.properties};
  }
  session_.set_options(session_options(target));
  const mqtt::Result<void> result = session_.connect(options, mono_ms);
  if (!result) return result;
  end_ = End{};
  will_on_disconnect_ = target.mqtt5() && target.will && target.will_on_disconnect;
  dropped_ = false;
  transport_open_ = false;
  transport_.open(target.endpoint);
  return result;
}

void Connection::disconnect(std::int64_t mono_ms) {
  if (!busy()) return;
  const auto reason = will_on_disconnect_ ? mqtt::ReasonCode::disconnect_with_will_message : mqtt::ReasonCode::success;
  (void)session_.disconnect(mono_ms, mqtt::code(reason));
}

void Connection::drop(std::int64_t mono_ms) {
  if (!busy()) return;
  dropped_ = true;
  transport_open_ = false;
  transport_.close();
  session_.closed(mono_ms);
}

mqtt::Result<mqtt::PublishToken> Connection::publish(const mqtt::Message& message, std::int64_t mono_ms) {
  const std::size_t waiting = transport_.buffered() + session_.output_size();
  if (waiting > kMaxBuffered) {
    mqtt::Error error;
    error.reason = mqtt::Reason::queue_full;
    error.packet = mqtt::PacketType::publish;
    error.numbers[0] = waiting;
    error.numbers[1] = kMaxBuffered;
    return error;
  }
  return session_.publish(message, mono_ms);
}

mqtt::Result<mqtt::PacketId> Connection::subscribe(std::span<const mqtt::SubscribeRequest> filters, std::int64_t mono_ms,
                                                   mqtt::Properties properties) {
  return session_.subscribe(filters, mono_ms, properties);
}

mqtt::Result<mqtt::PacketId> Connection::unsubscribe(std::span<const std::string_view> filters, std::int64_t mono_ms) {
  return session_.unsubscribe(filters, mono_ms);
}

bool Connection::poll(mqtt::Event& event, std::int64_t mono_ms) {
  for (;;) {
    if (next_session_event(event)) return true;
    transport::Event moved;
    if (transport_.poll(moved)) {
      take_transport_event(moved, mono_ms);
      continue;
    }
    session_.advance(mono_ms);
    if (next_session_event(event)) return true;
    // Only now, so that the acknowledgements of all that came in leave as one WebSocket message.
    flush();
    return next_session_event(event);
  }
}

bool Connection::next_session_event(mqtt::Event& event) {
  if (!session_.next_event(event)) return false;
  note(event);
  return true;
}

void Connection::note(const mqtt::Event& event) {
  switch (event.type) {
    case mqtt::EventType::connected:
      end_.accepted = true;
      break;
    case mqtt::EventType::refused:
      end_.refused = true;
      note_answer(event);
      break;
    case mqtt::EventType::server_disconnected:
      end_.server_disconnected = true;
      note_answer(event);
      break;
    case mqtt::EventType::failed:
      end_.error = event.error;
      break;
    case mqtt::EventType::ended:
      finish(event.ending);
      break;
    default:
      break;
  }
}

void Connection::note_answer(const mqtt::Event& event) {
  end_.reason_code = event.reason_code;
  end_.properties.assign(event.properties.encoded().begin(), event.properties.encoded().end());
}

void Connection::finish(mqtt::Ending ending) {
  flush();
  transport_.close();
  transport_open_ = false;
  switch (ending) {
    case mqtt::Ending::disconnected:
      end_.by_user = true;
      end_.code = 1000;
      return;
    case mqtt::Ending::refused:
      end_.ending = passes(mqtt::PacketType::connack, end_.reason_code) ? Ending::attempt_failed : Ending::refused;
      if (end_.ending == Ending::attempt_failed) end_.cause = model::Cause::connack_unavailable;
      return;
    case mqtt::Ending::server_disconnected:
      end_.ending = passes(mqtt::PacketType::disconnect, end_.reason_code) ? Ending::lost : Ending::refused;
      end_.cause = model::Cause::server_disconnected;
      return;
    case mqtt::Ending::failed:
      end_.ending = end_.accepted ? Ending::lost : Ending::attempt_failed;
      end_.cause = cause_of(end_.error, end_.opened);
      return;
    case mqtt::Ending::connection_lost:
      break;
  }
  if (dropped_) {
    end_.ending = Ending::page_was_away;
    end_.cause = model::Cause::page_was_away;
    return;
  }
  end_.cause = cause_of(end_);
  if (hopeless(end_.fault)) {
    end_.ending = Ending::hopeless;
  } else if (!end_.accepted) {
    end_.ending = Ending::attempt_failed;
  } else {
    end_.ending = end_.fault == transport::Fault::none ? Ending::closed_by_peer : Ending::lost;
  }
}

void Connection::take_transport_event(const transport::Event& event, std::int64_t mono_ms) {
  switch (event.kind) {
    case transport::Event::Kind::opened:
      end_.opened = true;
      transport_open_ = true;
      session_.opened(mono_ms);
      break;
    case transport::Event::Kind::data:
      session_.received(event.bytes, mono_ms);
      break;
    case transport::Event::Kind::closed:
      transport_open_ = false;
      end_.opened = end_.opened || event.opened_before;
      end_.closed = true;
      end_.code = event.code;
      end_.fault = event.fault;
      end_.reason = event.reason;
      session_.closed(mono_ms);
      break;
  }
}

void Connection::flush() {
  if (!transport_open_) return;
  const mqtt::Bytes output = session_.take_output();
  if (!output.empty()) transport_.send(output);
}

}  // namespace app
