#!/usr/bin/env bash
# Builds the replay tool and hands it what was asked for. ./dev works in the project's folder; a relative folder of recordings means one in
# the folder that the command was given in, if it is there.
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
"$root/dev" build replay >"$log" 2>&1 || { cat "$log" >&2; exit 2; }
given=()
for word in "$@"; do
  if [ "${word#/}" = "$word" ] && [ ! -d "$word" ] && [ -d "${OLDPWD:-.}/$word" ]; then
    word="$OLDPWD/$word"
  fi
  given+=("$word")
done
rm -f "$log"
exec "$root/build/dev/tests/replay/replay" "${given[@]}"
