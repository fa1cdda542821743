// mqtt_simulation [--seeds N] [--first SEED] [--seed SEED [--acts N]]: runs a session against a model broker over a
// hostile network in virtual time, once a seed, and prints the script of the first run that breaks an invariant.
// 10,000 seeds, or as many as MQTT_TOOL_SEEDS in the environment says, unless told otherwise.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "simulation/world.h"

namespace {

using simulation::Report;
using simulation::World;

// Going through all packet ids takes as long as a hundred runs.
constexpr std::uint64_t kAllIdsEvery = 250;

struct Arguments {
  std::uint64_t first = 1, count = 10'000;
  std::optional<std::uint64_t> seed;
  std::optional<unsigned> acts;
};

// False when the seed breaks an invariant.
bool run(std::uint64_t seed, Report& report, std::optional<unsigned> acts) {
  World world(seed, report, acts, seed % kAllIdsEvery == 0);
  world.run();
  return !report.failed();
}

void print(std::uint64_t seed, std::optional<unsigned> acts) {
  Report report(true);
  run(seed, report, acts);
  for (const std::string& each : report.lines()) std::puts(each.c_str());
}

// The run is the same each time, so that it can be told after it has failed; with as few acts as still fail.
void explain(std::uint64_t seed) {
  constexpr unsigned kMost = 200;
  unsigned acts = 0;
  for (Report report(false); acts < kMost; ++acts) {
    report = Report(false);
    if (!run(seed, report, acts)) break;
  }
  const std::optional<unsigned> fewest = acts < kMost ? std::optional(acts) : std::nullopt;
  print(seed, fewest);
  Report report(false);
  run(seed, report, fewest);
  std::printf("seed %llu broke: %s\n", static_cast<unsigned long long>(seed), report.failure().c_str());
  std::printf("again: mqtt_simulation --seed %llu", static_cast<unsigned long long>(seed));
  if (fewest) std::printf(" --acts %u", *fewest);
  std::puts("");
}

bool read_number(const char* text, std::uint64_t& number) {
  char* end = nullptr;
  number = std::strtoull(text, &end, 10);
  return *text != '\0' && *end == '\0';
}

bool read(int count, char** texts, Arguments& arguments) {
  for (int at = 1; at < count; at += 2) {
    const std::string_view name = texts[at];
    std::uint64_t number = 0;
    if (at + 1 == count || !read_number(texts[at + 1], number)) return false;
    if (name == "--seeds") {
      arguments.count = number;
    } else if (name == "--first") {
      arguments.first = number;
    } else if (name == "--seed") {
      arguments.seed = number;
    } else if (name == "--acts") {
      arguments.acts = static_cast<unsigned>(number);
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

int main(int count, char** texts) {
  Arguments arguments;
  const char* const seeds = std::getenv("MQTT_TOOL_SEEDS");
  if ((seeds && !read_number(seeds, arguments.count)) || !read(count, texts, arguments)) {
    std::fputs("usage: mqtt_simulation [--seeds N] [--first SEED] [--seed SEED [--acts N]]\n", stderr);
    return 2;
  }
  if (arguments.seed) {
    print(*arguments.seed, arguments.acts);
    Report report(false);
    return run(*arguments.seed, report, arguments.acts) ? 0 : 1;
  }
  for (std::uint64_t seed = arguments.first; seed < arguments.first + arguments.count; ++seed) {
    Report report(false);
    if (run(seed, report, std::nullopt)) continue;
    explain(seed);
    return 1;
  }
  std::printf("%llu seeds from %llu on: every invariant held\n", static_cast<unsigned long long>(arguments.count),
              static_cast<unsigned long long>(arguments.first));
  return 0;
}
