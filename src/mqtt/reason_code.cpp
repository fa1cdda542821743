#include "mqtt/reason_code.h"

namespace mqtt {

const char* connect_return_code_name(std::uint8_t code) {
  switch (static_cast<ConnectReturnCode>(code)) {
    case ConnectReturnCode::accepted:
      return "accepted";
    case ConnectReturnCode::unacceptable_protocol_version:
      return "unacceptable protocol version";
    case ConnectReturnCode::identifier_rejected:
      return "identifier rejected";
    case ConnectReturnCode::server_unavailable:
      return "server unavailable";
    case ConnectReturnCode::bad_user_name_or_password:
      return "bad user name or password";
    case ConnectReturnCode::not_authorized:
      return "not authorized";
  }
  return "reserved";
}

const char* subscribe_return_code_name(std::uint8_t code) {
  switch (code) {
    case 0:
      return "granted QoS 0";
    case 1:
      return "granted QoS 1";
    case 2:
      return "granted QoS 2";
    case kSubscribeRefused:
      return "failure";
  }
  return "reserved";
}

}  // namespace mqtt
