// Watches the client's end of the line, as a specification lawyer would: every packet that the session puts out is
// judged by what it had received until then. It knows nothing of how a session works, only what one may send.
#pragma once
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mqtt/framer.h"
#include "simulation/ledger.h"
#include "simulation/setup.h"

namespace simulation {

class ClientAudit {
 public:
  ClientAudit(Report& report, Ledger& ledger, const Setup& setup)
      : report_(report),
        ledger_(ledger),
        setup_(setup),
        out_(mqtt::kMaxPacketSize, setup.version),
        in_(mqtt::kMaxPacketSize, setup.version) {}

  // A connection begins; `clean`: its CONNECT asks for a new session.
  void begin(bool clean);
  // What the client's owner gave to the network (`last`: after `ended`), and what the network gave to the owner: whole
  // packets or parts.
  void outgoing(mqtt::Bytes bytes, bool last);
  void incoming(mqtt::Bytes bytes);
  // Every byte received has been worked on; `all`: and all that the session wanted to send was taken.
  void worked_off(bool all);
  // The connection is over, and the client's session as well if it does not outlive it.
  void over() { live_ = accepted_ = false; }
  void forget_session();
  void forget(const Upward& message);  // it is given up

  // No acknowledgement and no answer is owed, and no message is under way in either direction.
  bool quiet() const {
    const bool nothing_held = held_.empty() || ledger_.mistaken();
    return flights_.empty() && released_.empty() && nothing_held && requests_.empty() && owed() == 0;
  }
  // So many acknowledgements are due.
  std::size_t owed() const { return pubacks_.size() + pubrecs_.size() + pubrels_.size() + pubcomps_.size(); }

  // Of the last CONNACK on this connection.
  bool accepted() const { return accepted_; }
  bool dismissed() const { return dismissed_; }  // by DISCONNECT
  bool session_present() const { return session_present_; }
  std::uint32_t session_expiry_s() const { return session_expiry_s_; }
  std::uint16_t keep_alive_s() const { return keep_alive_s_; }
  std::uint16_t receive_maximum() const { return receive_maximum_; }
  std::uint32_t maximum_packet_size() const { return maximum_packet_size_; }
  std::uint16_t alias_maximum() const { return alias_maximum_; }
  mqtt::Qos maximum_qos() const { return maximum_qos_; }
  bool retain_available() const { return retain_available_; }
  const std::string& assigned_id() const { return assigned_id_; }

  bool releasing() const { return !released_.empty(); }
  // By a message that is not settled or a request that is not answered.
  bool in_use(mqtt::PacketId id);
  // Every one of so many unsettled messages was sent on this connection, and no packet is half received.
  bool all_sent(std::size_t unsettled);
  // The session has sent what the audit did not see.
  void sent_unseen() { last_sent_ = report_.now; }

  // The owner sleeps through its timer until then: a silence that has begun before is not the session's fault.
  void excuse_silence(std::int64_t until) { excused_until_ = until; }

 private:
  struct Flight {
    mqtt::PacketId id = 0;
    Upward* message = nullptr;
    bool on_this_connection = false;
  };
  using Ids = std::deque<mqtt::PacketId>;

  void sent(const mqtt::Packet& packet, std::size_t size);
  void sent_connect(const mqtt::Connect& packet);
  void sent_publish(const mqtt::Publish& packet);
  void sent_confirmed(const mqtt::Publish& packet, Upward& message);
  void sent_request(mqtt::PacketId id, mqtt::PacketType type);
  void sent_owed(Ids& owed, mqtt::PacketId id, const char* name);
  void sent_pubcomp(const mqtt::Pubcomp& packet);
  void received(const mqtt::Packet& packet);
  void received_connack(const mqtt::Connack& packet);
  void received_publish(const mqtt::Publish& packet);
  void acknowledged(mqtt::PacketId id, std::uint8_t reason_code, mqtt::Qos qos);
  void received_pubrec(const mqtt::Pubrec& packet);
  void received_pubcomp(const mqtt::Pubcomp& packet);
  void received_answer(mqtt::PacketId id, mqtt::PacketType type);
  std::string_view resolve(const mqtt::Publish& packet);
  Flight* find(mqtt::PacketId id);
  Flight* next_resend();
  void check_silence();
  template <class Each>
  void each_packet(mqtt::Framer& framer, mqtt::Bytes bytes, const char* direction, Each each);

  Report& report_;
  Ledger& ledger_;
  const Setup& setup_;

  // The session.
  std::vector<Flight> flights_;    // PUBLISH sent and neither PUBACK nor PUBREC received, in the order of first sending
  std::vector<Flight> released_;   // PUBREC received and no PUBCOMP, in the order of the PUBRECs
  std::set<mqtt::PacketId> held_;  // QoS 2 received and not released
  unsigned next_confirmed_ = 0,
           next_unconfirmed_ = 0;  // new messages of QoS above 0, and 0, have such numbers or above

  // The connection.
  mqtt::Framer out_, in_;
  bool live_ = false, last_output_ = false, clean_ = false, connect_sent_ = false, disconnect_sent_ = false;
  bool accepted_ = false, dismissed_ = false, session_present_ = false;
  Ids pubacks_, pubrecs_, pubrels_;  // owed, in this order
  std::deque<std::pair<mqtt::PacketId, std::uint8_t>> pubcomps_;
  std::map<mqtt::PacketId, mqtt::PacketType> requests_;
  std::map<std::uint16_t, std::string> aliases_;
  std::int64_t last_sent_ = 0, excused_until_ = INT64_MIN;
  std::uint32_t session_expiry_s_ = 0, maximum_packet_size_ = 0;
  std::uint16_t keep_alive_s_ = 0, receive_maximum_ = 0, alias_maximum_ = 0;
  mqtt::Qos maximum_qos_ = mqtt::Qos::exactly_once;
  bool retain_available_ = true;
  std::string assigned_id_;
};

}  // namespace simulation
