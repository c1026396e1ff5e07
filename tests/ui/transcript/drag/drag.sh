#!/usr/bin/env bash
# drag.sh PROGRAM: drags what is selected out of a transcript with a real mouse, in an X server of its own. 77: something for that is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ "${2:-}" = --inside ]; then
  openbox >/dev/null 2>&1 &
  wm=$!
  out=$(mktemp)
  trap 'kill $wm 2>/dev/null || true; rm -f "$out"' EXIT
  sleep 1 # the window manager must be there before the window
  "$1" >"$out" &
  probe=$!
  for _ in $(seq 100); do
    grep -q '^drop ' "$out" && break
    sleep 0.1
  done
  read -r _ hx hy < <(grep '^hold ' "$out")
  read -r _ dx dy < <(grep '^drop ' "$out")
  xdotool mousemove "$hx" "$hy" sleep 0.2 mousedown 1 sleep 0.2
  for i in $(seq 10); do
    xdotool mousemove $((hx + (dx - hx) * i / 10)) $((hy + (dy - hy) * i / 10)) sleep 0.05
  done
  xdotool sleep 0.2 mouseup 1
  wait $probe || { echo "nothing was dropped"; exit 1; }
  cat "$out"
  # Plain text and nothing that another program would take for markup; hidden signs are seen; a copy, never a move.
  grep -qx 'formats text/plain' "$out"
  grep -qx 'text Take these words along ‹U+202e›!' "$out"
  grep -qx 'And <b>these</b>.' "$out"
  grep -qx 'action 1' "$out"
  exit 0
fi
for tool in xvfb-run dbus-run-session openbox xdotool; do
  command -v "$tool" >/dev/null || exit 77
done
unset QT_QPA_PLATFORM
exec xvfb-run -n $((200 + $$ % 9000)) -a -s '-screen 0 1280x900x24' dbus-run-session -- bash "$here/drag.sh" "$1" --inside
