// The state of QoS 1 and QoS 2 messages, both ways (MQTT 5 §4.3, §4.4, §4.9): which packet each waits for, which may go
// out now, what is sent again after a reconnect, and which incoming messages were seen already. A table: it gives no
// packet ids, and all it writes are the packets that it keeps and PUBREL.
//
//   outgoing  waiting ─ PUBLISH ─> QoS 1  PUBACK                      settled
//                                  QoS 2  PUBREC → PUBREL → PUBCOMP   settled; after PUBREC the message is never sent
//                                  again
//             PUBACK or PUBREC with a reason code of 0x80 or above settles it too: refused
//   incoming  QoS 2  PUBLISH → delivered, id kept until PUBREL
//
// Under way are all that left and did not settle, on this connection or, past PUBREC, on an earlier one: as many as the
// server's Receive Maximum allows [MQTT5-3.3.4-7]. PUBREC does not settle.
#pragma once
#include <bitset>
#include <cstddef>
#include <vector>

#include "mqtt/event.h"
#include "mqtt/server_limits.h"

namespace mqtt {

class Delivery {
 public:
  // What an acknowledgement did.
  enum class Effect : std::uint8_t {
    settled,  // the message is done: its packet id is free
    release,  // PUBREC: PUBREL is to be sent (again)
    unknown,  // no message that was sent has this id
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
    Error error;                         // Reason::none unless the server's limits are the cause
  };

  // Outgoing. `packet` is an encoded PUBLISH with QoS 1 or 2, without DUP and without a topic alias; `sent`: it goes
  // out now, in this or in another form, which only may be when can_send().
  void add(PublishToken token, PacketId id, Qos qos, std::vector<std::uint8_t> packet, bool sent);
  // Nothing waits before the next message, and the server's Receive Maximum allows it.
  bool can_send() const { return next_ == publishing_.size() && under_way_ < receive_maximum_; }
  Answer puback(PacketId id);
  Answer pubrec(PacketId id, bool failed);
  Answer pubcomp(PacketId id);

  // A connection begins: nothing has been sent on it yet. Moves what `limits` forbid to `lost`.
  void begin(const ServerLimits& limits, std::vector<Lost>& lost);
  // Appends a PUBREL for each message past PUBREC, in the order of the PUBRECs [MQTT5-4.6.0-4].
  void resend_releases(Version version, std::vector<std::uint8_t>& out);
  // Appends the messages not yet sent on this connection, in the order of add(), as many as may be under way; with DUP
  // if they went out on another one [MQTT5-4.4.0-1, 4.6.0-1, 3.3.1-1].
  void send_waiting(std::vector<std::uint8_t>& out);

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
    bool sent = false;  // on any connection
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
  void settle();
  void compact();

  std::vector<Message> publishing_;  // in the order of add(), with settled ones (not live) among them until compact()
  std::size_t first_ = 0;            // all before it are settled
  std::size_t next_ = 0;             // all before it were sent on this connection, or are settled
  std::size_t dead_ = 0;             // settled ones still in the vector
  std::vector<Released> releasing_;  // in the order of the PUBRECs
  std::size_t messages_ = 0;
  std::uint64_t bytes_ = 0;
  std::size_t under_way_ = 0, receive_maximum_ = 65'535;
  std::bitset<65'536> incoming_;
};

}  // namespace mqtt
