#include "tools/packet_json_input.h"

#include <rapidjson/error/en.h>

#include <algorithm>

#include "model/hex.h"

namespace tools {
namespace {

std::string whole_number(std::uint32_t most) {
  return "a whole number from 0 to " + std::to_string(most) + " is wanted";
}

// What RapidJSON does not look at.
struct Shape {
  std::size_t depth = 0;            // brackets that are open at once, at most; of what is no JSON any number
  bool lone_low_surrogate = false;  // an escape that would make a string that is no UTF-8
};

Shape shape_of(std::string_view json) {
  Shape shape;
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '"') in_string = false;
      if (c != '\\') continue;
      const std::string_view escape = json.substr(i, 4);  // the rest of it, if it is \uD…: two digits more
      ++i;
      if (!escape.starts_with("\\ud") && !escape.starts_with("\\uD")) continue;
      if (escape.find_first_of("cdefCDEF", 3) == 3) shape.lone_low_surrogate = true;
      // Behind a high one RapidJSON wants its low one.
      if (escape.find_first_of("89abAB", 3) == 3) i += 10;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      shape.depth = std::max(shape.depth, ++depth);
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return shape;
}

bool refuse_line(InputFault& fault, InputReason reason, std::string text) {
  fault = {reason, "", std::move(text)};
  return false;
}

}  // namespace

std::string Place::path() const {
  std::string path = in ? in->path() : std::string();
  if (index != kMember) {
    path.append("[").append(std::to_string(index)).append("]");
  } else {
    if (!path.empty()) path += '.';
    path += name;
  }
  return path;
}

const char* name(InputReason reason) {
  switch (reason) {
    case InputReason::none:
      return "none";
    case InputReason::not_json:
      return "not_json";
    case InputReason::too_deep:
      return "too_deep";
    case InputReason::wrong_type:
      return "wrong_type";
    case InputReason::wrong_value:
      return "wrong_value";
    case InputReason::bad_hex:
      return "bad_hex";
    case InputReason::missing_field:
      return "missing_field";
    case InputReason::unknown_field:
      return "unknown_field";
    case InputReason::repeated_field:
      return "repeated_field";
  }
  return "";
}

bool parse_object(std::string_view line, rapidjson::Document& to, InputFault& fault) {
  // RapidJSON takes U+0000 for the end, and parses, writes and frees by recursion.
  if (line.find('\0') != line.npos)
    return refuse_line(fault, InputReason::not_json, "the line is no JSON: it has a NUL");
  const Shape shape = shape_of(line);
  if (shape.depth > kDeepestInput) {
    return refuse_line(fault, InputReason::too_deep,
                       "the line has more than " + std::to_string(kDeepestInput) + " arrays and objects in each other");
  }
  // Not with full precision: RapidJSON 1.1 reads 0e100 as some number then. Numbers of 15 digits are exact all the
  // same.
  to.Parse<rapidjson::kParseValidateEncodingFlag>(line.data(), line.size());
  if (to.HasParseError()) {
    return refuse_line(fault, InputReason::not_json,
                       std::string("the line is no JSON: ") + rapidjson::GetParseError_En(to.GetParseError()) +
                           " (at byte " + std::to_string(to.GetErrorOffset()) + ")");
  }
  if (shape.lone_low_surrogate) {
    return refuse_line(fault, InputReason::not_json, "the line is no JSON: a surrogate stands alone in a string");
  }
  if (!to.IsObject()) return refuse_line(fault, InputReason::wrong_type, "the line is no JSON object");
  return true;
}

bool JsonReader::read(const JsonValue& value, const Place& place, bool& to) {
  if (!value.IsBool()) return fail(InputReason::wrong_type, place, "true or false is wanted");
  to = value.GetBool();
  return true;
}

bool JsonReader::read(const JsonValue& value, const Place& place, std::uint32_t& to, std::uint32_t most) {
  if (!value.IsNumber()) return fail(InputReason::wrong_type, place, whole_number(most));
  if (!value.IsUint() || value.GetUint() > most) return fail(InputReason::wrong_value, place, whole_number(most));
  to = value.GetUint();
  return true;
}

bool JsonReader::read(const JsonValue& value, const Place& place, std::uint8_t& to) {
  std::uint32_t number = 0;
  if (!read(value, place, number, 0xFF)) return false;
  to = static_cast<std::uint8_t>(number);
  return true;
}

bool JsonReader::read(const JsonValue& value, const Place& place, std::uint16_t& to) {
  std::uint32_t number = 0;
  if (!read(value, place, number, 0xFFFF)) return false;
  to = static_cast<std::uint16_t>(number);
  return true;
}

bool JsonReader::read(const JsonValue& value, const Place& place, mqtt::Qos& to) {
  std::uint32_t number = 0;
  if (!read(value, place, number, 3)) return false;
  to = static_cast<mqtt::Qos>(number);
  return true;
}

bool JsonReader::read(const JsonValue& value, const Place& place, std::string_view& to) {
  if (value.IsString()) {
    to = keep(text_of(value));
    return true;
  }
  mqtt::Bytes bytes;
  if (!read(value, place, bytes)) return false;
  to = mqtt::as_text(bytes);
  return true;
}

bool JsonReader::read(const JsonValue& value, const Place& place, mqtt::Bytes& to) {
  if (value.IsString()) {
    to = mqtt::as_bytes(keep(text_of(value)));
    return true;
  }
  if (!value.IsObject() || value.MemberCount() != 1 || text_of(value.MemberBegin()->name) != "hex") {
    return fail(InputReason::wrong_type, place, "a string or {\"hex\": \"…\"} is wanted");
  }
  return read_hex(value.MemberBegin()->value, {&place, "hex"}, to);
}

bool JsonReader::read_hex(const JsonValue& value, const Place& place, mqtt::Bytes& to) {
  if (!value.IsString()) return fail(InputReason::wrong_type, place, "a string of hexadecimal digits is wanted");
  std::vector<std::uint8_t> bytes;
  const model::HexResult result = model::parse_hex(text_of(value), &bytes);
  switch (result.kind) {
    case model::HexResult::Kind::ok:
      to = keep(std::move(bytes));
      return true;
    case model::HexResult::Kind::bad_character:
      return fail(InputReason::bad_hex, place,
                  "character " + std::to_string(result.column) + " is no hexadecimal digit");
    case model::HexResult::Kind::odd_digits:
      return fail(InputReason::bad_hex, place,
                  "half a byte at character " + std::to_string(result.column) + ": two digits are a byte");
  }
  return false;
}

bool JsonReader::fail(InputReason reason, const Place& place, std::string_view what) {
  if (fault_.reason != InputReason::none) return false;
  fault_.reason = reason;
  fault_.field = place.path();
  fault_.text.append(fault_.field).append(": ").append(what);
  return false;
}

bool JsonReader::once(const JsonValue& object, JsonValue::ConstMemberIterator at, const Place& place) {
  for (auto before = object.MemberBegin(); before != at; ++before) {
    if (before->name == at->name) return fail(InputReason::repeated_field, place, "given twice");
  }
  return true;
}

mqtt::Bytes JsonReader::keep(std::vector<std::uint8_t> bytes) { return bytes_.emplace_back(std::move(bytes)); }

std::string_view JsonReader::keep(std::string_view text) {
  const mqtt::Bytes bytes = mqtt::as_bytes(text);
  return mqtt::as_text(keep(std::vector<std::uint8_t>(bytes.begin(), bytes.end())));
}

mqtt::Properties JsonReader::keep(mqtt::PropertyList properties) {
  return properties_.emplace_back(std::move(properties)).view();
}

void JsonReader::clear() {
  bytes_.clear();
  properties_.clear();
  fault_ = {};
}

}  // namespace tools
