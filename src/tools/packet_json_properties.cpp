// Properties, read from JSON and written to it.
#include "model/json_property_names.h"
#include "tools/packet_json.h"

namespace tools {
namespace {

// What mqtt::PropertyList refuses for no other reason.
constexpr std::string_view kTooLong = "at most 65535 bytes are possible";

bool read_number(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::PropertyId id,
                 mqtt::PropertyList& to) {
  std::uint32_t most = 0xFFFFFFFF;
  switch (mqtt::type_of(id)) {
    case mqtt::PropertyType::byte:
      most = 0xFF;
      break;
    case mqtt::PropertyType::two_bytes:
      most = 0xFFFF;
      break;
    case mqtt::PropertyType::varint:
      most = mqtt::kMaxRemainingLength;
      break;
    default:
      break;
  }
  std::uint32_t number = 0;
  if (model::is_switch(id) && value.IsBool()) {
    number = value.GetBool() ? 1 : 0;
  } else if (model::is_switch(id) && !value.IsNumber()) {
    return reader.fail(InputReason::wrong_type, place, "true or false is wanted");
  } else if (!reader.read(value, place, number, most)) {
    return false;
  }
  return to.add(id, number);
}

bool read_one(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::PropertyId id,
              mqtt::PropertyList& to) {
  const mqtt::PropertyType type = mqtt::type_of(id);
  if (type != mqtt::PropertyType::text && type != mqtt::PropertyType::binary) {
    return read_number(reader, value, place, id, to);
  }
  std::string_view text;
  if (!reader.read(value, place, text)) return false;
  return to.add(id, text) || reader.fail(InputReason::wrong_value, place, kTooLong);
}

bool read_pair(JsonReader& reader, const JsonValue& name, const Place& name_place, const JsonValue& value,
               const Place& value_place, mqtt::PropertyList& to) {
  std::string_view name_text, value_text;
  if (!reader.read(name, name_place, name_text) || !reader.read(value, value_place, value_text)) return false;
  return to.add_user(name_text, value_text) || reader.fail(InputReason::wrong_value, value_place, kTooLong);
}

bool read_pairs(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::PropertyList& to) {
  for (rapidjson::SizeType i = 0; i < value.Size(); ++i) {
    const Place item{&place, "", i};
    if (!value[i].IsArray() || value[i].Size() != 2) {
      return reader.fail(InputReason::wrong_type, item, "[name, value] is wanted");
    }
    if (!read_pair(reader, value[i][0], {&item, "", 0}, value[i][1], {&item, "", 1}, to)) return false;
  }
  return true;
}

bool read_user_properties(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::PropertyList& to) {
  if (value.IsArray()) return read_pairs(reader, value, place, to);
  if (!value.IsObject()) {
    return reader.fail(InputReason::wrong_type, place, "an array of [name, value], or an object, is wanted");
  }
  for (const auto& [name, values] : value.GetObject()) {
    const Place member{&place, text_of(name)};
    if (!values.IsArray()) {
      if (!read_pair(reader, name, member, values, member, to)) return false;
      continue;
    }
    for (rapidjson::SizeType i = 0; i < values.Size(); ++i) {
      if (!read_pair(reader, name, member, values[i], {&member, "", i}, to)) return false;
    }
  }
  return true;
}

void write_value(JsonWriter& json, const mqtt::Property& property) {
  switch (mqtt::type_of(property.id)) {
    case mqtt::PropertyType::none:
      json.Null();
      break;
    case mqtt::PropertyType::byte:
      if (model::is_switch(property.id) && property.number <= 1) {
        json.Bool(property.number == 1);
        break;
      }
      [[fallthrough]];
    case mqtt::PropertyType::two_bytes:
    case mqtt::PropertyType::four_bytes:
    case mqtt::PropertyType::varint:
      json.Uint(property.number);
      break;
    case mqtt::PropertyType::text:
      write_text(json, property.text);
      break;
    case mqtt::PropertyType::binary:
      write_bytes(json, mqtt::as_bytes(property.text));
      break;
    case mqtt::PropertyType::text_pair:
      json.StartArray();
      write_text(json, property.text);
      write_text(json, property.value);
      json.EndArray();
      break;
  }
}

void write_all(JsonWriter& json, mqtt::Properties properties, mqtt::PropertyId id) {
  std::size_t count = 0;
  for (const mqtt::Property& one : properties) count += one.id == id ? 1 : 0;
  const bool array = count > 1 || id == mqtt::PropertyId::user_property;
  if (array) json.StartArray();
  for (const mqtt::Property& one : properties) {
    if (one.id == id) write_value(json, one);
  }
  if (array) json.EndArray();
}

}  // namespace

bool read_properties(JsonReader& reader, const JsonValue& value, const Place& place, mqtt::Properties& to) {
  if (!value.IsObject()) return reader.fail(InputReason::wrong_type, place, "an object is wanted");
  mqtt::PropertyList list;
  for (auto at = value.MemberBegin(); at != value.MemberEnd(); ++at) {
    const Place member{&place, text_of(at->name)};
    mqtt::PropertyId id;
    if (!model::find_json_name(text_of(at->name), id)) {
      return reader.fail(InputReason::unknown_field, member, "there is no such property");
    }
    if (!reader.once(value, at, member)) return false;
    if (id == mqtt::PropertyId::user_property) {
      if (!read_user_properties(reader, at->value, member, list)) return false;
    } else if (at->value.IsArray()) {
      for (rapidjson::SizeType i = 0; i < at->value.Size(); ++i) {
        if (!read_one(reader, at->value[i], {&member, "", i}, id, list)) return false;
      }
    } else if (!read_one(reader, at->value, member, id, list)) {
      return false;
    }
  }
  to = reader.keep(std::move(list));
  return true;
}

void write_properties(JsonWriter& json, mqtt::Properties properties) {
  std::uint64_t written = 0;  // a bit for each id; all are below 64
  json.StartObject();
  for (const mqtt::Property& one : properties) {
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(one.id);
    if (written & bit) continue;
    written |= bit;
    key(json, model::json_name(one.id));
    write_all(json, properties, one.id);
  }
  json.EndObject();
}

}  // namespace tools
