#!/usr/bin/env bash
# install.sh BUILD ID VERSION: installs into an empty folder and looks whether everything is there, the icons in their sizes, the same version
# in every text that names one, and nothing but ours.
set -euo pipefail
build=$1
id=$2
version=$3
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$build" --prefix "$prefix" >/dev/null

missing=0
for file in bin/muster "share/applications/$id.desktop" "share/metainfo/$id.metainfo.xml" "share/icons/hicolor/scalable/apps/$id.svg" \
  share/doc/muster/{LICENSE,README.md,copyright,changelog.gz} share/man/man1/muster.1.gz; do
  [ -s "$prefix/$file" ] || { echo "missing: $file"; missing=1; }
done
for size in 16 22 24 32 48 64 128 256 512; do
  png=$prefix/share/icons/hicolor/${size}x$size/apps/$id.png
  # Width and height are the two numbers from byte 16 of a PNG.
  found=$(od -An -tu1 -j16 -N8 "$png" | awk '{print $3 * 256 + $4, $7 * 256 + $8}')
  [ "$found" = "$size $size" ] || { echo "$png is $found, not $size $size"; missing=1; }
done
says() { # what found
  [ "$2" = "$version" ] || { echo "$1 says version '$2', not $version"; missing=1; }
}
says changelog "$(zcat "$prefix/share/doc/muster/changelog.gz" | sed -n '1s/^muster (\(.*\)) .*/\1/p')"
says muster.1 "$(zcat "$prefix/share/man/man1/muster.1.gz" | sed -n '1s/.*"Muster \(.*\)"$/\1/p')"
says metainfo "$(sed -n 's/.*<release version="\([^"]*\)".*/\1/p' "$prefix/share/metainfo/$id.metainfo.xml" | head -1)"
if find "$prefix" -name '*.a' -o -name '*.h' -o -name 'test_*' -o -name rendericon | grep .; then
  echo "the files above are not for users"
  missing=1
fi
exit "$missing"
