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
  return form;
}

}  // namespace model
