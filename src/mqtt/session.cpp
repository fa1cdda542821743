#include "mqtt/session.h"

#include <algorithm>

#include "mqtt/encode.h"

namespace mqtt {
namespace {

constexpr std::size_t kKeptCapacity = 256u << 10;

Error refusal(Reason reason, PacketType packet, std::uint64_t number0 = 0, std::uint64_t number1 = 0) {
  return {Kind::local, reason, packet, Field::none, "", {number0, number1}};
}

Error silence(Reason reason, PacketType packet, std::int64_t waited_ms) {
  return {Kind::transport, reason, packet, Field::none, "", {static_cast<std::uint64_t>(waited_ms), 0}};
}

}  // namespace

Session::Session(const SessionOptions& options) : options_(options), framer_(options.max_received_packet) {}

void Session::set_options(const SessionOptions& options) {
  options_ = options;
  framer_.set_max_packet_size(options.max_received_packet);
}

Result<void> Session::connect(const ConnectOptions& options, std::int64_t now) {
  if (state_ != State::idle) return refusal(Reason::already_connected, PacketType::connect);
  Buffer packet;
  if (const auto encoded = encode(options, options_.version, packet); !encoded) return encoded;

  // The state kept belongs to a client id, and a clean session starts without any [MQTT311-3.1.2-6].
  const bool resumes = !options.clean_session && !clean_session_ && options.client_id == client_id_;
  if (!resumes) {
    lose(true);
    ids_.reset();
  }
  now_ = connect_began_ = now;
  state_ = State::opening;
  transport_closed_ = false;
  clean_session_ = options.clean_session;
  keep_alive_s_ = options.keep_alive_s;
  client_id_ = options.client_id;
  connect_packet_ = std::move(packet);
  output_.clear();
  return {};
}

Result<PublishToken> Session::publish(std::string_view topic, Bytes payload, Qos qos, bool retain, std::int64_t now) {
  now_ = now;
  Publish packet;
  packet.topic = topic;
  packet.payload = payload;
  packet.qos = qos;
  packet.retain = retain;
  return qos == Qos::at_most_once ? publish_at_once(packet) : publish_and_keep(packet);
}

Result<PublishToken> Session::publish_at_once(const Publish& packet) {
  if (!can_send()) return refusal(Reason::not_connected, PacketType::publish);
  const std::uint64_t would_be = output_.size() + packet.topic.size() + packet.payload.size();
  if (would_be > options_.max_unsettled_bytes)
    return refusal(Reason::queue_full, PacketType::publish, would_be, options_.max_unsettled_bytes);
  const std::size_t from = output_.size();
  if (const auto encoded = encode(packet, options_.version, output_); !encoded) return encoded.error();
  note_sent(from);
  Queued event;
  event.type = EventType::published;
  event.token = ++last_token_;
  queue_.push_back(event);
  return last_token_;
}

Result<PublishToken> Session::publish_and_keep(Publish& packet) {
  const bool connecting = state_ != State::idle && !transport_closed_;
  if (clean_session_ && !connecting) return refusal(Reason::not_connected, PacketType::publish);
  if (delivery_.messages() >= options_.max_unsettled_messages) {
    return refusal(Reason::too_many_unsettled, PacketType::publish, delivery_.messages(),
                   options_.max_unsettled_messages);
  }
  const std::uint64_t would_be = delivery_.bytes() + packet.topic.size() + packet.payload.size();
  if (would_be > options_.max_unsettled_bytes)
    return refusal(Reason::queue_full, PacketType::publish, would_be, options_.max_unsettled_bytes);

  packet.packet_id = ids_.take();
  if (packet.packet_id == 0) return refusal(Reason::packet_ids_exhausted, PacketType::publish);
  Buffer bytes;
  if (const auto encoded = encode(packet, options_.version, bytes); !encoded) {
    ids_.give_back(packet.packet_id);
    return encoded.error();
  }
  if (can_send()) {
    const std::size_t from = output_.size();
    put_bytes(output_, bytes);
    note_sent(from);
  }
  delivery_.add(++last_token_, packet.packet_id, packet.qos, std::move(bytes), can_send());
  return last_token_;
}

Result<PacketId> Session::subscribe(std::span<const SubscribeRequest> filters, std::int64_t now) {
  now_ = now;
  PendingRequest pending{PacketType::subscribe, ids_.take(), {}, {}};
  if (pending.packet_id == 0) return refusal(Reason::packet_ids_exhausted, PacketType::subscribe);
  for (const SubscribeRequest& each : filters) {
    pending.filters.emplace_back(each.filter);
    pending.qos.push_back(each.qos);
  }
  Buffer bytes;
  const auto encoded = encode(Subscribe{pending.packet_id, {filters.begin(), filters.end()}}, options_.version, bytes);
  return request(std::move(pending), encoded, bytes);
}

Result<PacketId> Session::unsubscribe(std::span<const std::string_view> filters, std::int64_t now) {
  now_ = now;
  PendingRequest pending{PacketType::unsubscribe, ids_.take(), {}, {}};
  if (pending.packet_id == 0) return refusal(Reason::packet_ids_exhausted, PacketType::unsubscribe);
  for (const std::string_view filter : filters) pending.filters.emplace_back(filter);
  Buffer bytes;
  const auto encoded =
      encode(Unsubscribe{pending.packet_id, {filters.begin(), filters.end()}}, options_.version, bytes);
  return request(std::move(pending), encoded, bytes);
}

// `request` has taken its packet id, which goes back if the request cannot go out.
Result<PacketId> Session::request(PendingRequest request, const Result<void>& encoded, Bytes packet) {
  const PacketId id = request.packet_id;
  const std::size_t from = output_.size();
  Error error;
  if (!encoded) {
    error = encoded.error();
  } else if (!can_send()) {
    error = refusal(Reason::not_connected, request.type);
  } else if (from + packet.size() > options_.max_unsettled_bytes) {
    error = refusal(Reason::queue_full, request.type, from + packet.size(), options_.max_unsettled_bytes);
  } else {
    put_bytes(output_, packet);
    note_sent(from);
    requests_.add(std::move(request));
    return id;
  }
  ids_.give_back(id);
  return error;
}

Result<void> Session::disconnect(std::int64_t now) {
  if (state_ == State::idle) return refusal(Reason::not_connected, PacketType::disconnect);
  now_ = now;
  if (open() && !transport_closed_) {
    const std::size_t from = output_.size();
    encode_empty(PacketType::disconnect, options_.version, output_);
    note_sent(from);
  }
  end(Ending::disconnected);
  return {};
}

void Session::opened(std::int64_t now) {
  if (state_ != State::opening) return;
  now_ = opened_at_ = now;
  state_ = State::awaiting_connack;
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
      encode_empty(PacketType::pingreq, options_.version, output_);
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
  error_ = error;
  Queued event;
  event.type = EventType::failed;
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
  if (clean_session_) lose(true);
  event = {};
  event.type = EventType::ended;
  event.ending = ending;
  queue_.push_back(event);

  state_ = State::idle;
  transport_closed_ = front_inspected_ = false;
  framer_.clear();
  keepalive_.stop();
  connect_packet_.clear();
  // Only a DISCONNECT may still go out; after a fault nothing does [MQTT311-4.8.0-1].
  if (ending != Ending::disconnected) output_.clear();
}

}  // namespace mqtt
