#!/usr/bin/env bash
# install-packages.sh GROUP…: installs what is missing of these groups of debian-packages.txt; elsewhere prints the names to install by hand.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  if ! command -v cmake >/dev/null || ! command -v ninja >/dev/null; then
    echo "This system has no apt-get. Please install these packages yourself; the names are not tried:" >&2
    grep -v '^#' other-packages.txt >&2
  fi
  exit 0 # what is missing after that is CMake's to say
fi

wanted() { # group…: the group's packages, one a line
  local group
  for group in "$@"; do
    awk -v group="$group" '!/^#/ && $1 == group { for (i = 2; i <= NF; i++) print $i }' debian-packages.txt
  done | sort -u
}

# With what they provide: a Node of another origin may bring npm along.
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package} ${Provides}\n' | awk '$1 == "installed" { $1 = ""; gsub(/\([^)]*\)|,/, " "); print }' |
  tr -s ' ' '\n' | sort -u)
is_installed() { grep -qxF -- "$1" <<<"$installed"; }

missing=()
while read -r entry; do
  here=false
  IFS='|' read -ra names <<<"${entry#\?}"
  for name in "${names[@]}"; do
    if is_installed "$name"; then here=true; fi
  done
  $here || missing+=("$entry")
done < <(wanted "$@")
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "These packages are missing, and there is no sudo to install them with. As root: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
  [ -t 0 ] || as_root+=(-n) # nobody is there to type a password
fi

known() {
  local policy
  policy=$(apt-cache policy "$1" 2>/dev/null)
  [[ $policy == *"Candidate: "[!\(]* ]]
}

choose() { # the names to install for the missing entries, or nothing for an optional one that this release does not have
  local entry name found
  for entry in "${missing[@]}"; do
    found=
    IFS='|' read -ra names <<<"${entry#\?}"
    for name in "${names[@]}"; do
      if known "$name"; then
        found=$name
        break
      fi
    done
    if [ -n "$found" ]; then
      echo "$found"
    elif [ "${entry:0:1}" != '?' ]; then
      echo "No package of this system is called ${entry//|/ or }." >&2
      return 1
    fi
  done
}

# An optional package that does not exist is no reason to ask the network every time.
optional_only=true
for entry in "${missing[@]}"; do
  [ "${entry:0:1}" = '?' ] || optional_only=false
done
if $optional_only && [ -z "$(choose)" ]; then exit 0; fi

"${as_root[@]}" apt-get update -qq
chosen=$(choose)
mapfile -t packages <<<"$chosen"
echo "Installing: ${packages[*]}"
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 \
  "${packages[@]}" </dev/null
