"""A layer's files are compiled eight at a time: what unnamed namespaces hold has one name in all of a layer, unless its file is compiled alone."""

import fnmatch
import re

from source import Finding

SCOPE = re.compile(r"^namespace\s*([\w:]*)\s*\{|^\}\s*$", re.M)
FUNCTION = re.compile(r"^(?:static\s+|constexpr\s+|inline\s+)*[\w:<>,*& ]+?[ *&](\w+)\(([^()]*)\)\s*(?:noexcept\s*)?\n\{", re.M)
CONSTANT = re.compile(r"^(?:static\s+|inline\s+)*(?:constexpr|const)\s[\w:<>,*& ]*?[ *&](\w+)(?:\[\w*\])?\s*(?:=|\{)", re.M)
TYPE = re.compile(r"^(?:struct|class|enum(?: class| struct)?)\s+(\w+)[^;()]*\{", re.M)


def alone(tree, layer):
    """Patterns of the files that the layer's CMakeLists.txt takes out."""
    path = layer + "/CMakeLists.txt"
    if path not in set(tree.paths(layer)):
        return []
    text = re.sub(r"#[^\n]*", "", tree.raw(path))
    globs = dict(re.findall(r"file\(GLOB (\w+) CONFIGURE_DEPENDS \$\{CMAKE_CURRENT_SOURCE_DIR\}/([^)\s]+)\)", text))
    patterns = []
    for files, properties in re.findall(r"set_source_files_properties\(([^)]*?)\sPROPERTIES\s([^)]*)\)", text):
        if re.search(r"SKIP_UNITY_BUILD_INCLUSION ON|COMPILE_OPTIONS", properties):
            patterns += [globs.get(re.sub(r"\W", "", name), name) if name.startswith("$") else name for name in files.split()]
    return [f"{layer}/{pattern}" for pattern in patterns]


def types(parameters):
    return ", ".join(re.sub(r"(?<=[\s*&])\w+\s*(=.*)?$", "", one.strip()) for one in parameters.split(",")) if parameters.strip() else ""


def private_names(code):
    """(namespace, what is declared, line) of all that stands in an unnamed namespace."""
    open_scopes = []
    begin = 0
    for match in SCOPE.finditer(code):
        if match.group(0)[0] == "n":
            open_scopes.append(match.group(1))
            begin = match.end()
        elif open_scopes:
            # A brace in the first column ends a function or a type, too: only the one that stands after an empty line ends a namespace.
            if code[: match.start()].endswith("\n\n"):
                if open_scopes.pop() == "":
                    part = code[begin : match.start()]
                    where = "::".join(name for name in open_scopes if name)
                    for found in FUNCTION.finditer(part):
                        yield where, f"{found.group(1)}({types(found.group(2))})", code.count("\n", 0, begin + found.start()) + 1
                    for pattern in (CONSTANT, TYPE):
                        for found in pattern.finditer(part):
                            yield where, found.group(1), code.count("\n", 0, begin + found.start()) + 1
                begin = match.end()


def check(tree):
    known = {}
    for path in tree.paths("app", "ui", suffixes=(".cpp",)):
        layer = "/".join(path.split("/")[:2])
        if any(fnmatch.fnmatch(path, pattern) for pattern in alone(tree, layer)):
            continue
        for where, name, number in private_names(tree.bare(path)):
            others = known.setdefault((layer, where, name.split("(")[0]), {})
            # Functions overload each other; nothing else does.
            first = next((other for other, names in others.items() if other != path and any(name == n or ("(" in name) != ("(" in n) for n in names)), None)
            if first:
                yield Finding(path, number, f"{name} stands in an unnamed namespace of {first}, too", name.split("(")[0])
            others.setdefault(path, set()).add(name)


def _file(body, namespace="net"):
    return f"namespace {namespace} {{\n\nnamespace {{\n\n{body}\n\n}} // namespace\n\n}} // namespace {namespace}\n"


PLANTED = [
    ("two constants", {"app/net/a.cpp": _file("constexpr int size = 1;"), "app/net/b.cpp": _file("constexpr qint64 size{2};")}, 1),
    ("in two layers", {"app/net/a.cpp": _file("constexpr int size = 1;"), "app/api/b.cpp": _file("constexpr int size = 1;", "api")}, 0),
    ("in two namespaces", {"app/net/a.cpp": _file("constexpr int size = 1;"), "app/net/b.cpp": _file("constexpr int size = 1;", "net::inner")}, 0),
    ("two functions", {"app/net/a.cpp": _file("int f(int a)\n{\n    return a;\n}"), "app/net/b.cpp": _file("int x;\n\nlong f(int b)\n{\n    return b;\n}")}, 1),
    ("overloads", {"app/net/a.cpp": _file("int f(int a)\n{\n    return a;\n}"), "app/net/b.cpp": _file("int f(long a)\n{\n    return a;\n}")}, 0),
    ("a function and a constant", {"app/net/a.cpp": _file("int f(int a)\n{\n    return a;\n}"), "app/net/b.cpp": _file("const QString f = text();")}, 1),
    ("a type behind a function", {"app/net/a.cpp": _file("int f()\n{\n    return 1;\n}\n\nstruct T\n{\n};"), "app/net/b.cpp": _file("enum class T {\n    A\n};")}, 1),
    ("outside", {"app/net/a.cpp": _file("int x;") + "int f()\n{\n}\n", "app/net/b.cpp": _file("int y;") + "int f()\n{\n}\n"}, 0),
    (
        "compiled alone",
        {
            "app/net/CMakeLists.txt": "set_source_files_properties(b.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)\n",
            "app/net/a.cpp": _file("constexpr int size = 1;"),
            "app/net/b.cpp": _file("constexpr int size = 2;"),
        },
        0,
    ),
]
