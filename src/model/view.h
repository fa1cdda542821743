// All that is shown, for the panels to draw from. Filled by app; the panels never change it, they return actions.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/form.h"
#include "model/log_entry.h"
#include "model/mark.h"

namespace model {

class MessageStore;
class Search;

enum class Link : std::uint8_t { offline, connecting, connected, waiting, closing };
enum class Language : std::uint8_t { en, zh };
enum class ThemeChoice : std::uint8_t { system, light, dark, contrast };

// What the machine asks every page to look like.
struct SystemLook {
  bool dark = false, contrast = false;
  bool operator==(const SystemLook&) const = default;
};

struct Subscription {
  enum class State : std::uint8_t { pending, active, refused, unsubscribing };
  std::string filter;
  std::uint8_t asked_qos = 0, granted_qos = 0;
  // MQTT 5's subscription options and identifier (0: none), to be asked for again with it
  bool no_local = false, retain_as_published = false;
  std::uint8_t retain_handling = 0;
  std::uint32_t identifier = 0;
  State state = State::pending;
  std::uint64_t received = 0;  // messages that matched
};

// A request that broke a rule of the platform: it waits for "send anyway" or "cancel".
struct Held {
  enum class What : std::uint8_t { connect, publish, subscribe };
  What what = What::connect;
  Marks warnings;
};

// What the broker of the running connection said in its CONNACK, for as long as it runs.
struct Server {
  mqtt::Version version = mqtt::Version::v3_1_1;
  std::uint16_t keep_alive_s = 0;       // the one in force
  std::uint32_t session_expiry_s = 0;   // the one in force; MQTT 5
  std::string client_id;                // the one in use
  std::vector<std::uint8_t> properties; // encoded as they came; MQTT 5
};

// What is read out to somebody who does not see the rows come in: those from `first` up to `end`, or how many the search found.
// Changes no more often than can be listened to.
struct News {
  std::uint64_t first = 0, end = 0;  // seqs
  std::optional<std::uint64_t> found;
};

struct View {
  Form form;
  std::array<Mark, kFieldCount> marks;  // the worst mark of each field
  std::array<std::uint8_t, kFoldedPartCount> folded_changes{};  // how many settings in a part that can be folded are not the form's own
  Marks notices;                        // of the page as a whole: URL parameters; can be closed
  std::vector<Held> held;               // at most one of each What

  Link link = Link::offline;
  std::string server;                   // "host:port" of the running connection
  std::optional<Server> connack;        // while connected
  bool messages_mqtt5 = false;          // what is published and subscribed to goes out with MQTT 5: the running connection's
                                        // version, else the form's
  std::int64_t retry_at_ms = 0;         // Unix time of the next attempt while waiting; 0: as soon as the machine is online
  std::uint32_t attempt = 0;
  bool can_connect = false, can_disconnect = false, can_publish = false, can_subscribe = false;

  std::vector<Subscription> subscriptions;
  const MessageStore* store = nullptr;
  const Search* search = nullptr;       // null: nothing is searched for, all rows are shown
  std::size_t unsettled = 0;            // publishes that wait for their acknowledgement
  bool can_undo_clear = false;
  std::uint64_t store_version = 0;      // changes whenever a row came or went

  Language language = Language::en;
  ThemeChoice theme = ThemeChoice::system;
  SystemLook system_look;
  bool embedded = false;
  bool about_open = false;
  std::optional<std::uint64_t> open_message;  // seq
  bool copied = false;                  // the last copy just succeeded: said in a status for a moment
  bool copy_failed = false;             // or the browser refused it
  News news;
  std::int64_t now_ms = 0;              // Unix time of this frame
  std::int32_t utc_offset_s = 0;        // of the machine, for showing times
};

}  // namespace model
