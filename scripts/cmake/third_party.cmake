# Dear ImGui, SDL2, natively RapidJSON and Boost's headers, and for the tests GoogleTest, as targets `imgui`,
# `imgui_backend`, `sdl2`, `rapidjson`, `boost` and `gtest`.
#
# Sources that the scripts fetched (scripts/lib/sources.sh) or that the system has are used as they are; else
# FetchContent takes the upstream tag, pinned by commit. None of these is built with our warnings.
include(FetchContent)
set(FETCHCONTENT_QUIET OFF)

if(DEFINED ENV{MQTT_TOOL_DEPS})
  set(deps_dir "$ENV{MQTT_TOOL_DEPS}")
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(deps_dir "$ENV{XDG_CACHE_HOME}/mqtt_over_ws_tool")
else()
  set(deps_dir "$ENV{HOME}/.cache/mqtt_over_ws_tool")
endif()

# take_source(NAME PLACE PROOF REPOSITORY COMMIT): the tree is at PLACE if PROOF stands there, else fetched.
# Sets NAME_dir for the caller. SOURCE_SUBDIR names no folder, so that nobody's CMakeLists.txt joins ours.
macro(take_source name place proof repository commit)
  string(TOUPPER ${name} upper_name)
  if(NOT FETCHCONTENT_SOURCE_DIR_${upper_name} AND EXISTS "${place}/${proof}")
    get_filename_component(FETCHCONTENT_SOURCE_DIR_${upper_name} "${place}" REALPATH)
  endif()
  FetchContent_Declare(${name} GIT_REPOSITORY ${repository} GIT_TAG ${commit} SOURCE_SUBDIR no_cmake)
  FetchContent_MakeAvailable(${name})
  set(${name}_dir "${${name}_SOURCE_DIR}")
endmacro()

# --- Dear ImGui
take_source(imgui "${deps_dir}/imgui" imgui.h
  https://github.com/ocornut/imgui.git 45acd5e0e82f4c954432533ae9985ff0e1aad6d5) # v1.92.2b

add_library(imgui STATIC
  "${imgui_dir}/imgui.cpp" "${imgui_dir}/imgui_draw.cpp" "${imgui_dir}/imgui_tables.cpp" "${imgui_dir}/imgui_widgets.cpp"
  "${CMAKE_SOURCE_DIR}/scripts/cmake/no_default_font_loader.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${imgui_dir}")
target_include_directories(imgui PUBLIC "${CMAKE_SOURCE_DIR}/src")
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="ui/imgui_config.h")
target_link_libraries(imgui PRIVATE every_source)

# --- GoogleTest
if(MQTT_TOOL_TESTS)
  take_source(googletest /usr/src/googletest googletest/src/gtest-all.cc
    https://github.com/google/googletest.git 58d77fa8070e8cec2dc1ed015d66b454c8d78850) # release-1.12.1
  add_library(gtest STATIC EXCLUDE_FROM_ALL
    "${googletest_dir}/googletest/src/gtest-all.cc" "${googletest_dir}/googletest/src/gtest_main.cc")
  target_include_directories(gtest SYSTEM PUBLIC "${googletest_dir}/googletest/include")
  target_include_directories(gtest PRIVATE "${googletest_dir}/googletest")
  target_compile_options(gtest PRIVATE -w)
  set_target_properties(gtest PROPERTIES quick_to_compile ON)
  target_link_libraries(gtest PUBLIC every_source)
  if(EMSCRIPTEN)
    target_compile_definitions(gtest PUBLIC GTEST_HAS_PTHREAD=0)
  else()
    find_package(Threads REQUIRED)
    target_link_libraries(gtest PUBLIC Threads::Threads)
  endif()
endif()

# --- RapidJSON: for the native tools, and a second opinion for the tests of our own JSON; headers only, behind a folder
# of their own, because -I/usr/include would give emcc the system's libc.
if(MQTT_TOOL_TESTS OR NOT EMSCRIPTEN)
  find_path(rapidjson_include rapidjson/reader.h PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH)
  if(NOT rapidjson_include)
    take_source(rapidjson "${deps_dir}/rapidjson" include/rapidjson/reader.h
      https://github.com/Tencent/rapidjson.git 24b5e7a8b27f42fa16b96fc70aade9106cf7102f)
    set(rapidjson_include "${rapidjson_dir}/include" CACHE PATH "" FORCE)
  endif()
  file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/rapidjson_include")
  file(CREATE_LINK "${rapidjson_include}/rapidjson" "${CMAKE_BINARY_DIR}/rapidjson_include/rapidjson" SYMBOLIC)
  add_library(rapidjson INTERFACE)
  target_include_directories(rapidjson SYSTEM INTERFACE "${CMAKE_BINARY_DIR}/rapidjson_include")
endif()

# --- Boost's headers, for the native WebSocket (Beast): too large to be fetched for that alone
if(NOT EMSCRIPTEN)
  find_path(boost_include boost/beast/websocket/stream.hpp)
  if(NOT boost_include)
    message(FATAL_ERROR "Boost's headers are missing (Debian: libboost-dev); -Dboost_include=FOLDER says where they are")
  endif()
  find_package(Threads REQUIRED)
  add_library(boost INTERFACE)
  target_include_directories(boost SYSTEM INTERFACE "${boost_include}")
  target_link_libraries(boost INTERFACE Threads::Threads)
endif()

# --- SDL2 and ImGui's backends: for the page only
if(NOT EMSCRIPTEN)
  return()
endif()
take_source(sdl2 "${deps_dir}/SDL2" include/SDL.h
  https://github.com/libsdl-org/SDL.git 5d249570393f7a37e037abf22cd6012a4cc56a71) # release-2.32.10

# Its own CMakeLists.txt runs hundreds of checks, each through emcc; the configuration it ships needs none.
# Left out: audio, joystick, haptic, sensor, render, power, file system. The page has a window, input and a GL context.
file(GLOB sdl2_sources "${sdl2_dir}/src/*.c" "${sdl2_dir}/src/atomic/*.c" "${sdl2_dir}/src/cpuinfo/*.c"
  "${sdl2_dir}/src/events/*.c" "${sdl2_dir}/src/file/*.c" "${sdl2_dir}/src/libm/*.c"
  "${sdl2_dir}/src/locale/*.c" "${sdl2_dir}/src/locale/emscripten/*.c" "${sdl2_dir}/src/misc/*.c"
  "${sdl2_dir}/src/misc/emscripten/*.c" "${sdl2_dir}/src/stdlib/*.c" "${sdl2_dir}/src/thread/*.c"
  "${sdl2_dir}/src/thread/generic/*.c" "${sdl2_dir}/src/timer/*.c" "${sdl2_dir}/src/timer/unix/*.c"
  "${sdl2_dir}/src/video/*.c" "${sdl2_dir}/src/video/emscripten/*.c" "${sdl2_dir}/src/video/yuv2rgb/*.c")
add_library(sdl2 STATIC ${sdl2_sources} "${CMAKE_SOURCE_DIR}/scripts/cmake/sdl2_left_out.c")
target_include_directories(sdl2 SYSTEM PUBLIC "${sdl2_dir}/include")
target_compile_definitions(sdl2 PRIVATE SDL_AUDIO_DISABLED=1 SDL_JOYSTICK_DISABLED=1 SDL_SENSOR_DISABLED=1
  SDL_RENDER_DISABLED=1 SDL_POWER_DISABLED=1)
target_compile_options(sdl2 PRIVATE -w -include "${CMAKE_SOURCE_DIR}/scripts/cmake/sdl2_emscripten.h")
target_link_libraries(sdl2 PRIVATE every_source)

add_library(imgui_backend STATIC "${imgui_dir}/backends/imgui_impl_sdl2.cpp" "${imgui_dir}/backends/imgui_impl_opengl3.cpp")
target_include_directories(imgui_backend SYSTEM PUBLIC "${imgui_dir}/backends")
target_compile_definitions(imgui_backend PUBLIC IMGUI_IMPL_OPENGL_ES2)
# The SDL2 backend uses EMSCRIPTEN_KEEPALIVE without including its header.
target_compile_options(imgui_backend PRIVATE -w -include emscripten.h)
target_link_libraries(imgui_backend PUBLIC imgui sdl2 PRIVATE every_source)
