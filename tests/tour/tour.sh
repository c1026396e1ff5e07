#!/usr/bin/env bash
# The tour: both themes, each in its own X server, D-Bus session and home; recordings of a real server are served beside it.
# usage: tour.sh PROGRAM REPLAY-TOOL OUT [tour.py's options…]   MUSTER_TOUR_THEMES="light" takes one theme only
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
replay=$(realpath "$2")
out=$3
mkdir -p "$out"
out=$(realpath "$out")
shift 3

if [ "${1:-}" = --inside ]; then
  theme=$2
  shift 2
  runtime=$(mktemp -d)
  chmod 700 "$runtime"
  export XDG_RUNTIME_DIR=$runtime NO_AT_BRIDGE=0
  /usr/libexec/at-spi-bus-launcher --launch-immediately >/dev/null 2>&1 &
  bus=$!
  openbox >/dev/null 2>&1 &
  wm=$!
  # A keychain that is open, as after a log-in: keys of the tour go there and nowhere else.
  keys=$(mktemp -d)
  printf 'tour\n' | HOME=$keys XDG_DATA_HOME=$keys gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1 || true
  "$replay" serve "$here/../fixtures/openma" 0 --fast >"$out/replay-$theme.txt" &
  server=$!
  sleep 1 # the window manager must be there before the first window
  status=0
  /usr/bin/python3 "$here/tour.py" --program "$program" --out "$out" --theme "$theme" \
    --set "REPLAY=$(sed -n 1p "$out/replay-$theme.txt")" "KEY=$(sed -n 2p "$out/replay-$theme.txt")" "SERVER=$server" "$@" || status=$?
  kill -CONT $server 2>/dev/null || true
  kill $bus $wm $server 2>/dev/null || true
  rm -rf "$runtime" "$keys"
  exit $status
fi

status=0
for theme in ${MUSTER_TOUR_THEMES:-light dark}; do
  xvfb-run -n $((200 + $$ % 9000)) -a -s '-screen 0 1440x900x24' dbus-run-session -- \
    bash "$here/tour.sh" "$program" "$replay" "$out" --inside "$theme" "$@" 2>>"$out/session-$theme.log" || status=1
done
exit $status
