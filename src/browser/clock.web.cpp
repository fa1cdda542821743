#include "browser/clock.h"

#include <emscripten.h>

extern "C" {
double page_unix_ms();
std::int32_t page_utc_offset();
std::uint32_t page_random();
}

namespace browser {

double mono_ms() { return emscripten_get_now(); }
double unix_ms() { return page_unix_ms(); }
std::int32_t utc_offset_s() { return page_utc_offset(); }
std::uint32_t random_seed() { return page_random(); }

}  // namespace browser
