#include "simulation/brief.h"

#include <array>

#include "simulation/ledger.h"

namespace simulation {
namespace {

std::string named(const char* name, std::uint64_t value) {
  return std::string(" ") + name + "=" + std::to_string(value);
}

std::string properties_text(mqtt::Properties properties) {
  std::string out;
  for (const mqtt::Property& each : properties) {
    if (each.id == mqtt::PropertyId::user_property || each.id == mqtt::PropertyId::content_type) continue;
    out += " {" + std::to_string(static_cast<int>(each.id)) + ": " + std::to_string(each.number) +
           std::string(each.text) + "}";
  }
  return out;
}

struct Words {
  std::string operator()(const std::monostate&) const { return {}; }
  std::string operator()(const mqtt::Connect& packet) const {
    return " '" + std::string(packet.client_id) + "'" + named("clean", packet.clean_session) +
           named("keep_alive", packet.keep_alive_s) + properties_text(packet.properties);
  }
  std::string operator()(const mqtt::Connack& packet) const {
    return named("session", packet.session_present) + named("code", packet.reason_code) +
           properties_text(packet.properties);
  }
  std::string operator()(const mqtt::Publish& packet) const {
    const auto number = number_of(packet.payload);
    return named("qos", static_cast<std::uint8_t>(packet.qos)) +
           (packet.packet_id != 0 ? named("id", packet.packet_id) : "") + (packet.dup ? " dup" : "") +
           (packet.retain ? " retain" : "") + " '" + std::string(packet.topic) + "' message " +
           (number ? std::to_string(*number) : "?") + named("bytes", packet.payload.size()) +
           properties_text(packet.properties);
  }
  template <mqtt::PacketType kType>
  std::string operator()(const mqtt::Acknowledgement<kType>& packet) const {
    return named("id", packet.packet_id) + (packet.reason_code != 0 ? named("code", packet.reason_code) : "");
  }
  std::string operator()(const mqtt::Subscribe& packet) const {
    std::string out = named("id", packet.packet_id);
    for (const auto& each : packet.filters)
      out += " '" + std::string(each.filter) + "'" + named("qos", static_cast<std::uint8_t>(each.qos));
    return out;
  }
  std::string operator()(const mqtt::Suback& packet) const {
    std::string out = named("id", packet.packet_id);
    for (const std::uint8_t each : packet.reason_codes) out += named("code", each);
    return out;
  }
  std::string operator()(const mqtt::Unsubscribe& packet) const {
    std::string out = named("id", packet.packet_id);
    for (const std::string_view each : packet.filters) out += " '" + std::string(each) + "'";
    return out;
  }
  std::string operator()(const mqtt::Unsuback& packet) const { return named("id", packet.packet_id); }
  std::string operator()(const mqtt::Pingreq&) const { return {}; }
  std::string operator()(const mqtt::Pingresp&) const { return {}; }
  std::string operator()(const mqtt::Disconnect& packet) const {
    return named("code", packet.reason_code) + properties_text(packet.properties);
  }
  std::string operator()(const mqtt::Auth& packet) const { return named("code", packet.reason_code); }
};

constexpr std::array kNames = {"nothing", "CONNECT",  "CONNACK",    "PUBLISH", "PUBACK",      "PUBREC",
                               "PUBREL",  "PUBCOMP",  "SUBSCRIBE",  "SUBACK",  "UNSUBSCRIBE", "UNSUBACK",
                               "PINGREQ", "PINGRESP", "DISCONNECT", "AUTH"};

}  // namespace

std::string brief(const mqtt::Packet& packet) { return kNames[packet.index()] + std::visit(Words{}, packet); }

}  // namespace simulation
