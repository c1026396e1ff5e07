#include "net/callbacklistener.h"

#include <QHostAddress>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <optional>

namespace net {

namespace {

constexpr qsizetype maxHead = 64 * 1024; // keys of hundreds of workspaces fit
constexpr std::size_t maxConnections = 16;
constexpr std::chrono::seconds patience{10};
const QByteArray callbackPath = QByteArrayLiteral("/callback");

QByteArray headerOf(const QByteArray &head, const QByteArray &name)
{
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().toLower() == name)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

std::optional<CallbackListener::Query> queryOf(const QByteArray &text)
{
    CallbackListener::Query query;
    const QList<QByteArray> pairs = text.split('&');
    for (const QByteArray &pair : pairs) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        // "+" stays: the values are base64 or tokens, in which it is no space.
        const QByteArray name = QByteArray::fromPercentEncoding(equals < 0 ? pair : pair.left(equals));
        if (query.contains(name))
            return std::nullopt;
        query.insert(name, equals < 0 ? QByteArray() : QByteArray::fromPercentEncoding(pair.mid(equals + 1)));
    }
    return query;
}

//! The page with everything it needs inside; its one line of script takes the keys out of the address bar.
QByteArray htmlOf(const CallbackListener::Page &page, const QByteArray &nonce)
{
    return "<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><title>"
        + page.title.toHtmlEscaped().toUtf8()
        + "</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:32em;margin:20vh auto;padding:0 1.5em}h1{font-size:1.3em}</style>"
          "<script nonce=\""
        + nonce + "\">history.replaceState(null,\"\",\"/\")</script></head><body><h1>" + page.title.toHtmlEscaped().toUtf8() + "</h1><p>"
        + page.text.toHtmlEscaped().toUtf8() + "</p></body></html>";
}

} // namespace

CallbackListener::CallbackListener(Judge judge, QObject *parent) : QObject(parent), m_judge(std::move(judge)), m_server(new QTcpServer(this))
{
    connect(m_server, &QTcpServer::newConnection, this, &CallbackListener::accept);
}

CallbackListener::~CallbackListener()
{
    close();
}

base::Outcome CallbackListener::listen()
{
    if (m_server->listen(QHostAddress::LocalHost, 0))
        return base::Done{};
    return base::Error::of(base::Error::Kind::Network, m_server->errorString());
}

bool CallbackListener::isListening() const
{
    return m_server->isListening();
}

QUrl CallbackListener::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_server->serverPort());
    url.setPath(QString::fromLatin1(callbackPath));
    return url;
}

void CallbackListener::close()
{
    m_server->close();
    while (!m_open.empty())
        drop(m_open.begin()->first);
}

void CallbackListener::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        if (m_open.size() >= maxConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        m_open.emplace(socket, QByteArray());
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] { drop(socket); });
        QTimer::singleShot(patience, socket, [this, socket] { drop(socket); });
    }
}

void CallbackListener::drop(QTcpSocket *socket)
{
    if (m_open.erase(socket) == 0)
        return;
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

void CallbackListener::read(QTcpSocket *socket)
{
    const auto known = m_open.find(socket);
    if (known == m_open.end())
        return;
    QByteArray &seen = known->second;
    seen += socket->read(maxHead + 1 - seen.size());
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end >= 0)
        answer(socket, seen.left(end));
    else if (seen.size() > maxHead)
        drop(socket);
}

void CallbackListener::answer(QTcpSocket *socket, const QByteArray &head)
{
    const QList<QByteArray> words = head.split('\n').constFirst().trimmed().split(' ');
    const QByteArray target = words.value(1);
    const qsizetype mark = target.indexOf('?');
    const auto refuse = [&](const QByteArray &status) { send(socket, status, {QString::fromLatin1(status), {}}); };
    if (words.size() != 3 || !words.at(2).startsWith("HTTP/1."))
        return refuse("400 Bad Request");
    if (words.at(0) != "GET")
        return refuse("405 Method Not Allowed");
    // Another name for this computer would be a page of another origin that talks to us.
    if (headerOf(head, "host") != "127.0.0.1:" + QByteArray::number(m_server->serverPort()))
        return refuse("403 Forbidden");
    if ((mark < 0 ? target : target.left(mark)) != callbackPath)
        return refuse("404 Not Found");
    const auto query = queryOf(mark < 0 ? QByteArray() : target.mid(mark + 1));
    if (!query)
        return refuse("400 Bad Request");
    const Verdict verdict = m_judge(*query);
    if (!verdict.accepted)
        return send(socket, "400 Bad Request", verdict.page);
    send(socket, "200 OK", verdict.page);
    close();
}

void CallbackListener::send(QTcpSocket *socket, const QByteArray &status, const Page &page)
{
    const QByteArray nonce = QByteArray::number(QRandomGenerator::system()->generate64(), 16);
    const QByteArray body = htmlOf(page, nonce);
    // From here on the socket looks after itself: it outlives this object until the browser has its page.
    m_open.erase(socket);
    socket->disconnect(this);
    socket->setParent(nullptr);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(patience, socket, [socket] {
        socket->abort();
        socket->deleteLater();
    });
    socket->write("HTTP/1.1 " + status + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size())
                  + "\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-" + nonce
                  + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                    "\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
                  + body);
    socket->disconnectFromHost();
}

} // namespace net
