# The sources of Dear ImGui and SDL2, kept outside the repository and outside the build folder.
#
# On Debian they come from apt: the upstream tarballs of the source packages, checked against the mirror's signed index
# and read through a list of our own, so that the system's apt configuration stays as it is. Elsewhere CMake's FetchContent takes them from upstream (CMakeLists.txt).

# Newest first: a mirror may be between two updates, with an index that names files it no longer has.
source_suites='forky sid trixie'
deps_dir=${MQTT_TOOL_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/mqtt_over_ws_tool}

# The mirror that the machine itself uses for Debian, from both of apt's formats; security and backports hosts are not it.
debian_mirror() {
  local etc=${APT_ETC:-/etc/apt}
  {
    cat "$etc"/sources.list.d/*.sources 2>/dev/null | sed -n 's/^URIs:[[:space:]]*//p' | tr ' \t' '\n\n'
    cat "$etc"/sources.list "$etc"/sources.list.d/*.list 2>/dev/null |
      sed -n 's/^[[:space:]]*deb[[:space:]]\{1,\}\(\[[^]]*\][[:space:]]*\)\{0,1\}\([^[:space:]]*\).*/\2/p'
  } | grep -E '^(https?|ftp|file|mirror\+[a-z]+|copy):.*/debian/?$' | head -n 1
}

# Whether this machine can take source packages from a Debian mirror at all.
has_debian_sources() {
  [ -r /usr/share/keyrings/debian-archive-keyring.gpg ] && command -v apt-get >/dev/null && [ -n "$(debian_mirror)" ]
}

# fetch_sources: leaves $deps_dir/imgui and $deps_dir/SDL2, each a link to an unpacked source tree. Quick when they are there.
fetch_sources() {
  fetch_source imgui imgui 1.92. imgui.h
  fetch_source libsdl2 SDL2 2.32. include/SDL.h
}

# fetch_source PACKAGE LINK VERSION_PREFIX PROOF: PROOF is a file that the finished tree has.
fetch_source() {
  if [ -f "$deps_dir/$2/$4" ]; then return 0; fi
  has_debian_sources || return 0 # CMake fetches it itself
  mkdir -p "$deps_dir"
  local work suite
  work=$(mktemp -d "$deps_dir/fetch.XXXXXX")
  for suite in $source_suites; do
    say "fetching the source of $2 ($3x) from Debian $suite into $deps_dir"
    rm -rf "${work:?}"/{lists,cache,tree}
    if download_source_package "$work" "$suite" "$1" "$3" && unpack_source "$work" "$1" "$2"; then
      rm -rf "$work"
      return 0
    fi
  done
  cat "$work/log" >&2
  rm -rf "$work"
  die "cannot fetch the source package $1 $3x from $(debian_mirror) (is the network there?)"
}

# download_source_package DIR SUITE PACKAGE VERSION_PREFIX: leaves PACKAGE_*.orig.tar.* in DIR; what apt said is in DIR/log.
download_source_package() (
  cd "$1" || exit 1
  mkdir -p lists/partial cache/archives/partial
  # A mirror that lags behind has an index that is signed and past its date: old sources are what we want anyway.
  local options=(-q -o Acquire::Check-Valid-Until=false -o "Dir::Etc::sourcelist=$1/debian.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$1/lists"
    -o "Dir::Cache=$1/cache" -o APT::Sandbox::User= -o APT::Update::Post-Invoke-Success::= -o Acquire::Retries=3)
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(debian_mirror) $2 main" >debian.list
  exec >>log 2>&1 </dev/null
  apt-get "${options[@]}" update || exit 1
  # Asked before the download, which is of megabytes.
  case $(apt-get "${options[@]}" source --print-uris --tar-only "$3") in
    *"/$3_$4"*) ;;
    *)
      echo "suite $2 has no $3 $4x"
      exit 1
      ;;
  esac
  apt-get "${options[@]}" source --download-only --tar-only "$3"
)

# unpack_source DIR PACKAGE LINK
unpack_source() {
  local archive name
  archive=$(find "$1" -maxdepth 1 -name "$2_*.orig.tar.*" | head -n 1)
  name=${archive##*/"$2"_}
  name=$3-${name%%[+]*}
  mkdir "$1/tree" && tar -xf "$archive" -C "$1/tree" --strip-components=1 >>"$1/log" 2>&1 || return 1
  rm -rf "${deps_dir:?}/$name"
  mv "$1/tree" "$deps_dir/$name"
  ln -sfn "$name" "$deps_dir/$3"
  say "have ${name/-/ }"
}
