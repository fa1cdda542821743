// Put in front of every SDL2 source: SDL 2.32 names its JavaScript dependencies with a macro that older Emscriptens
// do not have. What they would pull in is in those versions' runtime anyway.
#pragma once

#include <emscripten.h>

#ifndef EM_JS_DEPS
#define EM_JS_DEPS(tag, deps)
#endif
