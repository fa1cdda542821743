// Transports of the native tools: a Transport that an event loop can wait for with poll(2). Nothing here runs by itself
// or blocks, except that open() asks the system's resolver when the host is a name.
//
// Two things go beyond transport.h. `reason` of a `closed` event before which there was no close frame is the system's
// own word for the cause ("Connection refused"), or the answer of a server that is no WebSocket server ("HTTP 404").
// And after close() the bytes given to send before still have to leave: poll() moves them as long as leaving() says so.
#pragma once
#include "transport/transport.h"

namespace transport {

// What to wait for before poll() can have something new. With `now` there is something already: do not wait.
struct Interest {
  int fd = -1;  // -1: nothing
  bool read = false;
  bool write = false;
  bool now = false;
};

class NativeTransport : public Transport {
 public:
  virtual Interest interest() const = 0;
  // After close(): bytes are still on their way out, or the peer has not yet seen the end. Has no time limit of its
  // own: whoever has waited long enough deletes the transport.
  virtual bool leaving() const = 0;
};

}  // namespace transport
