// One deadline, kept also while the page is hidden: a worker's timers are not slowed down as the page's own are. Where
// workers are missing or forbidden the page's timer has to do.
#pragma once

namespace browser {

// `due` is called once for each deadline, not before it. Once, before the first deadline.
void on_deadline(void (*due)());
// Replaces the deadline; on the clock of mono_ms(). One in the past is due at once, though never inside this call.
void set_deadline(double mono_ms);
void cancel_deadline();

}  // namespace browser
