#include "browser/js_text.h"

#include <emscripten.h>

#include <cstdlib>

namespace {
char* g_buffer = nullptr;
std::size_t g_room = 0;
constexpr std::size_t kKeep = 1u << 18;
}  // namespace

// A buffer that was huge once (a pasted megabyte) is given back by the next small use.
extern "C" EMSCRIPTEN_KEEPALIVE char* page_buffer(std::size_t bytes) {
  if (bytes > g_room || (g_room > kKeep && bytes <= kKeep)) {
    std::free(g_buffer);
    g_room = bytes < 4096 ? 4096 : bytes;
    g_buffer = static_cast<char*>(std::malloc(g_room));
    if (g_buffer == nullptr) std::abort();
  }
  return g_buffer;
}

namespace browser {

std::string_view js_text(std::size_t length) { return {g_buffer, length}; }
const unsigned char* js_bytes() { return reinterpret_cast<const unsigned char*>(g_buffer); }

}  // namespace browser
