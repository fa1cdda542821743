#include "mqtt/delivery.h"

#include <algorithm>

#include "mqtt/encode.h"

namespace mqtt {
namespace {

constexpr std::uint8_t kDupFlag = 0x08, kRetainFlag = 0x01;  // MQTT 5 §3.3.1
constexpr std::size_t kDeadKept = 32;

Delivery::Answer wrong(PacketType expected) { return {Delivery::Effect::wrong, 0, expected}; }

// The stored packet against a server's limits.
bool fits(Bytes packet, Qos qos, const ServerLimits& limits, Error& error) {
  Publish publish;
  publish.qos = qos;
  publish.retain = (packet[0] & kRetainFlag) != 0;
  if (!allowed(publish, limits, error)) return false;
  if (packet.size() <= limits.maximum_packet_size) return true;
  error.packet = PacketType::publish;
  error.reason = Reason::packet_too_large;
  error.rule = "MQTT5-3.2.2-15";
  error.numbers[0] = packet.size();
  error.numbers[1] = limits.maximum_packet_size;
  return false;
}

}  // namespace

void Delivery::add(PublishToken token, PacketId id, Qos qos, Buffer packet, bool sent) {
  bytes_ += packet.size();
  ++messages_;
  publishing_.push_back({token, id, qos, sent, true, std::move(packet)});
  if (!sent) return;
  next_ = publishing_.size();
  ++under_way_;
}

// A packet that has not left cannot be meant by an acknowledgement.
Delivery::Message* Delivery::find(PacketId id) {
  for (std::size_t at = first_; at < publishing_.size(); ++at)
    if (publishing_[at].live && publishing_[at].sent && publishing_[at].id == id) return &publishing_[at];
  return nullptr;
}

Delivery::Released* Delivery::find_released(PacketId id) {
  const auto found =
      std::find_if(releasing_.begin(), releasing_.end(), [&](const Released& each) { return each.id == id; });
  return found == releasing_.end() ? nullptr : &*found;
}

void Delivery::drop(Message& message) {
  bytes_ -= message.packet.size();
  Buffer().swap(message.packet);
  message.live = false;
  ++dead_;
  while (first_ < publishing_.size() && !publishing_[first_].live) ++first_;
  // Moving the living ones costs no more than the settling of as many dead ones did.
  if (dead_ > kDeadKept && dead_ > publishing_.size() - dead_) compact();
}

void Delivery::compact() {
  const auto next = publishing_.begin() + static_cast<std::ptrdiff_t>(next_);
  const auto dead_before = std::count_if(publishing_.begin(), next, [](const Message& each) { return !each.live; });
  next_ -= static_cast<std::size_t>(dead_before);
  std::erase_if(publishing_, [](const Message& each) { return !each.live; });
  first_ = dead_ = 0;
}

void Delivery::settle() {
  --messages_;
  --under_way_;
}

Delivery::Answer Delivery::puback(PacketId id) {
  if (Message* message = find(id)) {
    if (message->qos != Qos::at_least_once) return wrong(PacketType::pubrec);
    const PublishToken token = message->token;
    drop(*message);
    settle();
    return {Effect::settled, token, PacketType::none};
  }
  return find_released(id) ? wrong(PacketType::pubcomp) : Answer{};
}

Delivery::Answer Delivery::pubrec(PacketId id, bool failed) {
  if (Message* message = find(id)) {
    if (message->qos != Qos::exactly_once) return wrong(PacketType::puback);
    const PublishToken token = message->token;
    drop(*message);
    if (failed) {
      settle();
      return {Effect::settled, token, PacketType::none};
    }
    releasing_.push_back({token, id});
    return {Effect::release, token, PacketType::none};
  }
  const Released* released = find_released(id);
  if (!released) return {};
  return failed ? wrong(PacketType::pubcomp) : Answer{Effect::release, released->token, PacketType::none};
}

Delivery::Answer Delivery::pubcomp(PacketId id) {
  if (const Released* released = find_released(id)) {
    const PublishToken token = released->token;
    releasing_.erase(releasing_.begin() + (released - releasing_.data()));
    settle();
    return {Effect::settled, token, PacketType::none};
  }
  if (const Message* message = find(id))
    return wrong(message->qos == Qos::at_least_once ? PacketType::puback : PacketType::pubrec);
  return {};
}

void Delivery::begin(const ServerLimits& limits, std::vector<Lost>& lost) {
  receive_maximum_ = limits.receive_maximum;
  under_way_ = releasing_.size();
  for (Message& message : publishing_) {
    Lost each{message.token, message.id, message.sent ? Outcome::unknown : Outcome::not_sent, {}};
    if (!message.live || fits(message.packet, message.qos, limits, each.error)) continue;
    lost.push_back(each);
    bytes_ -= message.packet.size();
    --messages_;
    message.live = false;
  }
  compact();
  next_ = 0;
}

void Delivery::resend_releases(Version version, Buffer& out) {
  for (const Released& released : releasing_)
    (void)encode_acknowledgement(PacketType::pubrel, released.id, 0, {}, version, out);
}

void Delivery::send_waiting(Buffer& out) {
  for (; next_ < publishing_.size() && under_way_ < receive_maximum_; ++next_) {
    Message& message = publishing_[next_];
    if (!message.live) continue;
    if (message.sent) message.packet[0] |= kDupFlag;
    message.sent = true;
    put_bytes(out, message.packet);
    ++under_way_;
  }
}

void Delivery::lose_sent(std::vector<Lost>& lost) {
  for (const Released& released : releasing_) lost.push_back({released.token, released.id, Outcome::unknown, {}});
  for (Message& message : publishing_) {
    if (!message.live || !message.sent) continue;
    lost.push_back({message.token, message.id, Outcome::unknown, {}});
    bytes_ -= message.packet.size();
    message.live = false;
  }
  compact();
  next_ = 0;
  releasing_.clear();
  messages_ = publishing_.size();
  incoming_.reset();
}

void Delivery::lose_all(std::vector<Lost>& lost) {
  lose_sent(lost);
  for (const Message& message : publishing_) lost.push_back({message.token, message.id, Outcome::not_sent, {}});
  publishing_.clear();
  messages_ = 0;
  bytes_ = 0;
}

bool Delivery::begin_incoming(PacketId id) {
  if (incoming_.test(id)) return false;
  incoming_.set(id);
  return true;
}

bool Delivery::release_incoming(PacketId id) {
  const bool known = incoming_.test(id);
  incoming_.reset(id);
  return known;
}

}  // namespace mqtt
