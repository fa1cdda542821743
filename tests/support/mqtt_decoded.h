// Bytes as text: through the framer and the decoder to what they are, in one call.
#pragma once
#include <string>

#include "mqtt/decode.h"
#include "mqtt/framer.h"
#include "support/mqtt_text.h"

// "PUBACK id=1", "need more", or the error; of the first packet in `bytes`.
inline std::string first_of(mqtt::Bytes bytes, mqtt::Version version = mqtt::Version::v3_1_1) {
  mqtt::Framer framer(mqtt::kMaxPacketSize, version);
  framer.push(bytes);
  mqtt::Frame frame;
  mqtt::Error error;
  switch (framer.peek(frame, error)) {
    case mqtt::Framer::Step::need_more:
      return "need more";
    case mqtt::Framer::Step::error:
      return mqtt_text::text(error);
    case mqtt::Framer::Step::frame:
      break;
  }
  const auto packet = mqtt::decode(frame, version);
  return packet ? mqtt_text::text(*packet) : mqtt_text::text(packet.error());
}
inline std::string first_of(std::string_view text, mqtt::Version version = mqtt::Version::v3_1_1) {
  return first_of(mqtt_text::hex(text), version);
}
