#include "tools/client.h"

#include <algorithm>
#include <utility>

namespace tools {

mqtt::SessionOptions tool_session_options(mqtt::Version version) {
  mqtt::SessionOptions options;
  options.version = version;
  options.max_received_packet = mqtt::kMaxPacketSize;
  options.max_unsettled_messages = 65'535;
  options.max_unsettled_bytes = std::uint64_t{2} * mqtt::kMaxPacketSize;
  return options;
}

Client::Client(const mqtt::SessionOptions& options, MakeTransport make_transport)
    : make_transport_(std::move(make_transport)), session_(options) {}

mqtt::Result<void> Client::connect(const Target& target, const mqtt::Connect& options, std::int64_t now) {
  if (transport_) {
    mqtt::Error error;
    error.reason = mqtt::Reason::already_connected;
    error.packet = mqtt::PacketType::connect;
    return error;
  }
  const mqtt::Result<void> result = session_.connect(options, now);
  if (!result) return result;
  closed_ = {};
  open_ = took_data_ = ended_ = false;
  transport_ = make_transport_(target.websocket);
  transport_->open(target.endpoint);
  return result;
}

void Client::cut(std::int64_t now) {
  if (!transport_ || ended_) return;
  flush(true);
  open_ = false;
  transport_->close();
  session_.closed(now);
}

Client::Step Client::poll(mqtt::Event& event, std::int64_t now) {
  see_off(now);
  for (;;) {
    if (session_.next_event(event)) {
      ended_ = ended_ || event.type == mqtt::EventType::ended;
      return Step::event;
    }
    if (ended_) {
      finish(now);
      return Step::closed;
    }
    if (!transport_) return Step::nothing;
    flush(false);
    transport::Event moved;
    // One part of the input at a time: its answers leave before more is read, and other input gets its turn.
    if (!took_data_ && transport_->poll(moved)) {
      take(moved, now);
      continue;
    }
    session_.advance(now);
    if (session_.next_event(event)) {
      ended_ = ended_ || event.type == mqtt::EventType::ended;
      return Step::event;
    }
    flush(false);
    took_data_ = false;
    return Step::nothing;
  }
}

void Client::flush(bool all) {
  if (!open_ || session_.output_size() == 0) return;
  if (all || transport_->buffered() < kMaxBuffered) transport_->send(session_.take_output());
}

void Client::take(const transport::Event& event, std::int64_t now) {
  switch (event.kind) {
    case transport::Event::Kind::opened:
      open_ = closed_.opened = true;
      session_.opened(now);
      break;
    case transport::Event::Kind::data:
      took_data_ = true;
      session_.received(event.bytes, now);
      break;
    case transport::Event::Kind::closed:
      open_ = false;
      closed_ = {.by_peer = event.fault == transport::Fault::none,
                 .opened = closed_.opened || event.opened_before,
                 .clean = event.clean,
                 .code = event.code,
                 .fault = event.fault,
                 .reason = std::string(event.reason)};
      session_.closed(now);
      break;
  }
}

void Client::finish(std::int64_t now) {
  ended_ = false;
  flush(true);
  open_ = false;
  transport_->close();  // nothing happens if it is closed already
  if (transport_->leaving()) {
    const std::size_t buffered = transport_->buffered();
    leaving_.push_back({std::move(transport_), now + kFarewellMs, buffered});
  }
  transport_.reset();
}

void Client::see_off(std::int64_t now) {
  std::erase_if(leaving_, [now](Leaving& one) {
    transport::Event nothing;
    one.transport->poll(nothing);
    const std::size_t buffered = one.transport->buffered();
    if (buffered < one.buffered) one.deadline = now + kFarewellMs;
    one.buffered = buffered;
    return !one.transport->leaving() || now >= one.deadline;
  });
}

std::size_t Client::buffered() const { return session_.output_size() + (transport_ ? transport_->buffered() : 0); }

void Client::add_interests(std::vector<transport::Interest>& to) const {
  if (transport_) to.push_back(transport_->interest());
  for (const Leaving& one : leaving_) to.push_back(one.transport->interest());
}

std::optional<std::int64_t> Client::next_deadline() const {
  std::optional<std::int64_t> first = transport_ ? session_.next_deadline() : std::nullopt;
  for (const Leaving& one : leaving_) first = std::min(first.value_or(one.deadline), one.deadline);
  return first;
}

}  // namespace tools
