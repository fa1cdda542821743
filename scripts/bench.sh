#!/bin/bash
# Sets up what is missing and measures; prints tables. Timing passes no verdict: it fails only when something is broken.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
for part in say packages sources build; do . "$root/scripts/lib/$part.sh"; done

usage() {
  cat <<'END_OF_USAGE'
usage: scripts/bench.sh [receive] [--rounds N] [--messages N] [--only NAME,…] [--help]

  receive   messages a second in headless Chromium on software GL: this page hidden and visible, beside a bare
            WebSocket page, mqtt.js and Paho; 5 rounds of 100000 messages

--only names some of: bare_hidden ours_hidden bare ours mqtt_js paho mqtt_js_rows mqtt_js_rows_each.
Everything stays on loopback. A machine that has other work to do measures that as well.
END_OF_USAGE
}

options=()
while [ $# -gt 0 ]; do
  case $1 in
    receive) shift ;;
    --rounds | --messages | --only)
      [ $# -ge 2 ] || die "$1 needs a value"
      options+=("$1" "$2")
      shift 2
      ;;
    -h | --help)
      usage
      exit
      ;;
    *)
      usage >&2
      die "there is no such benchmark or option: $1"
      ;;
  esac
done

need_build
need_tests
fetch_sources
build_web
install_npm_packages
say "measuring how fast messages are received"
node "$root/tests/bench/receive.mjs" "${options[@]}" </dev/null
