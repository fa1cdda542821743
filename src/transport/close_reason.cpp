#include "transport/close_reason.h"

#include <string>

namespace transport {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Four numbers from 0 to 255 with dots between.
bool parse_ipv4(std::string_view text, unsigned (&parts)[4]) {
  std::size_t at = 0;
  for (int i = 0; i < 4; ++i) {
    if (i > 0 && (at >= text.size() || text[at++] != '.')) return false;
    unsigned value = 0;
    std::size_t digits = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && digits < 4; ++at, ++digits)
      value = value * 10 + static_cast<unsigned>(text[at] - '0');
    if (digits == 0 || value > 255) return false;
    parts[i] = value;
  }
  return at == text.size();
}

HostKind kind_of_ipv4(const unsigned (&p)[4]) {
  if (p[0] == 127) return HostKind::loopback;
  const bool is_private = p[0] == 10 || (p[0] == 172 && p[1] >= 16 && p[1] <= 31) || (p[0] == 192 && p[1] == 168);
  const bool link_local = p[0] == 169 && p[1] == 254;
  const bool carrier_nat = p[0] == 100 && p[1] >= 64 && p[1] <= 127;
  return is_private || link_local || carrier_nat ? HostKind::local : HostKind::open;
}

HostKind kind_of_ipv6(std::string_view text) {
  if (text == "::1" || text == "0:0:0:0:0:0:0:1") return HostKind::loopback;
  constexpr std::string_view kMapped = "::ffff:";
  unsigned parts[4];
  if (text.starts_with(kMapped) && parse_ipv4(text.substr(kMapped.size()), parts)) return kind_of_ipv4(parts);
  // fe80::/10 and fc00::/7
  const bool link_local =
      text.starts_with("fe8") || text.starts_with("fe9") || text.starts_with("fea") || text.starts_with("feb");
  const bool unique_local = (text.starts_with("fc") || text.starts_with("fd")) && text.find(':') == 4;
  return link_local || unique_local ? HostKind::local : HostKind::open;
}

void add(LikelyCauses& causes, LikelyCause cause) {
  for (std::size_t i = 0; i < causes.count; ++i)
    if (causes.list[i] == cause) return;
  causes.list[causes.count++] = cause;
}

// 0 is nearest.
int distance(HostKind kind) { return static_cast<int>(kind); }

}  // namespace

HostKind host_kind(std::string_view host) {
  std::string text = lower(host);
  if (text.size() >= 2 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
  if (!text.empty() && text.back() == '.') text.pop_back();
  if (text.find(':') != std::string::npos) return kind_of_ipv6(text);
  unsigned parts[4];
  if (parse_ipv4(text, parts)) return kind_of_ipv4(parts);
  if (text == "localhost" || text.ends_with(".localhost")) return HostKind::loopback;
  const bool named_here = text.find('.') == std::string::npos || text.ends_with(".local") || text.ends_with(".lan") ||
                          text.ends_with(".home.arpa") || text.ends_with(".internal");
  return named_here ? HostKind::local : HostKind::open;
}

std::uint32_t LikelyCauses::bits() const {
  std::uint32_t set = 0;
  for (std::size_t i = 0; i < count; ++i) set |= 1u << static_cast<unsigned>(list[i]);
  return set;
}

bool is_mixed_content(const Endpoint& endpoint, const PageContext& page) {
  return page.scheme == PageScheme::https && !endpoint.tls && host_kind(endpoint.host) != HostKind::loopback;
}

LikelyCauses likely_causes(const Endpoint& endpoint, const PageContext& page) {
  LikelyCauses causes;
  const HostKind target = host_kind(endpoint.host);
  // Without a network only this machine can be reached: nothing else explains it better.
  if (!page.online && target != HostKind::loopback) add(causes, LikelyCause::offline);
  if (is_mixed_content(endpoint, page)) add(causes, LikelyCause::mixed_content);
  const bool tcp = endpoint.port == 1883 || endpoint.port == 8883;
  if (tcp) add(causes, LikelyCause::tcp_port);
  // A page from a file counts as one of this machine.
  const HostKind from = page.scheme == PageScheme::file ? HostKind::loopback : page.host;
  if (distance(from) > distance(target)) add(causes, LikelyCause::local_network_access);
  // A public host with wss: on the usual port most often has a trusted certificate; a local one seldom has.
  const bool odd_certificate = endpoint.tls && (target != HostKind::open || endpoint.port != 443);
  if (odd_certificate) add(causes, LikelyCause::certificate);
  add(causes, LikelyCause::nothing_listening);
  add(causes, LikelyCause::path_or_subprotocol);
  if (endpoint.tls) add(causes, LikelyCause::certificate);
  const bool usual = endpoint.port == (endpoint.tls ? 443 : 80);
  if (!usual) add(causes, LikelyCause::tcp_port);
  return causes;
}

CloseMeaning close_meaning(std::uint16_t code) {
  switch (code) {
    case 1000:
      return CloseMeaning::normal;
    case 1001:
      return CloseMeaning::going_away;
    case 1002:
      return CloseMeaning::protocol_error;
    case 1003:
      return CloseMeaning::unsupported_data;
    case 1005:
      return CloseMeaning::no_status;
    case 1006:
      return CloseMeaning::abnormal;
    case 1007:
      return CloseMeaning::bad_payload;
    case 1008:
      return CloseMeaning::policy;
    case 1009:
      return CloseMeaning::too_big;
    case 1010:
      return CloseMeaning::missing_extension;
    case 1011:
      return CloseMeaning::internal_error;
    case 1012:
      return CloseMeaning::service_restart;
    case 1013:
      return CloseMeaning::try_again_later;
    case 1014:
      return CloseMeaning::bad_gateway;
    case 1015:
      return CloseMeaning::tls_handshake;
    default:
      break;
  }
  if (code >= 3000 && code <= 3999) return CloseMeaning::registered;
  if (code >= 4000 && code <= 4999) return CloseMeaning::of_the_application;
  return CloseMeaning::unknown;
}

}  // namespace transport
