#!/usr/bin/env python3
"""valgrind.py BUILD LOGS [REGEX]: runs tests without a window under valgrind and fails on any error of memory (R18).

Qt is not instrumented: a use after free inside it is seen by valgrind and by no sanitizer. Without a REGEX: what holds sockets, streams and
keychain jobs. A test that only misses a deadline of its own, everything being some fifty times as slow, is named and does not fail.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import time

USUAL = r"^(net|backends|sync|faults)\.|^security\.(leaks|tls)$|^accounts\."
# Asserted speed, the rules of the house, and what waits for real deadlines: nothing to be learned here.
LEFT_OUT = re.compile(r"^(faults\.(rows|streams)|backends\.decodespeed|accounts\.secretstore\.K10-.*|(lint|ui|packaging|translations|fuzz)\..*)$")
# The compiled matchers of Qt's regular expressions read whole vector registers, past the end of a text on purpose: no error of ours.
ENVIRONMENT = {**os.environ, "QT_ENABLE_REGEXP_JIT": "0"}
VALGRIND = ["valgrind", "-q", "--error-exitcode=99", "--num-callers=30", "--child-silent-after-fork=yes",
            f"--suppressions={pathlib.Path(__file__).with_name('valgrind.supp')}"]


def main():
    build, logs = sys.argv[1], pathlib.Path(sys.argv[2])
    wanted = re.compile(sys.argv[3] if len(sys.argv) > 3 else USUAL)
    logs.mkdir(parents=True, exist_ok=True)
    listed = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"], capture_output=True, text=True, check=True)
    failed = 0
    for test in json.loads(listed.stdout)["tests"]:
        name, command = test["name"], test.get("command", [])
        at = next((i for i, word in enumerate(command) if pathlib.Path(word).name.startswith("test_")), None)
        if not wanted.search(name) or LEFT_OUT.match(name) or at is None:
            continue
        log = logs / f"{name}.log"
        log.unlink(missing_ok=True)
        command = command[:at] + VALGRIND + [f"--log-file={log.resolve()}"] + command[at:] + ["-maxwarnings", "0"]
        begin = time.monotonic()
        with open(logs / f"{name}.txt", "wb") as output:
            try:
                code = subprocess.run(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, timeout=900,
                                      env=ENVIRONMENT).returncode
            except subprocess.TimeoutExpired:
                code = -1
        took = time.monotonic() - begin
        if log.exists() and log.stat().st_size > 0:
            failed += 1
            print(f"FAILED  {name}: {log}", flush=True)
        else:
            print(f"{'ok  ' if code == 0 else 'slow'}    {name}  {took:.0f} s", flush=True)
    print(f"{failed} with errors of memory")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
