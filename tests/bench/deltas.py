#!/usr/bin/env python3
"""deltas.py PROGRAM: what a delta costs must not grow with the conversation.

Counts instructions under callgrind, only inside the function that takes one delta up to what has to be painted, with 100 and with 10,000 messages above it.
Instructions are the same from run to run within some thousandths; times are not. Fails over 1.02x. Without valgrind it is skipped (77).
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MOST = 1.02


def instructions(program, count, folder):
    out = pathlib.Path(folder) / f"callgrind.{count}"
    said = subprocess.run(
        ["valgrind", "--tool=callgrind", "--toggle-collect=bench_delta", f"--callgrind-out-file={out}", program, "deltas", str(count)],
        capture_output=True, text=True, check=True)
    totals = re.search(r"^(?:totals|summary): (\d+)", out.read_text(), re.M)
    return int(totals.group(1)), int(said.stdout.split()[-1])


def main():
    if not shutil.which("valgrind"):
        print("there is no valgrind here")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        few, few_blocks = instructions(sys.argv[1], 100, folder)
        many, many_blocks = instructions(sys.argv[1], 10000, folder)
    print(f"instructions for 400 deltas: {many:,} at 10,000 messages, {few:,} at 100: {many / few:.4f}x (at most {MOST}x)")
    print(f"blocks laid out: {many_blocks} and {few_blocks}")
    return 0 if 0 < many <= MOST * few and many_blocks == few_blocks else 1


if __name__ == "__main__":
    sys.exit(main())
