"""Reads the tree for the checks: which files there are, and C++ without its comments or its literals."""

import os
import re
from dataclasses import dataclass

SKIPPED_FOLDERS = {".git", ".cache", "build", "node_modules", "__pycache__"}


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    text: str
    name: str = ""  # what an allow-list entry may name: a function, a class

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text}"


class Tree:
    """The files below a root, by their path from it. Self-tests make one from a dictionary instead of a folder."""

    def __init__(self, root=None, files=None):
        self._root = root
        self._texts = dict(files or {})
        self._paths = sorted(self._texts) if root is None else sorted(self._walk(root))

    @staticmethod
    def _walk(root):
        for folder, names, files in os.walk(root):
            names[:] = [n for n in names if n not in SKIPPED_FOLDERS]
            for name in set(files) - SKIPPED_FOLDERS:  # .git is a file in a worktree
                yield os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")

    def paths(self, *prefixes, suffixes=()):
        for path in self._paths:
            if prefixes and not path.startswith(tuple(p.rstrip("/") + "/" for p in prefixes)):
                continue
            if suffixes and not path.endswith(tuple(suffixes)):
                continue
            yield path

    def cpp(self, *prefixes):
        return self.paths(*prefixes, suffixes=(".cpp", ".h"))

    def raw(self, path):
        """The text, or None for what is no text."""
        if path not in self._texts:
            with open(os.path.join(self._root, path), "rb") as file:
                content = file.read()
            if b"\0" in content[:4096]:
                self._texts[path] = None
            else:
                self._texts[path] = content.decode("utf-8", errors="replace")
        return self._texts[path]

    def code(self, path):
        """C++ without comments; literals stay."""
        return strip(self.raw(path), literals=True)

    def bare(self, path):
        """C++ without comments and with empty literals."""
        return strip(self.raw(path), literals=False)


TOKEN = re.compile(
    r'//[^\n]*'
    r'|/\*.*?\*/'
    r'|R"(?P<tag>[^()\\\s]{0,16})\(.*?\)(?P=tag)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])*'",
    re.S,
)


def strip(text, literals):
    """Takes out comments and, unless asked to keep them, the content of literals; lines keep their numbers."""

    def replace(match):
        token = match.group(0)
        breaks = "\n" * token.count("\n")
        if token.startswith(("//", "/*")):
            return breaks or " "
        if literals:
            return token
        return ('""' if '"' in token[:2] else "' '") + breaks

    return TOKEN.sub(replace, text)


def lines(text):
    return enumerate(text.split("\n"), 1)


def line_at(text, position):
    return text.count("\n", 0, position) + 1
