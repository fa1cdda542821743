// What an owner may rely on, whatever a session is told by its owner and its peer: fed with everything that is asked
// for, that happens and that leaves, it ends the program at the first broken promise.
//   - Every publish settles exactly once, every request is answered exactly once; tokens count up.
//   - A connection's last event is `ended`, which comes once; between `failed` and it comes only what was unsettled.
//   - What leaves is whole packets that only a client sends, CONNECT first and once, none larger than the server takes.
//   - After a failure for which the peer is to blame, MQTT 5's DISCONNECT with its code is the last packet.
//   - A packet id is in use for each unsettled publish and each unanswered request, and for nothing else.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>

#include "fuzz/fuzz.h"
#include "mqtt/decode.h"
#include "mqtt/framer.h"
#include "mqtt/session.h"
#include "support/mqtt_text.h"

namespace fuzz {

class SessionModel {
 public:
  void connecting(mqtt::Version version) {
    version_ = version;
    open_ = true;
    closed_ = connected_ = false;
    packets_ = 0;
  }
  void closed() { closed_ = true; }
  void published(mqtt::PublishToken token) {
    require(token == ++last_token_, "tokens count up");
    unsettled_.insert(token);
  }
  void requested(mqtt::PacketId id) { require(requests_.insert(id).second, "an id is given to one request only"); }

  void event(const mqtt::Event& event, const mqtt::Session& session) {
    const std::string text = mqtt_text::text(event);
    require(!failed_ || may_follow_failed(event.type), "after failed only what is unsettled is told", text);
    switch (event.type) {
      case mqtt::EventType::published:
        require(unsettled_.erase(event.token) == 1, "a publish settles once", text);
        break;
      case mqtt::EventType::subscribed:
      case mqtt::EventType::unsubscribed:
        require(requests_.erase(event.packet_id) == 1, "a request is answered once", text);
        require(!event.filters.empty(), "an answer tells of each filter", text);
        break;
      case mqtt::EventType::connected:
        require(open_ && !connected_, "a connection is made once", text);
        connected_ = true;
        break;
      case mqtt::EventType::received:
      case mqtt::EventType::ignored:
        require(connected_, "nothing arrives before CONNACK", text);
        break;
      case mqtt::EventType::failed:
        require(event.error.kind != mqtt::Kind::local && event.error.reason != mqtt::Reason::none,
                "a failure has a cause");
        failed_ = event.error;
        told_ = event.error.kind == mqtt::Kind::peer && version_ == mqtt::Version::v5 && !closed_ &&
                session.server().maximum_packet_size >= 3;
        break;
      case mqtt::EventType::ended:
        require(open_, "a connection ends once", text);
        require(failed_.has_value() == (event.ending == mqtt::Ending::failed), "the ending is the one announced", text);
        open_ = connected_ = false;
        break;
      default:
        break;
    }
  }

  // All events that there are have been fetched.
  void at_rest(const mqtt::Session& session) {
    require(open_ == (session.state() != mqtt::State::idle), "an idle session has told its end");
    require(session.packet_ids_in_use() == session.unsettled_messages() + requests_.size(), "no packet id leaks",
            std::to_string(session.packet_ids_in_use()));
    require(session.unsettled_messages() == unsettled_.size(), "what is unsettled is kept, and nothing else",
            std::to_string(session.unsettled_messages()), std::to_string(unsettled_.size()));
    require(!session.next_deadline() || open_, "an idle session waits for nothing");
  }

  // A failure's output has to be looked at before anything else happens.
  bool has_failed() const { return failed_.has_value(); }

  // Returns the packets as text.
  std::string output(mqtt::Bytes bytes, const mqtt::Session& session) {
    mqtt::Framer framer(mqtt::kMaxPacketSize, version_);
    framer.push(bytes);
    mqtt::Frame frame;
    mqtt::Error error;
    std::string all;
    std::optional<mqtt::Packet> last;
    while (framer.peek(frame, error) == mqtt::Framer::Step::frame) {
      const auto packet = mqtt::decode(frame, version_);
      require(packet.ok(), "what leaves is well formed", mqtt_text::to_hex(frame.bytes));
      last = *packet;
      const std::string text = mqtt_text::text(*packet);
      require((frame.type == mqtt::PacketType::connect) == (packets_++ == 0), "CONNECT comes first and once", text);
      require(client_sends(frame.type), "a client sends it", text);
      if (packets_ > 1)
        require(frame.bytes.size() <= session.server().maximum_packet_size, "the server's limit is kept", text);
      all += "> " + text + "\n";
      framer.pop(frame);
    }
    require(framer.buffered() == 0, "whole packets leave", mqtt_text::to_hex(bytes));
    if (failed_ && told_) {
      const auto* disconnect = last ? std::get_if<mqtt::Disconnect>(&*last) : nullptr;
      require(disconnect && disconnect->reason_code == mqtt::disconnect_code(*failed_), "the peer is told what it did",
              mqtt_text::text(*failed_), all);
    }
    require(!failed_ || failed_->kind == mqtt::Kind::peer || bytes.empty(), "nothing is sent on a dead line", all);
    failed_.reset();
    return all;
  }

  // The session was given up: nothing may be left.
  void over(const mqtt::Session& session) {
    require(unsettled_.empty() && session.unsettled_messages() == 0 && session.unsettled_bytes() == 0,
            "every publish settles");
    require(requests_.empty() && session.packet_ids_in_use() == 0, "every request is answered, every packet id free");
  }

 private:
  static bool may_follow_failed(mqtt::EventType type) {
    return type == mqtt::EventType::published || type == mqtt::EventType::subscribed ||
           type == mqtt::EventType::unsubscribed || type == mqtt::EventType::ended;
  }
  static bool client_sends(mqtt::PacketType type) {
    return type != mqtt::PacketType::connack && type != mqtt::PacketType::suback &&
           type != mqtt::PacketType::unsuback && type != mqtt::PacketType::pingresp;
  }

  mqtt::Version version_ = mqtt::Version::v3_1_1;
  bool open_ = false, closed_ = false, connected_ = false, told_ = false;
  std::size_t packets_ = 0;
  mqtt::PublishToken last_token_ = 0;
  std::set<mqtt::PublishToken> unsettled_;
  std::set<mqtt::PacketId> requests_;
  std::optional<mqtt::Error> failed_;
};

}  // namespace fuzz
