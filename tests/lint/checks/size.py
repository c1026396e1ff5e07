"""Files of at most 400 lines, functions of at most 60. A test file is a list of cases, and may be twice as long."""

import re

from source import Finding, line_at

FILE_LINES = 400
TEST_FILE_LINES = 800
FUNCTION_LINES = 60
FOLDERS = ("app", "ui", "tests")


def check(tree):
    for path in tree.cpp(*FOLDERS):
        count = tree.raw(path).rstrip("\n").count("\n") + 1
        limit = TEST_FILE_LINES if "/tst_" in path else FILE_LINES
        if count > limit:
            yield Finding(path, 1, f"{count} lines; at most {limit}")
        for name, line, length in functions(tree.bare(path)):
            if length > FUNCTION_LINES and not name.endswith("_data"):  # rows of a table
                yield Finding(path, line, f"{name} has {length} lines; at most {FUNCTION_LINES}", name)


def functions(text):
    """Name, first line and length of what looks like a function's body outside of any other. Preprocessor lines are left out."""
    text = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: "\n" * m.group(0).count("\n"), text, flags=re.M)
    scopes = []
    start = 0
    for match in re.finditer(r"[{};]", text):
        sign = match.group(0)
        if sign == "{":
            head = text[start:match.start()]
            outer = scopes[-1][0] if scopes else "scope"
            kind = outer if outer == "braces" else kind_of(head, outer in ("function", "block"))
            scopes.append((kind, head, match.start()))
            if kind != "braces":
                start = match.end()
        elif sign == ";":
            if not scopes or scopes[-1][0] != "braces":
                start = match.end()
        elif scopes:
            kind, head, begin = scopes.pop()
            if kind == "function":
                first = line_at(text, begin)
                yield name_of(head), first, line_at(text, match.start()) - first + 1
            if kind != "braces":
                start = match.end()


def kind_of(head, inside_function):
    if inside_function:
        return "block"
    head = head.strip()
    if re.search(r"\)\s*(noexcept\s*)?:[^:].*[,:]?\s*\b\w+$", head, re.S) and not re.search(r"\b(const|noexcept|override)$", head):
        return "braces"  # a member's initialiser, not yet the body
    if re.search(r"\b(namespace)\b[^()]*$", head) or head.startswith("extern"):
        return "scope"
    if re.search(r"\b(class|struct|union|enum)\b[^()=]*$", head) or re.search(r"^(template\s*<.*>\s*)?(class|struct)\b", head, re.S):
        return "scope"
    signature = re.search(r"\)\s*(const|noexcept|override|final|mutable|&|&&|->\s*[\w:<>,*&\s]+|\s)*(:\s*[\w:<>]+.*)?$", head, re.S)
    if signature and not re.search(r"[=,(]\s*$", head):
        return "function"
    return "braces"


def name_of(head):
    match = re.search(r"([~\w]+(?:::[~\w]+)*|operator\s*\S+)\s*\(", head)
    return re.sub(r"\s+", "", match.group(1)) if match else "?"


def _function(name, count):
    return f"void {name}(int a)\n{{\n" + "    work();\n" * (count - 2) + "}\n"


PLANTED = [
    ("just right", {"app/net/a.cpp": _function("A::fits", 60) + "int x;\n" * 300}, 0),
    ("a long function", {"app/net/a.cpp": "namespace net {\n" + _function("A::tooLong", 61) + "}\n"}, 1),
    ("a long file", {"ui/theme/a.cpp": "int x;\n" * 401}, 1),
    ("a long test", {"tests/unit/base/tst_a.cpp": "int x;\n" * 801, "tests/unit/base/tst_b.cpp": "int x;\n" * 800}, 1),
    ("a long member in a class", {"ui/theme/a.h": "class A : public B\n{\n" + _function("inside", 61) + "};\n"}, 1),
    ("a constructor with initialisers", {"app/net/a.cpp": "A::A(int x)\n    : B(x), m_y{x}\n{\n" + "work();\n" * 60 + "}\n"}, 1),
    ("a long table is no function", {"app/api/a.cpp": "const Row rows[] = {\n" + "    {1, 2},\n" * 100 + "};\n"}, 0),
    ("a lambda counts with its function", {"app/api/a.cpp": "void f()\n{\n    g([] {\n" + "work();\n" * 60 + "    });\n}\n"}, 1),
    ("braces in text and comments", {"app/api/a.cpp": "void f()\n{\n    g(\"{\"); // {\n}\n" + "int y;\n" * 100}, 0),
]
