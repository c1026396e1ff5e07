#!/usr/bin/env bash
# Builds the replay tool and hands it what was asked for; a relative folder means one in the folder the command was given in.
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"
"$root/dev" build replay >/dev/null
exec "$root/build/dev/tests/replay/replay" "$@"
