#include "simulation/world.h"

#include <algorithm>
#include <array>

#include "mqtt/reason_code.h"

namespace simulation {
namespace {

const std::array<const char*, 4> kUpwardTopics = {"u", "up/two", "up/three/and/a/longer/name", "up/four"};
const std::array<const char*, 3> kDownwardTopics = {"d/1", "d/2", "d/3"};

}  // namespace

// QoS 2 has the most that can go wrong.
mqtt::Qos World::draw_qos() {
  return random_.pick(
      std::array{mqtt::Qos::at_most_once, mqtt::Qos::at_least_once, mqtt::Qos::exactly_once, mqtt::Qos::exactly_once});
}

World::World(std::uint64_t seed, Report& report, std::optional<unsigned> acts, bool all_ids)
    : random_(seed),
      report_(report),
      setup_(draw_setup(random_)),
      acts_left_(acts ? std::min(*acts, setup_.acts) : setup_.acts),
      all_ids_(all_ids),
      agenda_(report, setup_.origin),
      ledger_(report),
      broker_(agenda_, random_, report, ledger_, setup_),
      owner_(agenda_, random_, report, ledger_, setup_,
             [this](Line::End client, std::function<void()> opened) { return open_line(std::move(client), opened); }) {}

void World::run() {
  report_.line([&] { return text_of(setup_); });
  owner_.connect();
  plan_act();
  while (acts_left_ > 0 && !report_.failed() && agenda_.step()) {
  }
  calm();
}

std::shared_ptr<Line> World::open_line(Line::End client, std::function<void()> opened) {
  const Weather weather = calm_ ? Weather{} : draw_weather();
  const auto line = std::make_shared<Line>(agenda_, random_, report_, weather);
  if (!calm_ && random_.percent(setup_.breaks)) {
    const auto limit = random_.pick(std::array<std::int64_t, 3>{40, 400, 4'000});
    const Side side = random_.percent(50) ? Side::client : Side::broker;
    line->cut_after(side, static_cast<std::size_t>(random_.between(1, limit)));
  }
  const auto closed = client.closed;
  line->attach(Side::client, std::move(client));
  agenda_.in(random_.between(0, weather.max_delay_ms), [this, line, opened, closed] {
    if (line->closed_by(Side::client)) return;
    if (broker_.accept(line)) {
      opened();
    } else {
      line->close(Side::broker);
      closed();
    }
  });
  return line;
}

Weather World::draw_weather() {
  Weather weather = setup_.weather;
  // Most lines of a slow network are quick enough.
  if (random_.percent(20)) weather.max_delay_ms *= 10;
  return weather;
}

void World::plan_act() {
  const auto longest = random_.pick(std::array<std::int64_t, 6>{0, 2, 20, 20, 300, 3'000});
  agenda_.in(random_.between(0, longest), [this] {
    if (calm_ || acts_left_ == 0) return;
    act();
    go_round_packet_ids();
    --acts_left_;
    plan_act();
  });
}

void World::act() {
  const std::uint32_t die = random_.below(100);
  if (die < 70) {
    act_on_client(die);
  } else {
    act_on_network(die - 70);
  }
}

void World::go_round_packet_ids() {
  // Best while a QoS 2 message waits for its PUBCOMP, else towards the end.
  constexpr unsigned kLate = 8;
  if (!all_ids_ || went_round_ || report_.failed() || (!owner_.releasing() && acts_left_ > kLate)) return;
  went_round_ = owner_.go_round_packet_ids();
  if (went_round_) report_.line([] { return "every free packet id is used once"; });
}

void World::publish() {
  const auto count = random_.between(1, random_.pick(std::array<std::int64_t, 3>{1, 3, 12}));
  const auto qos = draw_qos();
  const char* const topic = random_.pick(kUpwardTopics);
  for (std::int64_t each = 0; each < count && !report_.failed(); ++each) {
    const auto filler = static_cast<std::size_t>(random_.between(0, random_.percent(10) ? 220 : 12));
    const bool mixed = random_.percent(30);
    owner_.publish(mixed ? random_.pick(kUpwardTopics) : topic, mixed ? draw_qos() : qos, random_.percent(10), filler);
  }
}

void World::act_on_client(std::uint32_t die) {
  if (die < 50) return publish();
  if (die < 55) {
    if (random_.percent(20)) return owner_.subscribe({kForbidden}, mqtt::Qos::at_most_once);
    return owner_.subscribe({random_.pick(kDownwardTopics)}, draw_qos());
  }
  if (die < 58) return owner_.unsubscribe({random_.pick(kDownwardTopics), "d/0"});
  if (die < 61) return owner_.disconnect();
  if (die < 64) return owner_.hold_output(random_.between(1, random_.percent(50) ? 400 : 4'000));
  if (die < 66) return owner_.sleep(random_.between(1, 20'000));
  owner_.call_needlessly();
}

void World::act_on_network(std::uint32_t die) {
  if (die < 17) {
    const auto qos = draw_qos();
    const auto count = random_.between(1, random_.pick(std::array<std::int64_t, 3>{1, 3, 12}));
    const char* const topic = random_.pick(kDownwardTopics);
    for (std::int64_t each = 0; each < count; ++each) {
      broker_.publish(random_.percent(70) ? topic : random_.pick(kDownwardTopics), qos,
                      static_cast<std::size_t>(random_.between(0, random_.percent(10) ? 200 : 12)));
    }
    return;
  }
  if (die < 21) {
    if (owner_.line()) owner_.line()->cut();
  } else if (die < 23) {
    if (owner_.line()) owner_.line()->stall(random_.between(1, 40'000));
  } else if (die < 25) {
    if (setup_.v5()) broker_.say_goodbye(mqtt::code(mqtt::ReasonCode::server_shutting_down));
  } else if (die < 28) {
    report_.line([] { return "the broker restarts"; });
    broker_.go_down(random_.between(0, 2'000), false);
  } else {
    report_.line([] { return "the broker restarts and has lost its sessions"; });
    broker_.go_down(random_.between(0, 2'000), true);
  }
}

// Nothing bad happens any more: within a reasonable time everything must be settled.
void World::calm() {
  constexpr std::int64_t kReasonable = 600'000;
  if (report_.failed()) return;
  report_.line([] { return "calm"; });
  calm_ = true;
  broker_.calm();
  owner_.calm();
  const std::int64_t end = agenda_.now() + kReasonable;
  bool quiet = false;
  while (!report_.failed() && !quiet && agenda_.now() < end && agenda_.step()) {
    quiet = owner_.quiet() && broker_.quiet();
  }
  if (report_.failed()) return;
  if (!quiet) return report_.fail("it does not come to rest");
  ledger_.check_end();
  if (all_ids_ && !report_.failed()) owner_.check_packet_ids();
}

}  // namespace simulation
