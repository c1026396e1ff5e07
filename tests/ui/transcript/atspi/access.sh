#!/usr/bin/env bash
# access.sh PROGRAM: access.py in an X server, a D-Bus session and an accessibility bus of its own. 77: something for that is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ "${2:-}" = --inside ]; then
  runtime=$(mktemp -d)
  chmod 700 "$runtime"
  export XDG_RUNTIME_DIR=$runtime NO_AT_BRIDGE=0
  /usr/libexec/at-spi-bus-launcher --launch-immediately >/dev/null 2>&1 &
  bus=$!
  status=0
  /usr/bin/python3 "$here/access.py" "$1" || status=$?
  kill $bus 2>/dev/null || true
  rm -rf "$runtime"
  exit $status
fi
for tool in xvfb-run dbus-run-session /usr/libexec/at-spi-bus-launcher; do
  command -v "$tool" >/dev/null || exit 77
done
/usr/bin/python3 -c 'import gi; gi.require_version("Atspi", "2.0")' 2>/dev/null || exit 77
unset QT_QPA_PLATFORM
exec xvfb-run -n $((200 + $$ % 9000)) -a -s '-screen 0 1280x900x24' dbus-run-session -- bash "$here/access.sh" "$1" --inside
