# Words for the person at the terminal. Progress goes to stderr, so that a script's output stays its output.

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

# One sentence that says what is wrong, then the end.
die() {
  printf '\033[31merror:\033[0m %s\n' "$*" >&2
  exit 1
}

# Runs a command quietly; shows what it printed only when it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  [ "$status" -eq 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$status"
}
