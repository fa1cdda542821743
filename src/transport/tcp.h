// MQTT straight on TCP (MQTT 5 §4.2) as a NativeTransport. Of the Endpoint only host and port count; no TLS.
#pragma once
#include <memory>

#include "transport/native.h"

namespace transport {

// The peer's orderly end of the stream is reported as clean, a reset or a failure as not; the code is always 1006.
std::unique_ptr<NativeTransport> make_tcp();

}  // namespace transport
