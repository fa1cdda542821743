// What lies in the folded parts of the form and will go out all the same.
#pragma once
#include <array>
#include <cstdint>

#include "model/form.h"

namespace app {

// For each model::FoldedPart how many of its settings are not as the form opens with them. What the versions have no use for,
// and a will's settings without a will, do not count. `messages_mqtt5`: publishing and subscribing speak MQTT 5.
std::array<std::uint8_t, model::kFoldedPartCount> folded_changes(const model::Form& form, bool messages_mqtt5);

}  // namespace app
