#pragma once

#include "tests/replay/exchange.h"
#include "tests/replay/wirerequest.h"

#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace replay
{

//! A loopback server that knows one answer: the recorded status, headers and body, whatever is asked. Where none was recorded it hangs up.
class ExchangeServer : public QTcpServer
{
    Q_OBJECT
public:
    explicit ExchangeServer(const Exchange &exchange, QObject *parent = nullptr);

    bool start();
    QUrl url() const;
    //! From now on this is a session whose events are what was recorded, its stream is silent, and behind the recorded page there is none.
    void beASession() { m_session = true; }

private:
    void accept();
    void answer(QTcpSocket *socket, const WireRequest &request);
    bool answerSession(QTcpSocket *socket, const WireRequest &request);

    Exchange m_exchange;
    bool m_session = false;
};

} // namespace replay
