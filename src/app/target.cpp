#include "app/target.h"

#include <algorithm>
#include <utility>

#include "app/form_properties.h"
#include "app/form_rules.h"
#include "uiot/credentials.h"

namespace app {

using model::Field;
using model::Toggle;

namespace {

WillTarget will_of(const model::Form& form) {
  WillTarget will;
  will.topic = form[Field::will_topic];
  will.payload = typed_bytes(form[Field::will_message], form[Toggle::will_hex]);
  will.qos = static_cast<mqtt::Qos>(form.will_qos);
  will.retain = form[Toggle::will_retain];
  if (form.mqtt5()) will.properties = will_properties(form);
  return will;
}

}  // namespace

Target target_of(const model::Form& form, std::string_view client_id_if_empty) {
  Target target;
  target.endpoint.tls = form[Toggle::ssl];
  target.endpoint.host = form[Field::address];
  target.endpoint.port = static_cast<std::uint16_t>(number(form, Field::port));
  target.endpoint.path = form[Field::path].empty() ? "/" : form[Field::path];
  target.endpoint.subprotocol = form[Field::subprotocol];
  target.clean_session = form[Toggle::clean_session];
  target.keepalive_s = static_cast<std::uint16_t>(number(form, Field::keepalive_s));
  target.connect_timeout_ms = std::int64_t{number(form, Field::connect_timeout_s)} * 1000;
  target.max_packet_bytes = number(form, Field::max_packet_bytes);
  target.version = form.version;
  if (form[Toggle::will]) target.will = will_of(form);
  if (form.mqtt5()) {
    target.properties = connect_properties(form);
    target.automatic_aliases = form[Toggle::automatic_aliases];
    target.will_on_disconnect = form[Toggle::will_on_disconnect];
  }
  if (form.login == model::LoginKind::uiot) {
    uiot::Credentials login =
        uiot::static_credentials(form[Field::product_sn], form[Field::device_sn], form[Field::device_secret]);
    target.client_id = std::move(login.client_id);
    target.user_name = std::move(login.user_name);
    target.password = std::move(login.password);
  } else {
    target.client_id = form[Field::client_id];
    if (target.client_id.empty() && target.clean_session && !form.mqtt5()) target.client_id = client_id_if_empty;
    target.user_name = form[Field::user_name];
    target.password = form[Field::password];
  }
  return target;
}

std::string make_client_id(std::uint32_t random) {
  std::string id = "web_";
  for (int shift = 28; shift >= 0; shift -= 4) id += "0123456789abcdef"[random >> shift & 15U];
  return id;
}

std::string server_name(const transport::Endpoint& endpoint) {
  std::string url = transport::url({endpoint.tls, endpoint.host, endpoint.port, "", ""});
  return url.substr(url.find("//") + 2);
}

std::string url_for_log(const transport::Endpoint& endpoint) {
  std::string url = transport::url(endpoint);
  url.resize(std::min(url.size(), url.find('?')));
  return url;
}

}  // namespace app
