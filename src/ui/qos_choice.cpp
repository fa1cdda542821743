#include "ui/qos_choice.h"

#include "imgui.h"
#include "ui/widgets.h"

namespace ui {

void qos_choice(Frame& frame, model::Action::Kind set, std::uint8_t chosen, std::string_view label) {
  constexpr std::uint8_t kQosSet = 3;
  for (std::uint8_t qos = 0; qos <= 2; ++qos) {
    if (qos > 0) ImGui::SameLine(0, 14);
    const std::string shown = std::to_string(qos);
    if (radio(frame, std::string(label) + ' ' + shown, shown, chosen == qos)) frame.act_number(set, qos);
    frame.registry.last().radio_set = kQosSet;
  }
}

}  // namespace ui
