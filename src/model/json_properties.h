// MQTT 5's properties as a JSON object with the names and shapes that npm's mqtt-packet documents: payloadFormatIndicator and
// the like as booleans, correlationData and authenticationData as base64, subscriptionIdentifier as a number or, if there
// are several, an array of them, userProperties always as an array of [name, value], since order counts.
#pragma once
#include <string>

#include "model/payload.h"

namespace model {

// Appends the object for properties as they are encoded on the wire (mqtt::Properties); up to the first that is none.
void append_json_properties(std::string& to, Bytes encoded);

}  // namespace model
