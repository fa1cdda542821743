#include "model/json_properties.h"

#include "model/json_write.h"
#include "mqtt/property.h"

namespace model {
namespace {

using mqtt::Properties;
using mqtt::Property;
using mqtt::PropertyId;

struct Name {
  PropertyId id;
  std::string_view name;
  bool flag = false;  // a byte that is 0 or 1
};

constexpr Name kNames[] = {
    {PropertyId::payload_format_indicator, "payloadFormatIndicator", true},
    {PropertyId::message_expiry_interval, "messageExpiryInterval"},
    {PropertyId::content_type, "contentType"},
    {PropertyId::response_topic, "responseTopic"},
    {PropertyId::correlation_data, "correlationData"},
    {PropertyId::subscription_identifier, "subscriptionIdentifier"},
    {PropertyId::session_expiry_interval, "sessionExpiryInterval"},
    {PropertyId::assigned_client_identifier, "assignedClientIdentifier"},
    {PropertyId::server_keep_alive, "serverKeepAlive"},
    {PropertyId::authentication_method, "authenticationMethod"},
    {PropertyId::authentication_data, "authenticationData"},
    {PropertyId::request_problem_information, "requestProblemInformation", true},
    {PropertyId::will_delay_interval, "willDelayInterval"},
    {PropertyId::request_response_information, "requestResponseInformation", true},
    {PropertyId::response_information, "responseInformation"},
    {PropertyId::server_reference, "serverReference"},
    {PropertyId::reason_string, "reasonString"},
    {PropertyId::receive_maximum, "receiveMaximum"},
    {PropertyId::topic_alias_maximum, "topicAliasMaximum"},
    {PropertyId::topic_alias, "topicAlias"},
    {PropertyId::maximum_qos, "maximumQoS"},
    {PropertyId::retain_available, "retainAvailable", true},
    {PropertyId::user_property, "userProperties"},
    {PropertyId::maximum_packet_size, "maximumPacketSize"},
    {PropertyId::wildcard_subscription_available, "wildcardSubscriptionAvailable", true},
    {PropertyId::subscription_identifier_available, "subscriptionIdentifiersAvailable", true},
    {PropertyId::shared_subscription_available, "sharedSubscriptionAvailable", true},
};

void append_user_properties(std::string& to, const Properties& all) {
  to += '[';
  bool first = true;
  for (const Property& one : all) {
    if (one.id != PropertyId::user_property) continue;
    to += first ? "[" : ",[";
    first = false;
    append_json_string(to, as_bytes(one.text));
    to += ',';
    append_json_string(to, as_bytes(one.value));
    to += ']';
  }
  to += ']';
}

void append_numbers(std::string& to, const Properties& all, PropertyId id) {
  std::size_t count = 0;
  for (const Property& one : all) count += one.id == id ? 1 : 0;
  if (count > 1) to += '[';
  bool first = true;
  for (const Property& one : all) {
    if (one.id != id) continue;
    if (!first) to += ',';
    first = false;
    append_number(to, one.number);
  }
  if (count > 1) to += ']';
}

void append_value(std::string& to, const Properties& all, const Name& name, const Property& property) {
  switch (mqtt::type_of(name.id)) {
    case mqtt::PropertyType::text:
      return append_json_string(to, as_bytes(property.text));
    case mqtt::PropertyType::binary:
      return append_base64(to, as_bytes(property.text));
    case mqtt::PropertyType::text_pair:
      return append_user_properties(to, all);
    default:
      if (!name.flag) return append_numbers(to, all, name.id);
      to += property.number ? "true" : "false";
  }
}

}  // namespace

void append_json_properties(std::string& to, Bytes encoded) {
  const Properties all(encoded);
  to += '{';
  bool first = true;
  for (const Name& name : kNames) {
    const std::optional<Property> property = all.find(name.id);
    if (!property) continue;
    if (!first) to += ',';
    first = false;
    to.append("\"").append(name.name).append("\":");
    append_value(to, all, name, *property);
  }
  to += '}';
}

}  // namespace model
