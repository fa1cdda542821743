#include "mqtt/server_limits.h"

#include "mqtt/fault.h"
#include "mqtt/topic.h"

namespace mqtt {
namespace {

bool allowed_filter(std::string_view filter, const ServerLimits& limits, Error& error) {
  const Fault refuse{error, PacketType::subscribe, Version::v5};
  if (!limits.shared_subscription_available && is_shared(filter))
    return refuse(Field::topic_filter, Reason::shared_subscriptions_not_supported, "MQTT 5 §3.2.2.3.13");
  if (!limits.wildcard_subscription_available && has_wildcard(filter))
    return refuse(Field::topic_filter, Reason::wildcard_subscriptions_not_supported, "MQTT 5 §3.2.2.3.11");
  return true;
}

}  // namespace

ServerLimits limits_of(const Connack& connack, std::uint16_t asked_keep_alive_s, std::uint32_t asked_session_expiry_s) {
  ServerLimits limits;
  limits.session_expiry_interval_s = asked_session_expiry_s;
  limits.keep_alive_s = asked_keep_alive_s;
  for (const Property& each : connack.properties) {
    switch (each.id) {
      case PropertyId::session_expiry_interval:
        limits.session_expiry_interval_s = each.number;
        break;
      case PropertyId::receive_maximum:
        limits.receive_maximum = static_cast<std::uint16_t>(each.number);
        break;
      case PropertyId::maximum_qos:
        limits.maximum_qos = static_cast<Qos>(each.number);
        break;
      case PropertyId::retain_available:
        limits.retain_available = each.number != 0;
        break;
      case PropertyId::maximum_packet_size:
        limits.maximum_packet_size = each.number;
        break;
      case PropertyId::topic_alias_maximum:
        limits.topic_alias_maximum = static_cast<std::uint16_t>(each.number);
        break;
      case PropertyId::wildcard_subscription_available:
        limits.wildcard_subscription_available = each.number != 0;
        break;
      case PropertyId::subscription_identifier_available:
        limits.subscription_identifier_available = each.number != 0;
        break;
      case PropertyId::shared_subscription_available:
        limits.shared_subscription_available = each.number != 0;
        break;
      case PropertyId::server_keep_alive:
        limits.keep_alive_s = static_cast<std::uint16_t>(each.number);
        break;
      default:
        break;
    }
  }
  return limits;
}

bool allowed(const Publish& packet, const ServerLimits& limits, Error& error) {
  const Fault refuse{error, PacketType::publish, Version::v5};
  // QoS 3 is no server's matter: encode() refuses it.
  if (packet.qos > limits.maximum_qos && packet.qos <= Qos::exactly_once)
    return refuse(Field::qos, Reason::qos_not_supported, "MQTT5-3.2.2-11", static_cast<std::uint8_t>(packet.qos),
                  static_cast<std::uint8_t>(limits.maximum_qos));
  if (packet.retain && !limits.retain_available)
    return refuse(Field::retain, Reason::retain_not_supported, "MQTT5-3.2.2-14");
  const std::uint32_t alias = packet.properties.number(PropertyId::topic_alias, 0);
  if (alias > limits.topic_alias_maximum)
    return refuse(Field::topic_alias, Reason::topic_alias_out_of_range,
                  limits.topic_alias_maximum == 0 ? "MQTT5-3.2.2-18" : "MQTT5-3.2.2-17", alias,
                  limits.topic_alias_maximum);
  return true;
}

bool allowed(const Subscribe& packet, const ServerLimits& limits, Error& error) {
  if (!limits.subscription_identifier_available && packet.properties.find(PropertyId::subscription_identifier))
    return Fault{error, PacketType::subscribe, Version::v5}(
        Field::subscription_identifier, Reason::subscription_identifiers_not_supported, "MQTT 5 §3.2.2.3.12");
  for (const SubscribeRequest& each : packet.filters)
    if (!allowed_filter(each.filter, limits, error)) return false;
  return true;
}

}  // namespace mqtt
