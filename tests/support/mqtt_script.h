// A session test as a script: what the client does, which packets must leave, what the peer answers, which events must
// come. Everything that leaves or happens must be expected: when the script ends, nothing may be left over.
//
//   Script s;
//   s.connect().expect("CONNECT 'c' clean=1 keepalive=60").reply(Connack{}).event("connected session=0");
//   s.publish("a", "x", 1).expect("PUBLISH qos=1 id=1 'a' 'x'").reply(Puback{1}).event("published 1 done");
#pragma once
#include <gtest/gtest.h>

#include <deque>
#include <initializer_list>
#include <string>
#include <vector>

#include "mqtt/decode.h"
#include "mqtt/encode.h"
#include "mqtt/session.h"
#include "support/mqtt_text.h"

class Script {
 public:
  explicit Script(const mqtt::SessionOptions& options = {}, const char* file = __builtin_FILE(),
                  int line = __builtin_LINE())
      : session(options), version_(options.version), file_(file), line_(line) {}
  explicit Script(mqtt::Version version, const char* file = __builtin_FILE(), int line = __builtin_LINE())
      : Script(mqtt::SessionOptions{.version = version}, file, line) {}
  ~Script() { quiet(line_); }

  mqtt::Session session;
  std::int64_t now = 1'000;
  std::size_t messages = 0;  // non-empty results of take_output()

  // The client. Each call must succeed.
  Script& connect(bool clean = true, std::uint16_t keep_alive_s = 60, std::string_view client_id = "c",
                  int line = __builtin_LINE()) {
    mqtt::ConnectOptions options;
    options.client_id = client_id;
    options.clean_session = clean;
    options.keep_alive_s = keep_alive_s;
    start(options, line);
    return open();
  }
  Script& start(const mqtt::ConnectOptions& options, int line = __builtin_LINE()) {
    return check(session.connect(options, now), line);
  }
  // Any CONNECT and any CONNACK that accepts, up to `connected`; the CONNECT is taken for granted.
  Script& connected_with(const mqtt::ConnectOptions& options, const mqtt::Connack& connack = {},
                         int line = __builtin_LINE()) {
    start(options, line).open();
    sent_.clear();
    reply(connack);
    if (events_.empty() || events_.front().substr(0, 9) != "connected") {
      fail(line, "not connected" + (events_.empty() ? "" : ": " + events_.front()));
    } else {
      events_.pop_front();
    }
    return *this;
  }
  Script& open() { return session.opened(now), pump(); }
  // connect() up to `connected`.
  Script& connected(bool clean = true, std::uint16_t keep_alive_s = 60, int line = __builtin_LINE()) {
    connect(clean, keep_alive_s, "c", line);
    sent_.clear();
    return reply(mqtt::Connack{}).event("connected session=0", line);
  }
  // A new connection of the same, not clean session; the CONNECT is taken for granted.
  Script& reconnected(bool session_present, int line = __builtin_LINE()) {
    connect(false, 60, "c", line);
    sent_.clear();
    return reply(mqtt::Connack{session_present, 0})
        .event(session_present ? "connected session=1" : "connected session=0", line);
  }
  Script& publish(std::string_view topic, std::string_view payload, int qos, bool retain = false,
                  int line = __builtin_LINE()) {
    return publish({topic, mqtt::as_bytes(payload), static_cast<mqtt::Qos>(qos), retain, {}}, line);
  }
  Script& publish(const mqtt::Message& message, int line = __builtin_LINE()) {
    return check(session.publish(message, now), line);
  }
  Script& subscribe(std::vector<mqtt::SubscribeRequest> filters, mqtt::Properties properties = {},
                    int line = __builtin_LINE()) {
    return check(session.subscribe(filters, now, properties), line);
  }
  Script& unsubscribe(std::vector<std::string_view> filters, mqtt::Properties properties = {},
                      int line = __builtin_LINE()) {
    return check(session.unsubscribe(filters, now, properties), line);
  }
  Script& authenticate(std::uint8_t reason_code, mqtt::Properties properties, int line = __builtin_LINE()) {
    return check(session.authenticate(reason_code, properties, now), line);
  }
  Script& disconnect(int line = __builtin_LINE()) { return check(session.disconnect(now), line); }
  Script& disconnect(std::uint8_t reason_code, mqtt::Properties properties = {}, int line = __builtin_LINE()) {
    return check(session.disconnect(now, reason_code, properties), line);
  }
  Script& close() { return session.closed(now), pump(); }
  // Lets time pass, then wakes the session as its owner's timer would.
  Script& wait(std::int64_t milliseconds) {
    now += milliseconds;
    session.advance(now);
    return pump();
  }
  // Lets time pass without waking anybody.
  Script& sleep(std::int64_t milliseconds) { return now += milliseconds, *this; }

  // The peer.
  Script& reply(const mqtt::Packet& packet) {
    mqtt::Buffer bytes;
    if (!mqtt::encode(packet, version_, bytes)) ADD_FAILURE() << "a reply that cannot be encoded";
    return bytes_in(bytes);
  }
  Script& publish_in(std::string_view topic, std::string_view payload, int qos = 0, mqtt::PacketId id = 0,
                     bool dup = false) {
    return reply(mqtt::Publish{topic, mqtt::as_bytes(payload), static_cast<mqtt::Qos>(qos), false, dup, id, {}});
  }
  Script& raw(std::string_view hex) { return bytes_in(mqtt_text::hex(hex)); }
  Script& bytes_in(mqtt::Bytes bytes) { return session.received(bytes, now), pump(); }

  // What must have happened, in order.
  Script& expect(std::string_view packet, int line = __builtin_LINE()) {
    return take(sent_, packet, "packet sent", line);
  }
  Script& event(std::string_view event, int line = __builtin_LINE()) { return take(events_, event, "event", line); }
  // Nothing more left, nothing more happened.
  Script& quiet(int line = __builtin_LINE()) {
    for (const std::string& each : sent_) fail(line, "not expected to be sent: " + each);
    for (const std::string& each : events_) fail(line, "not expected to happen: " + each);
    sent_.clear();
    events_.clear();
    return *this;
  }
  // A command's refusal.
  template <class T>
  Script& refused(const mqtt::Result<T>& result, std::string_view error, int line = __builtin_LINE()) {
    if (result)
      fail(line, "not refused");
    else if (mqtt_text::text(result.error()) != error)
      fail(line, "refused with: " + mqtt_text::text(result.error()));
    return pump();
  }
  Script& fetch() { return pump(); }
  // Events in a loop of the test's own; takes what came so far.
  std::deque<std::string> take_events() { return std::exchange(events_, {}); }
  std::deque<std::string> take_sent() { return std::exchange(sent_, {}); }

 private:
  template <class T>
  Script& check(const mqtt::Result<T>& result, int line) {
    if (!result) fail(line, "refused: " + mqtt_text::text(result.error()));
    return pump();
  }
  Script& pump() {
    mqtt::Event event;
    while (session.next_event(event)) events_.push_back(mqtt_text::text(event));
    const mqtt::Bytes output = session.take_output();
    if (!output.empty()) ++messages;
    // A message that is not made of whole packets would be pitfall 2.
    mqtt::Framer framer(mqtt::kMaxPacketSize, version_);
    framer.push(output);
    mqtt::Frame frame;
    mqtt::Error error;
    while (framer.peek(frame, error) == mqtt::Framer::Step::frame) {
      const auto packet = mqtt::decode(frame, version_);
      sent_.push_back(packet ? mqtt_text::text(*packet) : "malformed: " + mqtt_text::text(packet.error()));
      framer.pop(frame);
    }
    if (framer.buffered() != 0) sent_.push_back("part of a packet");
    return *this;
  }
  Script& take(std::deque<std::string>& from, std::string_view wanted, const char* what, int line) {
    if (from.empty()) {
      fail(line, std::string("no ") + what + ", wanted: " + std::string(wanted));
    } else {
      if (from.front() != wanted)
        fail(line, std::string(what) + ": " + from.front() + "\n  wanted: " + std::string(wanted));
      from.pop_front();
    }
    return *this;
  }
  void fail(int line, const std::string& message) const { ADD_FAILURE_AT(file_, line) << message; }

  std::deque<std::string> sent_, events_;
  mqtt::Version version_;
  const char* file_;
  int line_;
};

// Properties written down in one expression, as temporaries of a test:
//   props({{.id = PropertyId::topic_alias, .number = 1}, {.id = PropertyId::reason_string, .text = "why"}})
inline mqtt::PropertyList props(std::initializer_list<mqtt::Property> properties) {
  mqtt::PropertyList list;
  for (const mqtt::Property& each : properties)
    if (!list.add(each)) ADD_FAILURE() << "a property that cannot be written";
  return list;
}
