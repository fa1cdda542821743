// A sum over every field of a decoded packet, so that none can be left unread. touch.mjs makes the same sum of a packet
// of mqtt-packet's.
#pragma once
#include "mqtt/packet.h"

namespace codec_bench {

class Sum {
 public:
  void number(std::uint32_t value) { sum_ = sum_ * 31 + value; }
  void flag(bool value) { number(value ? 1 : 0); }
  // Both ends, which are ASCII here: beyond that a letter is not a byte in JavaScript.
  void text(std::string_view text) {
    if (text.empty()) return number(0);
    number(static_cast<std::uint8_t>(text.front()));
    number(static_cast<std::uint8_t>(text.back()));
  }
  void bytes(mqtt::Bytes bytes) {
    number(static_cast<std::uint32_t>(bytes.size()));
    text(mqtt::as_text(bytes));
  }
  void all(mqtt::Bytes bytes) {
    for (const std::uint8_t each : bytes) number(each);
  }
  void properties(mqtt::Properties properties);

  std::uint32_t value() const { return sum_; }

 private:
  std::uint32_t sum_ = 0;
};

inline void Sum::properties(mqtt::Properties properties) {
  using mqtt::PropertyType;
  for (const mqtt::Property& each : properties) {
    switch (type_of(each.id)) {
      case PropertyType::text:
        text(each.text);
        break;
      case PropertyType::binary:
        bytes(mqtt::as_bytes(each.text));
        break;
      case PropertyType::text_pair:
        text(each.text);
        text(each.value);
        break;
      default:
        number(each.number);
    }
  }
}

inline void touch(Sum& sum, const mqtt::Message& will) {
  sum.text(will.topic);
  sum.bytes(will.payload);
  sum.number(static_cast<std::uint32_t>(will.qos));
  sum.flag(will.retain);
  sum.properties(will.properties);
}

inline void touch(Sum& sum, const mqtt::Connect& packet) {
  sum.text(packet.client_id);
  sum.flag(packet.clean_session);
  sum.number(packet.keep_alive_s);
  if (packet.will) touch(sum, *packet.will);
  if (packet.user_name) sum.text(*packet.user_name);
  if (packet.password) sum.bytes(*packet.password);
  sum.properties(packet.properties);
}

inline void touch(Sum& sum, const mqtt::Connack& packet) {
  sum.flag(packet.session_present);
  sum.number(packet.reason_code);
  sum.properties(packet.properties);
}

inline void touch(Sum& sum, const mqtt::Publish& packet) {
  sum.text(packet.topic);
  sum.bytes(packet.payload);
  sum.number(static_cast<std::uint32_t>(packet.qos));
  sum.flag(packet.retain);
  sum.flag(packet.dup);
  if (packet.qos != mqtt::Qos::at_most_once) sum.number(packet.packet_id);
  sum.properties(packet.properties);
}

inline void touch(Sum& sum, const mqtt::AnyAcknowledgement& packet) {
  sum.number(packet.packet_id);
  sum.number(packet.reason_code);
  sum.properties(packet.properties);
}

inline void touch(Sum& sum, const mqtt::Subscribe& packet) {
  sum.number(packet.packet_id);
  for (const mqtt::SubscribeRequest& each : packet.filters) {
    sum.text(each.filter);
    sum.number(static_cast<std::uint32_t>(each.qos));
    sum.flag(each.no_local);
    sum.flag(each.retain_as_published);
    sum.number(each.retain_handling);
  }
  sum.properties(packet.properties);
}

inline void touch(Sum& sum, const mqtt::Unsubscribe& packet) {
  sum.number(packet.packet_id);
  for (const std::string_view each : packet.filters) sum.text(each);
  sum.properties(packet.properties);
}

// SUBACK and UNSUBACK.
template <class Answer>
void touch_answer(Sum& sum, const Answer& packet) {
  sum.number(packet.packet_id);
  sum.all(packet.reason_codes);
  sum.properties(packet.properties);
}
inline void touch(Sum& sum, const mqtt::Suback& packet) { touch_answer(sum, packet); }
inline void touch(Sum& sum, const mqtt::Unsuback& packet) { touch_answer(sum, packet); }

// DISCONNECT and AUTH.
template <class Outcome>
void touch_outcome(Sum& sum, const Outcome& packet) {
  sum.number(packet.reason_code);
  sum.properties(packet.properties);
}
inline void touch(Sum& sum, const mqtt::Disconnect& packet) { touch_outcome(sum, packet); }
inline void touch(Sum& sum, const mqtt::Auth& packet) { touch_outcome(sum, packet); }

}  // namespace codec_bench
