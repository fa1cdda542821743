#!/bin/bash
# Sets up what is missing, builds the page, and runs it with a broker of its own on this machine.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
for part in say packages sources build; do . "$root/scripts/lib/$part.sh"; done

usage() {
  cat <<'END'
usage: scripts/run.sh [--port N] [--no-broker] [--help]

  --port N      where the page is served on 127.0.0.1 (8080; when it is taken, the next free one)
  --no-broker   only the page, for a broker of yours

Prints one URL that opens the page filled in for the local broker. Ctrl-C stops everything.
END
}

port=8080
broker=1
while [ $# -gt 0 ]; do
  case $1 in
    --port)
      port=${2:-}
      shift
      ;;
    --port=*) port=${1#*=} ;;
    --no-broker) broker=0 ;;
    -h | --help)
      usage
      exit
      ;;
    *)
      usage >&2
      die "unknown option: $1"
      ;;
  esac
  shift || die "--port needs a number"
done
[[ $port =~ ^[0-9]{1,5}$ ]] && [ "$((10#$port))" -ge 1 ] && [ "$((10#$port))" -le 65535 ] || die "not a port from 1 to 65535: '$port'"

need_build
[ "$broker" -eq 0 ] || need_broker
fetch_sources
build_web

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in zh*) language=zh ;; *) language=en ;; esac
exec node "$root/scripts/lib/serve.mjs" "$root/build/web" "$deps_dir" "$((10#$port))" "$broker" "$language"
