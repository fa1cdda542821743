// The list of subscriptions: what was asked for, what the broker granted, what to ask for again on a new connection. It sends
// nothing and logs nothing: it says what is to be sent, and is told what was sent and answered.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/view.h"
#include "mqtt/packet.h"
#include "mqtt/types.h"

namespace app {

// One filter to be subscribed to, as a row remembers it for the next connection.
struct SubscriptionWish {
  mqtt::SubscribeRequest request;
  std::span<const std::uint8_t> properties = {};  // of its SUBSCRIBE, MQTT 5: identifier and user properties, encoded
};

class Subscriptions {
 public:
  // `rows` is what is shown; it belongs to the view, outlives this and is changed by nobody else.
  explicit Subscriptions(std::vector<model::Subscription>& rows) : rows_(rows) {}

  // A SUBSCRIBE for `filter` is under way: a new row, or the row there is, pending.
  void asked(const SubscriptionWish& wish, mqtt::PacketId packet_id);
  // An UNSUBSCRIBE for `filter` is under way.
  void unsubscribe_asked(std::string_view filter, mqtt::PacketId packet_id);

  // The request of a row for the next connection; views into this, until the row is changed.
  SubscriptionWish wish(std::size_t i) const;
  // The request of a row cannot be sent on this connection: the row goes.
  void give_up(std::string_view filter);

  // SUBACK for one filter. A refused one loses its row. An answer to an older request than the row's last one changes nothing.
  void answered(mqtt::PacketId packet_id, std::string_view filter, std::uint8_t reason_code);
  // UNSUBACK for one filter: its row goes, unless it was subscribed again meanwhile; `refused`: the broker keeps it, and so
  // does the row.
  void unsubscribed(mqtt::PacketId packet_id, std::string_view filter, bool refused = false);

  // Without a connection: takes the row out. False when the broker may still hold the subscription (a session that is not
  // clean): then the row stays `unsubscribing`, to be settled by the next connection.
  bool remove_offline(std::string_view filter);

  // The connection is over. What stays is pending until the next one. Rows whose UNSUBSCRIBE was not answered go if the session
  // ended with the connection (`clean`): calls `gone(filter)` for each.
  template <class Gone>
  void connection_ended(bool clean, Gone gone) {
    drop_unsubscribing(clean, gone);
    suspend(clean);
  }
  // What the broker says of the session that it kept. MQTT 3.1 has no word for it: with clean session off, `unknown`.
  enum class Kept : std::uint8_t { no, yes, unknown };
  // A new connection stands. When the session was kept, what the broker had granted is active again without asking (MQTT 3.1.1
  // §3.1.2.4); when not, rows that were to go are gone: calls `gone(filter)` for each. After it, rows still `pending` are to
  // be subscribed, rows still `unsubscribing` to be unsubscribed; when nothing is known, that is all of them.
  template <class Gone>
  void connection_began(Kept kept, Gone gone) {
    drop_unsubscribing(kept == Kept::no, gone);
    resume(kept == Kept::yes);
  }
  void clear();

  // Counts a received message with every row that matches its topic.
  void count(std::string_view topic);

  bool has(std::string_view filter) const;  // in any state
  std::size_t size() const { return rows_.size(); }
  const model::Subscription& at(std::size_t i) const { return rows_[i]; }

 private:
  // What is known beside the row that is shown.
  struct Behind {
    mqtt::PacketId packet_id = 0;  // of the last request
    bool granted = false;          // the broker's session holds it
    bool answered = false;         // the last SUBSCRIBE was: nothing about the row is left to ask
    std::vector<std::uint8_t> properties;  // of the last SUBSCRIBE
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::size_t find(std::string_view filter) const;
  void erase(std::size_t i);
  void suspend(bool clean);
  void resume(bool session_present);
  template <class Gone>
  void drop_unsubscribing(bool drop, Gone gone) {
    for (std::size_t i = rows_.size(); drop && i-- > 0;) {
      if (rows_[i].state != model::Subscription::State::unsubscribing) continue;
      gone(std::string_view(rows_[i].filter));
      erase(i);
    }
  }

  std::vector<model::Subscription>& rows_;
  std::vector<Behind> behind_;  // as many as rows_
};

}  // namespace app
