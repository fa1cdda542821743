// The page around the program: where it stands, what it is told about the world, its title and language, and its
// address. Not the mirror, not the clipboard.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace browser {

enum class PageEvent : std::uint8_t {
  online,   // try now
  offline,  // pause: this one is certain
  seen,     // the page is visible again: draw
  hidden,
  restored,  // from the back/forward cache: every connection of before is dead
  scheme,    // the system's light or dark changed: see page_info
  contrast,  // its wish for high contrast did
  copied,  // outcome of Services::copy
  copy_failed,
  resized,  // the window, its pixel ratio, or the kind of pointer
};

// Called from the browser's events; once, before the program waits for any.
void on_page_event(void (*handle)(PageEvent event));

struct PageInfo {
  bool https = false, file = false;  // neither: http
  std::string host;                  // of the page's own address; empty for a file
  bool online = true;
  bool dark = false;            // the system's preference
  bool contrast = false;        // the system asks for more contrast, or forces colours of its own
  bool coarse_pointer = false;  // a finger: controls are to be larger
  bool framed = false;          // in an iframe
  bool chinese = false;         // of the browser's languages the first that is Chinese or English
};
PageInfo page_info();

// Of the page's address, each without its leading ? or #. Read once, at the start.
std::string page_query();
std::string page_fragment();
// Takes every parameter whose name speaks of a secret or password out of the address bar and the history entry.
void hide_secrets_in_address();

void set_page_language(std::string_view tag);  // "zh-CN", "en"
void set_page_title(std::string_view title);
// "light", "dark", "contrast", or empty for the system's: the page's own colours and the browser's controls in it.
void set_page_theme(std::string_view theme);
// What the browser draws itself in the canvas's colours, each 0xRRGGBB: a field's text and placeholder, what is selected in
// it, its scrollbar, and the bar of a phone's browser.
struct PageColours {
  std::uint32_t ink, muted, select, on_select, grab, bar, title;
};
void set_page_colours(const PageColours& colours);

// Small choices (language, theme) kept on this machine; nothing happens where the browser forbids it. Never secrets.
std::string stored_choice(std::string_view key);
void store_choice(std::string_view key, std::string_view value);

// Words over the page, in both languages: there is no WebGL to draw with; the browser has taken it away and does not give it back.
void show_no_webgl();
void show_webgl_lost();
void hide_notice();

}  // namespace browser
