// How the model broker answers: late, and in order or not.
#pragma once
#include <algorithm>

#include "simulation/model_broker.h"

namespace simulation {

// A packet without views.
template <class Packet>
void ModelBroker::answer(const LinkPointer& link, const Packet& packet) {
  std::int64_t time = agenda_.now() + (calm_ ? 0 : random_.between(0, setup_.answer_delay_ms));
  if (setup_.answers_in_order) time = std::max(time, link->last_answer_at);
  link->last_answer_at = std::max(time, link->last_answer_at);
  agenda_.at(time, [this, link, packet] {
    if (!link->over) send(*link, packet);
  });
}

}  // namespace simulation
