#!/usr/bin/env python3
"""deltas.py PROGRAM [delta|width]: what a delta costs must not grow with the conversation, and what another width costs not with the reply being written.

Counts instructions under callgrind, only inside the function that takes one delta up to what has to be painted, with 100 and with 10,000 messages above it;
or in the one that gives the view another width, with a reply of 96 KB that is being written and without.
Instructions are the same from run to run within some thousandths; times are not. Fails over 1.02x and 1.5x. Without valgrind it is skipped (77).
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def instructions(program, function, arguments, folder):
    out = pathlib.Path(folder) / "callgrind.out"
    said = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--toggle-collect={function}", f"--callgrind-out-file={out}", program, *map(str, arguments)],
        capture_output=True, text=True, check=True)
    totals = re.search(r"^(?:totals|summary): (\d+)", out.read_text(), re.M)
    return int(totals.group(1)), int(said.stdout.split()[-1])


def delta(program, folder):
    few, few_blocks = instructions(program, "bench_delta", ["deltas", 100], folder)
    many, many_blocks = instructions(program, "bench_delta", ["deltas", 10000], folder)
    print(f"instructions for 400 deltas: {many:,} at 10,000 messages, {few:,} at 100: {many / few:.4f}x (at most 1.02x)")
    print(f"blocks laid out: {many_blocks} and {few_blocks}")
    return 0 < many <= 1.02 * few and many_blocks == few_blocks


def width(program, folder):
    none, none_blocks = instructions(program, "bench_width", ["widths", 0, 12], folder)
    live, live_blocks = instructions(program, "bench_width", ["widths", 96, 12], folder)
    print(f"instructions for 12 other widths: {live:,} while a reply of 96 KB is written, {none:,} while none is: {live / none:.2f}x (at most 1.5x)")
    print(f"blocks laid out: {live_blocks} and {none_blocks}")
    return 0 < live <= 1.5 * none and live_blocks > 0


def main():
    if not shutil.which("valgrind"):
        print("there is no valgrind here")
        return 77
    what = width if sys.argv[2:] == ["width"] else delta
    with tempfile.TemporaryDirectory() as folder:
        return 0 if what(sys.argv[1], folder) else 1


if __name__ == "__main__":
    sys.exit(main())
