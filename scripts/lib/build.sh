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

# build_native [TARGET…]: the tests' build; with sanitizers, because nothing else is run from it.
build_native() {
  need_command g++ "the native build"
  configure native cmake -DMQTT_TOOL_SANITIZE=ON
  compile native "$@"
}

# build_web [TARGET…]: without targets everything that is shipped, build/web/ and build/mqtt_over_ws_tool.html.
build_web() {
  need_command emcc "the page's compiler, Emscripten"
  configure wasm emcmake cmake -DMQTT_TOOL_TESTS=OFF "-DMQTT_TOOL_OUTPUT=$root/build"
  compile wasm "$@"
}

# The same layers as wasm for Node, without link-time optimization: one link in seconds instead of half a minute.
build_wasm_tests() {
  need_command emcc "the compiler of the tests as wasm, Emscripten"
  configure wasm-test emcmake cmake -DMQTT_TOOL_DEBUG_PAGE=ON
  compile wasm-test mqtt_test model_test
}

clang_compilers='-DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++'

# The fuzzers, with libFuzzer and sanitizers.
build_fuzzers() {
  # shellcheck disable=SC2086
  configure fuzz cmake $clang_compilers -DMQTT_TOOL_FUZZ=ON
  compile fuzz fuzzers
}

# The protocol's tests, counting what they reach.
build_coverage() {
  # shellcheck disable=SC2086
  configure coverage cmake $clang_compilers -DMQTT_TOOL_COVERAGE=ON
  compile coverage mqtt_test
}
