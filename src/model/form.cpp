#include "model/form.h"

namespace model {

Form default_form() {
  Form form;
  form[Field::address] = "mqtt-cn-sh2.iot.ucloud.cn";
  form[Field::port] = "80";
  form[Field::interval_ms] = "10000";
  form[Field::path] = "/";
  form[Field::subprotocol] = "mqtt";
  form[Field::keepalive_s] = "60";
  form[Field::connect_timeout_s] = "30";
  form[Field::max_packet_bytes] = "16777216";
  form[Field::publish_topic] = "/{ProductSN}/{DeviceSN}/upload";
  form[Field::subscribe_topic] = "/{ProductSN}/{DeviceSN}/set";
  form.set(Toggle::clean_session, true);
  form.set(Toggle::request_problem, true);
  form.set(Toggle::automatic_aliases, true);
  return form;
}

bool is_numeric(Field field) {
  switch (field) {
    case Field::port:
    case Field::interval_ms:
    case Field::keepalive_s:
    case Field::connect_timeout_s:
    case Field::max_packet_bytes:
    case Field::session_expiry_s:
    case Field::receive_maximum:
    case Field::topic_alias_maximum:
    case Field::will_delay_s:
    case Field::will_expiry_s:
    case Field::publish_expiry_s:
    case Field::publish_topic_alias:
    case Field::subscription_identifier:
      return true;
    default:
      return false;
  }
}

}  // namespace model
