// WebSocket (RFC 6455) without TLS as a NativeTransport; handshake and framing are Boost.Beast's.
#pragma once
#include <memory>

#include "transport/native.h"

namespace transport {

// Offers the endpoint's subprotocol and checks the one chosen; an empty one offers none. Binary frames only, one a
// send(). A server that chose another subprotocol, or that sends a text frame, is reported as closed with its Fault and
// code 1006. Compression is not offered. A message of any length is given out as it comes in, never held as a whole.
std::unique_ptr<NativeTransport> make_native_websocket();

}  // namespace transport
