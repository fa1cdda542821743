#include "browser/page.h"

#include <emscripten.h>

#include "browser/js_text.h"

extern "C" {
void page_listen();
std::uint32_t page_flags();
// Which of host, query, fragment; the length of what is in the scratch buffer then.
std::size_t page_text_of(int which);
void page_hide_secrets();
void page_set(int which, const char* text, std::size_t length);
std::size_t page_stored(const char* key, std::size_t length);
void page_store(const char* key, std::size_t key_length, const char* value, std::size_t length);
void page_colours(const browser::PageColours* colours);
void page_tell(int kind);
}

namespace {
void (*g_handle)(browser::PageEvent) = nullptr;
}

extern "C" EMSCRIPTEN_KEEPALIVE void page_event(int event) {
  if (g_handle != nullptr) g_handle(static_cast<browser::PageEvent>(event));
}

namespace browser {

void on_page_event(void (*handle)(PageEvent event)) {
  g_handle = handle;
  page_listen();
}

PageInfo page_info() {
  const std::uint32_t flags = page_flags();
  const auto has = [flags](unsigned bit) { return (flags >> bit & 1) != 0; };
  PageInfo info;
  info.https = has(0);
  info.file = has(1);
  info.online = has(2);
  info.dark = has(3);
  info.coarse_pointer = has(4);
  info.framed = has(5);
  info.chinese = has(6);
  info.contrast = has(7);
  info.host = js_text(page_text_of(0));
  return info;
}

std::string page_query() { return std::string(js_text(page_text_of(1))); }
std::string page_fragment() { return std::string(js_text(page_text_of(2))); }
void hide_secrets_in_address() { page_hide_secrets(); }

void set_page_language(std::string_view tag) { page_set(0, tag.data(), tag.size()); }
void set_page_title(std::string_view title) { page_set(1, title.data(), title.size()); }
void set_page_theme(std::string_view theme) { page_set(2, theme.data(), theme.size()); }

void set_page_colours(const PageColours& colours) { page_colours(&colours); }

std::string stored_choice(std::string_view key) { return std::string(js_text(page_stored(key.data(), key.size()))); }
void store_choice(std::string_view key, std::string_view value) {
  page_store(key.data(), key.size(), value.data(), value.size());
}

void show_no_webgl() { page_tell(1); }
void show_webgl_lost() { page_tell(2); }
void hide_notice() { page_tell(0); }

}  // namespace browser
