// Which of a broker's "no" may be a "yes" a little later. Not when to ask again (reconnect.h).
#pragma once
#include <cstdint>

#include "mqtt/types.h"

namespace app {

// `packet` is connack (any version's code but 0) or disconnect (MQTT 5's DISCONNECT from the broker). True: the same CONNECT
// may be accepted later, as when the server is busy or shuts down. False: it would end the same way, or must not be sent
// again unasked: another client took the session over (0x8E) and would be thrown out in turn, the server sends the client
// elsewhere (0x9C, 0x9D), or subscriptions that are asked for again are what it does not take.
bool passes(mqtt::PacketType packet, std::uint8_t reason_code);

}  // namespace app
