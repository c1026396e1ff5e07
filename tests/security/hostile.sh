#!/usr/bin/env bash
# S8 and S9 seen from outside: what the program opens, asks the network for or starts while it shows hostile text.
# usage: hostile.sh TEST FUNCTION…
set -euo pipefail
program=$1
shift
if ! command -v strace >/dev/null; then
  echo "FAIL: strace is missing (./dev installs it)"
  exit 1
fi
if ! strace -qq -e trace=none -o /dev/null true; then
  echo "SKIPPED: nothing can be traced here"
  exit 77
fi
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
# A leak sanitizer cannot look at a process that is traced; the same test runs without a tracer, too.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
export HOME=$home XDG_CACHE_HOME=$home/.cache QT_QPA_PLATFORM=offscreen

# What of a trace is not allowed. Between the marks nothing may be opened but fonts, libraries and the like, and nothing asked of the network;
# the canaries, devices and secrets of the inputs in no case.
forbidden() {
  awk '/@@@START/ { inside = 1; next } /@@@END/ { inside = 0; next } inside' "$1" >"$1.inside"
  grep -E 'canary|/etc/passwd|/proc/self/environ|/dev/zero|secret\.txt' "$1.inside" || true
  grep -E '(connect|sendto|sendmsg)\(.*AF_INET|execve\(' "$1.inside" || true
  grep -E 'open(at)?\(' "$1.inside" \
    | grep -vE '"(/usr/|/etc/fonts|/etc/ld\.so|/var/cache/fontconfig|/lib|/proc/self/statm|/dev/urandom|'"$home"'/\.cache/fontconfig)' || true
}

# The judge itself: it has to find what is planted.
cat >"$home/planted" <<'EOF'
1 openat(AT_FDCWD, "/srv/before", O_RDONLY) = 3
1 openat(AT_FDCWD, "/@@@START", O_RDONLY) = -1 ENOENT
1 openat(AT_FDCWD, "/usr/share/fonts/a.ttf", O_RDONLY) = 3
1 openat(AT_FDCWD, "/tmp/x/canary.png", O_RDONLY) = 3
1 connect(4, {sa_family=AF_INET, sin_port=htons(80)}, 16) = 0
1 execve("/usr/bin/xdg-open", ["xdg-open"], 0x1) = 0
1 openat(AT_FDCWD, "/srv/file", O_RDONLY) = 3
1 openat(AT_FDCWD, "/@@@END", O_RDONLY) = -1 ENOENT
EOF
planted=$(forbidden "$home/planted" | sort -u | wc -l)
if [ "$planted" -ne 4 ]; then
  echo "FAIL: of four planted lines $planted are found"
  exit 1
fi

strace -f -qq -s 300 -e trace=openat,open,connect,sendto,sendmsg,execve -o "$home/trace" "$program" "$@" >"$home/out" 2>&1 || {
  tail -40 "$home/out"
  exit 1
}
starts=$(grep -c '@@@START' "$home/trace" || true)
bad=$(forbidden "$home/trace")
echo "$starts inputs, $(wc -l <"$home/trace.inside") system calls between the marks, $(printf '%s' "$bad" | grep -c . || true) of them not allowed"
if [ "$starts" -lt 60 ]; then
  echo "FAIL: fewer than 60 inputs were watched"
  exit 1
fi
if [ -n "$bad" ]; then
  printf '%s\n' "$bad" | head -20
  exit 1
fi
