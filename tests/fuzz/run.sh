#!/usr/bin/env bash
# run.sh FUZZER SECONDS: fuzzes from the seeds of the tree; what it finds to be interesting stays in build/fuzz/corpus for the next time.
set -euo pipefail
fuzzer=$1
seconds=$2
name=$(basename "$fuzzer")
here=$(cd "$(dirname "$0")" && pwd)
corpus=build/fuzz/corpus/$name
mkdir -p "$corpus" build/fuzz/findings

folders=("$corpus")
while read -r seed; do
  if [ -d "$seed" ]; then
    # libFuzzer does not look into folders inside a folder.
    while read -r folder; do folders+=("$folder"); done < <(find "$seed" -type d)
  fi
done <"$(dirname "$fuzzer")/$name.seeds"

options=(-max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2560 -print_final_stats=1
  -artifact_prefix="build/fuzz/findings/$name-")
dictionary=$here/dictionaries/${name#fuzz_}.dict
[ ! -f "$dictionary" ] || options+=(-dict="$dictionary")

echo "== $name, $seconds s"
ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 "$fuzzer" "${options[@]}" "${folders[@]}" 2>"build/fuzz/$name.log" || {
  tail -n 60 "build/fuzz/$name.log"
  exit 1
}
grep -E '^(Done|stat::number_of_executed_units|stat::peak_rss_mb)|cov:' "build/fuzz/$name.log" | tail -n 4
