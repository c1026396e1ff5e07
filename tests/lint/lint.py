#!/usr/bin/env python3
"""lint.py NAME…: checks the tree and prints what breaks a rule of the house. lint.py --self-test: every check finds what is planted for it.

A file that has a good reason to break a rule is named in allow.json with that reason; an entry that is needed no longer is a finding, too."""

import argparse
import importlib
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

from source import Finding, Tree  # noqa: E402

NAMES = ["layering", "names", "network", "privatenames", "secrets", "size", "text", "tokens", "translations"]


def load(name):
    return importlib.import_module(f"checks.{name}")


def allowed(name):
    with open(os.path.join(HERE, "allow.json"), encoding="utf-8") as file:
        entries = json.load(file).get(name, [])
    for entry in entries:
        if len(entry.get("reason", "")) < 20:
            sys.exit(f"allow.json: {name}: {entry.get('path')} needs a reason")
    return entries


def matches(entry, finding):
    if entry["path"] != finding.path:
        return False
    return "name" not in entry or entry["name"] == finding.name


def run(name, tree, entries):
    used = set()
    left = []
    for finding in load(name).check(tree):
        hit = next((i for i, entry in enumerate(entries) if matches(entry, finding)), None)
        if hit is None:
            left.append(finding)
        else:
            used.add(hit)
    for i, entry in enumerate(entries):
        if i not in used:
            left.append(Finding(entry["path"], 0, f"allow.json allows this to break {name}, but it does not: remove the entry"))
    return left


def self_test():
    failures = 0
    for name in NAMES:
        module = load(name)
        for title, files, expected in module.PLANTED:
            found = list(module.check(Tree(files=files)))
            if len(found) != expected:
                failures += 1
                print(f"{name}: '{title}' should give {expected} findings, gave {len(found)}:", *found, sep="\n  ")
        print(f"{name}: {len(module.PLANTED)} planted trees")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="one of: " + " ".join(NAMES))
    parser.add_argument("--root", default=os.path.dirname(os.path.dirname(HERE)))
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        return 1 if self_test() else 0
    tree = Tree(root=arguments.root)
    count = 0
    for name in arguments.names or NAMES:
        findings = run(name, tree, allowed(name))
        count += len(findings)
        for finding in findings:
            print(f"{finding}  [{name}]")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
