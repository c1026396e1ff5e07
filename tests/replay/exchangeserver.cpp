#include "tests/replay/exchangeserver.h"

#include "tests/replay/wireanswer.h"

#include <QTcpSocket>
#include <QUrlQuery>

#include <memory>

namespace replay
{

namespace
{

QByteArray json(const QByteArray &body)
{
    return wireAnswer({200, {{"content-type", "application/json"}}, body}, "GET");
}

} // namespace

ExchangeServer::ExchangeServer(const Exchange &exchange, QObject *parent)
    : QTcpServer(parent)
    , m_exchange(exchange)
{
    connect(this, &QTcpServer::newConnection, this, &ExchangeServer::accept);
}

bool ExchangeServer::start()
{
    return listen(QHostAddress::LocalHost);
}

QUrl ExchangeServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort()));
}

void ExchangeServer::accept()
{
    while (QTcpSocket *socket = nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, reader = std::make_shared<RequestReader>()] {
            reader->feed(socket->readAll());
            while (const auto request = reader->next())
                answer(socket, *request);
        });
    }
}

bool ExchangeServer::answerSession(QTcpSocket *socket, const WireRequest &request)
{
    const QUrl url = QUrl::fromEncoded(request.target);
    if (url.path().endsWith(QLatin1String("/events/stream")))
        socket->write(wireStreamHead({{"content-type", "text/event-stream"}}) + wireChunk("retry: 1000\n\n"));
    else if (!url.path().endsWith(QLatin1String("/events")))
        socket->write(json("{\"type\":\"session\",\"status\":\"idle\",\"id\":\"recorded\"}"));
    else if (QUrlQuery(url).hasQueryItem(QStringLiteral("after_seq")))
        socket->write(json("{\"data\":[],\"has_more\":false}"));
    else
        return false;
    return true;
}

void ExchangeServer::answer(QTcpSocket *socket, const WireRequest &request)
{
    const bool probing = request.target == "/health" && m_exchange.target != "/health";
    if (probing)
        socket->write(json("{\"status\":\"ok\",\"runtime\":\"node\"}"));
    else if (m_session && answerSession(socket, request))
        return;
    else if (m_exchange.answer.status == 0)
        socket->disconnectFromHost();
    else
        socket->write(wireAnswer(m_exchange.answer, request.method));
}

} // namespace replay
