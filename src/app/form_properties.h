// MQTT 5's properties as the form asks for them, encoded for the wire; an empty field is a property that is not sent. The
// form must have passed its checks (form_rules.h).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/form.h"
#include "mqtt/property.h"

namespace app {

// Of CONNECT. Maximum Packet Size is always sent, from the largest packet that the form accepts: the connection ends on a
// larger one anyway.
mqtt::PropertyList connect_properties(const model::Form& form);
mqtt::PropertyList will_properties(const model::Form& form);
mqtt::PropertyList publish_properties(const model::Form& form);
mqtt::PropertyList subscribe_properties(const model::Form& form);

// What is typed as text, or as HEX with `hex`; nothing of a HEX text that is none.
std::vector<std::uint8_t> typed_bytes(std::string_view text, bool hex);

}  // namespace app
