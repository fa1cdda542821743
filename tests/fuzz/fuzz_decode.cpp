// Any bytes are a stream of packets of each version: every packet in it is one or an error, nothing in between.
//   - A packet encodes to bytes that are no longer, and these decode to the same packet and encode to themselves.
//   - Its properties, walked and put together anew, are the bytes that they were.
//   - An error names the peer, packet, field and rule, has a DISCONNECT reason code, and can be worded.
//   - A stream holds no more memory than twice what came in, whatever lengths it promises.
#include <algorithm>

#include "fuzz/fuzz.h"
#include "mqtt/decode.h"
#include "mqtt/describe.h"
#include "mqtt/encode.h"
#include "mqtt/framer.h"
#include "support/mqtt_decoded.h"

namespace {

using namespace mqtt;
using fuzz::require;

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

void check_error(const Error& error, PacketType type, Version version) {
  const std::string text = mqtt_text::text(error);
  require(error.kind == Kind::peer && error.reason != Reason::none, "an error of the peer", text);
  require(error.packet == (exists(type, version) ? type : PacketType::none), "an error names its packet", text);
  require(error.field != Field::none && *error.rule != '\0', "an error names its field and rule", text);
  const bool rule_of_v5 = starts_with(error.rule, "MQTT5-") || starts_with(error.rule, "MQTT 5 ");
  require(rule_of_v5 == (version == Version::v5), "the rule is of the version", text);
  const std::uint8_t code = disconnect_code(error);
  require(code == 0x81 || code == 0x82 || code == 0x94 || code == 0x95, "an error has its reason code", text);
  require(!describe(error).empty(), "an error can be worded", text);
}

void check_properties(Properties properties) {
  PropertyList again;
  for (const Property& each : properties) require(again.add(each), "a property can be written again");
  require(std::ranges::equal(again.view().encoded(), properties.encoded()), "properties are what they were",
          mqtt_text::to_hex(again.view().encoded()), mqtt_text::to_hex(properties.encoded()));
}

void check_all_properties(const Packet& packet) {
  std::visit(
      [](const auto& each) {
        if constexpr (requires { each.properties; }) check_properties(each.properties);
        if constexpr (requires { each.will; })
          if (each.will) check_properties(each.will->properties);
      },
      packet);
}

void check_packet(const Packet& packet, Bytes bytes, Version version) {
  check_all_properties(packet);
  Buffer again, once_more;
  require(encode(packet, version, again).ok(), "what decodes can be encoded", mqtt_text::to_hex(bytes));
  require(again.size() <= bytes.size(), "encoding takes the shortest form", mqtt_text::to_hex(bytes));
  if (std::ranges::equal(again, bytes)) return;
  Framer framer(kMaxPacketSize, version);
  framer.push(again);
  Frame frame;
  Error error;
  require(framer.peek(frame, error) == Framer::Step::frame && frame.bytes.size() == again.size(),
          "what is encoded is one packet", mqtt_text::to_hex(again));
  const auto same = decode(frame, version);
  require(same.ok() && mqtt_text::text(*same) == mqtt_text::text(packet), "the packet comes back",
          mqtt_text::text(packet), same ? mqtt_text::text(*same) : mqtt_text::text(same.error()));
  require(encode(*same, version, once_more).ok() && once_more == again, "there is one shortest form");
}

void check_stream(Bytes bytes, Version version) {
  Framer framer(kMaxPacketSize, version);
  framer.push(bytes);
  require(framer.capacity() <= 2 * bytes.size() + 64, "memory grows with what has come");
  Frame frame;
  Error error;
  for (;;) {
    const Bytes left = bytes.last(framer.buffered());
    const PacketType type = left.empty() ? PacketType::none : static_cast<PacketType>(left[0] >> 4);
    switch (framer.peek(frame, error)) {
      case Framer::Step::need_more:
        return;
      case Framer::Step::error:
        return check_error(error, type, version);
      case Framer::Step::frame:
        break;
    }
    if (const auto packet = decode(frame, version))
      check_packet(*packet, frame.bytes, version);
    else
      check_error(packet.error(), type, version);
    framer.pop(frame);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const Version version : {Version::v3_1, Version::v3_1_1, Version::v5}) check_stream({data, size}, version);
  return 0;
}
