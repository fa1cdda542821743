# Running the fuzzers, for test.sh. Expects $root, $work, $counts, $filter and $minutes.

# Greatest inputs, in bytes: a script of a session is long, a text says all in a line or two.
declare -A fuzzers=([decode]=2000 [session]=1000 [text]=400 [packet_json]=1000)

# run_fuzzer NAME SECONDS SEED FOLDER: new inputs go to FOLDER; the corpus beside the fuzzer is only read.
run_fuzzer() {
  local name=$1 seconds=$2 seed=$3 found=$4 log=$work/fuzz_$1.log failed=$root/build/fuzz/failed_
  mkdir -p "$found"
  if UBSAN_OPTIONS=print_stacktrace=1 "$root/build/fuzz/tests/fuzz/fuzz_$name" -max_total_time="$seconds" \
    -max_len="${fuzzers[$name]}" -seed="$seed" -timeout=20 -rss_limit_mb=2000 -detect_leaks="${MQTT_TOOL_LEAKS:-1}" \
    -print_final_stats=1 -artifact_prefix="$failed" "$found" "$root/tests/fuzz/corpus/$name" >"$log" 2>&1 </dev/null; then
    printf 'ok     fuzz_%s: %d inputs in %d s\n' "$name" "$(awk '/number_of_executed_units/ { print $2 }' "$log")" "$seconds"
    echo '1 0' >>"$counts"
  else
    grep -v "^#[0-9]" "$log" | tail -n 60
    printf 'FAILED fuzz_%s: again with build/fuzz/tests/fuzz/fuzz_%s %s\n' "$name" "$name" \
      "$(sed -n 's/.*Test unit written to //p' "$log" | head -n 1)"
    echo '0 1' >>"$counts"
    touch "$work/fuzz_failed"
  fi
}

# A short run is the same every time but for the machine's speed; a long one goes on where the last one ended.
run_fuzzers() {
  local name seconds=15 seed=1 found=$work/fuzz
  if [ -n "$minutes" ]; then
    seconds=$((60 * minutes)) seed=$RANDOM found=$root/build/fuzz/corpus
  fi
  say "fuzzing, $seconds s each"
  for name in "${!fuzzers[@]}"; do
    [[ $name =~ $filter ]] || continue
    while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n || true; done
    run_fuzzer "$name" "$seconds" "$seed" "$found/$name" &
  done
  wait
  if [ -e "$work/fuzz_failed" ]; then status=1; fi
}
