#include "app/app.h"

#include "app/journal.h"
#include "app/target.h"

namespace app {

using model::Link;
using model::LogKind;

namespace {

static_assert(static_cast<int>(transport::LikelyCause::offline) == static_cast<int>(model::Likely::offline));

transport::PageContext page_context(const Config& config) {
  transport::PageContext page;
  if (config.https_page) page.scheme = transport::PageScheme::https;
  if (config.file_page) page.scheme = transport::PageScheme::file;
  page.host = transport::host_kind(config.page_host);
  page.online = config.online;
  return page;
}

LogKind kind_of(mqtt::Outcome outcome) {
  if (outcome == mqtt::Outcome::done) return LogKind::published;
  return outcome == mqtt::Outcome::refused ? LogKind::publish_refused : LogKind::publish_unknown;
}

}  // namespace

App::App(const Config& config, transport::Transport& transport, browser::Services& services)
    : services_(services),
      page_(page_context(config)),
      store_(config.store_bytes),
      random_(config.seed),
      made_client_id_(make_client_id(random_.next())),
      connection_(transport),
      subscriptions_(view_.subscriptions) {
  view_.form = model::default_form();
  view_.store = &store_;
  view_.language = config.language;
  view_.theme = config.theme;
  view_.system_look = config.system_look;
  view_.utc_offset_s = config.utc_offset_s;
  reconnect_.set_online(config.online, 0);
  settle();
}

void App::poll(Now now) {
  now_ = now;
  pump();
  if (reconnect_.take_due(now_.mono_ms)) {
    attempt();
    pump();
  }
  settle();
}

void App::set_online(bool online, Now now) {
  page_.online = online;
  reconnect_.set_online(online, now.mono_ms);
  changed(Change::now);
  poll(now);
}

void App::page_restored(Now now) {
  if (connection_.busy()) {
    connection_.drop(now.mono_ms);
  } else if (reconnect_.waiting()) {
    reconnect_.retry_now(now.mono_ms);
  }
  poll(now);
}

void App::pump() {
  mqtt::Event event;
  while (connection_.poll(event, now_.mono_ms)) handle(event);
}

void App::handle(const mqtt::Event& event) {
  switch (event.type) {
    case mqtt::EventType::received:
      return handle_received(event);
    case mqtt::EventType::published:
      return handle_published(event);
    case mqtt::EventType::subscribed:
      return handle_subscribed(event);
    case mqtt::EventType::unsubscribed:
      return handle_unsubscribed(event);
    case mqtt::EventType::connected:
      return began(event);
    case mqtt::EventType::ignored:
    case mqtt::EventType::auth_received:
      return handle_told(event);
    case mqtt::EventType::ended:
      return ended();
    case mqtt::EventType::refused:
    case mqtt::EventType::server_disconnected:
    case mqtt::EventType::failed:
      // Told by `ended`, which comes next and knows the transport's side too.
    case mqtt::EventType::packet_sent:
    case mqtt::EventType::packet_received:
      return;
  }
}

// Called for every message: nothing here may allocate or grow with what is already there.
void App::handle_received(const mqtt::Event& event) {
  model::LogEntry entry;
  entry.kind = LogKind::received;
  entry.topic = event.topic;
  entry.payload = event.payload;
  entry.qos = static_cast<std::uint8_t>(event.qos);
  entry.retain = event.retain;
  entry.dup = event.dup;
  entry.packet_id = event.packet_id;
  entry.properties = event.properties.encoded();
  entry.time_ms = now_.unix_ms;
  store_.append(entry);
  subscriptions_.count(event.topic);
  changed(Change::messages);
}

void App::handle_published(const mqtt::Event& event) {
  const std::optional<UnsettledPublish> publish = publishes_.settle(event.token);
  if (!publish) return;
  model::LogEntry entry;
  entry.kind = kind_of(event.outcome);
  entry.topic = publish->topic;
  entry.payload = publish->payload;
  entry.qos = publish->qos;
  entry.retain = publish->retain;
  entry.properties = publish->properties.view().encoded();
  entry.code = event.reason_code;
  entry.answer = event.properties.encoded();
  if (event.error.reason != mqtt::Reason::none) {
    put_error(entry, event.error);
  } else if (event.outcome == mqtt::Outcome::not_sent) {
    entry.number = 1;
  } else if (publish->qos != 0 && event.outcome != mqtt::Outcome::unknown) {
    entry.number = static_cast<std::uint32_t>(now_.mono_ms - publish->asked_ms);
  }
  log(entry);
}

// What changes nothing here and is still worth knowing.
void App::handle_told(const mqtt::Event& event) {
  model::LogEntry entry;
  entry.kind = event.type == mqtt::EventType::ignored ? LogKind::ignored : LogKind::auth_received;
  entry.number = static_cast<std::uint32_t>(event.packet);
  entry.packet_id = event.packet_id;
  entry.code = event.reason_code;
  entry.properties = event.properties.encoded();
  log(entry);
}

void App::began(const mqtt::Event& event) {
  using Kept = Subscriptions::Kept;
  reconnect_.accepted(now_.mono_ms);
  set_link(Link::connected);
  if (target_.client_id.empty()) {
    target_.client_id = connection_.client_id();
    target_.assigned = true;
  }
  // Another device's topics are none of this one's; that it is another one counts only once it is connected.
  if (!target_.same_client(subscribed_at_)) subscriptions_.clear();
  subscribed_at_ = target_;

  const mqtt::ServerLimits& limits = connection_.server();
  const mqtt::Bytes properties = event.properties.encoded();
  view_.connack = model::Server{target_.version, limits.keep_alive_s, limits.session_expiry_interval_s,
                                std::string(target_.client_id), {properties.begin(), properties.end()}};
  model::LogEntry entry;
  entry.kind = LogKind::connected;
  entry.version = static_cast<std::uint8_t>(target_.version);
  entry.number = event.session_present ? 1 : 0;
  entry.number2 = limits.session_expiry_interval_s;
  entry.code = limits.keep_alive_s;
  entry.text = target_.client_id;
  entry.properties = properties;
  log(entry);
  // The event's views end with the next call to the session.
  const bool silent = target_.version == mqtt::Version::v3_1 && !target_.clean_session;
  const Kept kept = event.session_present ? Kept::yes : silent ? Kept::unknown : Kept::no;
  subscriptions_.connection_began(kept, [this](std::string_view filter) { log_filter(LogKind::unsubscribed, filter); });
  subscribe_again();
}

void App::ended() {
  const End& end = connection_.end();
  model::LogEntry entry = entry_of(end);
  if (end.cause == model::Cause::close_before_open) {
    entry.number2 = transport::likely_causes(target_.endpoint, page_).bits();
  }
  log(entry);
  // In MQTT 5 it is not Clean Start that says how long a session lives (MQTT 5 §3.1.2.11.2).
  const bool session_over = target_.mqtt5() && end.accepted ? connection_.server().session_expiry_interval_s == 0
                                                            : target_.clean_session;
  subscriptions_.connection_ended(session_over,
                                  [this](std::string_view filter) { log_filter(LogKind::unsubscribed, filter); });
  view_.connack.reset();
  drop_held(model::Held::What::publish);
  drop_held(model::Held::What::subscribe);
  set_link(Link::offline);
  if (end.by_user) return reconnect_.cancel();
  const Decision decision = reconnect_.ended(end.ending, now_.mono_ms, random_);
  log(entry_of(decision, end));
  if (decision.what == Decision::What::retry) set_link(Link::waiting);
}

void App::attempt() {
  set_link(Link::connecting);
  const std::string url = url_for_log(target_.endpoint);
  model::LogEntry entry;
  entry.kind = LogKind::connecting;
  entry.text = url;
  log(entry);
  const mqtt::Result<void> opened = connection_.open(target_, now_.mono_ms);
  if (opened) return;
  // Refused by our own side before anything was opened: another attempt would be refused the same way.
  fail(opened.error(), {});
  reconnect_.cancel();
  set_link(Link::offline);
}

void App::set_link(Link link) {
  view_.link = link;
  marks_due_ = true;
  changed(Change::now);
}

void App::log(model::LogEntry entry) {
  entry.time_ms = now_.unix_ms;
  store_.append(entry);
  changed(Change::now);
}

void App::log_filter(LogKind kind, std::string_view filter) {
  model::LogEntry entry;
  entry.kind = kind;
  entry.topic = filter;
  log(entry);
}

}  // namespace app
