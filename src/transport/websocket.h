// The browser's WebSocket as a Transport. The one file behind it, websocket.web.cpp, is the only one that knows
// Emscripten's WebSocket API.
#pragma once
#include <memory>

#include "transport/transport.h"

namespace transport {

// Called when there is something to poll, from the browser's event, or soon after open() when that failed at once;
// never from inside a call of the transport. It may poll right there.
struct Waker {
  void (*call)(void* data) = nullptr;
  void* data = nullptr;
};

// Binary frames only. A connection whose server did not choose the offered subprotocol, or that sends a text frame, is
// closed with 1000 and reported as closed with its Fault and code 1006. An empty subprotocol offers none.
std::unique_ptr<Transport> make_websocket(Waker waker);

}  // namespace transport
