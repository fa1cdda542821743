// The machine's clocks and chance, for the program's outermost layer to hand inwards.
#pragma once
#include <cstdint>

namespace browser {

// Milliseconds that never go back; the origin is the page's start. The same clock as on_frame's.
double mono_ms();
// Milliseconds since 1970, UTC.
double unix_ms();
// How far local time is ahead of UTC at this moment, in seconds; daylight saving time included.
std::int32_t utc_offset_s();
// From the browser's secure source.
std::uint32_t random_seed();

}  // namespace browser
