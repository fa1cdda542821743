// The encoder and the decoder, callable from JavaScript, for tests/bench/codec.mjs. Bytes come in through input() and
// go out through output(); the caller copies them.
#include "mqtt/decode.h"
#include "mqtt/encode.h"
#include "mqtt/framer.h"
#include "notes.h"
#include "touch.h"

namespace codec_bench {
namespace {

using mqtt::PacketType;
using mqtt::PropertyList;
using mqtt::Result;
using mqtt::Version;

mqtt::Buffer in, out;
Sum sum;

template <class Packet>
bool touched(const Result<Packet>& packet) {
  if (packet) touch(sum, *packet);
  return packet.ok();
}

bool decode_and_touch(const mqtt::Frame& frame, Version version) {
  sum.number(static_cast<std::uint32_t>(frame.type));
  switch (frame.type) {
    case PacketType::connect:
      return touched(decode_connect(frame, version));
    case PacketType::connack:
      return touched(decode_connack(frame, version));
    case PacketType::publish:
      return touched(decode_publish(frame, version));
    case PacketType::subscribe:
      return touched(decode_subscribe(frame, version));
    case PacketType::suback:
      return touched(decode_suback(frame, version));
    case PacketType::unsubscribe:
      return touched(decode_unsubscribe(frame, version));
    case PacketType::unsuback:
      return touched(decode_unsuback(frame, version));
    case PacketType::disconnect:
      return touched(decode_disconnect(frame, version));
    case PacketType::auth:
      return touched(decode_auth(frame, version));
    case PacketType::pingreq:
    case PacketType::pingresp:
      return decode_empty(frame, version).ok();
    default:
      return touched(decode_acknowledgement(frame, version));
  }
}

PropertyList list, will_list;

mqtt::Connect connect(Notes& notes) {
  mqtt::Connect packet;
  packet.client_id = notes.text();
  packet.clean_session = notes.flag();
  packet.keep_alive_s = notes.u16();
  if (notes.flag()) {
    mqtt::Will& will = packet.will.emplace();
    will.topic = notes.text();
    will.payload = notes.bytes();
    will.qos = notes.qos();
    will.retain = notes.flag();
    will.properties = notes.properties(will_list);
  }
  if (notes.flag()) packet.user_name = notes.text();
  if (notes.flag()) packet.password = notes.bytes();
  packet.properties = notes.properties(list);
  return packet;
}

mqtt::Publish publish(Notes& notes) {
  mqtt::Publish packet;
  packet.topic = notes.text();
  packet.payload = notes.bytes();
  packet.qos = notes.qos();
  packet.retain = notes.flag();
  packet.dup = notes.flag();
  packet.packet_id = notes.u16();
  packet.properties = notes.properties(list);
  return packet;
}

mqtt::Subscribe subscribe(Notes& notes) {
  mqtt::Subscribe packet;
  packet.packet_id = notes.u16();
  packet.filters.resize(notes.u16());
  for (mqtt::SubscribeRequest& each : packet.filters) {
    each.filter = notes.text();
    each.qos = notes.qos();
    each.no_local = notes.flag();
    each.retain_as_published = notes.flag();
    each.retain_handling = notes.u8();
  }
  packet.properties = notes.properties(list);
  return packet;
}

mqtt::Unsubscribe unsubscribe(Notes& notes) {
  mqtt::Unsubscribe packet;
  packet.packet_id = notes.u16();
  packet.filters.resize(notes.u16());
  for (std::string_view& each : packet.filters) each = notes.text();
  packet.properties = notes.properties(list);
  return packet;
}

// SUBACK and UNSUBACK.
template <class Answer>
Answer answer(Notes& notes) {
  Answer packet;
  packet.packet_id = notes.u16();
  packet.reason_codes = notes.bytes();
  packet.properties = notes.properties(list);
  return packet;
}

// DISCONNECT and AUTH.
template <class Outcome>
Outcome outcome(Notes& notes) {
  Outcome packet;
  packet.reason_code = notes.u8();
  packet.properties = notes.properties(list);
  return packet;
}

Result<void> encode_next(Notes& notes, Version version) {
  const auto type = static_cast<PacketType>(notes.u8());
  switch (type) {
    case PacketType::connect:
      return encode(connect(notes), version, out);
    case PacketType::connack: {
      mqtt::Connack packet;
      packet.session_present = notes.flag();
      packet.reason_code = notes.u8();
      packet.properties = notes.properties(list);
      return encode(packet, version, out);
    }
    case PacketType::publish:
      return encode(publish(notes), version, out);
    case PacketType::subscribe:
      return encode(subscribe(notes), version, out);
    case PacketType::suback:
      return encode(answer<mqtt::Suback>(notes), version, out);
    case PacketType::unsubscribe:
      return encode(unsubscribe(notes), version, out);
    case PacketType::unsuback:
      return encode(answer<mqtt::Unsuback>(notes), version, out);
    case PacketType::disconnect:
      return encode(outcome<mqtt::Disconnect>(notes), version, out);
    case PacketType::auth:
      return encode(outcome<mqtt::Auth>(notes), version, out);
    case PacketType::pingreq:
    case PacketType::pingresp:
      mqtt::encode_empty(type, version, out);
      return {};
    default: {
      const mqtt::PacketId id = notes.u16();
      const std::uint8_t reason_code = notes.u8();
      return encode_acknowledgement(type, id, reason_code, notes.properties(list), version, out);
    }
  }
}

}  // namespace
}  // namespace codec_bench

using namespace codec_bench;

extern "C" {

// Where `size` bytes are to be put.
std::uint8_t* input(std::size_t size) {
  in.resize(size);
  return in.data();
}

// Decodes the input. The number of packets, or 0 if one is wrong or the last is cut.
std::uint32_t decode_all(int version_number) {
  const auto version = static_cast<Version>(version_number);
  sum = {};
  mqtt::Framer framer(mqtt::kMaxPacketSize, version);
  framer.push(in);
  std::uint32_t count = 0;
  mqtt::Frame frame;
  mqtt::Error error;
  for (; framer.peek(frame, error) == mqtt::Framer::Step::frame; ++count) {
    framer.pop(frame);
    if (!decode_and_touch(frame, version)) return 0;
  }
  return framer.buffered() == 0 ? count : 0;
}

// The sum over all fields of what was decoded.
std::uint32_t touched_sum() { return sum.value(); }

// Encodes what the input notes. The number of bytes, or 0 if a packet is refused.
std::size_t encode_all(int version_number) {
  const auto version = static_cast<Version>(version_number);
  out.clear();
  for (Notes notes(in.data(), in.size()); !notes.empty();)
    if (!encode_next(notes, version)) return 0;
  return out.size();
}

const std::uint8_t* output() { return out.data(); }

const char* compiled_with() { return CODEC_BENCH_FLAGS; }

}  // extern "C"
