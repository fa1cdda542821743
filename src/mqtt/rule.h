// Which rule is cited: the versions number differently, so most rules have two names (see Error::rule).
#pragma once
#include "mqtt/types.h"

namespace mqtt {

// MQTT 3.1 has no numbers of its own: 3.1.1's stand for it.
constexpr const char* rule(Version version, const char* before_5, const char* in_5) {
  return version == Version::v5 ? in_5 : before_5;
}

}  // namespace mqtt
