#!/usr/bin/env bash
# lupdate.sh LUPDATE ROOT: lupdate understands every tr() of the code (no missing Q_OBJECT, no unknown context), and English has every plural.
set -euo pipefail
lupdate=$1
root=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$root"/translations/*.ts "$folder"

sources=(-I "$root" -I "$root/app" "$root/app" "$root/ui")
said=$("$lupdate" -locations none "${sources[@]}" -ts "$folder/muster_de.ts" 2>&1)
if grep -inE 'warning|error|lacks|discarding|cannot|unknown' <<<"$said"; then
  echo "lupdate does not understand the lines above"
  exit 1
fi
# A planted mistake has to be noticed, or this test finds nothing at all.
mkdir "$folder/planted"
echo 'QString f() { return tr("no class, no context"); }' >"$folder/planted/a.cpp"
if ! "$lupdate" "$folder/planted" -ts "$folder/planted.ts" 2>&1 | grep -i 'tr() cannot be called' >/dev/null; then
  echo "lupdate says nothing about a planted mistake"
  exit 1
fi

"$lupdate" -silent -locations none -no-obsolete -pluralonly "${sources[@]}" -ts "$folder/muster_en.ts"
if grep -B6 'type="unfinished"' "$folder/muster_en.ts"; then
  echo "English lacks the plurals above: ./dev build translations, then fill in translations/muster_en.ts"
  exit 1
fi
