#include "mqtt/session.h"

#include <algorithm>

#include "mqtt/encode.h"

namespace mqtt {
namespace {

constexpr std::size_t kKeptCapacity = 256u << 10;

Error silence(Reason reason, PacketType packet, std::int64_t waited_ms) {
  return {Kind::transport, reason, packet, Field::none, "", {static_cast<std::uint64_t>(waited_ms), 0}};
}

}  // namespace

Session::Session(const SessionOptions& options)
    : options_(options), session_version_(options.version), framer_(options.max_received_packet, options.version) {}

void Session::set_options(const SessionOptions& options) {
  options_ = options;
  framer_.set_max_packet_size(std::min(options_.max_received_packet, asked_.maximum_packet_size));
}

Result<void> Session::connect(const ConnectOptions& options, std::int64_t now) {
  if (state_ != State::idle) return Error{Kind::local, Reason::already_connected, PacketType::connect};
  Buffer packet;
  if (const auto encoded = encode(options, options_.version, packet); !encoded) return encoded;

  // The state kept belongs to a client id, and a clean session starts without any [MQTT311-3.1.2-6, MQTT5-3.1.2-4].
  const bool same = kept_ && session_version_ == options_.version && options.client_id == client_id_;
  if (options.clean_session || !same) forget();
  now_ = connect_began_ = now;
  state_ = State::opening;
  transport_closed_ = authenticating_ = false;
  clean_session_ = options.clean_session;
  resuming_ = has_session_;
  session_version_ = options_.version;
  // A session that is there is kept until the server has said otherwise.
  kept_ = resuming_ || asks_to_keep_session(options, session_version_);
  client_id_ = options.client_id;
  asked_ = asked_by(options);
  server_ = {};
  framer_.set_version(session_version_);
  framer_.set_max_packet_size(std::min(options_.max_received_packet, asked_.maximum_packet_size));
  connect_packet_ = std::move(packet);
  output_.clear();
  return {};
}

void Session::forget() {
  if (state_ != State::idle) return;
  lose(true);
  ids_.reset();
  kept_ = has_session_ = false;
}

void Session::opened(std::int64_t now) {
  if (state_ != State::opening) return;
  now_ = opened_at_ = now;
  state_ = State::awaiting_connack;
  // From here on the server may hold a session of this client, whether its CONNACK arrives or not.
  if (kept_) has_session_ = true;
  output_.swap(connect_packet_);
  note_sent(0);
}

void Session::received(Bytes bytes, std::int64_t now) {
  if (!open() || transport_closed_) return;
  now_ = now;
  keepalive_.heard(now);
  framer_.push(bytes);
}

void Session::closed(std::int64_t now) {
  if (state_ == State::idle) {
    output_.clear();
    return;
  }
  now_ = now;
  transport_closed_ = true;
  output_.clear();
  if (state_ == State::opening) end(Ending::connection_lost);
}

void Session::advance(std::int64_t now) {
  if (state_ == State::idle || transport_closed_) return;
  now_ = now;
  if (state_ != State::connected) {
    const std::int64_t since_connect = now - connect_began_, since_open = now - opened_at_;
    if (state_ == State::awaiting_connack && options_.connack_timeout_ms > 0 &&
        since_open >= options_.connack_timeout_ms) {
      fail(silence(Reason::connack_timeout, PacketType::connack, since_open));
    } else if (options_.connect_timeout_ms > 0 && since_connect >= options_.connect_timeout_ms) {
      fail(silence(Reason::connect_timeout, PacketType::none, since_connect));
    }
    return;
  }
  const std::int64_t waited = keepalive_.waited_ms(now);
  switch (keepalive_.advance(now)) {
    case Keepalive::Due::nothing:
      break;
    case Keepalive::Due::ping: {
      const std::size_t from = output_.size();
      encode_empty(PacketType::pingreq, session_version_, output_);
      note_sent(from);
      break;
    }
    case Keepalive::Due::dead:
      fail(silence(Reason::ping_timeout, PacketType::pingresp, waited));
      break;
  }
}

std::optional<std::int64_t> Session::next_deadline() const {
  if (state_ == State::idle || transport_closed_) return std::nullopt;
  if (state_ == State::connected) return keepalive_.deadline();
  std::optional<std::int64_t> deadline;
  if (options_.connect_timeout_ms > 0) deadline = connect_began_ + options_.connect_timeout_ms;
  if (state_ == State::awaiting_connack && options_.connack_timeout_ms > 0) {
    const std::int64_t connack = opened_at_ + options_.connack_timeout_ms;
    deadline = deadline ? std::min(*deadline, connack) : connack;
  }
  return deadline;
}

Bytes Session::take_output() {
  if (taken_.capacity() > kKeptCapacity) Buffer().swap(taken_);
  taken_.clear();
  taken_.swap(output_);
  receive_quota_.flushed();
  return taken_;
}

void Session::note_sent(std::size_t from) {
  keepalive_.sent(now_);
  if (!options_.inspect) return;
  while (from < output_.size()) {
    const Bytes left = Bytes(output_).subspan(from);
    const Varint length = read_varint(left.subspan(1));
    Queued event;
    event.type = EventType::packet_sent;
    event.packet = static_cast<PacketType>(left[0] >> 4);
    event.offset = inspected_.size();
    event.size = 1 + length.size + length.value;
    put_bytes(inspected_, left.first(event.size));
    queue_.push_back(event);
    from += event.size;
  }
}

void Session::fail(const Error& error) {
  // After a fault nothing goes out [MQTT311-4.8.0-1] but the word to the peer by which rule (MQTT 5 §4.13).
  output_.clear();
  if (error.kind == Kind::peer && is_v5() && open() && !transport_closed_) {
    (void)encode(Disconnect{disconnect_code(error), {}}, session_version_, output_);
    if (output_.size() > server_.maximum_packet_size) output_.clear();
    if (!output_.empty()) note_sent(0);
  }
  Queued event;
  event.type = EventType::failed;
  event.error = error;
  queue_.push_back(event);
  end(Ending::failed);
}

void Session::end(Ending ending) {
  Queued event;
  event.outcome = Outcome::unknown;
  while (!requests_.empty()) {
    PendingRequest lost = requests_.take_oldest();
    event.type = lost.type == PacketType::subscribe ? EventType::subscribed : EventType::unsubscribed;
    queue_.push_back(event);
    ids_.release(lost.packet_id);
    lost_requests_.add(std::move(lost));
  }
  if (!kept_) {
    lose(true);
    has_session_ = false;
  }
  event = {};
  event.type = EventType::ended;
  event.ending = ending;
  queue_.push_back(event);

  state_ = State::idle;
  transport_closed_ = front_inspected_ = authenticating_ = false;
  framer_.clear();
  keepalive_.stop();
  connect_packet_.clear();
  if (ending != Ending::disconnected && ending != Ending::failed) output_.clear();
}

}  // namespace mqtt
