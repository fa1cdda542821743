#include "transport/transport.h"

namespace transport {

std::string url(const Endpoint& endpoint) {
  std::string text = endpoint.tls ? "wss://" : "ws://";
  const bool ipv6 = endpoint.host.find(':') != std::string::npos && !endpoint.host.starts_with('[');
  if (ipv6) text += '[';
  text += endpoint.host;
  if (ipv6) text += ']';
  text += ':';
  text += std::to_string(endpoint.port);
  text += endpoint.path;
  return text;
}

}  // namespace transport
