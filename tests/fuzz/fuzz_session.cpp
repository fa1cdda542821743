// The input is a version, options and a script: what the client asks for, what the peer sends, how time passes. The
// script runs twice, with the peer's bytes whole and one by one: the same events must come and the same packets leave.
// In each run everything that session_model.h promises must hold, and at its end, when the session is given up, every
// publish has settled and no packet id is left in use. Output is taken at the same points of both runs, because what
// has not been handed over yet counts against Receive Maximum.
#include <algorithm>
#include <array>
#include <initializer_list>

#include "fuzz/fuzz.h"
#include "fuzz/session_model.h"
#include "mqtt/encode.h"

namespace {

using namespace mqtt;
using fuzz::Input;
using fuzz::require;

constexpr std::array<std::string_view, 8> kTopics = {"a", "long/topic", "long/other", "+/b",
                                                     "#", "$share/g/a", "",           "x"};
constexpr std::array<std::uint8_t, 10> kCodes = {0, 0x01, 0x04, 0x10, 0x18, 0x19, 0x80, 0x87, 0x91, 0x92};

// Bit after bit of `chosen`, each of `from` that is set.
PropertyList some_of(unsigned chosen, std::initializer_list<Property> from) {
  PropertyList list;
  for (const Property& each : from) {
    if (chosen & 1) (void)list.add(each);
    chosen >>= 1;
  }
  return list;
}
Property number(PropertyId id, std::uint32_t value) { return {id, value, {}, {}}; }
Property text(PropertyId id, std::string_view value) { return {id, 0, value, {}}; }

class Script {
 public:
  Script(Input input, bool whole) : input_(input), whole_(whole), options_(read_options()), session_(options_) {}

  // Everything that happened, as text.
  std::string run() {
    for (int steps = 0; !input_.empty() && steps < 300; ++steps) step();
    finish();
    return trace_;
  }

 private:
  SessionOptions read_options() {
    SessionOptions options;
    options.version = std::array{Version::v3_1, Version::v3_1_1, Version::v5}[input_.below(3)];
    const std::uint8_t flags = input_.u8();
    options.inspect = flags & 1;
    options.automatic_topic_aliases = flags & 2;
    options.adopt_session = flags & 4;
    if (flags & 8) options.max_received_packet = 40;
    if (flags & 16) options.max_unsettled_messages = 3;
    if (flags & 32) options.max_unsettled_bytes = 400;
    if (flags & 64) options.connect_timeout_ms = options.connack_timeout_ms = 0;
    if (flags & 128) options.ping_timeout_ms = 500;
    return options;
  }

  void step() {
    const std::uint8_t what = input_.u8();
    // What has happened is fetched at once, or some time.
    const bool lazy = what & 0x80;
    switch ((what & 0x7F) % 16) {
      case 0:
        return connect();
      case 1:
        session_.opened(now_);
        take_output();
        break;
      case 2:
        receive(as_bytes(input_.text()), lazy);
        break;
      case 3:
      case 4:
      case 5:
        peer_sends(lazy);
        break;
      case 6:
      case 7:
        publish();
        break;
      case 8:
        subscribe();
        break;
      case 9:
        unsubscribe();
        break;
      case 10:
        authenticate();
        break;
      case 11:
        disconnect();
        break;
      case 12:
        session_.closed(now_);
        model_.closed();
        break;
      case 13:
        now_ += std::array{0, 1, 400, 9'000, 31'000, 500'000}[input_.below(6)];
        session_.advance(now_);
        break;
      case 14:
        take_output();
        break;
      case 15:
        options_ = read_options();
        session_.set_options(options_);
        break;
    }
    if (!lazy) fetch();
  }

  void connect() {
    fetch();
    const std::uint8_t flags = input_.u8();
    ConnectOptions connect;
    connect.client_id = std::array<std::string_view, 3>{"c", "d", ""}[flags & 1 ? 0 : input_.below(3)];
    connect.clean_session = flags & 2;
    connect.keep_alive_s = flags & 4 ? 0 : 10;
    if (flags & 8) connect.will = Will{"w", as_bytes("gone"), Qos::at_least_once, false};
    if (flags & 16) connect.user_name = "u";
    const PropertyList list =
        some_of(flags & 32 ? input_.u8() : 1,
                {number(PropertyId::session_expiry_interval, 60), number(PropertyId::receive_maximum, 2),
                 number(PropertyId::maximum_packet_size, 30), number(PropertyId::topic_alias_maximum, 3),
                 number(PropertyId::request_problem_information, 0), text(PropertyId::authentication_method, "m"),
                 text(PropertyId::authentication_data, "d"), number(PropertyId::request_response_information, 1)});
    if (options_.version == Version::v5) connect.properties = list;
    if (session_.connect(connect, now_)) {
      version_ = options_.version;
      model_.connecting(version_);
    }
    fetch();
  }

  void publish() {
    const std::uint8_t flags = input_.u8();
    const std::string payload(std::array{0, 1, 20, 300}[flags >> 6], 'p');
    Message message{kTopics[input_.below(8)], as_bytes(payload), static_cast<Qos>(flags & 3), (flags & 4) != 0, {}};
    const PropertyList list =
        some_of(flags & 8 ? input_.u8() : 0,
                {number(PropertyId::topic_alias, 1), number(PropertyId::topic_alias, 2),
                 number(PropertyId::payload_format_indicator, 1), text(PropertyId::response_topic, "r"),
                 text(PropertyId::correlation_data, "x"), number(PropertyId::message_expiry_interval, 1)});
    message.properties = list;
    if (const auto token = session_.publish(message, now_)) model_.published(*token);
  }

  void subscribe() {
    const std::uint8_t flags = input_.u8();
    std::vector<SubscribeRequest> filters;
    for (unsigned count = flags & 3; count > 0; --count)
      filters.push_back({kTopics[input_.below(8)], static_cast<Qos>(flags >> 2 & 3), (flags & 16) != 0, false, 0});
    const PropertyList list = some_of(flags >> 5, {number(PropertyId::subscription_identifier, 5)});
    if (const auto id = session_.subscribe(filters, now_, list)) model_.requested(*id);
  }

  void unsubscribe() {
    const std::uint8_t flags = input_.u8();
    std::vector<std::string_view> filters;
    for (unsigned count = flags & 3; count > 0; --count) filters.push_back(kTopics[input_.below(8)]);
    if (const auto id = session_.unsubscribe(filters, now_)) model_.requested(*id);
  }

  void authenticate() {
    const std::uint8_t code = kCodes[input_.below(10)];
    const PropertyList list = some_of(
        input_.u8(), {text(PropertyId::authentication_method, "m"), text(PropertyId::authentication_data, "d")});
    (void)session_.authenticate(code, list, now_);
  }

  void disconnect() {
    const std::uint8_t code = kCodes[input_.below(10)];
    const PropertyList list =
        some_of(input_.u8(), {number(PropertyId::session_expiry_interval, 9), text(PropertyId::reason_string, "why"),
                              text(PropertyId::user_property, "name")});
    (void)session_.disconnect(now_, code, list);
  }

  // A packet that a server may send, right or wrong at this moment.
  void peer_sends(bool lazy) {
    const auto type = static_cast<PacketType>(input_.below(16));
    const PacketId id = input_.below(8);
    const std::uint8_t code = kCodes[input_.below(10)];
    const unsigned chosen = type == PacketType::connack ? input_.u16() : input_.u8();
    const PropertyList list = properties_of(type, version_ == Version::v5 ? chosen : 0);
    Buffer bytes;
    switch (type) {
      case PacketType::connack:
        (void)encode(Connack{(id & 1) != 0, code, list}, version_, bytes);
        break;
      case PacketType::publish: {
        const auto qos = static_cast<Qos>(code & 3);
        const PacketId given = qos == Qos::at_most_once ? PacketId{0} : id;
        (void)encode(Publish{kTopics[id], as_bytes("in"), qos, (code & 4) != 0, (code & 8) != 0, given, list}, version_,
                     bytes);
        break;
      }
      case PacketType::suback:
      case PacketType::unsuback: {
        const std::array codes = {code, code, code};
        const Bytes some = Bytes(codes).first(chosen >> 6);
        if (type == PacketType::suback) (void)encode(Suback{id, some, list}, version_, bytes);
        if (type == PacketType::unsuback) (void)encode(Unsuback{id, some, list}, version_, bytes);
        break;
      }
      case PacketType::disconnect:
        (void)encode(Disconnect{code, list}, version_, bytes);
        break;
      case PacketType::auth:
        (void)encode(Auth{code, list}, version_, bytes);
        break;
      case PacketType::puback:
      case PacketType::pubrec:
      case PacketType::pubrel:
      case PacketType::pubcomp:
        (void)encode_acknowledgement(type, id, code, list, version_, bytes);
        break;
      default:
        encode_empty(PacketType::pingresp, version_, bytes);
        break;
    }
    receive(bytes, lazy);
  }

  static PropertyList properties_of(PacketType type, unsigned chosen) {
    switch (type) {
      case PacketType::connack:
        return some_of(chosen,
                       {number(PropertyId::receive_maximum, 1), number(PropertyId::maximum_packet_size, 25),
                        number(PropertyId::topic_alias_maximum, 2), number(PropertyId::maximum_qos, 1),
                        text(PropertyId::assigned_client_identifier, "given"), number(PropertyId::server_keep_alive, 3),
                        number(PropertyId::session_expiry_interval, 0), text(PropertyId::authentication_method, "m"),
                        number(PropertyId::retain_available, 0), number(PropertyId::wildcard_subscription_available, 0),
                        number(PropertyId::subscription_identifier_available, 0),
                        number(PropertyId::shared_subscription_available, 0)});
      case PacketType::publish:
        return some_of(chosen, {number(PropertyId::topic_alias, 1), number(PropertyId::topic_alias, 3),
                                text(PropertyId::user_property, "n")});
      case PacketType::auth:
        return some_of(chosen, {text(PropertyId::authentication_method, "m"), text(PropertyId::reason_string, "s")});
      default:
        return some_of(chosen & 3, {text(PropertyId::reason_string, "s"), text(PropertyId::user_property, "n")});
    }
  }

  void receive(Bytes bytes, bool lazy) {
    if (bytes.empty()) return;
    if (whole_) return session_.received(bytes, now_);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      session_.received(bytes.subspan(at, 1), now_);
      if (!lazy) fetch_some();
    }
  }

  void fetch_some() {
    Event event;
    while (session_.next_event(event)) {
      trace_ += mqtt_text::text(event) + "\n";
      model_.event(event, session_);
    }
  }

  void fetch() {
    fetch_some();
    model_.at_rest(session_);
    if (model_.has_failed()) take_output();
  }

  void take_output() {
    if (session_.output_size() > 0 || model_.has_failed())
      trace_ += model_.output(session_.take_output(), session_);
    else
      session_.take_output();
  }

  void finish() {
    fetch();
    session_.closed(now_);
    model_.closed();
    fetch();
    ConnectOptions other;
    other.client_id = "other";
    require(session_.connect(other, now_).ok(), "after the end of one connection another can begin");
    model_.connecting(options_.version);
    fetch();
    model_.over(session_);
  }

  Input input_;
  bool whole_;
  SessionOptions options_;
  Session session_;
  fuzz::SessionModel model_;
  Version version_ = Version::v3_1_1;
  std::int64_t now_ = 1'000;
  std::string trace_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string whole = Script(Input(data, size), true).run();
  const std::string one_by_one = Script(Input(data, size), false).run();
  require(whole == one_by_one, "whole or byte by byte is the same", whole, one_by_one);
  return 0;
}
