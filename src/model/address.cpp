#include "model/address.h"

#include <algorithm>

#include "model/payload.h"

namespace model {
namespace {

struct Scheme {
  std::string_view name;
  bool tls;
  std::uint16_t port;
};

// MQTT's own schemes stand for TCP ports; these are named as such when the port is checked.
constexpr Scheme kSchemes[] = {
    {"ws", false, 80},    {"wss", true, 443},    {"http", false, 80},
    {"https", true, 443}, {"mqtt", false, 1883}, {"mqtts", true, 8883},
};

constexpr std::string_view kBlanks = " \t\r\n";

bool equal_without_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char lower = a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] + ('a' - 'A')) : a[i];
    if (lower != b[i]) return false;
  }
  return true;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

void take_scheme(AddressParts& parts, std::string_view& rest) {
  const std::size_t colon = rest.find("://");
  if (colon == std::string_view::npos) return;
  parts.kind = AddressParts::Kind::bad_scheme;
  parts.scheme = rest.substr(0, colon);
  rest.remove_prefix(colon + 3);
  for (const Scheme& scheme : kSchemes) {
    if (!equal_without_case(parts.scheme, scheme.name)) continue;
    parts.kind = AddressParts::Kind::taken_apart;
    parts.tls = scheme.tls;
    parts.default_port = scheme.port;
  }
}

// "host", "host:port", "[v6]", "[v6]:port". A colon without digits after it stays with the host, to be named there.
void take_host_and_port(AddressParts& parts, std::string_view authority) {
  parts.host = authority;
  std::size_t colon = authority.rfind(':');
  if (authority.starts_with('[')) {
    const std::size_t bracket = authority.find(']');
    if (bracket == std::string_view::npos || colon < bracket) return;
  } else if (colon != authority.find(':')) {
    return;  // more than one: an IPv6 address without its brackets
  }
  if (colon == std::string_view::npos || !all_digits(authority.substr(colon + 1))) return;
  parts.host = authority.substr(0, colon);
  parts.port = authority.substr(colon + 1);
}

bool is_host_character(std::uint32_t value) {
  return value >= 0x80 || (value >= '0' && value <= '9') || (value >= 'a' && value <= 'z') ||
         (value >= 'A' && value <= 'Z') || value == '-' || value == '.' || value == '_';
}

bool is_ipv6_character(char c) {
  return std::string_view("0123456789abcdefABCDEF:.").find(c) != std::string_view::npos;
}

}  // namespace

AddressParts take_apart(std::string_view text) {
  AddressParts parts;
  std::string_view rest = trim(text);
  take_scheme(parts, rest);
  const std::size_t authority_end = rest.find_first_of("/?#");
  std::string_view authority = rest.substr(0, authority_end);
  if (authority_end != std::string_view::npos) {
    const std::string_view tail = rest.substr(authority_end);
    parts.path = tail.substr(0, tail.find('#'));
  }
  const std::size_t at_sign = authority.rfind('@');
  if (at_sign != std::string_view::npos) {
    parts.had_user_info = true;
    authority.remove_prefix(at_sign + 1);
  }
  take_host_and_port(parts, authority);
  const bool more = authority_end != std::string_view::npos || !parts.port.empty() || parts.had_user_info;
  if (more && parts.kind == AddressParts::Kind::plain) parts.kind = AddressParts::Kind::taken_apart;
  return parts;
}

std::string_view bad_host_character(std::string_view host) {
  if (host.starts_with('[')) {
    for (std::size_t i = 1; i < host.size(); ++i) {
      if (host[i] == ']' && i + 1 == host.size()) return {};
      if (!is_ipv6_character(host[i])) return host.substr(i, decode_code_point(as_bytes(host.substr(i))).size);
    }
    return host.substr(0, 1);  // never closed
  }
  // An IPv6 address without its brackets: the URL gets them.
  const bool ipv6 = host.find(':') != host.rfind(':') && std::all_of(host.begin(), host.end(), is_ipv6_character);
  if (ipv6) return {};
  while (!host.empty()) {
    const CodePoint point = decode_code_point(as_bytes(host));
    if (!point.valid || !is_host_character(point.value)) return host.substr(0, point.size);
    host.remove_prefix(point.size);
  }
  return {};
}

bool is_loopback(std::string_view host) {
  constexpr std::string_view kLocalhost = "localhost";
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host == "[::1]" || host == "::1") return true;
  if (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos) return true;
  if (host.size() < kLocalhost.size()) return false;
  const std::size_t start = host.size() - kLocalhost.size();
  return equal_without_case(host.substr(start), kLocalhost) && (start == 0 || host[start - 1] == '.');
}

}  // namespace model
