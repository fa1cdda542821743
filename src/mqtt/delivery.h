// The state of QoS 1 and QoS 2 messages, both ways (MQTT 3.1.1 §4.3, §4.4): which packet each waits for, what is sent
// again after a reconnect, and which incoming messages were seen already. A table: it sends nothing itself and gives no
// packet ids.
//
//   outgoing  QoS 1  PUBLISH → PUBACK            settled
//             QoS 2  PUBLISH → PUBREC → PUBREL → PUBCOMP  settled; after PUBREC the message is never sent again
//   incoming  QoS 2  PUBLISH → delivered, id kept until PUBREL
#pragma once
#include <bitset>
#include <cstddef>
#include <vector>

#include "mqtt/event.h"

namespace mqtt {

class Delivery {
 public:
  // What an acknowledgement did.
  enum class Effect : std::uint8_t {
    settled,  // the message is done: its packet id is free
    release,  // PUBREC: PUBREL is to be sent (again)
    unknown,  // no message has this id
    wrong,    // the message waits for another packet: `expected`
  };
  struct Answer {
    Effect effect = Effect::unknown;
    PublishToken token = 0;
    PacketType expected = PacketType::none;
  };
  // A message that leaves the table without having been acknowledged.
  struct Lost {
    PublishToken token = 0;
    PacketId packet_id = 0;
    Outcome outcome = Outcome::unknown;  // unknown or not_sent
  };

  // Outgoing. `packet` is an encoded PUBLISH with QoS 1 or 2, without DUP; `sent`: it goes out now.
  void add(PublishToken token, PacketId id, Qos qos, std::vector<std::uint8_t> packet, bool sent);
  Answer puback(PacketId id);
  Answer pubrec(PacketId id);
  Answer pubcomp(PacketId id);

  // Appends what a new connection must carry: a PUBREL for each message past PUBREC, in the order of the PUBRECs
  // [MQTT311-4.6.0-4]; then the others in the order of add(), with DUP if they went out before
  // [MQTT311-4.4.0-1, 4.6.0-1, 3.3.1-1].
  void resend(Version version, std::vector<std::uint8_t>& out);

  // The peer has lost the session: moves what had been sent to `lost`; what never went out stays. Forgets incoming ids.
  void lose_sent(std::vector<Lost>& lost);
  // Moves everything to `lost`. Forgets incoming ids.
  void lose_all(std::vector<Lost>& lost);

  std::size_t messages() const { return messages_; }  // not yet settled, both phases
  std::uint64_t bytes() const { return bytes_; }      // of the packets kept

  // Incoming QoS 2. True if this id is new: deliver. False: delivered before, answer only.
  bool begin_incoming(PacketId id);
  // PUBREL: the id may be used anew. False if it was not in use (it is answered all the same).
  bool release_incoming(PacketId id);

 private:
  struct Message {
    PublishToken token = 0;
    PacketId id = 0;
    Qos qos = Qos::at_least_once;
    bool sent = false;
    bool live = false;
    std::vector<std::uint8_t> packet;
  };
  struct Released {
    PublishToken token = 0;
    PacketId id = 0;
  };
  Message* find(PacketId id);
  Released* find_released(PacketId id);
  void drop(Message& message);
  void compact();

  std::vector<Message> publishing_;  // in the order of add(), with settled ones (not live) among them until compact()
  std::size_t first_ = 0;            // all before it are settled
  std::size_t dead_ = 0;             // settled ones still in the vector
  std::vector<Released> releasing_;  // in the order of the PUBRECs
  std::size_t messages_ = 0;
  std::uint64_t bytes_ = 0;
  std::bitset<65'536> incoming_;
};

}  // namespace mqtt
