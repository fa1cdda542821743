#include "mqtt/property.h"

#include "mqtt/wire.h"

namespace mqtt {
namespace {

// How a property is written, and the field that stands for it.
struct Row {
  PropertyType type;
  Field field;
};

// MQTT 5 §2.2.2.2, table 2-4.
Row row_of(PropertyId id) {
  using P = PropertyId;
  using T = PropertyType;
  using F = Field;
  switch (id) {
    case P::payload_format_indicator:
      return {T::byte, F::payload_format_indicator};
    case P::message_expiry_interval:
      return {T::four_bytes, F::message_expiry_interval};
    case P::content_type:
      return {T::text, F::content_type};
    case P::response_topic:
      return {T::text, F::response_topic};
    case P::correlation_data:
      return {T::binary, F::correlation_data};
    case P::subscription_identifier:
      return {T::varint, F::subscription_identifier};
    case P::session_expiry_interval:
      return {T::four_bytes, F::session_expiry_interval};
    case P::assigned_client_identifier:
      return {T::text, F::assigned_client_identifier};
    case P::server_keep_alive:
      return {T::two_bytes, F::server_keep_alive};
    case P::authentication_method:
      return {T::text, F::authentication_method};
    case P::authentication_data:
      return {T::binary, F::authentication_data};
    case P::request_problem_information:
      return {T::byte, F::request_problem_information};
    case P::will_delay_interval:
      return {T::four_bytes, F::will_delay_interval};
    case P::request_response_information:
      return {T::byte, F::request_response_information};
    case P::response_information:
      return {T::text, F::response_information};
    case P::server_reference:
      return {T::text, F::server_reference};
    case P::reason_string:
      return {T::text, F::reason_string};
    case P::receive_maximum:
      return {T::two_bytes, F::receive_maximum};
    case P::topic_alias_maximum:
      return {T::two_bytes, F::topic_alias_maximum};
    case P::topic_alias:
      return {T::two_bytes, F::topic_alias};
    case P::maximum_qos:
      return {T::byte, F::maximum_qos};
    case P::retain_available:
      return {T::byte, F::retain_available};
    case P::user_property:
      return {T::text_pair, F::user_property};
    case P::maximum_packet_size:
      return {T::four_bytes, F::maximum_packet_size};
    case P::wildcard_subscription_available:
      return {T::byte, F::wildcard_subscription_available};
    case P::subscription_identifier_available:
      return {T::byte, F::subscription_identifier_available};
    case P::shared_subscription_available:
      return {T::byte, F::shared_subscription_available};
  }
  return {T::none, F::properties};
}

// What is left to read of one property.
struct Cursor {
  Bytes left;
  Property& property;

  PropertyRead number(std::size_t size) {
    if (left.size() < size) return truncated(size);
    std::uint32_t value = 0;
    for (std::size_t at = 0; at < size; ++at) value = value << 8 | left[at];
    property.number = value;
    left = left.subspan(size);
    return PropertyRead::ok;
  }
  PropertyRead varint() {
    const Varint read = read_varint(left);
    if (read.status == Varint::Status::too_long) return PropertyRead::too_long;
    if (read.status == Varint::Status::need_more) return truncated(left.size() + 1);
    if (!read.minimal()) return PropertyRead::overlong;
    property.number = read.value;
    left = left.subspan(read.size);
    return PropertyRead::ok;
  }
  PropertyRead text(std::string_view& text) {
    if (left.size() < 2) return truncated(2);
    const std::size_t size = static_cast<std::size_t>(left[0] << 8 | left[1]);
    if (left.size() - 2 < size) {
      left = left.subspan(2);
      return truncated(size);
    }
    text = as_text(left.subspan(2, size));
    left = left.subspan(2 + size);
    return PropertyRead::ok;
  }
  PropertyRead truncated(std::size_t wanted) {
    property.number = static_cast<std::uint32_t>(wanted);
    return PropertyRead::truncated;
  }
};

PropertyRead read_value(Cursor& cursor, PropertyType type) {
  switch (type) {
    case PropertyType::none:
      return PropertyRead::unknown;
    case PropertyType::byte:
      return cursor.number(1);
    case PropertyType::two_bytes:
      return cursor.number(2);
    case PropertyType::four_bytes:
      return cursor.number(4);
    case PropertyType::varint:
      return cursor.varint();
    case PropertyType::text:
    case PropertyType::binary:
      return cursor.text(cursor.property.text);
    case PropertyType::text_pair:
      break;
  }
  const PropertyRead name = cursor.text(cursor.property.text);
  return name == PropertyRead::ok ? cursor.text(cursor.property.value) : name;
}

// Size of a number in bytes when `value` fits it, or 0.
std::size_t number_size(PropertyType type, std::uint32_t value) {
  switch (type) {
    case PropertyType::byte:
      return value <= 0xFF ? 1 : 0;
    case PropertyType::two_bytes:
      return value <= 0xFFFF ? 2 : 0;
    case PropertyType::four_bytes:
      return 4;
    case PropertyType::varint:
      return value <= kMaxRemainingLength ? varint_size(value) : 0;
    default:
      return 0;
  }
}

}  // namespace

PropertyType type_of(PropertyId id) { return row_of(id).type; }

Field field_of(PropertyId id) { return row_of(id).field; }

PropertyRead read_property(Bytes& bytes, Property& property) {
  property = {};
  if (bytes.empty()) return Cursor{bytes, property}.truncated(1);
  property.id = static_cast<PropertyId>(bytes[0]);
  Cursor cursor{bytes.subspan(1), property};
  const PropertyRead result = read_value(cursor, type_of(property.id));
  bytes = cursor.left;
  return result;
}

Properties::Iterator& Properties::Iterator::operator++() {
  valid_ = !left_.empty() && read_property(left_, current_) == PropertyRead::ok;
  if (!valid_) left_ = {};
  return *this;
}

std::optional<Property> Properties::find(PropertyId id) const {
  for (const Property& each : *this)
    if (each.id == id) return each;
  return {};
}

std::uint32_t Properties::number(PropertyId id, std::uint32_t otherwise) const {
  const std::optional<Property> found = find(id);
  return found ? found->number : otherwise;
}

std::string_view Properties::text(PropertyId id) const {
  const std::optional<Property> found = find(id);
  return found ? found->text : std::string_view{};
}

bool PropertyList::add(PropertyId id, std::uint32_t number) {
  const PropertyType type = type_of(id);
  const std::size_t size = number_size(type, number);
  if (size == 0) return false;
  Writer writer(bytes_, 1 + size);
  writer.u8(static_cast<std::uint8_t>(id));
  if (type == PropertyType::varint) {
    writer.varint(number);
  } else {
    for (std::size_t left = size; left-- > 0;) writer.u8(static_cast<std::uint8_t>(number >> (8 * left) & 0xFF));
  }
  return true;
}

bool PropertyList::add(PropertyId id, std::string_view text) {
  const PropertyType type = type_of(id);
  if ((type != PropertyType::text && type != PropertyType::binary) || text.size() > kMaxStringSize) return false;
  Writer writer(bytes_, 3 + text.size());
  writer.u8(static_cast<std::uint8_t>(id));
  writer.text(text);
  return true;
}

bool PropertyList::add_user(std::string_view name, std::string_view value) {
  if (name.size() > kMaxStringSize || value.size() > kMaxStringSize) return false;
  Writer writer(bytes_, 5 + name.size() + value.size());
  writer.u8(static_cast<std::uint8_t>(PropertyId::user_property));
  writer.text(name);
  writer.text(value);
  return true;
}

bool PropertyList::add(const Property& property) {
  switch (type_of(property.id)) {
    case PropertyType::none:
      return false;
    case PropertyType::text:
    case PropertyType::binary:
      return add(property.id, property.text);
    case PropertyType::text_pair:
      return add_user(property.text, property.value);
    default:
      return add(property.id, property.number);
  }
}

void PropertyList::append(Properties more) { put_bytes(bytes_, more.encoded()); }

}  // namespace mqtt
