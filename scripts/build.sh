#!/bin/bash
# Builds only: the page, or the native tests and tools.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
for part in say packages sources build; do . "$root/scripts/lib/$part.sh"; done

usage() {
  cat <<'END'
usage: scripts/build.sh [web|native] [--help]

  web      the page: build/web/ for any static host, build/mqtt_over_ws_tool.html for file:// (the default)
  native   tests and command-line tools, with sanitizers: build/native/

What is missing (Debian packages, the sources of Dear ImGui and SDL2) is fetched first.
END
}

case ${1:-web} in
  web)
    need_build
    fetch_sources
    build_web
    ;;
  native)
    need_build
    fetch_sources
    build_native
    ;;
  -h | --help) usage ;;
  *)
    usage >&2
    die "there is no such thing to build: $1"
    ;;
esac
