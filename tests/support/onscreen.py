#!/usr/bin/env python3
"""onscreen.py BUILD [REGEX]: runs the tests with a window on the X server of $DISPLAY instead of Qt's offscreen platform (R17).

A window manager has to run there. Prints a line for each test and its output when it fails; the last line counts.
"""
import json
import os
import re
import signal
import subprocess
import sys

OFFSCREEN = "QT_QPA_PLATFORM=offscreen"
SECONDS = 300


def run(test, properties):
    environment = {**os.environ, **dict(pair.split("=", 1) for pair in properties["ENVIRONMENT"]), "QT_QPA_PLATFORM": "xcb"}
    try:
        return subprocess.run(test["command"], env=environment, cwd=properties.get("WORKING_DIRECTORY"), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        return subprocess.CompletedProcess(test["command"], -1, error.stdout or b"")


def main():
    # Whoever starts us in the background has these ignored, and our tests would inherit that.
    for number in (signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    wanted = re.compile(sys.argv[2] if len(sys.argv) > 2 else "")
    listed = subprocess.run(["ctest", "--test-dir", sys.argv[1], "--show-only=json-v1"], capture_output=True, text=True, check=True)
    count = failed = 0
    for test in json.loads(listed.stdout)["tests"]:
        properties = {entry["name"]: entry["value"] for entry in test["properties"]}
        if OFFSCREEN not in properties.get("ENVIRONMENT", []) or not wanted.search(test["name"]) or "command" not in test:
            continue
        ended = run(test, properties)
        count += 1
        failed += ended.returncode != 0
        print(f"{'ok    ' if ended.returncode == 0 else 'FAILED'}  {test['name']}", flush=True)
        if ended.returncode != 0:
            print(ended.stdout.decode(errors="replace"), flush=True)
    print(f"{count} run on the screen, {failed} failed")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main())
