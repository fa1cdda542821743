// packet_tool's lines. The first byte chooses:
//   - The rest is a line: the answer is one line of JSON with `hex`, `packets` or `error`.
//   - The rest is packets of a version: each one that decodes, written as JSON, is encoded to a packet of the same size
//     that is written as the same JSON.
#include "fuzz/fuzz.h"
#include "fuzz/second_opinion.h"
#include "mqtt/decode.h"
#include "mqtt/encode.h"
#include "mqtt/framer.h"
#include "support/mqtt_text.h"
#include "tools/packet_answer.h"
#include "tools/packet_json.h"

namespace {

using fuzz::require;

void check_line(std::string_view line) {
  const std::string answer = tools::answer(line);
  require(answer.find('\n') == std::string::npos && second_opinion::utf8(answer), "an answer is one line", answer);
  require(second_opinion::json(answer).value_or(true), "an answer is JSON", answer);
  const auto has = [&](const char* name) { return answer.find(name) != std::string::npos; };
  require(has("\"hex\":") || has("\"packets\":") || has("\"error\":"), "an answer answers", answer);
}

std::string json_of(const mqtt::Packet& packet, mqtt::Version version) {
  rapidjson::StringBuffer buffer;
  tools::JsonWriter json(buffer);
  tools::write_packet(json, packet, version);
  return {buffer.GetString(), buffer.GetSize()};
}

void check_packet(const mqtt::Packet& packet, mqtt::Version version) {
  const std::string json = json_of(packet, version);
  const std::string start = "{\"op\":\"encode\",\"version\":" + std::to_string(static_cast<int>(version));
  const std::string answer = tools::answer(start + ",\"packet\":" + json + "}");
  const std::string_view before = "{\"hex\":\"", after = "\"}";
  require(answer.starts_with(before) && answer.ends_with(after), "a packet's JSON is encoded", json, answer);
  const auto bytes = mqtt_text::hex(answer.substr(before.size(), answer.size() - before.size() - after.size()));
  mqtt::Buffer direct;
  require(mqtt::encode(packet, version, direct).ok() && bytes.size() == direct.size(), "the packet keeps its size",
          json);
  mqtt::Framer framer(mqtt::kMaxPacketSize, version);
  framer.push(bytes);
  mqtt::Frame frame;
  mqtt::Error error;
  require(framer.peek(frame, error) == mqtt::Framer::Step::frame, "it is one packet", answer);
  const auto same = mqtt::decode(frame, version);
  require(same.ok() && json_of(*same, version) == json, "the packet's JSON comes back", json, answer);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::uint8_t choice = input.below(4);
  const mqtt::Bytes rest = input.rest();
  if (choice == 0) return check_line(mqtt::as_text(rest)), 0;
  const auto version = static_cast<mqtt::Version>(choice + 2);
  mqtt::Framer framer(mqtt::kMaxPacketSize, version);
  framer.push(rest);
  mqtt::Error error;
  for (mqtt::Frame frame; framer.peek(frame, error) == mqtt::Framer::Step::frame; framer.pop(frame))
    if (const auto packet = mqtt::decode(frame, version)) check_packet(*packet, version);
  return 0;
}
