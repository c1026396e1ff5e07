"""Colours come from ui/theme, by their meaning."""

import re

from source import Finding, line_at

LITERALS = {
    r"\bQColor\s*(?:\w+\s*)?[({]\s*(?:0x|\d)": "a colour in numbers",
    r"\bQColor::from(?:Rgb|Rgba|Hsv|Hsl|String)\w*\s*\(\s*(?:0x|\d|QStringLiteral|\")": "a colour in numbers",
    r"\bqRgba?\s*\(": "a colour in numbers",
    r"\bQt::(?:white|black|red|darkRed|green|darkGreen|blue|darkBlue|cyan|darkCyan|magenta|darkMagenta|yellow|darkYellow|gray|darkGray|lightGray)\b":
        "a colour by name",
    r"\"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\"": "a colour in numbers",
    r"\bsetStyleSheet\s*\(": "style sheets know no palette",
}


def check(tree):
    for path in tree.cpp("app", "ui"):
        if path.startswith("ui/theme/"):
            continue
        text = tree.code(path)
        for pattern, why in LITERALS.items():
            for match in re.finditer(pattern, text):
                yield Finding(path, line_at(text, match.start()), f"{match.group(0)} {why}: theme::color(palette, token)")


PLANTED = [
    ("tokens", {"ui/screens/a.cpp": "p.setPen(theme::color(palette(), Token::Line));\nfill(Qt::transparent);\n"}, 0),
    ("numbers", {"ui/screens/a.cpp": 'QColor a(255, 0, 0);\nQColor b(QStringLiteral("#ff0000"));\nauto c = qRgb(1, 2, 3);\n'}, 3),
    ("names", {"ui/widgets/a.cpp": "p.fillRect(r, Qt::white);\n"}, 1),
    ("a style sheet", {"ui/widgets/a.cpp": "w->setStyleSheet(s);\n"}, 1),
    ("in its place", {"ui/theme/tokens.cpp": "QColor a(255, 0, 0);\n"}, 0),
    ("no colour", {"ui/widgets/a.cpp": 'auto s = QStringLiteral("issue #123");\n'}, 0),
]
