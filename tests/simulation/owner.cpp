#include "simulation/owner.h"

#include <algorithm>

#include "mqtt/encode.h"

namespace simulation {

using mqtt::PropertyId;
using mqtt::Qos;

void Owner::connect() {
  if (!ended_) return;
  mqtt::ConnectOptions options;
  const bool first = connection_ == 0;
  const bool alone = client_id_.empty() || (first && setup_.assigned_id);
  if (first && setup_.assigned_id) client_id_.clear();
  clean_ = setup_.clean || must_clean_ || alone || (first ? setup_.first_clean : random_.percent(5));
  options.client_id = client_id_;
  options.clean_session = clean_;
  options.keep_alive_s = setup_.keep_alive_s;
  mqtt::PropertyList properties;
  if (setup_.v5()) {
    if (setup_.session_expiry_s != 0) properties.add(PropertyId::session_expiry_interval, setup_.session_expiry_s);
    if (setup_.receive_maximum != 0) properties.add(PropertyId::receive_maximum, setup_.receive_maximum);
    if (setup_.maximum_packet_size != 0) properties.add(PropertyId::maximum_packet_size, setup_.maximum_packet_size);
    if (setup_.topic_alias_maximum != 0) properties.add(PropertyId::topic_alias_maximum, setup_.topic_alias_maximum);
    if (setup_.no_problem_information) properties.add(PropertyId::request_problem_information, 0u);
    options.properties = properties;
  }
  report_.line([&] { return std::string("the client connects") + (clean_ ? ", clean" : ""); });
  if (clean_) {
    audit_.forget_session();
    ledger_.client_forgets();
    loss_ = Loss::all;
    must_clean_ = true;
    established_ = false;
  }
  if (const auto result = session_.connect(options, agenda_.now()); !result)
    return report_.fail("connect() is refused");
  audit_.begin(clean_);
  ended_ = accepted_ = gives_up_ = false;
  own_aliases_.clear();
  inspected_.clear();
  const unsigned connection = ++connection_;
  const auto mine = [this, connection](auto call) {
    return [this, connection, call](auto... argument) {
      if (connection == connection_ && !ended_) call(argument...);
    };
  };
  line_ = open_line_({mine([this](mqtt::Bytes bytes) { heard(bytes); }), mine([this] { closed(); })},
                     mine([this] { opened(); }));
  pump();
}

void Owner::opened() {
  session_.opened(agenda_.now());
  pump();
}

void Owner::heard(mqtt::Bytes bytes) {
  heard_at_ = agenda_.now();
  audit_.incoming(bytes);
  if (audit_.accepted() && !accepted_ && !audit_.session_present()) loss_ = Loss::sent;
  // What was put into the output in answer to the bytes before a DISCONNECT is dropped with it.
  if (audit_.dismissed()) may_have_left();
  session_.received(bytes, agenda_.now());
  pump();
}

void Owner::closed() {
  report_.line([] { return "the client hears that the line is closed"; });
  session_.closed(agenda_.now());
  pump();
}

void Owner::publish(const std::string& topic, Qos qos, bool retain, std::size_t filler) {
  Content content = make_content(ledger_.next_upward(), topic, qos, retain, filler, setup_.v5());
  mqtt::Message message{topic, mqtt::as_bytes(content.payload), qos, retain, {}};
  mqtt::PropertyList properties;
  const bool alias = connected() && audit_.alias_maximum() != 0 && random_.percent(setup_.own_aliases);
  if (alias) {
    const auto number = static_cast<std::uint16_t>(random_.between(1, std::min<int>(audit_.alias_maximum(), 4)));
    properties.add(PropertyId::topic_alias, number);
    if (own_aliases_.contains(number) && own_aliases_[number] == topic) message.topic = {};
    own_aliases_[number] = topic;
  }
  properties.append(mqtt::Properties(mqtt::as_bytes(content.properties)));
  message.properties = properties;
  const auto result = session_.publish(message, agenda_.now());
  report_.line([&] {
    return "the client publishes message " + std::to_string(content.number) + " to '" + topic + "' with QoS " +
           std::to_string(static_cast<int>(qos)) + (result ? "" : ": refused");
  });
  if (result) {
    Upward& kept = ledger_.add_upward(std::move(content));
    kept.token = *result;
  } else {
    if (alias) own_aliases_.clear();
    check_refusal(result.error(), &content, alias);
  }
  pump();
}

void Owner::subscribe(std::vector<std::string> filters, Qos qos) {
  std::vector<mqtt::SubscribeRequest> requests;
  for (const std::string& each : filters) requests.push_back({each, qos});
  const auto result = session_.subscribe(requests, agenda_.now());
  if (!result) {
    check_refusal(result.error(), nullptr);
  } else if (!requests_.emplace(*result, filters.size()).second) {
    report_.fail("subscribe() gives a packet id that is in use");
  }
  pump();
}

void Owner::unsubscribe(std::vector<std::string> filters) {
  const std::vector<std::string_view> views(filters.begin(), filters.end());
  const auto result = session_.unsubscribe(views, agenda_.now());
  if (!result) {
    check_refusal(result.error(), nullptr);
  } else if (!requests_.emplace(*result, filters.size()).second) {
    report_.fail("unsubscribe() gives a packet id that is in use");
  }
  pump();
}

void Owner::disconnect() {
  if (session_.state() == mqtt::State::idle) return;
  mqtt::PropertyList properties;
  if (setup_.v5() && setup_.session_expiry_s != 0 && connected() && random_.percent(25)) {
    properties.add(PropertyId::session_expiry_interval, 0u);
    gives_up_ = true;
  }
  report_.line([&] { return std::string("the client disconnects") + (gives_up_ ? " and ends its session" : ""); });
  if (const auto result = session_.disconnect(agenda_.now(), 0, properties); !result)
    return report_.fail("disconnect() is refused");
  pump();
}

void Owner::hold_output(std::int64_t milliseconds) {
  holding_until_ = agenda_.now() + milliseconds;
  report_.line([&] { return "the client's socket is full until " + std::to_string(holding_until_); });
  audit_.excuse_silence(std::max(holding_until_, asleep_until_));
  agenda_.in(milliseconds, [this] {
    if (!holding()) pump();
  });
}

void Owner::sleep(std::int64_t milliseconds) {
  asleep_until_ = agenda_.now() + milliseconds;
  report_.line([&] { return "the client's timer sleeps until " + std::to_string(asleep_until_); });
  audit_.excuse_silence(std::max(holding_until_, asleep_until_));
}

void Owner::call_needlessly() {
  static constexpr std::uint8_t kOldBytes[] = {0x20, 0x02, 0x00, 0x00, 0xD0, 0x00};
  if (session_.state() == mqtt::State::idle) {
    session_.received(kOldBytes, agenda_.now());
    session_.opened(agenda_.now());
    session_.closed(agenda_.now());
  } else if (session_.state() != mqtt::State::opening) {
    session_.opened(agenda_.now());
    session_.received({}, agenda_.now());
  }
  session_.advance(agenda_.now());
  pump();
}

void Owner::calm() {
  calm_ = true;
  holding_until_ = asleep_until_ = INT64_MIN;
  if (line_) line_->calm();
  pump();
}

// Everything that has happened, then everything that is to be sent: what the session's contract asks after each call.
void Owner::pump() {
  mqtt::Event event;
  while (!report_.failed() && session_.next_event(event)) handle(event);
  if (report_.failed()) return;
  check_losses();
  check_bounds();
  if (!ended_) {
    if (holding()) {
      may_have_left();
    } else {
      take_output();
    }
    audit_.worked_off(!holding());
  }
  plan_wake();
}

void Owner::take_output() {
  const mqtt::Bytes bytes = session_.take_output();
  audit_.outgoing(bytes, ended_);
  if (setup_.session.inspect) {
    const bool dropped = ended_ && bytes.empty();
    if (!dropped && !std::equal(bytes.begin(), bytes.end(), inspected_.begin(), inspected_.end()))
      report_.fail("packet_sent has not told what was sent");
    inspected_.clear();
  }
  if (!bytes.empty()) line_->send(Side::client, bytes);
}

void Owner::may_have_left() {
  for (Upward* each : ledger_.unsettled()) each->may_have_left = true;
}

// One timer at a time: one that rings too early is wound again.
void Owner::plan_wake() {
  const auto deadline = session_.next_deadline();
  if (!deadline) return;
  const std::int64_t late = calm_ ? 0 : random_.between(0, setup_.lateness_ms);
  const std::int64_t time = std::max(*deadline + late, asleep_until_);
  if (wakes_at_ && *wakes_at_ >= agenda_.now() && *wakes_at_ <= time) return;
  wakes_at_ = time;
  agenda_.at(time, [this, time] {
    if (wakes_at_ != time) return;
    wakes_at_.reset();
    if (agenda_.now() < asleep_until_) return plan_wake();
    const auto due = session_.next_deadline();
    if (!due || *due > agenda_.now()) return plan_wake();
    session_.advance(agenda_.now());
    pump();
    const auto next = session_.next_deadline();
    if (next && *next <= agenda_.now()) report_.fail("a deadline is still due after advance()");
  });
}

}  // namespace simulation
