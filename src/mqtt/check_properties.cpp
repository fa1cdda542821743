#include "mqtt/check_properties.h"

#include "mqtt/fault.h"
#include "mqtt/topic.h"

namespace mqtt {
namespace {

// Where a property may stand: a bit for each packet type, and bit 0, which no packet has, for the will.
using Places = std::uint16_t;
constexpr auto kWill = PacketType::none;
constexpr Places bit(PacketType place) { return static_cast<Places>(1u << static_cast<unsigned>(place)); }

constexpr Places kConnect = bit(PacketType::connect), kConnack = bit(PacketType::connack),
                 kPublish = bit(PacketType::publish), kSubscribe = bit(PacketType::subscribe),
                 kDisconnect = bit(PacketType::disconnect), kAuth = bit(PacketType::auth);
constexpr Places kBothConnects = kConnect | kConnack;
constexpr Places kMessage = kPublish | bit(kWill);
// What answers something, and can say why.
constexpr Places kTold = kConnack | bit(PacketType::puback) | bit(PacketType::pubrec) | bit(PacketType::pubrel) |
                         bit(PacketType::pubcomp) | bit(PacketType::suback) | bit(PacketType::unsuback) | kDisconnect |
                         kAuth;
constexpr Places kAll = kTold | kConnect | kMessage | kSubscribe | bit(PacketType::unsubscribe);

// What a value must be besides its form.
enum class Value : std::uint8_t { any, boolean, not_zero, topic_alias, text, topic };

struct Row {
  Places places;
  Value value;
};

// MQTT 5 §2.2.2.2, table 2-4.
Row row_of(PropertyId id) {
  using P = PropertyId;
  using V = Value;
  switch (id) {
    case P::payload_format_indicator:
      return {kMessage, V::boolean};
    case P::message_expiry_interval:
      return {kMessage, V::any};
    case P::content_type:
      return {kMessage, V::text};
    case P::response_topic:
      return {kMessage, V::topic};
    case P::correlation_data:
      return {kMessage, V::any};
    case P::subscription_identifier:
      return {kPublish | kSubscribe, V::not_zero};
    case P::session_expiry_interval:
      return {kBothConnects | kDisconnect, V::any};
    case P::assigned_client_identifier:
      return {kConnack, V::text};
    case P::server_keep_alive:
      return {kConnack, V::any};
    case P::authentication_method:
      return {kBothConnects | kAuth, V::text};
    case P::authentication_data:
      return {kBothConnects | kAuth, V::any};
    case P::request_problem_information:
    case P::request_response_information:
      return {kConnect, V::boolean};
    case P::will_delay_interval:
      return {bit(kWill), V::any};
    case P::response_information:
      return {kConnack, V::text};
    case P::server_reference:
      return {kConnack | kDisconnect, V::text};
    case P::reason_string:
      return {kTold, V::text};
    case P::receive_maximum:
    case P::maximum_packet_size:
      return {kBothConnects, V::not_zero};
    case P::topic_alias_maximum:
      return {kBothConnects, V::any};
    case P::topic_alias:
      return {kPublish, V::topic_alias};
    case P::maximum_qos:  // 2 is told by leaving it out
    case P::retain_available:
    case P::wildcard_subscription_available:
    case P::subscription_identifier_available:
    case P::shared_subscription_available:
      return {kConnack, V::boolean};
    case P::user_property:
      return {kAll, V::text};
  }
  return {0, V::any};
}

// The section of each packet's properties, by place.
constexpr const char* kSections[] = {"MQTT 5 §3.1.3.2", "MQTT 5 §3.1.2.11", "MQTT 5 §3.2.2.3",  "MQTT 5 §3.3.2.3",
                                     "MQTT 5 §3.4.2.2", "MQTT 5 §3.5.2.2",  "MQTT 5 §3.6.2.2",  "MQTT 5 §3.7.2.2",
                                     "MQTT 5 §3.8.2.1", "MQTT 5 §3.9.2.1",  "MQTT 5 §3.10.2.1", "MQTT 5 §3.11.2.1",
                                     "MQTT 5 §2.2.2.2", "MQTT 5 §2.2.2.2",  "MQTT 5 §3.14.2.2", "MQTT 5 §3.15.2.2"};

bool may_repeat(PropertyId id, PacketType place) {
  return id == PropertyId::user_property || (id == PropertyId::subscription_identifier && place == PacketType::publish);
}

// A property that could not be read; `left` starts where the fault is.
bool unreadable(const Fault& fault, PropertyRead read, const Property& property, std::size_t left, Field list) {
  const Field field = field_of(property.id);
  switch (read) {
    case PropertyRead::unknown:
      return fault(list, Reason::unknown_property, "MQTT 5 §2.2.2.2", static_cast<std::uint8_t>(property.id));
    case PropertyRead::overlong:
      return fault(field, Reason::overlong_varint, "MQTT5-1.5.5-1");
    case PropertyRead::too_long:
      return fault(field, Reason::remaining_length_too_long, "MQTT 5 §1.5.5");
    default:
      return fault(field, Reason::truncated, "MQTT 5 §2.2.2.1", property.number, left);
  }
}

bool check_text(const Fault& fault, Field field, const Property& property) {
  if (property.id != PropertyId::user_property) return fault.text(field, property.text);
  if (fault.text(field, property.text) && fault.text(field, property.value)) return true;
  fault.error.rule = "MQTT5-1.5.7-1";
  return false;
}

bool check_value(const Fault& fault, Value value, const Property& property, const char* section) {
  const Field field = field_of(property.id);
  switch (value) {
    case Value::any:
      return true;
    case Value::boolean:
      return property.number <= 1 || fault(field, Reason::invalid_property_value, section, property.number);
    case Value::not_zero:
      return property.number != 0 || fault(field, Reason::invalid_property_value, section, 0);
    case Value::topic_alias:
      return property.number != 0 || fault(field, Reason::topic_alias_out_of_range, "MQTT5-3.3.2-8", 0, 0xFFFF);
    case Value::topic:
      if (fault.in(field, check_topic_name(property.text, fault.version, fault.error))) return true;
      if (fault.error.reason == Reason::wildcard_in_topic_name) fault.error.rule = "MQTT5-3.3.2-14";
      return false;
    case Value::text:
      break;
  }
  return check_text(fault, field, property);
}

bool check_at(PacketType place, Properties properties, const Fault& fault, Field list) {
  const char* section = kSections[static_cast<std::size_t>(place)];
  const auto bit_of = [](PropertyId id) { return std::uint64_t{1} << static_cast<unsigned>(id); };
  Bytes left = properties.encoded();
  std::uint64_t seen = 0;
  while (!left.empty()) {
    Property property;
    const PropertyRead read = read_property(left, property);
    if (read != PropertyRead::ok) return unreadable(fault, read, property, left.size(), list);
    const Row row = row_of(property.id);
    if ((row.places & bit(place)) == 0)
      return fault(field_of(property.id), Reason::property_not_allowed, "MQTT 5 §2.2.2.2");
    if ((seen & bit_of(property.id)) != 0 && !may_repeat(property.id, place))
      return fault(field_of(property.id), Reason::duplicate_property, section);
    seen |= bit_of(property.id);
    if (!check_value(fault, row.value, property, section)) return false;
  }
  const bool data = (seen & bit_of(PropertyId::authentication_data)) != 0;
  const bool method = (seen & bit_of(PropertyId::authentication_method)) != 0;
  return !data || method || fault(Field::authentication_data, Reason::authentication_data_without_method, section);
}

// Before MQTT 5 there are none: the error names the first of those that were asked for.
bool check_list(PacketType place, Properties properties, const Fault& fault, Field list) {
  if (properties.empty()) return true;
  if (fault.version == Version::v5) return check_at(place, properties, fault, list);
  const Field first = field_of(static_cast<PropertyId>(properties.encoded()[0]));
  return fault(first == Field::properties ? list : first, Reason::needs_mqtt_5, "MQTT 5 §2.2.2");
}

}  // namespace

bool may_have(PacketType packet, PropertyId id) {
  return packet != PacketType::none && (row_of(id).places & bit(packet)) != 0;
}

bool will_may_have(PropertyId id) { return (row_of(id).places & bit(kWill)) != 0; }

bool check_properties(Properties properties, PacketType packet, Version version, Error& error) {
  return check_list(packet, properties, {error, packet, version}, Field::properties);
}

bool check_will_properties(Properties properties, Version version, Error& error) {
  return check_list(kWill, properties, {error, PacketType::connect, version}, Field::will_properties);
}

}  // namespace mqtt
