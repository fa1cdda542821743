// What people paste into Address, taken apart into host, port, path and SSL; and what a host may be made of.
// No look-up of names and no check of what a browser makes of it (that is for the transport).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace model {

struct AddressParts {
  enum class Kind : std::uint8_t {
    plain,        // nothing but a host: no scheme, port or path
    taken_apart,  // something belongs into other fields
    bad_scheme,   // a scheme that is none of ws, wss, http, https, mqtt, mqtts; see `scheme`
  };
  Kind kind = Kind::plain;
  std::string_view scheme;                    // as written, without "://"; empty when there is none
  std::string_view host;                      // an IPv6 address keeps its brackets
  std::optional<bool> tls;                    // by the scheme
  std::string_view port;                      // digits as written, unchecked
  std::optional<std::uint16_t> default_port;  // by the scheme, when no port is written
  std::string_view path;                      // with its "/", query included, fragment left out
  bool had_user_info = false;                 // "user:password@": left out, never kept
};

// Takes `text` apart; white space around it is ignored. Views into `text`.
AddressParts take_apart(std::string_view text);

// The first character of `host` that no host name or IPv6 address, bracketed or not, has, or empty. Letters, digits, `-`, `.`,
// `_` and anything beyond ASCII (the browser turns it into its ASCII form) are allowed.
std::string_view bad_host_character(std::string_view host);

// Is the host the machine itself: localhost, *.localhost, 127.x.x.x or [::1]? A browser takes it for trustworthy even
// without TLS.
bool is_loopback(std::string_view host);

}  // namespace model
