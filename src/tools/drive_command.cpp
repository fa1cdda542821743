#include "tools/drive_command.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "tools/packet_json.h"

namespace tools {
namespace {

constexpr std::string_view kOps[] = {"connect", "publish", "subscribe", "unsubscribe", "disconnect", "auth", "close"};

std::string json_of(const JsonValue& value) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  value.Accept(json);
  return {buffer.GetString(), buffer.GetSize()};
}

Taken taken(bool ok) { return ok ? Taken::yes : Taken::wrong; }

bool read_op(JsonReader& reader, const JsonValue& line, Op& to) {
  const Place place{nullptr, "op"};
  const auto at = line.FindMember("op");
  if (at == line.MemberEnd()) return reader.fail(InputReason::missing_field, place, "it must be there");
  if (!at->value.IsString()) return reader.fail(InputReason::wrong_type, place, "a string is wanted");
  for (std::size_t i = 0; i < std::size(kOps); ++i) {
    if (text_of(at->value) != kOps[i]) continue;
    to = static_cast<Op>(i);
    return true;
  }
  return reader.fail(InputReason::wrong_value, place, "there is no such op");
}

bool read_text(JsonReader& reader, const JsonValue& value, const Place& place, std::string& to) {
  std::string_view text;
  if (!reader.read(value, place, text)) return false;
  to = text;
  return true;
}

bool read_version(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::Version& to) {
  std::uint8_t number = 0;
  if (!reader.read(value, place, number)) return false;
  to = static_cast<mqtt::Version>(number);
  return (number >= 3 && number <= 5) || reader.fail(InputReason::wrong_value, place, "3, 4 or 5 is wanted");
}

bool read_transport(JsonReader& reader, const JsonValue& value, const Place& place, bool& websocket) {
  std::string_view word;
  if (!reader.read(value, place, word)) return false;
  websocket = word == "ws";
  return word == "tcp" || word == "ws" || reader.fail(InputReason::wrong_value, place, "tcp or ws is wanted");
}

// What would end the request line of the WebSocket's handshake, or the line of a header field, stays out of it.
bool read_http_text(JsonReader& reader, const JsonValue& value, const Place& place, std::string& to) {
  if (!read_text(reader, value, place, to)) return false;
  for (const char c : to)
    if (c <= ' ' || c == '\x7F') return reader.fail(InputReason::wrong_value, place, "no blanks or control characters");
  return true;
}

Taken read_connect(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                   DriveCommand& to) {
  transport::Endpoint& endpoint = to.target.endpoint;
  if (name == "host") return taken(read_http_text(reader, value, place, endpoint.host));
  if (name == "port") return taken(reader.read(value, place, endpoint.port));
  if (name == "transport") return taken(read_transport(reader, value, place, to.target.websocket));
  if (name == "path") return taken(read_http_text(reader, value, place, endpoint.path));
  if (name == "subprotocol") return taken(read_http_text(reader, value, place, endpoint.subprotocol));
  if (name == "version") return taken(read_version(reader, value, place, to.version));
  if (name == "connectTimeout") return taken(reader.read(value, place, to.connect_timeout_ms));
  if (name == "pingTimeout") return taken(reader.read(value, place, to.ping_timeout_ms));
  return read_member(reader, name, value, place, to.connect);
}

Taken read_field(JsonReader& reader, std::string_view name, const JsonValue& value, const Place& place,
                 DriveCommand& to) {
  // The session gives packet ids, nobody else.
  if (name == "messageId") return Taken::unknown;
  switch (to.op) {
    case Op::connect:
      return read_connect(reader, name, value, place, to);
    case Op::publish:
      return read_member(reader, name, value, place, to.message);
    case Op::subscribe:
      return read_member(reader, name, value, place, to.subscribe);
    case Op::unsubscribe:
      return read_member(reader, name, value, place, to.unsubscribe);
    case Op::disconnect:
      return read_member(reader, name, value, place, to.disconnect);
    case Op::auth:
      return read_member(reader, name, value, place, to.auth);
    case Op::close:
      return Taken::unknown;
  }
  return Taken::unknown;
}

bool read_fields(JsonReader& reader, const JsonValue& line, DriveCommand& to) {
  for (auto at = line.MemberBegin(); at != line.MemberEnd(); ++at) {
    const std::string_view name = text_of(at->name);
    const Place place{nullptr, name};
    if (!reader.once(line, at, place)) return false;
    if (name == "op" || name == "id" || at->value.IsNull()) continue;
    const Taken result = read_field(reader, name, at->value, place, to);
    if (result == Taken::wrong) return false;
    if (result == Taken::unknown) return reader.fail(InputReason::unknown_field, place, "there is no such field");
  }
  if (to.op == Op::connect && to.target.endpoint.port == 0)
    return reader.fail(InputReason::missing_field, {nullptr, "port"}, "it must be there, and not 0");
  return true;
}

}  // namespace

bool read_command(std::string_view line, JsonReader& reader, DriveCommand& command, InputFault& fault) {
  rapidjson::Document json;
  if (!parse_object(line, json, fault)) return false;
  const auto id = json.FindMember("id");
  if (id != json.MemberEnd()) command.id = json_of(id->value);
  const bool ok = read_op(reader, json, command.op) && read_fields(reader, json, command);
  if (!ok) fault = reader.fault();
  return ok;
}

}  // namespace tools
