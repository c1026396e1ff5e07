"""One place makes every request: only app/net knows Qt's network classes, only app/demo listens, and the callback of a sign-in."""

import re

from source import Finding, line_at

CLASSES = re.compile(r"\b(QNetworkAccessManager|QNetworkReply|QNetworkRequest|QNetworkCookieJar|QAbstractSocket|QTcpSocket|QUdpSocket"
                     r"|QSslSocket|QSslConfiguration|QHttpMultiPart|QTcpServer|QWebSocket)\b")
SERVERS = re.compile(r"\bhttplib\b")
LISTENERS = re.compile(r"\b(QTcpServer|QLocalServer|QWebSocketServer)\b")
CALLBACK = ("app/net/callbacklistener.h", "app/net/callbacklistener.cpp")


def check(tree):
    for path in tree.cpp("app", "ui"):
        text = tree.bare(path)
        if not path.startswith(("app/net/", "app/demo/")):
            for match in CLASSES.finditer(text):
                yield Finding(path, line_at(text, match.start()), f"{match.group(1)}: only app/net makes requests")
        if path.startswith("app/net/") and path not in CALLBACK:
            for match in LISTENERS.finditer(text):
                yield Finding(path, line_at(text, match.start()), f"{match.group(1)}: only the callback of a sign-in is listened for")
        if not path.startswith("app/demo/"):
            for match in SERVERS.finditer(text):
                yield Finding(path, line_at(text, match.start()), "httplib: only app/demo listens")


PLANTED = [
    ("in its place", {"app/net/transport.cpp": "QNetworkAccessManager m;\n", "app/demo/server.cpp": "httplib::Server s;\n"}, 0),
    ("in a screen", {"ui/screens/a.cpp": "#include <QNetworkReply>\nQNetworkAccessManager *m;\n"}, 2),
    ("a listener", {"app/net/a.cpp": "QTcpServer s;\n", "app/net/callbacklistener.cpp": "QTcpServer s;\n"}, 1),
    ("a server elsewhere", {"app/net/a.cpp": "httplib::Server s;\n"}, 1),
    ("in a comment or text", {"app/models/a.cpp": '// QNetworkReply\nauto s = "QTcpSocket";\n'}, 0),
]
