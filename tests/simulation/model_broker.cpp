#include "simulation/model_broker.h"

#include <algorithm>

#include "mqtt/decode.h"
#include "mqtt/encode.h"
#include "mqtt/reason_code.h"
#include "simulation/broker_answer.h"

namespace simulation {

using mqtt::PropertyId;
using mqtt::ReasonCode;

bool ModelBroker::accept(const std::shared_ptr<Line>& line) {
  if (agenda_.now() < down_until_) return false;
  const auto link = std::make_shared<BrokerLink>(setup_.version);
  link->line = line;
  link->heard_at = link->last_answer_at = agenda_.now();
  links_.push_back(link);
  const std::weak_ptr<BrokerLink> weak = link;
  line->attach(Side::broker, {[this, weak](mqtt::Bytes bytes) {
                                if (const auto held = weak.lock()) heard(held, bytes);
                              },
                              [this, weak] {
                                if (const auto held = weak.lock()) drop(*held, false);
                              }});
  return true;
}

void ModelBroker::heard(const LinkPointer& link, mqtt::Bytes bytes) {
  if (link->over) return;
  link->framer.push(bytes);
  mqtt::Frame frame;
  mqtt::Error error;
  while (!link->over && !report_.failed() && link->framer.peek(frame, error) == mqtt::Framer::Step::frame) {
    const auto packet = mqtt::decode(frame, setup_.version);
    if (!packet) return report_.fail("the broker gets bytes that are no packet");
    link->framer.pop(frame);
    link->heard_at = agenda_.now();
    handle(link, *packet);
  }
}

void ModelBroker::handle(const LinkPointer& link, const mqtt::Packet& packet) {
  using mqtt::PacketType;
  const PacketType type = mqtt::type_of(packet);
  if ((type == PacketType::connect) == (link->session != nullptr)) {
    if (type != PacketType::disconnect) report_.fail("the broker gets CONNECT twice, or something before it");
    return;
  }
  switch (type) {
    case PacketType::connect:
      return connect(link, std::get<mqtt::Connect>(packet));
    case PacketType::publish:
      return publish_from(link, std::get<mqtt::Publish>(packet));
    case PacketType::puback:
      return acknowledged(link, std::get<mqtt::Puback>(packet).packet_id, mqtt::Qos::at_least_once);
    case PacketType::pubrec:
      return received_by(link, std::get<mqtt::Pubrec>(packet).packet_id);
    case PacketType::pubrel:
      return release_from(link, std::get<mqtt::Pubrel>(packet).packet_id);
    case PacketType::pubcomp:
      return completed(link, std::get<mqtt::Pubcomp>(packet).packet_id);
    case PacketType::subscribe:
      return subscribe(link, std::get<mqtt::Subscribe>(packet));
    case PacketType::unsubscribe:
      return unsubscribe(link, std::get<mqtt::Unsubscribe>(packet));
    case PacketType::pingreq:
      return answer(link, mqtt::Pingresp{});
    case PacketType::disconnect:
      return disconnect(link, std::get<mqtt::Disconnect>(packet));
    default:
      return report_.fail("the broker gets a packet that no client sends");
  }
}

void ModelBroker::connect(const LinkPointer& link, const mqtt::Connect& packet) {
  if (!calm_ && random_.percent(setup_.refuses_connections)) {
    const auto old_code = static_cast<std::uint8_t>(mqtt::ConnectReturnCode::server_unavailable);
    send(*link, mqtt::Connack{false, setup_.v5() ? code(ReasonCode::server_unavailable) : old_code, {}});
    return drop(*link, true);
  }
  bool present = false, assigned = false;
  BrokerSession& session = take_session(packet, present, assigned);
  const mqtt::Properties& properties = packet.properties;
  std::uint32_t expiry = properties.number(PropertyId::session_expiry_interval, 0);
  if (!setup_.v5()) expiry = packet.clean_session ? 0 : kForever;
  session.expiry_s = life_.session_expiry_s.value_or(expiry);
  session.link = link.get();
  ledger_.connected_to(session.number);

  link->session = &session;
  link->keep_alive_s = life_.server_keep_alive_s.value_or(packet.keep_alive_s);
  link->receive_maximum = static_cast<std::uint16_t>(properties.number(PropertyId::receive_maximum, 65'535));
  link->client_alias_maximum = static_cast<std::uint16_t>(properties.number(PropertyId::topic_alias_maximum, 0));
  link->maximum_packet_size = properties.number(PropertyId::maximum_packet_size, mqtt::kMaxPacketSize);
  link->problem_information = properties.number(PropertyId::request_problem_information, 1) != 0;
  for (BrokerSession::Flight& each : session.flights) {
    each.on_link = false;
    each.counted = each.released && !setup_.fresh_quota;
    link->under_way = static_cast<std::uint16_t>(link->under_way + each.counted);
  }
  confirm(link, present, assigned);
}

BrokerSession& ModelBroker::take_session(const mqtt::Connect& packet, bool& present, bool& assigned) {
  std::string client_id(packet.client_id);
  assigned = client_id.empty();
  if (assigned) client_id = "given-" + std::to_string(++ids_made_);

  // The client is here already, as far as the broker knows (MQTT 5 §3.1.4, step 3).
  if (const auto found = sessions_.find(client_id); found != sessions_.end() && found->second->link) {
    BrokerLink& old = *found->second->link;
    report_.line([] { return "the broker lets the client's old connection go"; });
    if (setup_.v5() && old.confirmed) send(old, mqtt::Disconnect{code(ReasonCode::session_taken_over), {}});
    drop(old, true);
  }
  auto found = sessions_.find(client_id);
  if (found != sessions_.end()) {
    const BrokerSession& session = *found->second;
    const bool expired =
        session.expiry_s != kForever && agenda_.now() - session.left_at >= std::int64_t{session.expiry_s} * 1'000;
    if (packet.clean_session || expired) {
      forget(*found->second);
      found = sessions_.end();
    }
  }
  present = found != sessions_.end();
  if (present) return *found->second;
  auto session = std::make_unique<BrokerSession>();
  session->number = ++sessions_made_;
  session->client_id = client_id;
  return *(sessions_[client_id] = std::move(session));
}

// Sends CONNACK, now or later, and what the session has to send after it.
void ModelBroker::confirm(const LinkPointer& link, bool present, bool assigned) {
  const std::int64_t delay = calm_ ? 0 : random_.between(0, setup_.answer_delay_ms);
  agenda_.in(delay, [this, link, present, assigned] {
    if (link->over) return;
    mqtt::PropertyList properties;
    if (setup_.v5()) {
      if (assigned) properties.add(PropertyId::assigned_client_identifier, link->session->client_id);
      if (life_.session_expiry_s) properties.add(PropertyId::session_expiry_interval, *life_.session_expiry_s);
      if (life_.server_keep_alive_s) properties.add(PropertyId::server_keep_alive, *life_.server_keep_alive_s);
      if (life_.maximum_packet_size != 0) properties.add(PropertyId::maximum_packet_size, life_.maximum_packet_size);
      if (life_.maximum_qos != mqtt::Qos::exactly_once)
        properties.add(PropertyId::maximum_qos, static_cast<std::uint32_t>(life_.maximum_qos));
      if (!life_.retain_available) properties.add(PropertyId::retain_available, 0u);
      link->own_alias_maximum = static_cast<std::uint16_t>(random_.between(0, life_.topic_alias_maximum));
      if (link->own_alias_maximum != 0) properties.add(PropertyId::topic_alias_maximum, link->own_alias_maximum);
      if (life_.receive_maximum != 0) {
        const auto maximum = static_cast<std::uint32_t>(random_.between(1, life_.receive_maximum));
        properties.add(PropertyId::receive_maximum, maximum);
      }
    }
    link->confirmed = true;
    send(*link, mqtt::Connack{present && setup_.version != mqtt::Version::v3_1, 0, properties});
    watch(link);
    for (const mqtt::PacketId id : link->session->releases) {
      if (BrokerSession::Flight* flight = link->session->find(id)) flight->on_link = true;
      send(*link, mqtt::Pubrel{id, 0, {}});
    }
    pump(*link);
  });
}

void ModelBroker::disconnect(const LinkPointer& link, const mqtt::Disconnect& packet) {
  const auto expiry = packet.properties.find(PropertyId::session_expiry_interval);
  if (expiry) link->session->expiry_s = expiry->number;
  drop(*link, true);
}

// One and a half keepalives of silence end a connection [MQTT5-3.1.2-22].
void ModelBroker::watch(const LinkPointer& link) {
  if (link->keep_alive_s == 0) return;
  const std::int64_t patience = link->keep_alive_s * 1'500;
  agenda_.at(link->heard_at + patience, [this, weak = std::weak_ptr(link), patience] {
    const auto watched = weak.lock();
    if (!watched || watched->over) return;
    if (agenda_.now() - watched->heard_at < patience) return watch(watched);
    report_.line([] { return "the broker has waited long enough"; });
    if (setup_.v5()) send(*watched, mqtt::Disconnect{code(ReasonCode::keep_alive_timeout), {}});
    drop(*watched, true);
  });
}

void ModelBroker::drop(BrokerLink& link, bool close) {
  if (link.over) return;
  link.over = true;
  if (close) link.line->close(Side::broker);
  BrokerSession* const session = link.session;
  std::erase_if(links_, [&](const LinkPointer& each) { return each.get() == &link; });
  if (!session || session->link != &link) return;
  session->link = nullptr;
  session->left_at = agenda_.now();
  if (session->expiry_s == 0) forget(*session);
}

void ModelBroker::forget(BrokerSession& session) {
  report_.line([] { return "the broker's session is gone"; });
  ledger_.session_gone(session.number);
  sessions_.erase(sessions_.find(session.client_id));
}

void ModelBroker::say_goodbye(std::uint8_t reason_code) {
  const auto links = links_;
  for (const LinkPointer& each : links) {
    if (each->confirmed) send(*each, mqtt::Disconnect{reason_code, {}});
    drop(*each, true);
  }
}

void ModelBroker::go_down(std::int64_t milliseconds, bool lose_sessions) {
  down_until_ = agenda_.now() + milliseconds;
  const auto links = links_;
  for (const LinkPointer& each : links) {
    each->line->cut();
    drop(*each, true);
  }
  if (!lose_sessions) return;
  while (!sessions_.empty()) forget(*sessions_.begin()->second);
  life_ = draw_life(random_, setup_);
}

void ModelBroker::calm() {
  calm_ = true;
  down_until_ = INT64_MIN;
}

bool ModelBroker::quiet() const {
  return std::all_of(sessions_.begin(), sessions_.end(), [](const auto& each) {
    return each.second->flights.empty() && each.second->releases.empty() && each.second->held.empty();
  });
}

void ModelBroker::send(BrokerLink& link, const mqtt::Packet& packet) {
  mqtt::Buffer bytes;
  if (!mqtt::encode(packet, setup_.version, bytes)) return report_.fail("the model broker makes a wrong packet");
  link.line->send(Side::broker, bytes);
}

}  // namespace simulation
