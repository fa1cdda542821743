#include "mqtt/delivery.h"

#include <algorithm>

#include "mqtt/encode.h"

namespace mqtt {
namespace {

constexpr std::uint8_t kDupFlag = 0x08;  // MQTT 3.1.1 §3.3.1.1
constexpr std::size_t kDeadKept = 32;

Delivery::Answer wrong(PacketType expected) { return {Delivery::Effect::wrong, 0, expected}; }

}  // namespace

void Delivery::add(PublishToken token, PacketId id, Qos qos, Buffer packet, bool sent) {
  bytes_ += packet.size();
  ++messages_;
  publishing_.push_back({token, id, qos, sent, true, std::move(packet)});
}

Delivery::Message* Delivery::find(PacketId id) {
  for (std::size_t at = first_; at < publishing_.size(); ++at)
    if (publishing_[at].live && publishing_[at].id == id) return &publishing_[at];
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
  std::erase_if(publishing_, [](const Message& each) { return !each.live; });
  first_ = dead_ = 0;
}

Delivery::Answer Delivery::puback(PacketId id) {
  if (Message* message = find(id)) {
    if (message->qos != Qos::at_least_once) return wrong(PacketType::pubrec);
    const PublishToken token = message->token;
    drop(*message);
    --messages_;
    return {Effect::settled, token, PacketType::none};
  }
  return find_released(id) ? wrong(PacketType::pubcomp) : Answer{};
}

Delivery::Answer Delivery::pubrec(PacketId id) {
  if (Message* message = find(id)) {
    if (message->qos != Qos::exactly_once) return wrong(PacketType::puback);
    const PublishToken token = message->token;
    releasing_.push_back({token, id});
    drop(*message);
    return {Effect::release, token, PacketType::none};
  }
  if (const Released* released = find_released(id)) return {Effect::release, released->token, PacketType::none};
  return {};
}

Delivery::Answer Delivery::pubcomp(PacketId id) {
  if (const Released* released = find_released(id)) {
    const PublishToken token = released->token;
    releasing_.erase(releasing_.begin() + (released - releasing_.data()));
    --messages_;
    return {Effect::settled, token, PacketType::none};
  }
  if (const Message* message = find(id))
    return wrong(message->qos == Qos::at_least_once ? PacketType::puback : PacketType::pubrec);
  return {};
}

void Delivery::resend(Version version, Buffer& out) {
  for (const Released& released : releasing_)
    (void)encode_acknowledgement(PacketType::pubrel, released.id, version, out);
  for (Message& message : publishing_) {
    if (!message.live) continue;
    if (message.sent) message.packet[0] |= kDupFlag;
    message.sent = true;
    put_bytes(out, message.packet);
  }
}

void Delivery::lose_sent(std::vector<Lost>& lost) {
  for (const Released& released : releasing_) lost.push_back({released.token, released.id, Outcome::unknown});
  for (Message& message : publishing_) {
    if (!message.live || !message.sent) continue;
    lost.push_back({message.token, message.id, Outcome::unknown});
    bytes_ -= message.packet.size();
    message.live = false;
  }
  compact();
  releasing_.clear();
  messages_ = publishing_.size();
  incoming_.reset();
}

void Delivery::lose_all(std::vector<Lost>& lost) {
  lose_sent(lost);
  for (const Message& message : publishing_) lost.push_back({message.token, message.id, Outcome::not_sent});
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
