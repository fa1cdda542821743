// What `mqtt_client --help` says, for the program and for each of its commands.
#pragma once
#include <string>

#include "tools/client_options.h"

namespace tools {

std::string help_text();
std::string help_text(Command command);
std::string drive_help_text();

}  // namespace tools
