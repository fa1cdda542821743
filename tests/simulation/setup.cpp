#include "simulation/setup.h"

#include <array>

namespace simulation {
namespace {

using support::Random;

void draw_client(Random& random, Setup& setup) {
  mqtt::SessionOptions& session = setup.session;
  session.version = setup.version;
  session.max_unsettled_messages = random.pick(std::array<std::uint32_t, 4>{3, 20, 1000, 1000});
  session.max_unsettled_bytes = random.pick(std::array<std::uint64_t, 4>{600, 4000, 1 << 20, 1 << 20});
  session.inspect = random.percent(20);
  session.connect_timeout_ms = random.pick(std::array<std::int64_t, 3>{0, 5'000, 30'000});
  session.connack_timeout_ms = random.pick(std::array<std::int64_t, 3>{2'000, 5'000, 10'000});
  session.ping_timeout_ms = random.pick(std::array<std::int64_t, 3>{0, 0, 3'000});
  setup.keep_alive_s = random.pick(std::array<std::uint16_t, 5>{0, 2, 5, 30, 60});
  setup.lateness_ms = random.pick(std::array<std::int64_t, 3>{0, 0, 90});
  setup.clean = random.percent(15);
  setup.first_clean = random.percent(60);
}

void draw_v5_client(Random& random, Setup& setup) {
  setup.session_expiry_s = random.pick(std::array<std::uint32_t, 5>{0, 3, 300, kForever, kForever});
  setup.session.automatic_topic_aliases = random.percent(50);
  setup.session.adopt_session = random.percent(50);
  if (!setup.session.adopt_session) setup.first_clean = true;
  setup.assigned_id = random.percent(25);
  if (setup.assigned_id) setup.first_clean = true;
  setup.receive_maximum = random.pick(std::array<std::uint16_t, 5>{0, 1, 2, 5, 65'535});
  setup.topic_alias_maximum = random.pick(std::array<std::uint16_t, 3>{0, 2, 10});
  setup.maximum_packet_size = random.pick(std::array<std::uint32_t, 4>{0, 0, 60, 200});
  setup.no_problem_information = random.percent(30);
  setup.own_aliases = random.pick(std::array<unsigned, 3>{0, 0, 40});
  setup.refuses_every = random.pick(std::array<unsigned, 3>{0, 0, 5});
  setup.fresh_quota = random.percent(50);
}

}  // namespace

Setup draw_setup(Random& random) {
  Setup setup;
  setup.version = random.pick(std::array{mqtt::Version::v3_1, mqtt::Version::v3_1_1, mqtt::Version::v3_1_1,
                                         mqtt::Version::v5, mqtt::Version::v5, mqtt::Version::v5});
  setup.origin = random.pick(std::array<std::int64_t, 3>{0, -7'000, 1'000'000'000'000});
  setup.acts = 10 + random.below(40);
  draw_client(random, setup);
  if (setup.v5()) draw_v5_client(random, setup);
  setup.answer_delay_ms = random.pick(std::array<std::int64_t, 4>{0, 5, 100, 3'000});
  setup.greatest_broker_id = random.pick(std::array<mqtt::PacketId, 3>{2, 7, 65'535});
  setup.answers_in_order = random.percent(60);
  setup.refuses_connections = random.pick(std::array<unsigned, 3>{0, 0, 20});
  setup.weather.cutting = random.pick(
      std::array{Weather::Cutting::whole, Weather::Cutting::pieces, Weather::Cutting::pieces, Weather::Cutting::bytes});
  setup.weather.max_delay_ms = random.pick(std::array<std::int64_t, 4>{0, 3, 30, 300});
  if (setup.weather.cutting == Weather::Cutting::bytes) setup.weather.max_delay_ms = 1;
  setup.weather.max_notice_ms = random.pick(std::array<std::int64_t, 3>{0, 50, 20'000});
  setup.breaks = random.pick(std::array<unsigned, 4>{0, 30, 60, 90});
  setup.life = draw_life(random, setup);
  return setup;
}

BrokerLife draw_life(Random& random, const Setup& setup) {
  BrokerLife life;
  if (!setup.v5()) return life;
  if (random.percent(20)) life.maximum_qos = static_cast<mqtt::Qos>(random.below(2));
  life.retain_available = random.percent(80);
  life.maximum_packet_size = random.pick(std::array<std::uint32_t, 4>{0, 0, 70, 250});
  if (random.percent(30)) life.server_keep_alive_s = random.pick(std::array<std::uint16_t, 3>{0, 1, 10});
  if (random.percent(20)) life.session_expiry_s = random.pick(std::array<std::uint32_t, 3>{0, 10, kForever});
  life.topic_alias_maximum = random.pick(std::array<std::uint16_t, 4>{0, 1, 3, 300});
  life.receive_maximum = random.pick(std::array<std::uint16_t, 5>{0, 1, 2, 4, 65'535});
  return life;
}

std::string text_of(const Setup& setup) {
  const auto named = [](const char* name, std::uint64_t value) {
    return std::string(" ") + name + "=" + std::to_string(value);
  };
  std::string out =
      "version " + std::to_string(static_cast<int>(setup.version)) + named("clean", setup.clean) +
      named("keep_alive", setup.keep_alive_s) + named("max_unsettled", setup.session.max_unsettled_messages) +
      named("max_bytes", setup.session.max_unsettled_bytes) +
      named("answer_delay", static_cast<std::uint64_t>(setup.answer_delay_ms)) +
      named("answers_in_order", setup.answers_in_order) + named("refuses_connections", setup.refuses_connections) +
      named("cutting", static_cast<std::uint64_t>(setup.weather.cutting)) +
      named("delay", static_cast<std::uint64_t>(setup.weather.max_delay_ms)) + named("breaks", setup.breaks) +
      named("inspect", setup.session.inspect);
  if (!setup.v5()) return out;
  return out + named("expiry", setup.session_expiry_s) + named("assigned_id", setup.assigned_id) +
         named("receive_maximum", setup.receive_maximum) + named("alias_maximum", setup.topic_alias_maximum) +
         named("packet_maximum", setup.maximum_packet_size) +
         named("automatic_aliases", setup.session.automatic_topic_aliases) +
         named("adopt", setup.session.adopt_session) + named("refuses_every", setup.refuses_every) +
         named("fresh_quota", setup.fresh_quota) + named("own_aliases", setup.own_aliases);
}

}  // namespace simulation
