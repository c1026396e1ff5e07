"""Names say what a thing is: none of the words that fit everything, files in lower case, includes guarded by #pragma once."""

import re

from source import Finding, line_at

EMPTY_WORDS = {"manager", "helper", "handler", "util", "utils", "data", "info", "process"}
DECLARED = re.compile(r"^[ \t]*(?:template\s*<[^>]*>\s*)?(?:class|struct|union|enum(?:\s+class)?)\s+(?:\[\[\w+\]\]\s*)?(\w+)\s*(?:final\s*)?(?::[^:;{]+)?\{",
                      re.M)
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
FILE_END = re.compile(r"(manager|helper|handler|utils?|data|info|process)$")


def check(tree):
    for path in tree.cpp("app", "ui", "tests"):
        file = path.rsplit("/", 1)[1]
        stem = file.rsplit(".", 1)[0]
        if not re.fullmatch(r"[a-z0-9_]+", stem):
            yield Finding(path, 1, "files are the class's name in lower case")
        if FILE_END.search(stem):
            yield Finding(path, 1, f"'{FILE_END.search(stem).group(1)}' says nothing", stem)
        text = tree.bare(path)
        for match in DECLARED.finditer(text):
            empty = EMPTY_WORDS & {word.lower() for word in WORDS.findall(match.group(1))}
            if empty:
                yield Finding(path, line_at(text, match.start(1)), f"{match.group(1)}: '{empty.pop()}' says nothing", match.group(1))
        if path.endswith(".h") and "#pragma once" not in text:
            yield Finding(path, 1, "a header without #pragma once")


PLANTED = [
    ("good names", {"app/net/sseparser.h": "#pragma once\nclass SseParser final : public X {\n};\nstruct Database {};\nclass Infos;\n"}, 0),
    ("empty words", {"app/net/a.h": "#pragma once\nclass SessionManager {\n};\nstruct UserData {};\nenum class InfoKind { A };\n"}, 3),
    ("a file of that name", {"app/net/stringutil.cpp": "int x;\n"}, 1),
    ("upper case", {"ui/theme/Tokens.cpp": "int x;\n"}, 1),
    ("no guard", {"ui/theme/tokens.h": "int x;\n"}, 1),
]
