#!/usr/bin/env bash
# keyring.sh STATE command…: runs the command in a HOME of its own with the Secret Service in that state, then looks for the key on disk.
# The command gets MUSTER_TEST_CANARY, the text that its keys must hold and that no file may hold in clear afterwards.
set -euo pipefail

state=$1
shift
password='a password for tests'
service_config=$(dirname "$(readlink -f "$0")")/bus-without-services.conf

if [ -z "${MUSTER_KEYRING_HOME:-}" ]; then
  tools=(dbus-run-session gnome-keyring-daemon)
  if [[ $state == display* ]]; then tools+=(xvfb-run xdotool); fi
  for tool in "${tools[@]}"; do
    command -v "$tool" >/dev/null || { echo "keyring.sh: $tool is missing; ./dev test installs it" >&2; exit 1; }
  done
  MUSTER_KEYRING_HOME=$(mktemp -d)
  export MUSTER_KEYRING_HOME
  trap 'rm -rf "$MUSTER_KEYRING_HOME"' EXIT
  mkdir -m 700 "$MUSTER_KEYRING_HOME"/{home,runtime,tmp}
  export HOME=$MUSTER_KEYRING_HOME/home XDG_RUNTIME_DIR=$MUSTER_KEYRING_HOME/runtime TMPDIR=$MUSTER_KEYRING_HOME/tmp
  unset DBUS_SESSION_BUS_ADDRESS DISPLAY WAYLAND_DISPLAY XDG_CURRENT_DESKTOP KDE_FULL_SESSION KDE_SESSION_VERSION \
    XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME GNOME_KEYRING_CONTROL
  MUSTER_TEST_CANARY=canary-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
  export MUSTER_TEST_CANARY

  case "$state" in
    no-bus) "$@" ;;
    display-no-bus) xvfb-run -n $((200 + $$ % 9000)) -a "$@" ;;
    display) xvfb-run -n $((200 + $$ % 9000)) -a dbus-run-session -- "$0" "$state" "$@" ;;
    no-service) dbus-run-session --config-file="$service_config" -- "$@" ;;
    *) dbus-run-session -- "$0" "$state" "$@" ;;
  esac

  canary_on_disk() { grep -rlaF -- "$MUSTER_TEST_CANARY" "$MUSTER_KEYRING_HOME"; }
  if canary_on_disk; then
    echo "FAIL!  : a key lies on the disk in clear" >&2
    exit 1
  fi
  echo "$MUSTER_TEST_CANARY" >"$HOME/planted"
  canary_on_disk >/dev/null || { echo "FAIL!  : the search for keys on disk finds nothing at all" >&2; exit 1; }
  exit 0
fi

# Inside the bus.
bus_call() { # method argument…
  local method=$1
  shift
  dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus /org/freedesktop/DBus "org.freedesktop.DBus.$method" "$@"
}

wait_until() { # command…
  local tries=0
  until "$@"; do
    tries=$((tries + 1))
    [ "$tries" -lt 500 ] || { echo "keyring.sh: waited in vain for: $*" >&2; exit 1; }
    sleep 0.02
  done
}

has_owner() { bus_call NameHasOwner string:org.freedesktop.secrets | grep -q true; }
has_no_owner() { ! has_owner; }

start_daemon() { # password
  printf '%s\n' "$1" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null
  wait_until has_owner
}

end_daemon() { # the one on this bus, and only that
  if has_owner; then
    kill -KILL "$(bus_call GetConnectionUnixProcessID string:org.freedesktop.secrets | awk '{print $2}')"
    wait_until has_no_owner
  fi
}

trap end_daemon EXIT
case "$state" in
  open | locked | stopped | no-glib | no-library | kde4 | kde5 | kde6) start_daemon "$password" ;;
  display)
    start_daemon "$password"
    dbus-update-activation-environment DISPLAY # the daemon's prompts are started by the bus
    ;;
  wrong-password)
    start_daemon "$password"
    end_daemon
    start_daemon "not $password"
    ;;
  empty) ;; # D-Bus starts the daemon by itself, and it has no keyring
  *)
    echo "keyring.sh: unknown state $state" >&2
    exit 2
    ;;
esac
export MUSTER_TEST_PASSWORD=$password
case "$state" in
  no-glib) export QT_NO_GLIB=1 ;;
  no-library) # found before the real one, and no library
    mkdir "$HOME/lib"
    : >"$HOME/lib/libsecret-1.so.0"
    : >"$HOME/lib/libsecret-1.so"
    export LD_LIBRARY_PATH=$HOME/lib
    ;;
  kde*) export XDG_CURRENT_DESKTOP=KDE KDE_FULL_SESSION=true KDE_SESSION_VERSION=${state#kde} ;;
esac
"$@"
