#!/bin/bash
# Sets up what is missing and measures; prints tables. Timing passes no verdict: it fails only when something is broken.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
for part in say packages sources build; do . "$root/scripts/lib/$part.sh"; done

usage() {
  cat <<'END_OF_USAGE'
usage: scripts/bench.sh [receive] [--rounds N] [--messages N] [--only NAME,…]
       scripts/bench.sh codec [--rounds N] [--packets N]
       scripts/bench.sh mirror [--rounds N] [--rows N]

  receive   messages a second in headless Chromium on software GL: this page hidden and visible, beside a bare
            WebSocket page, mqtt.js and Paho; 5 rounds of 100000 messages
  codec     packets a second encoded and decoded, by the page's own code as wasm under Node and by npm's mqtt-packet;
            21 rounds of 20000 packets
  mirror    what the page's DOM twins cost a frame: brought up to date and not, in turns; 7 rounds with 2000 rows

--only names some of: bare_hidden ours_hidden bare ours mqtt_js paho mqtt_js_rows mqtt_js_rows_each.
Everything stays on loopback. A machine that has other work to do measures that as well.
END_OF_USAGE
}

what=receive
case ${1:-} in
  receive | codec | mirror)
    what=$1
    shift
    ;;
esac
options=()
while [ $# -gt 0 ]; do
  case $what:$1 in
    receive:--rounds | receive:--messages | receive:--only | codec:--rounds | codec:--packets | mirror:--rounds | mirror:--rows)
      [ $# -ge 2 ] || die "$1 needs a value"
      options+=("$1" "$2")
      shift 2
      ;;
    *:-h | *:--help)
      usage
      exit
      ;;
    *)
      usage >&2
      die "$what: there is no such benchmark or option: $1"
      ;;
  esac
done

bench_receive() {
  need_tests
  need_chromium
  build_web
  install_npm_packages
  say "measuring how fast messages are received"
  node "$root/tests/bench/receive.mjs" "${options[@]}" </dev/null
}

bench_codec() {
  need_packages npm
  build_web codec_bench
  install_npm_packages
  say "measuring how fast packets are encoded and decoded"
  node "$root/tests/bench/codec.mjs" "$root/build/wasm/tests/bench/codec/codec_bench.js" "${options[@]}" </dev/null
}

bench_mirror() {
  need_broker
  need_tests
  need_chromium
  build_web
  install_npm_packages
  say "measuring what the mirror costs"
  node "$root/tests/bench/mirror.mjs" "${options[@]}" </dev/null
}

need_build
fetch_sources
"bench_$what"
