// From the form to what a connection needs. The form must have passed its checks (form_rules.h).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "app/connection.h"
#include "model/form.h"

namespace app {

// For UIoT the login made of the serials (static registration), for another broker the fields as they are. An empty client id
// becomes `client_id_if_empty` when the session is clean: MQTT 3.1 has no empty one, and MQTT 3.1.1 lets brokers refuse it
// [MQTT311-3.1.3-9], which many do. In MQTT 5 it stays empty: the broker assigns one and says which (MQTT 5 §3.1.3.1).
Target target_of(const model::Form& form, std::string_view client_id_if_empty);

// "web_" and eight digits of HEX: the client id of a page whose user gave none.
std::string make_client_id(std::uint32_t random);

// "host:port", IPv6 in brackets.
std::string server_name(const transport::Endpoint& endpoint);

// The URL as it may be kept in the log: without its query, in which brokers in the cloud want signatures.
std::string url_for_log(const transport::Endpoint& endpoint);

}  // namespace app
