// The three qualities of service as radios (MQTT 3.1.1 §4.3); one set in a group.
#pragma once
#include "ui/frame.h"

namespace ui {

// `label` names them: "QoS 0".
void qos_choice(Frame& frame, model::Action::Kind set, std::uint8_t chosen, std::string_view label = "QoS");

}  // namespace ui
