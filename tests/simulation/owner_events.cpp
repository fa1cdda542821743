// What the session tells its owner, held against what the owner knows.
#include <algorithm>

#include "mqtt/encode.h"
#include "mqtt/names.h"
#include "simulation/owner.h"

namespace simulation {

using mqtt::EventType;
using mqtt::Outcome;
using mqtt::Qos;
using mqtt::Reason;

namespace {
constexpr std::size_t kAliasBytes = 3;  // of the property
}

void Owner::handle(const mqtt::Event& event) {
  const bool about_publishes = event.type == EventType::published;
  if (ended_ && !about_publishes) return report_.fail("an event comes after `ended`");
  switch (event.type) {
    case EventType::connected:
      return handle_connected(event);
    case EventType::published:
      return handle_published(event);
    case EventType::received:
      report_.line(
          [&] { return "the client receives message " + std::to_string(number_of(event.payload).value_or(0)); });
      return ledger_.received(event);
    case EventType::subscribed:
    case EventType::unsubscribed:
      return handle_answer(event);
    case EventType::ignored:
      if (event.packet != mqtt::PacketType::pingresp) report_.fail("an acknowledgement of the model broker is ignored");
      return;
    case EventType::packet_sent:
      inspected_.insert(inspected_.end(), event.bytes.begin(), event.bytes.end());
      return;
    case EventType::failed:
      return handle_failed(event.error);
    case EventType::ended:
      return handle_ended();
    case EventType::auth_received:
      return report_.fail("AUTH that nobody sent");
    case EventType::refused:
    case EventType::server_disconnected:
    case EventType::packet_received:
      return;
  }
}

void Owner::handle_connected(const mqtt::Event& event) {
  report_.line([&] { return std::string("connected") + (event.session_present ? ", session present" : ""); });
  if (accepted_) return report_.fail("`connected` comes twice");
  accepted_ = true;
  must_clean_ = false;
  const bool visible = setup_.version != mqtt::Version::v3_1;
  if (visible && event.session_present != audit_.session_present()) report_.fail("session_present is not CONNACK's");
  if (session_.server().keep_alive_s != audit_.keep_alive_s()) report_.fail("server() has another keepalive");
  if (session_.server().receive_maximum != audit_.receive_maximum())
    report_.fail("server() has another Receive Maximum");
  if (!audit_.assigned_id().empty()) client_id_ = audit_.assigned_id();
  if (session_.client_id() != client_id_) report_.fail("client_id() is not the one in use");
  established_ = setup_.v5() ? audit_.session_expiry_s() > 0 : !clean_;
  if (!event.session_present) {
    agenda_.in(random_.between(0, 50), [this] {
      if (connected())
        subscribe({"d/1", "d/2"}, random_.percent(60) ? Qos::exactly_once : static_cast<Qos>(random_.below(3)));
    });
  }
}

void Owner::handle_published(const mqtt::Event& event) {
  ledger_.settled(event);
  Upward* const message = ledger_.find_token(event.token);
  if (!message) return;
  const unsigned number = message->content.number;
  report_.line([&] {
    static constexpr const char* kOutcomes[] = {"done", "refused", "not sent", "unknown"};
    return "message " + std::to_string(number) + " is " + kOutcomes[static_cast<std::size_t>(event.outcome)];
  });
  if (event.outcome != Outcome::unknown && event.outcome != Outcome::not_sent) return;
  if (event.error.reason == Reason::none) return given_up_.push_back(message);
  // A broker that keeps its session keeps its limits, unless it has become another one unseen.
  const bool possible = event.outcome == Outcome::not_sent || ledger_.mistaken();
  if (!possible || !beyond_limits(message->content, event.error.reason, 0))
    return report_.fail("message ^" + std::to_string(number) +
                        " is not sent for a limit that the broker does not have");
  audit_.forget(*message);
}

void Owner::handle_answer(const mqtt::Event& event) {
  const auto found = requests_.find(event.packet_id);
  if (found == requests_.end()) return report_.fail("an answer to a request that was not made, or a second one");
  if (event.filters.size() != found->second) report_.fail("a request is answered with other filters");
  requests_.erase(found);
  if (event.outcome != Outcome::done || event.type != EventType::subscribed) return;
  for (const mqtt::FilterResult& each : event.filters) {
    const bool granted = each.reason_code == static_cast<std::uint8_t>(each.requested);
    if (each.filter == kForbidden ? each.reason_code != 0x80 : !granted)
      report_.fail("a filter has another reason code than SUBACK's");
  }
}

void Owner::handle_failed(const mqtt::Error& error) {
  report_.line([&] { return std::string("failed: ") + mqtt::name(error.reason); });
  if (error.kind != mqtt::Kind::transport)
    return report_.fail(std::string("the broker is blamed, which did nothing wrong: ") + mqtt::name(error.reason));
  const auto waited = static_cast<std::int64_t>(error.numbers[0]);
  if (error.reason == Reason::ping_timeout && waited > agenda_.now() - heard_at_)
    report_.fail("the line is called silent, and was not");
}

bool Owner::keeps_after_end() const {
  if (gives_up_) return false;
  if (setup_.v5()) return accepted_ ? audit_.session_expiry_s() > 0 : established_;
  return !clean_ && (accepted_ || established_);
}

void Owner::handle_ended() {
  report_.line([] { return "ended"; });
  const bool may_keep = !gives_up_ && !accepted_ && (setup_.v5() || !clean_);
  if (!keeps_after_end()) {
    loss_ = may_keep ? Loss::either : Loss::all;
    if (gives_up_) must_clean_ = true;
    // Not asked for and not confirmed, there may be a session all the same: the broker has the last word on its expiry.
    if (setup_.v5() && setup_.session_expiry_s == 0 && !accepted_) must_clean_ = true;
    established_ = false;
  }
  if (!requests_.empty()) report_.fail("a request gets no answer");
  ended_ = true;
  take_output();
  if (loss_ == Loss::all) audit_.forget_session();
  audit_.over();
  line_->close(Side::client);
  line_.reset();
  const std::int64_t pause = random_.percent(70) ? random_.between(0, 200) : random_.between(0, 20'000);
  agenda_.in(calm_ ? 100 : pause, [this] { connect(); });
}

// What was given up, and what should have been.
void Owner::check_losses() {
  for (const Upward* each : given_up_) {
    const bool sent = each->left || each->may_have_left;
    const bool right = loss_ == Loss::all || (loss_ == Loss::sent && sent) || (loss_ == Loss::either && !each->left);
    if (!right) report_.fail("message ^" + std::to_string(each->content.number) + " is given up without need");
  }
  given_up_.clear();
  for (const Upward* each : ledger_.unsettled()) {
    const auto fail = [&](const char* what) {
      report_.fail("message ^" + std::to_string(each->content.number) + what);
    };
    if (each->answer != Upward::Answer::none) fail(" is acknowledged and does not settle");
    if (each->content.qos == Qos::at_most_once) fail(" has QoS 0 and does not settle at once");
    if (loss_ == Loss::all || (loss_ == Loss::sent && each->left)) fail(" is lost and does not settle");
  }
  loss_ = Loss::none;
}

void Owner::check_bounds() {
  if (session_.unsettled_messages() > setup_.session.max_unsettled_messages) report_.fail("too many messages are kept");
  if (session_.unsettled_bytes() > setup_.session.max_unsettled_bytes) report_.fail("too many bytes are kept");
  // Messages that are kept, as many bytes of others, acknowledgements and PINGREQs.
  const std::size_t answers = 100 + 6 * audit_.owed();
  if (session_.output_size() > 2 * setup_.session.max_unsettled_bytes + answers)
    report_.fail("the output grows beyond its bound");
  if (session_.unsettled_messages() != ledger_.unsettled().size()) report_.fail("unsettled_messages() is wrong");
}

std::size_t Owner::size_of(const Content& content) const {
  const mqtt::Publish packet{content.topic,
                             mqtt::as_bytes(content.payload),
                             content.qos,
                             content.retain,
                             false,
                             static_cast<mqtt::PacketId>(content.qos == Qos::at_most_once ? 0 : 1),
                             mqtt::Properties(mqtt::as_bytes(content.properties))};
  mqtt::Buffer bytes;
  return mqtt::encode(packet, setup_.version, bytes) ? bytes.size() : 0;
}

bool Owner::beyond_limits(const Content& content, Reason reason, std::size_t alias_bytes) const {
  switch (reason) {
    case Reason::qos_not_supported:
      return content.qos > audit_.maximum_qos();
    case Reason::retain_not_supported:
      return content.retain && !audit_.retain_available();
    case Reason::packet_too_large:
      return audit_.maximum_packet_size() != 0 && size_of(content) + alias_bytes > audit_.maximum_packet_size();
    default:
      return false;
  }
}

void Owner::check_refusal(const mqtt::Error& error, const Content* content, bool own_alias) {
  const mqtt::SessionOptions& options = setup_.session;
  bool right = false;
  switch (error.reason) {
    case Reason::not_connected:
      right = !connected();
      break;
    case Reason::too_many_unsettled:
      right = content && session_.unsettled_messages() >= options.max_unsettled_messages;
      break;
    case Reason::queue_full:
      right = error.numbers[0] > options.max_unsettled_bytes;
      break;
    case Reason::unknown_topic_alias:
      right = own_alias;
      break;
    default:
      right = content && connected() && beyond_limits(*content, error.reason, own_alias ? kAliasBytes : 0);
      break;
  }
  if (error.kind != mqtt::Kind::local || !right)
    report_.fail(std::string("a call is refused without need: ") + mqtt::name(error.reason));
}

}  // namespace simulation
