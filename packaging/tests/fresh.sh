#!/usr/bin/env bash
# fresh.sh DEB VERSION OUT: installs the package into a fresh system of this machine's own release, looks at the installed program (S17), takes one
# turn of the demo there with mouse and keys, and takes the package away again. Pictures and logs go to the folder OUT.
# Needs root and debootstrap; the system is made in OUT/root, from this machine's own package sources, without anything that is recommended.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
deb=$(realpath "$1")
version=$2
mkdir -p "$3"
out=$(realpath "$3")
root=$out/root
id=io.github.muster_desktop.Muster

if [ "$(id -u)" -ne 0 ]; then
  echo "SKIPPED: making a fresh system needs root. The package is there, and nobody has tried it: $deb"
  exit 0
fi
# What is mounted here vanishes with this script, however it ends.
if [ "${MUSTER_FRESH:-}" != inside ]; then
  MUSTER_FRESH=inside exec unshare --mount --propagation private "$0" "$@"
fi

failed=0
check() { # what command…
  local what=$1
  shift
  if "$@"; then echo "ok      $what"; else echo "FAILED  $what"; failed=1; fi
}
as_user=(env -i PATH=/usr/sbin:/usr/bin:/bin HOME=/home/user LC_ALL=C.UTF-8 chroot --userspec=user:user "$root")
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "${proxies[@]}" chroot "$root" "$@"; }
proxies=()
for name in http_proxy https_proxy no_proxy; do
  [ -z "${!name:-}" ] || proxies+=("$name=${!name}")
done

make_system() {
  local release mirror components
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  # The machine's own mirror: the source that has the release itself, not its updates.
  read -r mirror components < <(apt-get indextargets --format '$(CREATED_BY) $(RELEASE) $(REPO_URI) $(COMPONENT)' |
    awk -v release="$release" '$1 == "Packages" && $2 == release { if (!uri) uri = $3; if ($3 == uri) parts = parts (parts ? "," : "") $4 }
                               END { print uri, parts }')
  if [ -z "$mirror" ]; then
    echo "FAILED  this machine's apt names no source for $release"
    exit 1
  fi
  rm -rf --one-file-system "$root"
  debootstrap --variant=minbase --components="$components" "$release" "$root" "$mirror" >"$out/debootstrap.log" 2>&1 ||
    { tail -20 "$out/debootstrap.log"; exit 1; }
  # Where it goes on installing from: the same sources, keys, proxies.
  rm -f "$root/etc/apt/sources.list"
  cp -a /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/trusted.gpg.d /etc/apt/auth.conf.d "$root/etc/apt/" 2>/dev/null || true
  cp -a /usr/share/keyrings/. "$root/usr/share/keyrings/"
  cp -L /etc/resolv.conf "$root/etc/resolv.conf"
  apt-config dump | grep -E '^Acquire::(http|https|ftp|Check|Retries)' >"$root/etc/apt/apt.conf.d/90machine" || true
  mount -t proc proc "$root/proc"
  mount --bind /dev "$root/dev"
  mount --bind /tmp "$root/tmp" # the display's and the buses' sockets
  mkdir -p "$root/dev/shm"
  inside useradd --create-home user
}

install_package() {
  cp "$deb" "$root/muster.deb"
  inside apt-get update -qq >"$out/install.log" 2>&1 && inside apt-get install -y --no-install-recommends /muster.deb >>"$out/install.log" 2>&1 ||
    { tail -30 "$out/install.log"; return 1; }
}

says_version() { [ "$("${as_user[@]}" muster --version)" = "muster $version" ]; }

# Every file is root's, nobody else may write it, and none runs as another than who starts it.
files_are_plain() {
  local file bad=0
  while read -r file; do
    [ -z "$(find "$root$file" -maxdepth 0 \( ! -user root -o ! -group root -o -perm /6022 -o ! -perm -0444 \) ! -type l)" ] ||
      { ls -ld "$root$file"; bad=1; }
  done < <(inside dpkg -L muster)
  return $bad
}

desktop_file_is_valid() { desktop-file-validate --no-hints "$root/usr/share/applications/$id.desktop"; }
metainfo_is_valid() { appstreamcli validate --no-net --strict "$root/usr/share/metainfo/$id.metainfo.xml"; }

# S17 while it runs: no core file, and no other program of the same user looks inside; MUSTER_DUMPABLE=1 lets it.
is_closed_when_it_runs() { # closed|open [NAME=VALUE]
  local wanted=$1 log=$out/demo-$1.txt server found=0 i
  shift
  : >"$log"
  "${as_user[@]}" env "$@" muster --demo-server 0 >"$log" 2>&1 &
  server=$!
  for ((i = 0; i < 100; i++)); do
    if grep -q '^http' "$log"; then break; fi
    sleep 0.1
  done
  grep -q '^http' "$log" || { cat "$log"; found=1; }
  [ "$(awk '/^Max core file size/ { print $5, $6 }' "/proc/$server/limits")" = "0 0" ] || { echo "its core file limit is not 0"; found=1; }
  if "${as_user[@]}" head -c1 "/proc/$server/environ" >/dev/null 2>&1; then
    [ "$wanted" = open ] || { echo "another program of the same user reads its memory"; found=1; }
  else
    [ "$wanted" = closed ] || { echo "it is closed, MUSTER_DUMPABLE or not"; found=1; }
  fi
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  return $found
}

takes_a_turn() { xvfb-run -a -s '-screen 0 1440x900x24' dbus-run-session -- bash "$here/turn.sh" "$root" "$out" >"$out/turn.log" 2>&1 || { cat "$out/turn.log"; return 1; }; }

goes_without_a_trace() {
  local left
  inside apt-get purge -y muster >"$out/purge.log" 2>&1 || { tail "$out/purge.log"; return 1; }
  left=$(find "$root"/usr "$root"/etc "$root"/var/lib/dpkg/info -iname '*muster*')
  [ -z "$left" ] || { echo "$left"; return 1; }
}

make_system
check "installs in a fresh system, with what it depends on alone" install_package
check "muster --version" says_version
check "files are root's" files_are_plain
check "desktop file" desktop_file_is_valid
check "metainfo" metainfo_is_valid
check "hardened" "$here/hardened.sh" "$root/usr/bin/muster"
check "no core file, closed to others" is_closed_when_it_runs closed
check "open when asked" is_closed_when_it_runs open MUSTER_DUMPABLE=1
check "one turn of the demo" takes_a_turn
check "goes without a trace" goes_without_a_trace
umount -l "$root/proc" "$root/dev" "$root/tmp"
rm -rf --one-file-system "$root"
exit $failed
