// A session on a line of bytes: what a test of one statement needs. Bytes in and out are hex, so that nothing but the
// specification's own numbers stands between a statement and its test. What leaves and what happens is asked for as
// text; mqtt_script.h is for whole conversations.
//
//   Line line(Version::v5);
//   line.connected();
//   line.in("36 06 0001 61 0001 00");
//   EXPECT_EQ(line.fault(), "peer invalid_qos PUBLISH qos MQTT5-3.3.1-4, left E0 01 81");
#pragma once
#include <gtest/gtest.h>

#include <string>

#include "mqtt/decode.h"
#include "mqtt/encode.h"
#include "mqtt/names.h"
#include "mqtt/session.h"
#include "support/mqtt_text.h"

namespace normative {

using mqtt::PropertyId;
using mqtt::Qos;
using mqtt::Version;

inline std::string text(const mqtt::Error& error) {
  const char* kinds[] = {"local ", "peer ", "transport "};
  return kinds[static_cast<int>(error.kind)] + std::string(mqtt::name(error.reason)) + " " + mqtt::name(error.packet) +
         " " + mqtt::name(error.field) + " " + error.rule;
}

template <class T>
std::string refusal(const mqtt::Result<T>& result) {
  return result ? "not refused" : text(result.error());
}

// The packet's bytes, or why it may not be sent.
inline std::string encoded(const mqtt::Packet& packet, Version version) {
  mqtt::Buffer out;
  const auto result = mqtt::encode(packet, version, out);
  return result ? mqtt_text::to_hex(out) : text(result.error());
}

// One whole packet: "ok", or why it may not be received.
inline std::string decoded(std::string_view hex, Version version) {
  const auto bytes = mqtt_text::hex(hex);
  std::size_t at = 1;
  while (at < bytes.size() && (bytes[at] & 0x80) != 0) ++at;
  mqtt::Frame frame;
  frame.type = static_cast<mqtt::PacketType>(bytes[0] >> 4);
  frame.flags = bytes[0] & 0x0F;
  frame.bytes = bytes;
  frame.body = mqtt::Bytes(bytes).subspan(at + 1);
  const auto packet = mqtt::decode(frame, version);
  return packet ? "ok" : text(packet.error());
}

// "received 1 id=7 dup a=x", "published 1 done", "failed peer …", "ended refused"
inline std::string text(const mqtt::Event& event) {
  const char* outcomes[] = {" done", " refused", " not_sent", " unknown"};
  const char* endings[] = {"disconnected", "refused", "failed", "server_disconnected", "connection_lost"};
  const std::string outcome = outcomes[static_cast<int>(event.outcome)];
  const std::string code = event.reason_code == 0 ? "" : " code " + std::to_string(event.reason_code);
  std::string answers;
  for (const auto& each : event.filters)
    answers += " " + std::string(each.filter) + ":" + std::to_string(each.reason_code);
  switch (event.type) {
    case mqtt::EventType::connected:
      return event.session_present ? "connected, session present" : "connected";
    case mqtt::EventType::refused:
      return "refused" + code;
    case mqtt::EventType::published:
      return "published " + std::to_string(event.token) + outcome + code;
    case mqtt::EventType::received:
      return "received " + std::to_string(static_cast<int>(event.qos)) +
             (event.packet_id == 0 ? "" : " id=" + std::to_string(event.packet_id)) + (event.dup ? " dup" : "") +
             (event.retain ? " retain " : " ") + std::string(event.topic) + "=" +
             std::string(mqtt::as_text(event.payload));
    case mqtt::EventType::subscribed:
      return "subscribed " + std::to_string(event.packet_id) + outcome + answers;
    case mqtt::EventType::unsubscribed:
      return "unsubscribed " + std::to_string(event.packet_id) + outcome + answers;
    case mqtt::EventType::ignored:
      return std::string("ignored ") + mqtt::name(event.packet) + " " + std::to_string(event.packet_id) + code;
    case mqtt::EventType::auth_received:
      return "auth" + code;
    case mqtt::EventType::server_disconnected:
      return "server disconnected" + code;
    case mqtt::EventType::failed:
      return "failed " + text(event.error);
    case mqtt::EventType::ended:
      return std::string("ended ") + endings[static_cast<int>(event.ending)];
    default:
      return "inspected";
  }
}

// What the fixed header alone gives away: "ok", or the fault.
inline std::string framed(std::string_view hex, Version version) {
  mqtt::Framer framer(1'000, version);
  mqtt::Frame frame;
  mqtt::Error error;
  framer.push(mqtt_text::hex(hex));
  return framer.peek(frame, error) == mqtt::Framer::Step::error ? text(error) : "ok";
}

// Properties as they stand on the wire, without the length before them. Must outlive the packets that it is in.
struct Hex {
  explicit Hex(std::string_view hex) : bytes(mqtt_text::hex(hex)) {}
  operator mqtt::Properties() const { return mqtt::Properties(bytes); }
  std::vector<std::uint8_t> bytes;
};

inline mqtt::Connect connect_as(std::string_view client_id = "c", bool clean = true, mqtt::Properties properties = {}) {
  mqtt::Connect connect;
  connect.client_id = client_id;
  connect.clean_session = clean;
  connect.properties = properties;
  return connect;
}

inline mqtt::Message message(std::string_view topic, int qos = 0, std::string_view payload = "",
                             mqtt::Properties properties = {}) {
  mqtt::Message out;
  out.topic = topic;
  out.payload = mqtt::as_bytes(payload);
  out.qos = static_cast<Qos>(qos);
  out.properties = properties;
  return out;
}

inline mqtt::Publish publish_packet(std::string_view topic, bool dup = false) {
  mqtt::Publish out;
  out.topic = topic;
  out.dup = dup;
  return out;
}

inline mqtt::Connect with_will(int qos = 0, bool retain = false) {
  mqtt::Connect connect = connect_as();
  connect.will = message("w", qos, "x");
  connect.will->retain = retain;
  return connect;
}

// CONNECT as a server would receive it, with these flags and this payload: "ok", or the fault.
inline std::string received_connect(Version version, const std::string& flags, const std::string& payload) {
  const std::string body = version == Version::v5 ? "0004 4D515454 05 " + flags + " 003C 00" + payload
                                                  : "0004 4D515454 04 " + flags + " 003C " + payload;
  const std::uint8_t size = static_cast<std::uint8_t>(mqtt_text::hex(body).size());
  return decoded("10" + mqtt_text::to_hex({&size, 1}) + body, version);
}

class Line {
 public:
  explicit Line(Version version, mqtt::SessionOptions options = {})
      : session(with(options, version)), version_(version) {}

  mqtt::Session session;
  std::int64_t now = 1'000;

  // connect() and opened(); what leaves is left to be looked at.
  Line& connect(const mqtt::Connect& options) {
    const auto result = session.connect(options, now);
    EXPECT_TRUE(result) << refusal(result);
    session.opened(now);
    return pump();
  }
  // The same up to CONNACK, whose bytes are given, or whose MQTT 5 properties; nothing is left to be looked at.
  Line& connected(const mqtt::Connect& options = connect_as(), std::string_view properties = "", bool present = false) {
    connect(options);
    std::string body = present ? "01 00" : "00 00";
    if (version_ == Version::v5) {
      const std::size_t size = mqtt_text::hex(properties).size();
      EXPECT_LT(size, 120u);
      const std::uint8_t length = static_cast<std::uint8_t>(size);
      body += mqtt_text::to_hex({&length, 1}) + std::string(properties);
    }
    const std::uint8_t length = static_cast<std::uint8_t>(mqtt_text::hex(body).size());
    in("20" + mqtt_text::to_hex({&length, 1}) + body);
    EXPECT_EQ(session.state(), mqtt::State::connected) << happened();
    out();
    happened();
    return *this;
  }
  // The connection is cut; a QoS 1 or 2 publish of a kept session stays.
  Line& cut() {
    session.closed(now);
    pump();
    out();
    happened();
    return *this;
  }
  Line& in(std::string_view hex) { return in(mqtt::Bytes(mqtt_text::hex(hex))); }
  Line& in(mqtt::Bytes bytes) {
    session.received(bytes, now);
    return pump();
  }
  Line& in(const std::vector<std::uint8_t>& bytes) { return in(mqtt::Bytes(bytes)); }
  Line& wait(std::int64_t ms) {
    now += ms;
    session.advance(now);
    return pump();
  }
  // A call that must be taken.
  template <class T>
  Line& does(const mqtt::Result<T>& result) {
    EXPECT_TRUE(result) << refusal(result);
    return pump();
  }
  Line& publish(const mqtt::Message& what) { return does(session.publish(what, now)); }
  Line& subscribe(std::string_view filter, int qos = 0) {
    const mqtt::SubscribeRequest request[] = {{filter, static_cast<Qos>(qos)}};
    return does(session.subscribe(request, now));
  }
  Line& unsubscribe(std::string_view filter) {
    const std::string_view request[] = {filter};
    return does(session.unsubscribe(request, now));
  }
  Line& disconnect(std::uint8_t code = 0, mqtt::Properties properties = {}) {
    return does(session.disconnect(now, code, properties));
  }

  // What has left since the last look, as hex.
  std::string out() {
    pump();
    return mqtt_text::to_hex(std::exchange(out_, {}));
  }
  // What has happened since the last look: "connected; received 0 a=x".
  std::string happened() {
    pump();
    return std::exchange(happened_, {});
  }
  // The peer's fault, and the bytes that told it so; the connection must be over.
  std::string fault() {
    pump();
    EXPECT_EQ(session.state(), mqtt::State::idle);
    EXPECT_TRUE(ended_) << happened_;
    happened_.clear();
    const std::string left = out();
    return std::exchange(fault_, {}) + (left.empty() ? "" : ", left " + left);
  }

 private:
  static mqtt::SessionOptions with(mqtt::SessionOptions options, Version version) {
    options.version = version;
    return options;
  }
  Line& pump() {
    mqtt::Event event;
    while (session.next_event(event)) {
      happened_ += (happened_.empty() ? "" : "; ") + text(event);
      ended_ = event.type == mqtt::EventType::ended;
      if (event.type == mqtt::EventType::failed) fault_ = text(event.error);
    }
    const mqtt::Bytes bytes = session.take_output();
    out_.insert(out_.end(), bytes.begin(), bytes.end());
    return *this;
  }

  Version version_;
  std::vector<std::uint8_t> out_;
  std::string happened_, fault_;
  bool ended_ = false;
};

}  // namespace normative
