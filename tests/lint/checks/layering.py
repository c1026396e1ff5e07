"""A folder includes only what layers.json names for it, and its CMake library links only that."""

import json
import os
import re

from source import Finding, lines

HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(os.path.dirname(HERE), "layers.json"), encoding="utf-8") as _file:
    _TABLE = json.load(_file)
LAYERS = _TABLE["layers"]
HEADERS = {re.compile(pattern): folders for pattern, folders in _TABLE["headers"].items()}
BASE = "app/base"

QUOTED = re.compile(r'^\s*#\s*include\s*"([^"]+)"')
ANGLED = re.compile(r"^\s*#\s*include\s*<([^>]+)>")
LIBRARY = re.compile(r"muster_library\(\s*(\w+)\s+(?:WIDGETS\s+)?LINK\s+([^)]*)\)")


def layer_of(path):
    return "/".join(path.split("/")[:2])


def target_of(include):
    """The layer that an include written from the root points into, or None."""
    first, _, rest = include.partition("/")
    if not rest:
        return None
    if first == "ui":
        return "ui/" + rest.partition("/")[0]
    return "app/" + first if first != "tests" else "tests"


def may(layer, target):
    uses = LAYERS[layer]["uses"]
    return target in (layer, BASE) or "*" in uses and target != "tests" or target in uses


def check(tree):
    for path in tree.cpp("app", "ui"):
        layer = layer_of(path)
        if layer not in LAYERS:
            yield Finding(path, 1, f"{layer} is no layer: name it in tests/lint/layers.json")
            continue
        for number, line in lines(tree.code(path)):
            yield from check_line(path, layer, number, line)
    for layer, rules in LAYERS.items():
        yield from check_cmake(tree, layer, rules)


def check_line(path, layer, number, line):
    quoted = QUOTED.match(line)
    angled = ANGLED.match(line)
    if quoted and not re.search(r"\.moc$|^ui_\w+\.h$", quoted.group(1)):
        target = target_of(quoted.group(1))
        if target is None:
            yield Finding(path, number, f'"{quoted.group(1)}": write includes from the root')
        elif not may(layer, target):
            yield Finding(path, number, f"{layer} may not include {target}")
    if angled:
        for pattern, folders in HEADERS.items():
            if pattern.search(angled.group(1)) and layer not in folders:
                yield Finding(path, number, f"{layer} may not include <{angled.group(1)}>")


def check_cmake(tree, layer, rules):
    path = layer + "/CMakeLists.txt"
    if path not in set(tree.paths(layer)) or "*" in rules["links"]:
        return
    text = re.sub(r"#[^\n]*", "", tree.raw(path))
    declared = {name: links.split() for name, links in LIBRARY.findall(text)}
    if rules["library"] not in declared:
        yield Finding(path, 1, f"no muster_library({rules['library']} LINK …)")
        return
    libraries = {"muster_" + LAYERS[used]["library"] for used in rules["uses"]} | {"muster_" + LAYERS[BASE]["library"]}
    for link in declared[rules["library"]]:
        if link not in libraries and link not in rules["links"]:
            yield Finding(path, 1, f"{layer} may not link {link}")


PLANTED = [
    ("what is allowed", {"app/net/a.cpp": '#include "net/a.h"\n#include "base/job.h"\n#include "a.moc"\n#include <QNetworkReply>\n'}, 0),
    ("app includes ui", {"app/models/a.h": '#include "ui/theme/tokens.h"\n'}, 1),
    ("a sideways include", {"app/net/a.cpp": '#include "api/event.h"\n'}, 1),
    ("not from the root", {"ui/theme/a.cpp": '#include "tokens.h"\n'}, 1),
    ("tests in the program", {"app/main/a.cpp": '#include "tests/support/testbase.h"\n'}, 1),
    ("in a comment", {"app/net/a.cpp": '// #include "ui/theme/tokens.h"\n'}, 0),
    ("a library's header", {"app/models/a.cpp": "#include <QSqlQuery>\n#include <simdjson.h>\n#include <QColor>\n"}, 3),
    ("an unknown folder", {"app/misc/a.cpp": "int x;\n"}, 1),
    ("the CMake line", {"app/net/CMakeLists.txt": "muster_library(net LINK muster_base Qt6::Network muster_store)\n"}, 1),
    ("a library of another name", {"app/net/CMakeLists.txt": "muster_library(network LINK muster_base)\n"}, 1),
]
