# Debian packages: what is missing is installed, what is there is left alone. On a system without apt the commands
# themselves must be there, and the one that is not is named.

build_packages='emscripten g++ cmake ninja-build libgtest-dev libboost-dev rapidjson-dev xz-utils'
broker_packages='mosquitto mosquitto-clients openssl'
test_packages='brotli ca-certificates'
chromium_packages='chromium chromium-sandbox fonts-noto-cjk fonts-noto-color-emoji'
browser_packages="$chromium_packages firefox-esr webkit2gtk-driver xvfb"
interop_packages='rabbitmq-server'
clang_packages='clang llvm libclang-rt-dev'

# missing_packages PACKAGE…: prints those that are not there, a line each.
missing_packages() {
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || return 0
  local package
  for package in "$@"; do
    # Node may come from elsewhere than Debian; any of it will do.
    case $package in nodejs) command -v node >/dev/null && continue ;; npm) command -v npm >/dev/null && continue ;; esac
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

# need_packages PACKAGE…
need_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing with apt: ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      die "these packages are missing, and installing them needs root or sudo: ${missing[*]}"
    as_root=(sudo)
  fi
  # A fresh container has no package lists; a mirror in the middle of an update has moved on from the ones we have.
  install_packages "${missing[@]}" || {
    "${as_root[@]}" apt-get -q update >&2 </dev/null || die "apt-get update failed (is the network there?)"
    install_packages "${missing[@]}" || die "apt-get could not install: ${missing[*]}"
  }
}

install_packages() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
    -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 install "$@" >&2 </dev/null
}

# need_command COMMAND WHAT_FOR
need_command() {
  command -v "$1" >/dev/null || die "the command $1 is missing ($2)"
}

need_build() {
  # shellcheck disable=SC2086
  need_packages $build_packages nodejs
  need_command cmake "the build"
  need_command ninja "the build"
  need_command node "the build"
}

# The broker that Debian's package starts by itself sits on port 1883; ours takes free ports, so it may stay.
need_broker() {
  # shellcheck disable=SC2086
  need_packages $broker_packages nodejs
  need_command openssl "the broker's certificate"
  PATH=$PATH:/usr/sbin:/usr/local/sbin need_command mosquitto "the local broker"
}

need_tests() {
  # shellcheck disable=SC2086
  need_packages $test_packages npm
}

need_chromium() {
  # shellcheck disable=SC2086
  need_packages $chromium_packages
}

# Firefox and WebKit draw WebGL in a window only: they get a screen of their own.
need_browsers() {
  # shellcheck disable=SC2086
  need_packages $browser_packages
  need_command "${XVFB:-Xvfb}" "the screen for the tests in Firefox and WebKit"
  need_command "${WEBKIT_DRIVER:-WebKitWebDriver}" "the tests in WebKit; it is a part of WebKitGTK"
  [ -n "${FIREFOX:-}" ] || command -v firefox-esr >/dev/null || need_command firefox "the tests in Firefox"
}

# The service that Debian's package starts by itself is not needed, and not disturbed: ours has its own folders and ports.
need_interop() {
  # shellcheck disable=SC2086
  need_packages $interop_packages
  need_command epmd "RabbitMQ, which is written in Erlang"
}

# The fuzzers and the coverage are clang's.
need_clang() {
  # shellcheck disable=SC2086
  need_packages $clang_packages
  need_command clang++ "the fuzzers and the coverage"
}

# What the tests in a browser and the benchmarks use, into tests/node_modules. npm ci only when the lock file is newer
# than what it last put there.
install_npm_packages() {
  need_command npm "the tests in a browser"
  local folder=$root/tests
  [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && return 0
  say "installing npm packages into tests/node_modules"
  (cd "$folder" && quietly npm ci --no-progress) || die "npm ci failed in tests/ (is the network there?)"
  touch "$folder/node_modules/.package-lock.json"
}
