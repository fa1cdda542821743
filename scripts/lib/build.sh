# Building, for build.sh, run.sh and test.sh. Expects $root, and say.sh, packages.sh and sources.sh read before.

: "${jobs:=$(nproc 2>/dev/null || echo 2)}"

# configure FOLDER COMMAND…: runs cmake there the first time only; ninja sees to it that it is repeated when it must be.
configure() {
  local folder=$root/build/$1
  shift
  [ -f "$folder/build.ninja" ] && return 0
  say "configuring ${folder#"$root"/}"
  mkdir -p "$folder"
  quietly "$@" -S "$root" -B "$folder" -G Ninja || {
    rm -f "$folder/build.ninja" "$folder/CMakeCache.txt"
    die "cmake could not configure ${folder#"$root"/}"
  }
}

# compile FOLDER TARGET…
compile() {
  local folder=$root/build/$1
  shift
  say "building ${folder#"$root"/}"
  ninja -C "$folder" -j "$jobs" "$@" >&2 || die "the build in ${folder#"$root"/} failed"
}

# The tests' build; with sanitizers, because nothing else is run from it.
build_native() {
  need_command g++ "the native build"
  configure native cmake -DMQTT_TOOL_SANITIZE=ON
  compile native
}

# Everything that is shipped: build/web/ and build/mqtt_over_ws_tool.html.
build_web() {
  need_command emcc "the page's compiler, Emscripten"
  configure wasm emcmake cmake -DMQTT_TOOL_TESTS=OFF "-DMQTT_TOOL_OUTPUT=$root/build"
  compile wasm
}

# The same layers as wasm for Node, without link-time optimization: one link in seconds instead of half a minute.
build_wasm_tests() {
  need_command emcc "the compiler of the tests as wasm, Emscripten"
  configure wasm-test emcmake cmake -DMQTT_TOOL_DEBUG_PAGE=ON
  compile wasm-test mqtt_test model_test
}
