// The other side of a FakeTransport: reads what the client sent packet by packet and answers as a broker would, by bytes
// written out here and not by the code under test. What it does wrong on purpose is set by its members.
#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/fake_transport.h"

namespace support {

// A control packet: first byte and what follows Remaining Length.
struct Packet {
  std::uint8_t first = 0;
  Message body;
  std::uint8_t level = 4;  // protocol level of its connection: 3, 4, 5
  std::uint8_t type() const { return static_cast<std::uint8_t>(first >> 4); }
  std::uint16_t id(std::size_t at = 0) const { return static_cast<std::uint16_t>(body.at(at) << 8 | body.at(at + 1)); }
  std::string text(std::size_t at) const {
    const std::size_t size = id(at);
    return std::string(body.begin() + static_cast<std::ptrdiff_t>(at + 2),
                       body.begin() + static_cast<std::ptrdiff_t>(at + 2 + size));
  }
  // MQTT 5: the properties whose length stands at `at`, below 128 bytes; before MQTT 5 there are none.
  Message properties(std::size_t at) const {
    if (level < 5) return {};
    const auto begin = body.begin() + static_cast<std::ptrdiff_t>(at + 1);
    return Message(begin, begin + body.at(at));
  }
  // Where what follows them begins.
  std::size_t after_properties(std::size_t at) const { return level < 5 ? at : at + 1 + body.at(at); }
};

inline Message packet(std::uint8_t first, const Message& body) {
  Message bytes = {first};
  std::size_t size = body.size();
  do {
    bytes.push_back(static_cast<std::uint8_t>(size % 128 | (size >= 128 ? 0x80U : 0U)));
    size /= 128;
  } while (size > 0);
  bytes.insert(bytes.end(), body.begin(), body.end());
  return bytes;
}

// `properties`: null before MQTT 5, else encoded ones of less than 128 bytes.
inline Message publish_packet(std::string_view topic, std::string_view payload, std::uint8_t flags = 0, std::uint16_t id = 0,
                              const Message* properties = nullptr) {
  Message body = {static_cast<std::uint8_t>(topic.size() >> 8), static_cast<std::uint8_t>(topic.size())};
  body.insert(body.end(), topic.begin(), topic.end());
  if ((flags & 6) != 0) {
    body.push_back(static_cast<std::uint8_t>(id >> 8));
    body.push_back(static_cast<std::uint8_t>(id));
  }
  if (properties) {
    body.push_back(static_cast<std::uint8_t>(properties->size()));
    body.insert(body.end(), properties->begin(), properties->end());
  }
  body.insert(body.end(), payload.begin(), payload.end());
  return packet(static_cast<std::uint8_t>(0x30 | flags), body);
}

// Whole packets of one WebSocket message; a rest that is none comes out as a packet with first byte 0.
inline std::vector<Packet> split(const Message& message) {
  std::vector<Packet> packets;
  std::size_t at = 0;
  while (at < message.size()) {
    const std::uint8_t first = message[at++];
    std::size_t size = 0, factor = 1;
    bool more = true;
    while (more && at < message.size()) {
      size += (message[at] & 0x7FU) * factor;
      factor *= 128;
      more = (message[at++] & 0x80U) != 0;
    }
    if (more || size > message.size() - at) return packets.push_back({}), packets;
    const auto begin = message.begin() + static_cast<std::ptrdiff_t>(at);
    packets.push_back({first, Message(begin, begin + static_cast<std::ptrdiff_t>(size)), 4});
    at += size;
  }
  return packets;
}

class ScriptedBroker {
 public:
  explicit ScriptedBroker(FakeTransport& transport) : transport_(transport) {}

  bool listening = true;               // false: a connection is refused with 1006
  std::uint8_t reason_code = 0;        // of CONNACK
  bool session_present = false;
  bool silent = false;                 // opens and never says anything
  bool answers_pings = true, answers_subscribe = true, answers_publish = true, answers_unsubscribe = true;
  std::vector<std::string> refused;    // filters that get refused_code
  std::uint8_t refused_code = 0x80;
  // MQTT 5:
  Message connack_properties;          // encoded, less than 128 bytes
  std::uint8_t publish_code = 0;       // of PUBACK and PUBREC
  std::uint8_t unsubscribe_code = 0;   // of every filter in UNSUBACK
  Message answer_properties;           // of PUBACK, PUBREC, SUBACK and UNSUBACK, encoded, less than 128 bytes
  std::vector<Packet> got;             // all packets of all connections

  // Reads what was sent since the last call and answers it. True if there was anything.
  bool step() {
    bool worked = false;
    if (transport_.asked() && opens_seen_ < transport_.opens.size()) {
      opens_seen_ = transport_.opens.size();
      worked = true;
      if (listening) {
        transport_.accept();
      } else {
        transport_.close_by_peer(1006);
      }
    }
    for (; sent_seen_ < transport_.sent.size(); ++sent_seen_) {
      worked = true;
      for (Packet& one : split(transport_.sent[sent_seen_])) {
        if (one.type() == 1) level_ = one.body.at(2U + one.id());
        one.level = level_;
        answer(one);
        got.push_back(std::move(one));
      }
    }
    return worked;
  }

  std::size_t count(std::uint8_t type) const {
    return static_cast<std::size_t>(
        std::count_if(got.begin(), got.end(), [type](const Packet& one) { return one.type() == type; }));
  }
  const Packet* last(std::uint8_t type) const {
    for (std::size_t i = got.size(); i-- > 0;) {
      if (got[i].type() == type) return &got[i];
    }
    return nullptr;
  }
  // The filters of all SUBSCRIBEs (type 8) or UNSUBSCRIBEs (type 10), in order.
  std::vector<std::string> filters(std::uint8_t type) const {
    std::vector<std::string> all;
    for (const Packet& one : got) {
      if (one.type() != type) continue;
      for (std::size_t at = one.after_properties(2); at < one.body.size(); at += 2U + one.id(at) + (type == 8 ? 1U : 0U))
        all.push_back(one.text(at));
    }
    return all;
  }

 private:
  void answer(const Packet& one) {
    if (silent) return;
    switch (one.type()) {
      case 1:
        answer_connect();
        if (reason_code != 0) transport_.close_by_peer(1000);
        break;
      case 3: {
        const int qos = one.first >> 1 & 3;
        if (qos == 0 || !answers_publish) break;
        const std::size_t at = 2U + one.id();
        answer_with_code(static_cast<std::uint8_t>(qos == 1 ? 0x40 : 0x50), one, at);
        break;
      }
      case 6:
        transport_.data({0x70, 2, one.body.at(0), one.body.at(1)});
        break;
      case 8:
        if (answers_subscribe) answer_subscribe(one);
        break;
      case 10:
        if (answers_unsubscribe) answer_unsubscribe(one);
        break;
      case 12:
        if (answers_pings) transport_.data({0xD0, 0});
        break;
      default:
        break;
    }
  }
  void append_properties(Message& body, const Message& properties) const {
    if (level_ < 5) return;
    body.push_back(static_cast<std::uint8_t>(properties.size()));
    body.insert(body.end(), properties.begin(), properties.end());
  }
  void answer_connect() {
    Message body = {static_cast<std::uint8_t>(session_present && reason_code == 0 ? 1 : 0), reason_code};
    append_properties(body, connack_properties);
    transport_.data(packet(0x20, body));
  }
  // The shortest form when there is nothing to say.
  void answer_with_code(std::uint8_t first, const Packet& one, std::size_t id_at) {
    Message body = {one.body.at(id_at), one.body.at(id_at + 1)};
    if (level_ == 5 && (publish_code != 0 || !answer_properties.empty())) {
      body.push_back(publish_code);
      append_properties(body, answer_properties);
    }
    transport_.data(packet(first, body));
  }
  void answer_unsubscribe(const Packet& one) {
    Message body = {one.body.at(0), one.body.at(1)};
    append_properties(body, answer_properties);
    for (std::size_t at = one.after_properties(2); level_ == 5 && at < one.body.size(); at += 2U + one.id(at))
      body.push_back(unsubscribe_code);
    transport_.data(packet(0xB0, body));
  }
  void answer_subscribe(const Packet& one) {
    Message body = {one.body.at(0), one.body.at(1)};
    append_properties(body, answer_properties);
    for (std::size_t at = one.after_properties(2); at < one.body.size();) {
      const std::string filter = one.text(at);
      at += 2 + filter.size();
      const bool no = std::find(refused.begin(), refused.end(), filter) != refused.end();
      body.push_back(no ? refused_code : static_cast<std::uint8_t>(one.body.at(at) & 3));
      ++at;
    }
    transport_.data(packet(0x90, body));
  }

  FakeTransport& transport_;
  std::size_t opens_seen_ = 0;
  std::size_t sent_seen_ = 0;
  std::uint8_t level_ = 4;
};

}  // namespace support
