"""Nothing of the machine that built it, no private registry and no key is in the tree."""

import re

from source import Finding, line_at

# Written so that this file does not find itself.
PATTERNS = {
    r"(?<![\w.])/wo" r"rk/(?!\*)[\w.]": "a path of one machine",
    r"(?<![\w.])/ro" r"ot/\w": "a path of one machine",
    r"(?<![\w.])/ho" r"me/(?!you\b|user\b)\w": "a path of one machine",
    r"\.\./sha" r"red/": "a path outside of the project",
    r"\b[\w-]+\.pkg\.d" r"ev\b": "a private registry",
    r"\bartifact" r"ory\b|\barti" r"factregistry\b": "a private registry",
    r"\bsk-a" r"nt-[A-Za-z0-9]{2,}-?[A-Za-z0-9_-]{24,}": "a key",
    r"\bAK" r"IA[0-9A-Z]{16}\b": "a key",
    r"\bgh[pousr]_[A-Za-z0-9]{36}\b": "a key",
    r"\bAI" r"za[0-9A-Za-z_-]{35}\b": "a key",
    r"\bxox[abprs]-[0-9A-Za-z-]{20,}": "a key",
    r"-----BEG" r"IN (?:[A-Z]+ )?PRIVATE KEY-----": "a private key",
    r"\"resol" r"ved\":\s*\"https?://": "the address of a registry",
}
SKIPPED = (".png", ".svg", ".ico", ".icns")


def check(tree):
    for path in tree.paths():
        text = None if path.endswith(SKIPPED) else tree.raw(path)
        if text is None:
            continue
        for pattern, what in PATTERNS.items():
            for match in re.finditer(pattern, text):
                yield Finding(path, line_at(text, match.start()), f"{what}: {match.group(0)[:24]}…")


PLANTED = [
    ("nothing", {"README.md": "see https://example.com/work/ and ~/work/, /usr/bin\n", "a.json": '{"version": "1.0.0"}'}, 0),
    ("paths", {"README.md": "cd /wo" "rk/main; ls /ho" "me/alice /ro" "ot/x ../sha" "red/y\n"}, 4),
    ("a key", {"tests/fixtures/a.json": '{"key": "sk-a' 'nt-api03-' + "x" * 40 + '"}'}, 1),
    ("a private key", {"tests/a.pem": "-----BEG" "IN RSA PRIVATE KEY-----\n"}, 1),
    ("a registry", {"package-lock.json": '{"resol' 'ved": "https://npm.example.com/x.tgz", "b": "us-npm.pkg.d' 'ev"}'}, 2),
]
