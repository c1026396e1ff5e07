#!/usr/bin/env bash
# install.sh BUILD ID: installs into an empty folder and looks whether everything is there, the icons in their sizes, nothing but ours.
set -euo pipefail
build=$1
id=$2
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$build" --prefix "$prefix" >/dev/null

missing=0
for file in bin/muster "share/applications/$id.desktop" "share/metainfo/$id.metainfo.xml" "share/icons/hicolor/scalable/apps/$id.svg"; do
  [ -s "$prefix/$file" ] || { echo "missing: $file"; missing=1; }
done
for size in 16 22 24 32 48 64 128 256 512; do
  png=$prefix/share/icons/hicolor/${size}x$size/apps/$id.png
  # Width and height are the two numbers from byte 16 of a PNG.
  found=$(od -An -tu1 -j16 -N8 "$png" | awk '{print $3 * 256 + $4, $7 * 256 + $8}')
  [ "$found" = "$size $size" ] || { echo "$png is $found, not $size $size"; missing=1; }
done
if find "$prefix" -name '*.a' -o -name '*.h' -o -name 'test_*' -o -name rendericon | grep .; then
  echo "the files above are not for users"
  missing=1
fi
exit "$missing"
