#!/usr/bin/env bash
# turn.sh ROOT OUT: inside an X server and a D-Bus session, one turn in the program that is installed below ROOT (turn.json), by the tour's own means.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$1
out=$2
runtime=$(mktemp -d -p /tmp)
chmod 700 "$runtime"
export XDG_RUNTIME_DIR=$runtime TMPDIR=/tmp NO_AT_BRIDGE=0
/usr/libexec/at-spi-bus-launcher --launch-immediately >/dev/null 2>&1 &
bus=$!
openbox >/dev/null 2>&1 &
wm=$!
sleep 1 # the window manager must be there before the first window

# The program alone is started below ROOT; the tour stays outside and reaches it by the display and the bus. They lie in /tmp, which both have.
start=$runtime/muster
cp "${XAUTHORITY:-/dev/null}" "$runtime/xauthority"
cat >"$start" <<END
#!/bin/sh
XAUTHORITY=$runtime/xauthority exec chroot '$root' /usr/bin/muster "\$@"
END
chmod 755 "$start"
status=0
/usr/bin/python3 "$here/../../tests/tour/tour.py" --program "$start" --out "$out" --scenes "$here/turn.json" --theme light || status=$?
kill $bus $wm 2>/dev/null || true
rm -rf "$runtime"
exit $status
