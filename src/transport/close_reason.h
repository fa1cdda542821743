// What a closed WebSocket may mean. A browser says only 1006 when a connection did not come about, whatever the cause;
// from where the page stands and where it wanted to go the likely causes follow. Data, not words; not the connection
// itself.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "transport/transport.h"

namespace transport {

enum class HostKind : std::uint8_t {
  loopback,  // this machine: localhost, *.localhost, 127.0.0.0/8, ::1
  local,     // the local network: private, link-local and unique local addresses, *.local, names without a dot
  open,      // all the rest
};
// A host name or address, IPv6 with or without brackets; upper or lower case.
HostKind host_kind(std::string_view host);

enum class PageScheme : std::uint8_t { http, https, file };

struct PageContext {
  PageScheme scheme = PageScheme::http;
  HostKind host = HostKind::loopback;
  bool online = true;  // navigator.onLine: false is reliable, true proves nothing
};

// The same order as model::Likely.
enum class LikelyCause : std::uint8_t {
  mixed_content,         // ws: from an https: page to another machine
  certificate,           // wss: one that this browser does not trust
  path_or_subprotocol,   // something answers, but not with this path or subprotocol
  tcp_port,              // 1883 or 8883: MQTT over TCP, or another port that speaks no HTTP
  local_network_access,  // a page from a farther network may not reach into a nearer one
  nothing_listening,     // wrong host or port, or a firewall
  offline,
};

// Most likely first, without repeats.
struct LikelyCauses {
  LikelyCause list[7];
  std::size_t count = 0;

  // 1 << cause for each.
  std::uint32_t bits() const;
};

// For a connection that closed, or threw, before it was open.
LikelyCauses likely_causes(const Endpoint& endpoint, const PageContext& page);
// Will this page's browser refuse the endpoint at once (SecurityError)? Loopback is exempt.
bool is_mixed_content(const Endpoint& endpoint, const PageContext& page);

// RFC 6455 §7.4.1 and the IANA registry.
enum class CloseMeaning : std::uint8_t {
  normal,              // 1000
  going_away,          // 1001: server shutdown, or the page is left
  protocol_error,      // 1002
  unsupported_data,    // 1003
  no_status,           // 1005: a close frame without a code
  abnormal,            // 1006: no close frame at all
  bad_payload,         // 1007
  policy,              // 1008
  too_big,             // 1009
  missing_extension,   // 1010
  internal_error,      // 1011
  service_restart,     // 1012
  try_again_later,     // 1013
  bad_gateway,         // 1014
  tls_handshake,       // 1015
  registered,          // 3000 to 3999: of a library or framework
  of_the_application,  // 4000 to 4999
  unknown,
};
CloseMeaning close_meaning(std::uint16_t code);

}  // namespace transport
