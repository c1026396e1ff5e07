#!/usr/bin/env bash
# canary.sh PROGRAM: the real program with a key that is known, from typing it to the end; then looks for the key everywhere it must not be (S1).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

if [ "${1:-}" = --inside ]; then
  program=$2
  export XDG_RUNTIME_DIR=$MUSTER_CANARY/runtime NO_AT_BRIDGE=0
  /usr/libexec/at-spi-bus-launcher --launch-immediately >/dev/null 2>&1 &
  bus=$!
  openbox >/dev/null 2>&1 &
  wm=$!
  # The key goes into a real keychain, whose files lie in the same home: they are looked through as well.
  printf 'a password for tests\n' | HOME=$MUSTER_CANARY/home XDG_DATA_HOME=$MUSTER_CANARY/home/data \
    gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1
  status=0
  /usr/bin/python3 "$here/canary.py" "$program" "$MUSTER_CANARY" || status=$?
  kill $bus $wm 2>/dev/null || true
  exit $status
fi

for tool in xvfb-run dbus-run-session gnome-keyring-daemon openbox xdotool xclip; do
  command -v "$tool" >/dev/null || { echo "canary.sh: $tool is missing; ./dev test installs it" >&2; exit 1; }
done
program=$(realpath "$1")
MUSTER_CANARY=$(mktemp -d)
export MUSTER_CANARY
trap 'rm -rf "$MUSTER_CANARY"' EXIT
mkdir -m 700 "$MUSTER_CANARY"/{home,tmp,runtime,logs,server}
env -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u XDG_CACHE_HOME -u XDG_STATE_HOME -u WAYLAND_DISPLAY \
  xvfb-run -n $((200 + $$ % 9000)) -a -s '-screen 0 1440x900x24' dbus-run-session -- bash "$here/canary.sh" --inside "$program"
