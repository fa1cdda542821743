// One run: a seed's client, broker and network, what happens to them, calm, and the last look.
#pragma once
#include <cstdint>
#include <optional>

#include "simulation/model_broker.h"
#include "simulation/owner.h"

namespace simulation {

class World {
 public:
  // `acts`: fewer of the things that happen than the seed has. `all_ids`: also go through all packet ids, which is
  // slow.
  World(std::uint64_t seed, Report& report, std::optional<unsigned> acts, bool all_ids);

  void run();

  const Setup& setup() const { return setup_; }

 private:
  std::shared_ptr<Line> open_line(Line::End client, std::function<void()> opened);
  Weather draw_weather();
  void plan_act();
  mqtt::Qos draw_qos();
  void act();
  void go_round_packet_ids();
  void act_on_client(std::uint32_t die);
  void act_on_network(std::uint32_t die);
  void publish();
  void calm();

  support::Random random_;
  Report& report_;
  Setup setup_;
  unsigned acts_left_;
  bool all_ids_;
  bool calm_ = false;
  bool went_round_ = false;
  Agenda agenda_;
  Ledger ledger_;
  ModelBroker broker_;
  Owner owner_;
};

}  // namespace simulation
