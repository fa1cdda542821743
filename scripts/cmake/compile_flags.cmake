# Two interface targets: `every_source` holds what third-party sources need too, `own_source` adds our warnings.

add_library(every_source INTERFACE)
add_library(own_source INTERFACE)
target_link_libraries(own_source INTERFACE every_source)
target_include_directories(own_source INTERFACE "${CMAKE_SOURCE_DIR}/src" "${CMAKE_BINARY_DIR}/generated")

target_compile_options(every_source INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
target_compile_options(own_source INTERFACE
  -Wall -Wextra -Wconversion -Wshadow $<$<CXX_COMPILER_ID:Clang>:-Wno-sign-conversion>
  $<$<BOOL:${MQTT_TOOL_WERROR}>:-Werror>)

if(EMSCRIPTEN)
  # CMake's own build types would add their -O; the page has exactly one of two shapes.
  foreach(language C CXX)
    foreach(type DEBUG RELEASE RELWITHDEBINFO MINSIZEREL)
      set(CMAKE_${language}_FLAGS_${type} "")
    endforeach()
  endforeach()
  if(MQTT_TOOL_DEBUG_PAGE)
    set(shape -O1 -g2)
    set(link_shape ${shape})
  else()
    set(shape -Oz -DNDEBUG $<$<BOOL:${MQTT_TOOL_LTO}>:-flto>)
    # Linked with -Oz, the C library copies memory byte by byte.
    set(link_shape -Os $<$<BOOL:${MQTT_TOOL_LTO}>:-flto>)
  endif()
  # USE_SDL=0: Emscripten's own headers of SDL 1 stay out of the include path.
  target_compile_options(every_source INTERFACE ${shape} -sUSE_SDL=0)
  target_link_options(every_source INTERFACE ${link_shape} -fno-exceptions -sUSE_SDL=0)
  # Debian's emcc needs acorn from where Debian keeps it; a Node from elsewhere does not look there.
  if(EXISTS /usr/share/nodejs/acorn)
    set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
  endif()
elseif(MQTT_TOOL_FUZZ)
  # Which code an input reaches is told by instrumentation of everything; only a fuzzer itself links libFuzzer's main.
  set(sanitizers -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(every_source INTERFACE ${sanitizers} -O2 -g1)
  target_link_options(every_source INTERFACE ${sanitizers})
elseif(MQTT_TOOL_COVERAGE)
  # An assertion's other side is no branch that anybody could reach.
  target_compile_options(every_source INTERFACE -fprofile-instr-generate -fcoverage-mapping -DNDEBUG)
  target_link_options(every_source INTERFACE -fprofile-instr-generate)
elseif(MQTT_TOOL_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # Most of the build is tests, and most of a test is GoogleTest's macros: a target with the property quick_to_compile takes
  # half the time. Lines are all that a sanitizer's report needs of the debugging information.
  target_compile_options(every_source INTERFACE ${sanitizers} -g1
    $<IF:$<BOOL:$<TARGET_PROPERTY:quick_to_compile>>,-O0,-O1>)
  target_link_options(every_source INTERFACE ${sanitizers})
endif()
