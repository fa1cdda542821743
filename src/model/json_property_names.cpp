#include "model/json_property_names.h"

namespace model {
namespace {

using enum mqtt::PropertyId;

constexpr JsonPropertyName kNames[] = {
    {payload_format_indicator, "payloadFormatIndicator"},
    {message_expiry_interval, "messageExpiryInterval"},
    {content_type, "contentType"},
    {response_topic, "responseTopic"},
    {correlation_data, "correlationData"},
    {subscription_identifier, "subscriptionIdentifier"},
    {session_expiry_interval, "sessionExpiryInterval"},
    {assigned_client_identifier, "assignedClientIdentifier"},
    {server_keep_alive, "serverKeepAlive"},
    {authentication_method, "authenticationMethod"},
    {authentication_data, "authenticationData"},
    {request_problem_information, "requestProblemInformation"},
    {will_delay_interval, "willDelayInterval"},
    {request_response_information, "requestResponseInformation"},
    {response_information, "responseInformation"},
    {server_reference, "serverReference"},
    {reason_string, "reasonString"},
    {receive_maximum, "receiveMaximum"},
    {topic_alias_maximum, "topicAliasMaximum"},
    {topic_alias, "topicAlias"},
    {maximum_qos, "maximumQoS"},
    {retain_available, "retainAvailable"},
    {user_property, "userProperties"},
    {maximum_packet_size, "maximumPacketSize"},
    {wildcard_subscription_available, "wildcardSubscriptionAvailable"},
    {subscription_identifier_available, "subscriptionIdentifiersAvailable"},
    {shared_subscription_available, "sharedSubscriptionAvailable"},
};

}  // namespace

std::span<const JsonPropertyName> json_property_names() { return kNames; }

std::string_view json_name(mqtt::PropertyId id) {
  for (const JsonPropertyName& one : kNames) {
    if (one.id == id) return one.name;
  }
  return {};
}

bool find_json_name(std::string_view name, mqtt::PropertyId& id) {
  for (const JsonPropertyName& one : kNames) {
    if (one.name != name) continue;
    id = one.id;
    return true;
  }
  return false;
}

bool is_switch(mqtt::PropertyId id) { return mqtt::type_of(id) == mqtt::PropertyType::byte && id != maximum_qos; }

}  // namespace model
