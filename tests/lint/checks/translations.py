"""Every sentence that a person reads goes through tr(), and only ui/ has sentences."""

import re

from source import Finding, line_at

LITERAL = r"(?:QStringLiteral|QLatin1String|QString::fromLatin1|QString::fromUtf8|QString)\s*\(\s*u?\"((?:\\.|[^\"\\])*)\""
SETTERS = (r"setText|setTitle|setWindowTitle|setToolTip|setStatusTip|setWhatsThis|setPlaceholderText|setAccessibleName"
           r"|setAccessibleDescription|setInformativeText|setDetailedText|setLabelText|setHeaderLabels|addAction|addMenu|addTab"
           r"|addRow|showMessage|setSuffix|setPrefix|insertItem|addItem")
MAKERS = r"new\s+(?:widgets::)?(?:QPushButton|QToolButton|QAction|QCheckBox|QRadioButton|QGroupBox|PlainLabel|QMenu|QDockWidget|QCommandLinkButton)"
CALL = re.compile(rf"(?:\b(?:{SETTERS})|{MAKERS})\s*\(\s*(?:[\w:>()\s-]+,\s*)?{LITERAL}")
READABLE = re.compile(r"[A-Za-z]{2}")
# lupdate reads \\u201cC as one character of five digits: the sentence would never be found again.
ESCAPED = re.compile(r"\btr\s*\((?:[^;()]|\([^()]*\))*?\\[ux][0-9a-fA-F]")
# Nor does it look for a marked text inside what it takes for a tr() of its own, or into macros.
HIDDEN = re.compile(r"\btr\s*\(\s*QT_TRANSLATE_NOOP|#\s*define[^\n]*QT_TRANSLATE_NOOP")
TR_IN_APP = re.compile(r"(?<![\w:])(?:(?:QObject::)?tr\s*\(\s*\"|QCoreApplication::translate\s*\(\s*\"\w*\"\s*,\s*\")")


def check(tree):
    for path in tree.paths("ui", suffixes=(".cpp", ".h")):
        text = tree.code(path)
        for match in CALL.finditer(text):
            if READABLE.search(re.sub(r"%\w+|\\.|https?://\S*", "", match.group(1))):
                yield Finding(path, line_at(text, match.start()), f'"{match.group(1)[:40]}" is shown but not translated: tr()')
        for match in ESCAPED.finditer(text):
            yield Finding(path, line_at(text, match.start()), "write the character itself: lupdate misreads an escape before a letter")
        for match in HIDDEN.finditer(text):
            yield Finding(path, line_at(text, match.start()), "lupdate does not see this text: a struct with Q_DECLARE_TR_FUNCTIONS and its tr()")
    for path in tree.cpp("app"):
        if path.startswith("app/main/"):
            continue
        text = tree.code(path)
        for match in TR_IN_APP.finditer(text):
            yield Finding(path, line_at(text, match.start()), "only ui/ has sentences; a table marks its labels with QT_TRANSLATE_NOOP")


PLANTED = [
    ("translated", {"ui/screens/a.cpp": 'b->setText(tr("New agent"));\nb->setObjectName(QStringLiteral("agents.new"));\n'}, 0),
    ("not translated", {"ui/screens/a.cpp": 'b->setText(QStringLiteral("New agent"));\nauto *x = new QPushButton(QStringLiteral("Save"), this);\n'}, 2),
    ("an icon before the text", {"ui/screens/a.cpp": 'menu->addAction(icon, QStringLiteral("Copy"));\n'}, 1),
    ("signs only", {"ui/screens/a.cpp": 'b->setText(QStringLiteral("%1 · %2"));\n'}, 0),
    ("an escape in a sentence", {"ui/screens/a.cpp": 'note(tr("The rest: \\u201cCopy\\u201d has it."), x);\n'}, 1),
    ("a marked text in a function called tr", {"ui/screens/a.cpp": 'return tr(QT_TRANSLATE_NOOP("Time", "now"));\n'}, 1),
    ("a sentence below ui", {"app/models/a.cpp": 'auto s = tr("Not found");\n'}, 1),
    ("a label looked up", {"app/models/a.cpp": 'return QCoreApplication::translate("Resource", column.label);\n'}, 0),
    ("a marked label", {"app/backends/a.cpp": 'QT_TRANSLATE_NOOP("Resource", "Agents")\n'}, 0),
]
