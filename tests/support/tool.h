// The whole tool without a screen: an App with a scripted broker behind a fake transport, and a clock that a test turns.
#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "support/fake_services.h"
#include "support/fake_transport.h"
#include "support/scripted_broker.h"

namespace support {

class Tool {
 public:
  using Kind = model::Action::Kind;
  using Field = model::Field;
  using Toggle = model::Toggle;
  using LogKind = model::LogKind;

  explicit Tool(const app::Config& config = {}) : app(config, transport, services) {}

  FakeTransport transport;
  FakeServices services;
  ScriptedBroker broker{transport};
  app::App app;
  app::Now now{1'000'000, 1'700'000'000'000};

  const model::View& view() const { return app.view(); }

  // Lets app and broker talk until neither has anything to say.
  void settle() {
    do {
      app.poll(now);
    } while (broker.step());
  }
  void act(model::Action action) {
    app.act(action, now);
    settle();
  }
  void act(Kind kind, bool flag = false) {
    model::Action action;
    action.kind = kind;
    action.flag = flag;
    act(action);
  }
  void choose(Kind kind, std::uint32_t number) {
    model::Action action;
    action.kind = kind;
    action.number = number;
    act(action);
  }
  void on_row(Kind kind, std::uint64_t seq) {
    model::Action action;
    action.kind = kind;
    action.seq = seq;
    act(action);
  }
  void set(Field field, std::string_view text) {
    model::Action action;
    action.kind = Kind::set_text;
    action.field = field;
    action.text = text;
    act(action);
  }
  void set(Toggle toggle, bool flag) {
    model::Action action;
    action.kind = Kind::set_toggle;
    action.toggle = toggle;
    action.flag = flag;
    act(action);
  }
  void unsubscribe(std::string_view filter) {
    model::Action action;
    action.kind = Kind::unsubscribe;
    action.text = filter;
    act(action);
  }

  // Forms that can connect.
  void fill_uiot() {
    set(Field::product_sn, "abcdefgh12345678");
    set(Field::device_sn, "device-1");
    set(Field::device_secret, "0123456789abcdef");
  }
  void fill_other() {
    choose(Kind::set_login, static_cast<std::uint32_t>(model::LoginKind::other));
    set(Field::address, "broker.example");
    set(Field::interval_ms, "1000");
  }
  void connect() { act(Kind::connect); }
  void subscribe(std::string_view filter) {
    set(Field::subscribe_topic, filter);
    act(Kind::subscribe);
  }
  void publish(std::string_view topic, std::string_view message) {
    set(Field::publish_topic, topic);
    set(Field::publish_message, message);
    act(Kind::publish);
  }

  void pass(std::int64_t ms) {
    now.mono_ms += ms;
    now.unix_ms += ms;
    settle();
  }
  // Goes from deadline to deadline, as the page's timer does, until `ms` have passed. Returns how often it woke.
  int run(std::int64_t ms) {
    const std::int64_t end = now.mono_ms + ms;
    int wakes = 0;
    for (;;) {
      const std::optional<std::int64_t> deadline = app.next_deadline_ms();
      if (!deadline || *deadline > end) break;
      pass(std::max<std::int64_t>(*deadline - now.mono_ms, 0));
      ++wakes;
    }
    pass(end - now.mono_ms);
    return wakes;
  }

  std::vector<LogKind> kinds() const {
    std::vector<LogKind> all;
    for (std::uint64_t seq = view().store->first_seq(); seq < view().store->next_seq(); ++seq) {
      all.push_back(view().store->at(seq).kind);
    }
    return all;
  }
  std::size_t count(LogKind kind) const {
    const std::vector<LogKind> all = kinds();
    return static_cast<std::size_t>(std::count(all.begin(), all.end(), kind));
  }
  // The last row, or the last one of a kind; it must be there.
  model::LogEntry last() const { return view().store->at(view().store->next_seq() - 1); }
  model::LogEntry last(LogKind kind) const {
    std::uint64_t seq = view().store->next_seq() - 1;
    while (seq > view().store->first_seq() && view().store->at(seq).kind != kind) --seq;
    return view().store->at(seq);
  }
};

}  // namespace support
