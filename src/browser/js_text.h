// Text that JavaScript hands to the program: one scratch buffer that web/lib_text.js writes into.
// Not a queue: what is in it is read before JavaScript is called again.
#pragma once
#include <cstddef>
#include <string_view>

namespace browser {

// The first `length` bytes of what JavaScript wrote last.
std::string_view js_text(std::size_t length);
const unsigned char* js_bytes();

}  // namespace browser
