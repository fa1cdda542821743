// The tool itself, without a screen and without a browser: actions in, a view out, a connection kept up behind it.
// Not drawing (ui), not the rules of the form (form_rules.h), not the browser's own things (main.web.cpp).
//
// The owner calls poll() whenever the transport wakes it, at next_deadline_ms() and once before each frame; act() for each
// action that a panel returned. After either it asks take_change() whether and how soon a frame is worth drawing.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/clock.h"
#include "app/connection.h"
#include "app/form_rules.h"
#include "app/news.h"
#include "app/publishes.h"
#include "app/reconnect.h"
#include "app/subscriptions.h"
#include "browser/services.h"
#include "model/action.h"
#include "model/message_store.h"
#include "model/search.h"
#include "model/url_parameters.h"
#include "model/view.h"
#include "transport/close_reason.h"

namespace app {

struct Config {
  std::size_t store_bytes = model::kDefaultStoreBytes;
  std::uint32_t seed = 1;         // of jitter and the client id made for a user who gave none
  bool https_page = false, file_page = false;  // neither: http
  std::string page_host;          // of the page's own address
  bool online = true;
  model::SystemLook system_look;
  std::int32_t utc_offset_s = 0;
  model::Language language = model::Language::en;
  model::ThemeChoice theme = model::ThemeChoice::system;
};

// What happened to the view since it was last asked; the greater one wins.
enum class Change : std::uint8_t {
  none,
  messages,  // rows came, or a count: a frame may wait for the next of a capped rate
  now,       // the user did something, or the state of things changed: draw at once
};

class App {
 public:
  App(const Config& config, transport::Transport& transport, browser::Services& services);
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // Carries out what a person asked for. An action that is not possible now (its button is disabled) does nothing.
  void act(const model::Action& action, Now now);
  // Moves the connection on, tries again when it is time, searches a bounded piece further.
  void poll(Now now);
  // When poll() must be called at the latest, monotonic; nothing while there is nothing to wait for.
  std::optional<std::int64_t> next_deadline_ms() const;

  const model::View& view() const { return view_; }
  Change take_change();

  // What the page's URL asked for. Fills the form in and never connects.
  void apply_url(const model::UrlParameters& parameters, Now now);
  // The browser's online and offline events, the look it asks for, the outcome of Services::copy, the machine's time zone.
  void set_online(bool online, Now now);
  void set_system_look(model::SystemLook look);
  void set_utc_offset(std::int32_t seconds_ahead);
  void copied(bool succeeded, Now now);
  // The page came back from the back/forward cache: a connection that stood then is dead, whatever it looks like.
  void page_restored(Now now);

 private:
  // app.cpp: the connection's life
  void pump();
  void handle(const mqtt::Event& event);
  void handle_received(const mqtt::Event& event);
  void handle_published(const mqtt::Event& event);
  void handle_told(const mqtt::Event& event);
  void began(const mqtt::Event& event);
  void ended();
  void attempt();
  void set_link(model::Link link);
  void log(model::LogEntry entry);
  void log_filter(model::LogKind kind, std::string_view filter);

  // app_requests.cpp: what the user asks of the broker
  void connect(bool anyway);
  void disconnect();
  void publish(bool anyway);
  void fail(const mqtt::Error& error, std::string_view topic);
  bool held_back(model::Held::What what, bool anyway);
  void drop_held(model::Held::What what);

  // app_subscribe.cpp
  void subscribe(bool anyway);
  void unsubscribe(std::string_view filter);
  mqtt::Result<void> send_subscribe(std::span<const mqtt::SubscribeRequest> filters, mqtt::Bytes properties);
  void send_unsubscribe(std::string_view filter);
  void subscribe_again();
  void handle_subscribed(const mqtt::Event& event);
  void handle_unsubscribed(const mqtt::Event& event);

  // app_choices.cpp: the form and the window
  void set_text(model::Field field, std::string_view text);
  void set_toggle(model::Toggle toggle, bool value);
  void set_choice(const model::Action& action);
  void act_on_window(const model::Action& action);
  void notice(const model::Mark& mark);

  // app_view.cpp: what is derived
  void settle();
  FormContext form_context() const;
  void settle_marks();
  void settle_times();
  void settle_news();
  void search_on();
  bool https_page() const { return page_.scheme == transport::PageScheme::https; }
  void changed(Change change) {
    if (change > change_) change_ = change;
  }

  browser::Services& services_;
  transport::PageContext page_;
  model::View view_;
  model::MessageStore store_;
  model::Search search_;
  Random random_;
  std::string made_client_id_;
  Target target_;
  Target subscribed_at_;                         // of the connection that the subscriptions were made on
  Connection connection_;
  Reconnect reconnect_;
  Subscriptions subscriptions_;
  Publishes publishes_;
  News news_;
  Now now_;                                      // of the call that is being carried out
  Change change_ = Change::now;
  bool searching_ = false;                       // rows are left to look through
  bool marks_due_ = true;                        // something that the form's rules look at has changed
  std::optional<std::int64_t> countdown_at_ms_;  // monotonic: then the seconds shown change
  std::optional<std::int64_t> copied_until_ms_;  // monotonic
};

}  // namespace app
