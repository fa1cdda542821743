#!/bin/bash
# Sets up what is missing and runs every test; the last line is the sum of all runners.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
for part in say packages sources build fuzz; do . "$root/scripts/lib/$part.sh"; done

size_budget=330000 # bytes of wasm, JavaScript and HTML together after brotli -q 11

usage() {
  cat <<'END'
usage: scripts/test.sh [native|wasm|page|fuzz|interop|e2e [FILTER]] [--seeds N] [--minutes N] [--help]
       scripts/test.sh --coverage

  native   every layer and the native programs under address and undefined-behaviour sanitizers, and the layer rules
  wasm     the mqtt and model tests as wasm under Node
  page     the page is built and keeps its size budget
  fuzz     the fuzzers of tests/fuzz, 15 seconds each
  interop  mqtt_client against Mosquitto, RabbitMQ and npm's aedes (tests/interop/table.tsv says what with which)
  e2e      the page in headless Chromium, and its main job in Firefox and WebKit, against a real Mosquitto

Without a name all six run. FILTER is a regular expression: of ctest's test names for native and wasm (GTEST_FILTER in
the environment works as well), of fuzzers' names, of test names for interop and e2e. --seeds N: so many runs of the simulation of a session, a broker and a
hostile network (mqtt_simulation) instead of 10,000; a run that fails prints its script and how to see it again. --minutes N: each fuzzer runs for so long, with a new seed, and goes on with
what it found the last time. --coverage runs the protocol's tests alone, prints what of src/mqtt they reach, and fails unless
that is every line and 95 % of the branches.
END
}

part=all
filter=
arguments=()
minutes=
while [ $# -gt 0 ]; do
  case $1 in
    --seeds | --minutes)
      [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || die "$1 wants a number"
      if [ "$1" = --seeds ]; then export MQTT_TOOL_SEEDS=$2; else minutes=$2; fi
      shift
      ;;
    --coverage) arguments+=(coverage) ;;
    *) arguments+=("$1") ;;
  esac
  shift
done
set -- "${arguments[@]}"
case ${1:-all} in
  all | native | wasm | page | fuzz | interop | e2e | coverage)
    part=${1:-all}
    filter=${2:-}
    ;;
  -h | --help)
    usage
    exit
    ;;
  *)
    usage >&2
    die "there is no such part: $1"
    ;;
esac

work=$(mktemp -d)
preparing= # process that installs
ahead=     # process that builds ahead
end() {
  if [ -n "$ahead" ]; then kill -- "-$ahead" 2>/dev/null || true; fi
  # An installation is not broken off.
  if [ -n "$preparing" ]; then wait "$preparing" || true; fi
  rm -rf "$work"
}
trap end EXIT
counts=$work/counts
touch "$counts"
status=0

wants() { [ "$part" = all ] || [ "$part" = "$1" ]; }

# prepare: gets what the tests need beside the compilers; what is to be installed, while these are at work already. What runs
# tests calls prepared first.
prepare() {
  local packages="$broker_packages $test_packages npm"
  if wants fuzz || wants coverage; then packages+=" $clang_packages"; fi
  if wants interop; then packages+=" $interop_packages"; fi
  if wants e2e; then packages+=" $browser_packages"; fi
  local missing
  # shellcheck disable=SC2086
  missing=$(missing_packages $packages)
  if [ -z "$missing" ]; then
    prepare_parts
    return
  fi
  say "installing with apt meanwhile: ${missing//$'\n'/ }"
  # A password is asked for now, and not in the middle of what is going on then.
  if [ "$(id -u)" -ne 0 ] && command -v sudo >/dev/null; then sudo true || die "installing packages needs root or sudo"; fi
  # shellcheck disable=SC2086
  (need_packages $packages && prepare_parts) >"$work/prepare.log" 2>&1 &
  preparing=$!
}

# Finds everything installed on Debian; elsewhere it says what is not there.
prepare_parts() {
  need_broker
  need_tests
  if wants fuzz || wants coverage; then need_clang; fi
  if wants interop; then need_interop; fi
  if wants e2e; then need_browsers; fi
  if wants native || wants interop || wants e2e; then install_npm_packages; fi
}

prepared() {
  [ -n "$preparing" ] || return 0
  local pid=$preparing
  preparing=
  wait "$pid" && return
  cat "$work/prepare.log" >&2
  exit 1
}

# build_ahead: while tests run that mostly wait, what the other parts want is built behind them. What fails here is met again,
# and told, when its part wants it: that calls built first.
build_ahead() {
  set -m # a process group, which can be ended with all that is in it
  (
    renice -n 19 "$BASHPID"
    build_wasm_tests && build_web && build_fuzzers
  ) >/dev/null 2>&1 </dev/null &
  ahead=$!
  set +m
}

built() {
  [ -n "$ahead" ] || return 0
  say "waiting for the other builds"
  wait "$ahead" || true
  ahead=
}

# tally KIND LOG: remembers a failure, so that the other parts still run.
tally() { node "$root/scripts/lib/tally.mjs" "$1" "$2" "$counts" || status=1; }

# run_ctest FOLDER
run_ctest() {
  prepared
  say "running the tests of build/$1"
  ctest --test-dir "$root/build/$1" --verbose --timeout $((300 + ${MQTT_TOOL_SEEDS:-0} / 100)) -j "$jobs" ${filter:+-R "$filter"} >"$work/$1.log" 2>&1 </dev/null || true
  tally ctest "$work/$1.log"
}

# run_node FILE [OPTION…]: a file of tests for Node's runner. Remembers what failed in failed_files.
run_node() {
  local file=$1
  shift
  node_file "$file" "$work/node.tap" "$@" || failed_files+=("${file##*/}")
  tally node "$work/node.tap"
}

# node_file FILE TAP [OPTION…]
node_file() {
  local file=$1 tap=$2
  shift 2
  timeout --kill-after=10 600 node --test "$@" --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$tap" "$file" </dev/null
}

test_native() {
  build_native
  prepared
  if [ "$part" = all ]; then build_ahead; fi
  # LeakSanitizer cannot work under a debugger or in some containers: MQTT_TOOL_LEAKS=0 there.
  export ASAN_OPTIONS=detect_leaks=${MQTT_TOOL_LEAKS:-1} UBSAN_OPTIONS=print_stacktrace=1
  run_ctest native
  say "running the native programs"
  local file failed_files=()
  for file in "$root"/tests/tools/*.test.mjs; do
    # Like ctest's, FILTER chooses among the names of whole files here.
    if [[ ${file##*/} =~ $filter ]]; then run_node "$file"; fi
  done
  [ ${#failed_files[@]} -eq 0 ] || say "failed: ${failed_files[*]}"
}

test_wasm() {
  built
  build_wasm_tests
  run_ctest wasm-test
}

test_page() {
  build_web
  prepared
  local file size sum=0
  for file in "$root"/build/web/*.{html,js,wasm}; do
    [ -f "$file" ] || continue
    size=$(brotli -q 11 -c "$file" | wc -c)
    sum=$((sum + size))
    printf '%9d bytes with brotli: %s\n' "$size" "${file##*/}"
  done
  if [ "$sum" -le "$size_budget" ]; then
    printf 'ok     page size: %d of %d bytes\n' "$sum" "$size_budget"
    echo '1 0' >>"$counts"
  else
    printf 'FAILED page size: %d bytes, the budget is %d\n' "$sum" "$size_budget"
    echo '0 1' >>"$counts"
    status=1
  fi
}

test_fuzz() {
  prepared
  build_fuzzers
  run_fuzzers
}

# run_tests_of FOLDER: its files one at a time; a broker, or drawing on software GL, takes both cores.
run_tests_of() {
  local file failed_files=() names=(${filter:+--test-name-pattern="$filter"})
  for file in "$root/tests/$1"/*.test.mjs; do
    run_node "$file" "${names[@]}"
  done
  [ ${#failed_files[@]} -eq 0 ] || say "failed: ${failed_files[*]}"
}

# Those of e2e/ that measure time run by themselves; of the others, which wait for frames and brokers
# most of the time, two at once.
run_e2e() {
  local file name alone=' text_input touch ' lane=() failed_files=() names=(${filter:+--test-name-pattern="$filter"})
  for file in "$root"/tests/e2e/*.test.mjs; do
    name=$(basename "$file" .test.mjs)
    if [[ $alone == *" $name "* ]]; then
      run_node "$file" "${names[@]}"
    else
      lane+=("$file")
    fi
  done
  local -A running=()
  for file in "${lane[@]}"; do
    if [ ${#running[@]} -ge 2 ]; then end_of_one; fi
    name=$(basename "$file" .test.mjs)
    node_file "$file" "$work/$name.tap" "${names[@]}" >"$work/$name.log" 2>&1 &
    running[$!]=$file
  done
  while [ ${#running[@]} -gt 0 ]; do end_of_one; done
  [ ${#failed_files[@]} -eq 0 ] || say "failed: ${failed_files[*]}"
}

# Waits for one of `running`, and tells what came of it.
end_of_one() {
  local ended name
  wait -n -p ended "${!running[@]}" || failed_files+=("${running[$ended]##*/}")
  name=$(basename "${running[$ended]}" .test.mjs)
  unset "running[$ended]"
  cat "$work/$name.log"
  tally node "$work/$name.tap"
}

test_interop() {
  wants native || build_native mqtt_client
  prepared
  say "running mqtt_client against other people's brokers"
  run_tests_of interop
}

test_e2e() {
  wants page || build_web
  prepared
  say "running the tests in Chromium, Firefox and WebKit"
  run_e2e
}

test_coverage() {
  prepared
  build_coverage
  say "running the protocol's tests"
  local program=$root/build/coverage/tests/mqtt_test profile=$work/mqtt.profdata
  LLVM_PROFILE_FILE=$work/mqtt.profraw quietly "$program" || die "the tests fail"
  llvm-profdata merge -o "$profile" "$work/mqtt.profraw"
  llvm-cov export -format=lcov -instr-profile="$profile" "$program" "$root/src/mqtt" >"$work/lines"
  llvm-cov export -format=text -instr-profile="$profile" "$program" "$root/src/mqtt" >"$work/branches"
  node "$root/scripts/lib/coverage.mjs" "$root/src" "$work/lines" "$work/branches" "$counts" || status=1
}

need_build
fetch_sources
prepare
for name in native interop wasm page fuzz e2e; do
  if wants "$name"; then "test_$name"; fi
done
if [ "$part" = coverage ]; then test_coverage; fi
awk '$1 + $2 > 0 { any = 1 } END { exit !any }' "$counts" || die "no test was run"
awk '{ passed += $1; failed += $2 } END { printf "%d passed, %d failed\n", passed, failed }' "$counts"
exit "$status"
