#!/usr/bin/env python3
"""checkrows.py BUILD: every goal of rows.json has the tests that it names, with as many data rows; prints the table."""
import collections
import fnmatch
import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
# What has to be there, so that no goal is proven by leaving it out.
WANTED = {"R1", "R2", "R3", "R4", "R9", "R17", "R18", *(f"S{n}" for n in (1, 2, 3, 4, 5, 6, 7, 15, 16, 18)),
          *(f"F{n}" for n in range(1, 30) if n != 23)}
GOALS = re.compile(r"^((?:[RSF]\d+ )*[RSF]\d+): ")


def tests_of(build):
    """Name of each ctest to its command line."""
    listed = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"], capture_output=True, text=True, check=True)
    return {test["name"]: test.get("command", []) for test in json.loads(listed.stdout)["tests"]}


def counted(command):
    """How many data rows of a Qt test begin with each goal."""
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run([command[0], "-datatags"], capture_output=True, text=True, env=env, timeout=60)
    counts = collections.Counter()
    for line in done.stdout.splitlines():
        parts = line.split(" ", 2)
        match = GOALS.match(parts[2]) if len(parts) == 3 else None
        for goal in match.group(1).split() if match else []:
            counts[goal] += 1
    return counts


def main():
    build = sys.argv[1]
    rows = json.loads((HERE / "rows.json").read_text(encoding="utf-8"))
    rows.pop("about")
    problems = [f"{goal} is not in rows.json" for goal in sorted(WANTED - set(rows))]
    tests = tests_of(build)
    verbs = (HERE.parent.parent.parent / "dev").read_text(encoding="utf-8")
    counts = {}
    for goal, row in rows.items():
        found = 0
        if not row.get("tests") and not row.get("verb"):
            problems.append(f"{goal}: names nothing that proves it")
        if "verb" in row and not re.search(rf"^  {row['verb']}\)", verbs, re.M):
            problems.append(f"{goal}: ./dev has no {row['verb']}")
        for pattern in row.get("tests", []):
            names = fnmatch.filter(tests, pattern)
            if not names:
                problems.append(f"{goal}: there is no test {pattern}")
            for name in names if "rows" in row else []:
                if name not in counts:
                    counts[name] = counted(tests[name])
                if counts[name][goal] == 0:
                    problems.append(f"{goal}: no data row of {name} begins with it")
                found += counts[name][goal]
        if found < row.get("rows", 0):
            problems.append(f"{goal}: {row['rows']} data rows are promised, {found} are there")
        shown = f"{found:3} rows" if "rows" in row else f"./dev {row['verb']}" if "verb" in row else ""
        print(f"{goal:4} {shown:14} {', '.join(row.get('tests', []))[:60]:60} {row.get('figure', '')}")
    for problem in problems:
        print("FAIL!  :", problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
