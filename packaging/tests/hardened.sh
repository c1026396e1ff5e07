#!/usr/bin/env bash
# hardened.sh PROGRAM: what the compiler and the linker were to put in against an attacker (S17), read out of the program itself.
set -euo pipefail
program=$1
header=$(readelf -hW "$program")
segments=$(readelf -lW "$program")
dynamic=$(readelf -dW "$program")
symbols=$(readelf --dyn-syms -W "$program")

bad=0
expect() { # what pattern text
  grep -qE -- "$2" <<<"$3" || { echo "$program: no $1"; bad=1; }
}
expect "position-independent executable" 'Type:[[:space:]]+DYN' "$header"
expect "position-independent executable" 'FLAGS_1.*PIE' "$dynamic"
expect "read-only relocations" 'GNU_RELRO' "$segments"
expect "binding at start" 'BIND_NOW|FLAGS_1.*NOW' "$dynamic"
expect "stack protector" 'UND __stack_chk_fail' "$symbols"
expect "_FORTIFY_SOURCE" 'UND __(mem|str|v?sn?printf|v?fprintf|read|f?gets)[a-z]*_chk' "$symbols"
expect "stack that is no code" 'GNU_STACK .* RW ' "$segments"
if grep -E 'R(UN)?PATH' <<<"$dynamic"; then
  echo "$program: looks for libraries in folders of its own"
  bad=1
fi
if grep -E 'TEXTREL' <<<"$dynamic"; then
  echo "$program: writes into its own code"
  bad=1
fi
exit $bad
