// The program that uses the session: it opens lines, carries bytes and time, asks for things, reconnects, and checks
// that what it is told agrees with what was on the wire.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mqtt/session.h"
#include "simulation/client_audit.h"
#include "simulation/setup.h"

namespace simulation {

class Owner {
 public:
  // Opens a line to the broker, or one to nowhere, and gives it.
  using OpenLine = std::function<std::shared_ptr<Line>(Line::End client, std::function<void()> opened)>;

  Owner(Agenda& agenda, support::Random& random, Report& report, Ledger& ledger, const Setup& setup, OpenLine open)
      : agenda_(agenda),
        random_(random),
        report_(report),
        ledger_(ledger),
        setup_(setup),
        open_line_(std::move(open)),
        session_(setup.session),
        audit_(report, ledger, setup) {}

  // What it does now. Each may be refused by the session, with a good reason.
  void connect();
  void publish(const std::string& topic, mqtt::Qos qos, bool retain, std::size_t filler);
  void subscribe(std::vector<std::string> filters, mqtt::Qos qos);
  void unsubscribe(std::vector<std::string> filters);
  void disconnect();
  void hold_output(std::int64_t milliseconds);  // as if the socket were full
  void sleep(std::int64_t milliseconds);        // its timer is late, as in a hidden tab
  void call_needlessly();                       // late callbacks of transports long gone
  void calm();

  bool connected() const { return session_.state() == mqtt::State::connected; }
  bool quiet() const {
    return connected() && audit_.quiet() && session_.unsettled_messages() == 0 && session_.unsettled_bytes() == 0 &&
           !holding();
  }
  bool releasing() const { return audit_.releasing(); }
  Line* line() { return line_.get(); }

  // Lets the session give each free packet id once, so that it comes to those in flight again. False: not now.
  bool go_round_packet_ids();
  // At the end: every packet id can be taken.
  void check_packet_ids();

 private:
  // What of the messages not settled the session must give up, and as what.
  enum class Loss : std::uint8_t {
    none,
    sent,    // the server has lost the session: those that left are unknown, the others stay
    all,     // and the others are not_sent
    either,  // whether the session is kept between its connections is open: nothing has left yet
  };

  // owner.cpp
  void opened();
  void heard(mqtt::Bytes bytes);
  void closed();
  void pump();
  void take_output();
  void may_have_left();
  void plan_wake();
  mqtt::SessionOptions generous_options() const;
  bool holding() const { return agenda_.now() < holding_until_; }
  bool keeps_after_end() const;

  // owner_events.cpp
  void handle(const mqtt::Event& event);
  void handle_connected(const mqtt::Event& event);
  void handle_published(const mqtt::Event& event);
  void handle_answer(const mqtt::Event& event);
  void handle_failed(const mqtt::Error& error);
  void handle_ended();
  void check_losses();
  void check_bounds();
  void check_refusal(const mqtt::Error& error, const Content* content, bool own_alias = false);
  bool beyond_limits(const Content& content, mqtt::Reason reason, std::size_t alias_bytes) const;
  std::size_t size_of(const Content& content) const;

  Agenda& agenda_;
  support::Random& random_;
  Report& report_;
  Ledger& ledger_;
  const Setup& setup_;
  OpenLine open_line_;
  mqtt::Session session_;
  ClientAudit audit_;

  std::shared_ptr<Line> line_;
  unsigned connection_ = 0;  // counts up; callbacks of earlier ones are dropped
  std::optional<std::int64_t> wakes_at_;
  std::int64_t holding_until_ = INT64_MIN, asleep_until_ = INT64_MIN, heard_at_ = 0;
  std::string client_id_ = "sim";
  bool clean_ = false;        // of this connection
  bool must_clean_ = false;   // a clean start has not been confirmed, or the session was given up by DISCONNECT
  bool established_ = false;  // there is a session that outlives its connections
  bool ended_ = true;         // `ended` has come
  bool accepted_ = false;     // `connected` has come on this connection
  bool gives_up_ = false;     // DISCONNECT asks that the session ends
  bool calm_ = false;
  Loss loss_ = Loss::none;
  std::vector<Upward*> given_up_;                   // since the last check: reported as unknown or not_sent
  std::map<mqtt::PacketId, std::size_t> requests_;  // not answered: how many filters
  std::map<std::uint16_t, std::string> own_aliases_;
  std::vector<std::uint8_t> inspected_;  // what packet_sent has told
};

}  // namespace simulation
