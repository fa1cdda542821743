#include "mqtt/asked.h"

namespace mqtt {

Asked asked_by(const Connect& connect) {
  Asked asked;
  asked.keep_alive_s = connect.keep_alive_s;
  for (const Property& each : connect.properties) {
    switch (each.id) {
      case PropertyId::session_expiry_interval:
        asked.session_expiry_interval_s = each.number;
        break;
      case PropertyId::receive_maximum:
        asked.receive_maximum = static_cast<std::uint16_t>(each.number);
        break;
      case PropertyId::maximum_packet_size:
        asked.maximum_packet_size = each.number;
        break;
      case PropertyId::topic_alias_maximum:
        asked.topic_alias_maximum = static_cast<std::uint16_t>(each.number);
        break;
      case PropertyId::request_problem_information:
        asked.problem_information = each.number != 0;
        break;
      case PropertyId::authentication_method:
        asked.authentication_method = each.text;
        break;
      default:
        break;
    }
  }
  return asked;
}

bool asks_to_keep_session(const Connect& connect, Version version) {
  if (version != Version::v5) return !connect.clean_session;
  return connect.properties.number(PropertyId::session_expiry_interval, 0) != 0;
}

}  // namespace mqtt
