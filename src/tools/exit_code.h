// How mqtt_client ends.
#pragma once

namespace tools {

enum ExitCode : int {
  kDone = 0,
  kUsage = 1,         // the command line asks for what cannot be; nothing was sent
  kNotConnected = 2,  // no CONNACK came
  kRefused = 3,       // CONNACK said no
  kLost = 4,          // the connection was lost, or ended by an error or by the server
  kRejected = 5,      // a publish or a subscription was refused, by the broker or for a limit of it
  kTimeout = 6,       // --timeout was over first
};

}  // namespace tools
