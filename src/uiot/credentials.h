// What a device logs in with: client id, user name and password made of its serials. Nothing is signed.
// Not the checks of the serials (limits.h), not the exchange of dynamic registration.
// Source: the platform's documentation of static and dynamic registration.
#pragma once
#include <string>
#include <string_view>

namespace uiot {

struct Credentials {
  std::string client_id;
  std::string user_name;
  std::string password;
};

// Static registration: client id `{ProductSN}.{DeviceSN}`, user name `{ProductSN}|{DeviceSN}|1`, password the
// DeviceSecret. The serials are taken as they are.
Credentials static_credentials(std::string_view product_sn, std::string_view device_sn, std::string_view device_secret);

}  // namespace uiot
