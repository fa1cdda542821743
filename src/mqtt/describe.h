// Errors worded in English, for command-line tools and test output. A user interface words them itself.
#pragma once
#include <string>

#include "mqtt/error.h"

namespace mqtt {

// One sentence: which packet, who, which field, what, the figures, the rule.
std::string describe(const Error& error);

}  // namespace mqtt
