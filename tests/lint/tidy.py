#!/usr/bin/env python3
"""tidy.py [FILE…]: runs clang-tidy over the program's sources (all of app/ and ui/, or those named), two at a time.

g++'s precompiled headers and two of its warnings are unknown to clang: it gets a copy of
build/release/compile_commands.json, where each file stands for itself, without them."""

import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(ROOT, "build", "tidy")


def commands():
    with open(os.path.join(ROOT, "build", "release", "compile_commands.json"), encoding="utf-8") as file:
        entries = json.load(file)
    headers = {}
    for entry in entries:
        match = re.search(r"-Winvalid-pch -include (\S+)", entry["command"])
        if match:
            copy = os.path.join(FOLDER, f"pch{len(headers)}.h")
            headers.setdefault(match.group(1), copy)
            entry["command"] = entry["command"].replace(match.group(0), "-include " + headers[match.group(1)])
        entry["command"] = re.sub(r"-Wno-(restrict|maybe-uninitialized) ", "", entry["command"])
        yield entry
    for original, copy in headers.items():
        shutil.copyfile(original, copy)


def tidy(path):
    result = subprocess.run(["clang-tidy", "-p", FOLDER, "--quiet", path], capture_output=True, text=True, cwd=ROOT)
    return path, result.returncode, result.stdout


def main():
    os.makedirs(FOLDER, exist_ok=True)
    entries = list(commands())
    with open(os.path.join(FOLDER, "compile_commands.json"), "w", encoding="utf-8") as file:
        json.dump(entries, file)
    known = {os.path.realpath(os.path.join(e["directory"], e["file"])) for e in entries}
    wanted = {os.path.realpath(a) for a in sys.argv[1:]} & known if len(sys.argv) > 1 else known
    ours = tuple(os.path.join(ROOT, part) + os.sep for part in ("app", "ui"))
    files = sorted(p for p in wanted if p.startswith(ours) and "autogen" not in p)
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for path, code, text in pool.map(tidy, files):
            if code:
                bad += 1
                print(text.strip())
    print(f"clang-tidy: {len(files)} files, {bad} with findings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
