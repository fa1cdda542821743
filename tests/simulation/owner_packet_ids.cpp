// All 65,535 packet ids of a session: too many for the messages of one run, so that these do nothing else.
#include <algorithm>

#include "simulation/owner.h"

namespace simulation {
namespace {

constexpr unsigned kAll = 65'535;

}  // namespace

mqtt::SessionOptions Owner::generous_options() const {
  mqtt::SessionOptions options = setup_.session;
  options.max_unsettled_messages = 100'000;
  options.max_unsettled_bytes = 100'000'000;
  options.inspect = false;
  return options;
}

// Takes each id that is free once, with messages that are acknowledged at once; neither network nor audit see them.
bool Owner::go_round_packet_ids() {
  const mqtt::Message message{"t", {}, mqtt::Qos::at_least_once, false, {}};
  const std::size_t packet_size = setup_.v5() ? 8 : 7;
  constexpr std::size_t kIdAt = 5;
  const std::size_t in_flight = session_.unsettled_messages();
  const bool possible = connected() && !holding() && audit_.maximum_qos() != mqtt::Qos::at_most_once &&
                        audit_.all_sent(in_flight) && in_flight < audit_.receive_maximum();
  if (!possible || in_flight == 0) return false;

  session_.set_options(generous_options());
  const std::size_t at_a_time = std::min<std::size_t>(audit_.receive_maximum() - in_flight, 1'000);
  std::size_t left = kAll - in_flight - requests_.size();
  while (left > 0) {
    const std::size_t count = std::min(left, at_a_time);
    for (std::size_t each = 0; each < count; ++each)
      if (!session_.publish(message, agenda_.now())) report_.fail("packet ids run out before all are taken");
    const mqtt::Bytes sent = session_.take_output();
    if (sent.size() != count * packet_size) report_.fail("a message does not go out at once");
    if (report_.failed()) return true;
    std::vector<std::uint8_t> acknowledgements;
    for (std::size_t at = kIdAt; at < sent.size(); at += packet_size) {
      if (audit_.in_use(static_cast<mqtt::PacketId>(sent[at] << 8 | sent[at + 1])))
        report_.fail("a packet id is used while it is in flight");
      acknowledgements.insert(acknowledgements.end(), {0x40, 0x02, sent[at], sent[at + 1]});
    }
    session_.received(acknowledgements, agenda_.now());
    std::size_t settled = 0;
    for (mqtt::Event event; session_.next_event(event); ++settled)
      if (event.type != mqtt::EventType::published)
        return report_.fail("an acknowledged message does not settle"), true;
    if (settled != count) report_.fail("not every acknowledged message settles");
    left -= count;
  }
  session_.set_options(setup_.session);
  audit_.sent_unseen();
  pump();
  return true;
}

// Every id is free, so that as many messages can be under way at once.
void Owner::check_packet_ids() {
  if (audit_.maximum_qos() == mqtt::Qos::at_most_once) return;
  session_.set_options(generous_options());
  unsigned taken = 0;
  const mqtt::Message message{"t", {}, audit_.maximum_qos(), false, {}};
  for (;; ++taken) {
    const auto result = session_.publish(message, agenda_.now());
    if (!result && result.error().reason == mqtt::Reason::packet_ids_exhausted) break;
    if (!result || taken > kAll) return report_.fail("packet ids do not run out as they should");
  }
  if (taken != kAll) report_.fail("packet ids are lost: only " + std::to_string(taken) + " are left");
}

}  // namespace simulation
