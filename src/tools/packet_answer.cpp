#include "tools/packet_answer.h"

#include "mqtt/decode.h"
#include "mqtt/encode.h"
#include "mqtt/framer.h"
#include "tools/packet_json.h"

namespace tools {
namespace {

enum class Op : std::uint8_t { decode, encode };

struct Request {
  Op op = Op::decode;
  mqtt::Version version = mqtt::Version::v3_1_1;
  const JsonValue* content = nullptr;  // of `hex` or `packet`
};

// The member of this name, or null with a fault.
const JsonValue* need(JsonReader& reader, const JsonValue& line, std::string_view name) {
  const auto at = line.FindMember(JsonValue(name.data(), static_cast<rapidjson::SizeType>(name.size())));
  if (at != line.MemberEnd()) return &at->value;
  reader.fail(InputReason::missing_field, {nullptr, name}, "it must be there");
  return nullptr;
}

bool read_op(JsonReader& reader, const JsonValue& line, Op& to) {
  const Place place{nullptr, "op"};
  const JsonValue* value = need(reader, line, "op");
  if (!value) return false;
  if (!value->IsString()) return reader.fail(InputReason::wrong_type, place, "a string is wanted");
  const std::string_view op = text_of(*value);
  to = op == "decode" ? Op::decode : Op::encode;
  return op == "decode" || op == "encode" ||
         reader.fail(InputReason::wrong_value, place, "there is no such op: decode or encode is wanted");
}

bool read_version(JsonReader& reader, const JsonValue& line, mqtt::Version& to) {
  const Place place{nullptr, "version"};
  const JsonValue* value = need(reader, line, "version");
  if (!value) return false;
  std::uint8_t number = 0;
  if (!value->IsUint() || value->GetUint() < 3 || value->GetUint() > 5) {
    return reader.fail(value->IsNumber() ? InputReason::wrong_value : InputReason::wrong_type, place,
                       "3, 4 or 5 is wanted");
  }
  if (!reader.read(*value, place, number)) return false;
  to = static_cast<mqtt::Version>(number);
  return true;
}

bool read_request(JsonReader& reader, const JsonValue& line, Request& to) {
  if (!read_op(reader, line, to.op)) return false;
  const std::string_view content = to.op == Op::decode ? "hex" : "packet";
  for (auto at = line.MemberBegin(); at != line.MemberEnd(); ++at) {
    const std::string_view name = text_of(at->name);
    const Place place{nullptr, name};
    if (name != "op" && name != "version" && name != "id" && name != content) {
      return reader.fail(InputReason::unknown_field, place, "there is no such field for this op");
    }
    if (!reader.once(line, at, place)) return false;
  }
  to.content = need(reader, line, content);
  return to.content && read_version(reader, line, to.version);
}

// False: nothing was written, the reader has the fault.
bool decode(JsonReader& reader, const Request& request, JsonWriter& json) {
  mqtt::Bytes bytes;
  if (!reader.read_hex(*request.content, {nullptr, "hex"}, bytes)) return false;
  mqtt::Framer framer(mqtt::kMaxPacketSize, request.version);
  framer.push(bytes);
  mqtt::Error error;
  bool any = false;
  for (mqtt::Frame frame; framer.peek(frame, error) == mqtt::Framer::Step::frame; framer.pop(frame)) {
    const mqtt::Result<mqtt::Packet> packet = mqtt::decode(frame, request.version);
    if (!packet) {
      error = packet.error();
      break;
    }
    if (!any) {
      key(json, "packets");
      json.StartArray();
      any = true;
    }
    write_packet(json, *packet, request.version);
  }
  const bool failed = error.reason != mqtt::Reason::none;
  if (!any && !failed) {
    key(json, "packets");
    json.StartArray();
  }
  if (any || !failed) json.EndArray();
  if (failed) {
    key(json, "error");
    write_error(json, error);
  } else {
    key(json, "rest");
    json.Uint64(framer.buffered());
  }
  return true;
}

bool encode(JsonReader& reader, const Request& request, JsonWriter& json) {
  mqtt::Packet packet;
  if (!read_packet(reader, *request.content, {nullptr, "packet"}, request.version, packet)) return false;
  mqtt::Buffer bytes;
  const mqtt::Result<void> result = mqtt::encode(packet, request.version, bytes);
  if (result) {
    key(json, "hex");
    write_hex(json, bytes);
  } else {
    key(json, "error");
    write_error(json, result.error());
  }
  return true;
}

void write_answer(const rapidjson::Document& line, JsonWriter& json) {
  const auto id = line.FindMember("id");
  if (id != line.MemberEnd()) {
    key(json, "id");
    id->value.Accept(json);
  }
  JsonReader reader;
  Request request;
  if (read_request(reader, line, request) &&
      (request.op == Op::decode ? decode(reader, request, json) : encode(reader, request, json))) {
    return;
  }
  key(json, "error");
  write_fault(json, reader.fault());
}

}  // namespace

std::string answer(std::string_view line) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  rapidjson::Document parsed;
  InputFault fault;
  json.StartObject();
  if (parse_object(line, parsed, fault)) {
    write_answer(parsed, json);
  } else {
    key(json, "error");
    write_fault(json, fault);
  }
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace tools
