#include "simulation/ledger.h"

namespace simulation {
namespace {

std::string called(const char* direction, unsigned number) { return direction + std::to_string(number); }
std::string up(const Content& content) { return called("message ^", content.number); }
std::string down(const Content& content) { return called("message v", content.number); }

}  // namespace

Content make_content(unsigned number, std::string topic, mqtt::Qos qos, bool retain, std::size_t filler, bool v5) {
  Content content{number, std::move(topic), qos, retain, std::to_string(number) + ":", {}};
  content.payload.append(filler, static_cast<char>('a' + number % 26));
  if (v5 && number % 3 == 0) {
    mqtt::PropertyList properties;
    properties.add(mqtt::PropertyId::content_type, "t");
    properties.add_user("n", std::to_string(number));
    properties.add_user("n", "again");
    content.properties = mqtt::as_text(properties.view().encoded());
  }
  return content;
}

std::optional<unsigned> number_of(mqtt::Bytes payload) {
  unsigned number = 0;
  for (std::size_t at = 0; at < payload.size() && at < 9; ++at) {
    if (payload[at] == ':' && at > 0) return number;
    if (payload[at] < '0' || payload[at] > '9') break;
    number = number * 10 + payload[at] - '0';
  }
  return std::nullopt;
}

std::string lasting(mqtt::Properties properties) {
  mqtt::PropertyList rest;
  for (const mqtt::Property& each : properties)
    if (each.id != mqtt::PropertyId::topic_alias) rest.add(each);
  return std::string(mqtt::as_text(rest.view().encoded()));
}

Upward& Ledger::add_upward(Content content) {
  upward_.push_back({});
  upward_.back().content = std::move(content);
  unsettled_.push_back(&upward_.back());
  return upward_.back();
}

Downward& Ledger::add_downward(Content content, unsigned session) {
  downward_.push_back({std::move(content), session, 0, false});
  return downward_.back();
}

void Ledger::check_same(const Content& content, const mqtt::Publish& packet, std::string_view topic, const char* who) {
  if (topic == content.topic && packet.qos == content.qos && packet.retain == content.retain &&
      mqtt::as_text(packet.payload) == content.payload && lasting(packet.properties) == content.properties)
    return;
  report_.fail(who + std::to_string(content.number) + " has not the topic, QoS, retain, payload and properties given");
}

Upward* Ledger::find_upward(const mqtt::Publish& packet, std::string_view topic) {
  const auto number = number_of(packet.payload);
  if (!number || *number >= upward_.size()) {
    report_.fail("a PUBLISH that nobody asked for");
    return nullptr;
  }
  Upward& message = upward_[*number];
  check_same(message.content, packet, topic, "message ^");
  return report_.failed() ? nullptr : &message;
}

Upward* Ledger::find_token(mqtt::PublishToken token) {
  for (Upward* each : unsettled_)
    if (each->token == token) return each;
  for (Upward& each : upward_)
    if (each.token == token) return &each;
  return nullptr;
}

void Ledger::check_first(std::map<std::pair<std::string, mqtt::Qos>, unsigned>& last, const Content& content,
                         const char* where) {
  const auto [found, added] = last.try_emplace({content.topic, content.qos}, content.number);
  if (added) return;
  if (found->second > content.number) {
    report_.fail(std::to_string(content.number) + " comes to the " + where + " after " + std::to_string(found->second) +
                 " of the same topic and QoS");
  }
  found->second = content.number;
}

void Ledger::accepted(Upward& message, unsigned session) {
  if (message.accepted == 0) check_first(last_accepted_, message.content, "broker");
  ++message.accepted;
  const bool again = message.accepted > 1 && (!mistaken_ || session == message.session);
  message.session = session;
  if (message.content.qos != mqtt::Qos::at_least_once && again)
    report_.fail(up(message.content) + " is delivered to the broker twice");
}

void Ledger::session_gone(unsigned session) {
  for (Downward& each : downward_)
    if (each.session == session) each.gone = true;
}

void Ledger::confirmed(bool resumed) {
  if (resumed && clients_session_ != 0 && clients_session_ != session_) mistaken_ = true;
  clients_session_ = session_;
}

void Ledger::finished(unsigned number) {
  const Downward& message = downward_[number];
  if (message.received == 0 && !mistaken_)
    report_.fail(down(message.content) + " is acknowledged and was not delivered");
}

void Ledger::settled(const mqtt::Event& event) {
  Upward* message = find_token(event.token);
  if (!message) return report_.fail("`published` for a token that was never given");
  const std::string name = up(message->content);
  if (message->settled) return report_.fail(name + " settles twice");
  message->settled = true;
  std::erase(unsettled_, message);
  message->outcome = event.outcome;
  const bool confirmed = message->content.qos != mqtt::Qos::at_most_once;
  switch (event.outcome) {
    case mqtt::Outcome::done:
      if (!confirmed) break;
      if (message->answer != Upward::Answer::taken) report_.fail(name + " is done without an acknowledgement");
      if (message->accepted == 0) report_.fail(name + " is done and the broker has not got it");
      break;
    case mqtt::Outcome::refused:
      if (message->answer != Upward::Answer::refused) report_.fail(name + " is refused and the broker took it");
      break;
    case mqtt::Outcome::not_sent:
      if (message->left) report_.fail(name + " is not_sent and has left");
      break;
    case mqtt::Outcome::unknown:
      if (!message->left && !message->may_have_left) report_.fail(name + " is unknown and has never left");
      break;
  }
  if (!confirmed && event.outcome != mqtt::Outcome::done) report_.fail(name + " has QoS 0 and is not done");
}

void Ledger::received(const mqtt::Event& event) {
  const auto number = number_of(event.payload);
  if (!number || *number >= downward_.size()) return report_.fail("a message that the broker never had is received");
  Downward& message = downward_[*number];
  mqtt::Publish packet;
  packet.payload = event.payload;
  packet.qos = event.qos;
  packet.retain = event.retain;
  packet.properties = event.properties;
  check_same(message.content, packet, event.topic, "message v");
  if (message.received == 0) check_first(last_received_, message.content, "client");
  ++message.received;
  if (message.content.qos != mqtt::Qos::at_least_once && message.received > 1)
    report_.fail(down(message.content) + " is received twice");
}

void Ledger::check_end() {
  for (const Upward& each : upward_) {
    if (!each.settled) report_.fail(up(each.content) + " never settles");
  }
  for (const Downward& each : downward_) {
    const bool due = each.content.qos != mqtt::Qos::at_most_once && !each.gone && !mistaken_;
    if (due && each.received == 0) report_.fail(down(each.content) + " is never received");
  }
}

}  // namespace simulation
