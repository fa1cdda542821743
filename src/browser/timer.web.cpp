#include "browser/timer.h"

#include <emscripten.h>

#include "browser/clock.h"

extern "C" void page_timer(double delay_ms);

namespace {
void (*g_due)() = nullptr;
constexpr double kNone = -1;
double g_deadline = kNone;
}  // namespace

extern "C" EMSCRIPTEN_KEEPALIVE void page_timer_due() {
  if (g_deadline == kNone) return;  // cancelled while the message was under way
  // The two clocks may differ by a millisecond, and a message for an earlier deadline may come late.
  const double early = g_deadline - browser::mono_ms();
  if (early > 0) return page_timer(early);
  g_deadline = kNone;
  g_due();
}

namespace browser {

void on_deadline(void (*due)()) { g_due = due; }

void set_deadline(double deadline) {
  if (deadline < 0) deadline = 0;
  if (deadline == g_deadline) return;
  // A later deadline than the one that is set costs nothing now: it is set when the earlier one rings.
  const bool later = g_deadline != kNone && deadline > g_deadline;
  g_deadline = deadline;
  if (!later) page_timer(deadline - mono_ms());
}

void cancel_deadline() { g_deadline = kNone; }

}  // namespace browser
