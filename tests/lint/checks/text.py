"""Foreign text stays plain, certificates are believed or refused, and nothing waits inside the event loop."""

import re

from source import Finding, line_at

MARKUP = {
    r"\b(setHtml|insertHtml|appendHtml|setMarkdown|insertMarkdown)\s*\(": "foreign text is never markup",
    r"\bQt::(AutoText|RichText|MarkdownText)\b": "foreign text is never markup: Qt::PlainText",
    r"\bmightBeRichText\b": "foreign text is never markup",
    r"\bQTextBrowser\b": "it opens files and links by itself",
}
EVERYWHERE = {
    r"\bignoreSslErrors\b": "a certificate is believed or the connection is refused",
    r"\bQEventLoop\b": "no nested event loops",
    r"\bprocessEvents\b": "no nested event loops",
    r"\bwaitFor(Finished|Started|ReadyRead|BytesWritten|Connected|Disconnected|Encrypted|Done|NewConnection)\s*\(": "nothing waits: use a JobOf, or QTRY_… in a test",
    r"\bqWait\s*\(": "use QTRY_… or a fake clock",
    r"\bqSleep\s*\(": "use QTRY_… or a fake clock",
    r"\bQThread::(sleep|msleep|usleep)\b": "nothing sleeps",
    r"\bsetInsecureFallback\s*\(\s*true": "keys are never kept in plain text",
}
IN_UI = {
    r"\bQMessageBox::(question|warning|information|critical|about)\s*\(": "this runs a nested event loop: open() and a signal",
    r"\bQInputDialog::get\w+\s*\(": "this runs a nested event loop: open() and a signal",
    r"\bQ(File|Color|Font)Dialog::get\w+\s*\(": "this runs a nested event loop: open() and a signal",
    r"\b(?!application|app|drag)\w+(\.|->)exec\s*\(": "this runs a nested event loop: open() or popup() and a signal",
}
# widgets::PlainLabel fixes the format; below it, a QLabel may carry a picture.
LABEL = re.compile(r"\bQLabel\b")
LABEL_HOME = "ui/widgets/"


def compiled(rules):
    return [(re.compile(pattern), why) for pattern, why in rules.items()]


def check(tree):
    for path in tree.cpp("app", "ui", "tests"):
        text = tree.bare(path)
        rules = compiled(EVERYWHERE)
        if not path.startswith("tests/"):  # a test may hand over what the program must not take
            rules += compiled(MARKUP)
        if path.startswith(("ui/", "app/main/")):
            rules += compiled(IN_UI)
        for pattern, why in rules:
            for match in pattern.finditer(text):
                yield Finding(path, line_at(text, match.start()), f"{match.group(0).strip()} {why}")
        if path.startswith(("ui/", "app/main/")) and not path.startswith(LABEL_HOME):
            for match in LABEL.finditer(text):
                yield Finding(path, line_at(text, match.start()), "QLabel guesses whether text is markup: widgets::PlainLabel")


PLANTED = [
    ("plain code", {"ui/screens/a.cpp": "label->setText(text);\ndialog->open();\n"}, 0),
    ("markup", {"ui/screens/a.cpp": "view->setHtml(x);\nv->setTextFormat(Qt::AutoText);\n"}, 2),
    ("certificates", {"app/net/a.cpp": "reply->ignoreSslErrors();\n"}, 1),
    ("waiting", {"tests/unit/net/tst_a.cpp": "QTest::qWait(100);\nprocess.waitForFinished();\nQEventLoop loop;\nqApp->processEvents();\n"}, 4),
    ("dialogs", {"ui/screens/a.cpp": "QMessageBox::question(this);\nif (dialog.exec())\nmenu->exec(at);\n"}, 3),
    ("the program's own loop", {"app/main/main.cpp": "return application.exec();\n"}, 0),
    ("a query is no loop", {"app/store/a.cpp": "query.exec(sql);\n"}, 0),
    ("a label", {"ui/screens/a.cpp": "auto *l = new QLabel(text);\n", "ui/widgets/plainlabel.h": "class PlainLabel : public QLabel {};\n"}, 1),
    ("what a test hands over", {"tests/ui/tst_a.cpp": "mime.setHtml(x);\nreply->ignoreSslErrors();\n"}, 1),
    ("in a comment", {"ui/screens/a.cpp": "// setHtml(x) would open files\n"}, 0),
]
