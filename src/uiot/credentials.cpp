#include "uiot/credentials.h"

namespace uiot {

Credentials static_credentials(std::string_view product_sn, std::string_view device_sn,
                               std::string_view device_secret) {
  Credentials made;
  made.client_id.append(product_sn).append(".").append(device_sn);
  made.user_name.append(product_sn).append("|").append(device_sn).append("|1");
  made.password = device_secret;
  return made;
}

}  // namespace uiot
