#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QMap>
#include <QObject>
#include <QString>
#include <QUrl>

#include <functional>
#include <map>

class QTcpServer;
class QTcpSocket;

namespace net {

//! Waits on 127.0.0.1 for the one answer that a browser brings back from a sign-in page (RFC 8252 §7.3, §8.3), then closes.
//!
//! Takes GET requests for its own path and host only, of at most 64 KiB; a connection that dawdles is dropped after 10 s.
class CallbackListener final : public QObject
{
    Q_OBJECT
public:
    //! Names and values of the query, decoded; a name that came twice makes the request a bad one.
    using Query = QMap<QByteArray, QByteArray>;
    //! What the person reads in the browser: plain text, escaped here.
    struct Page
    {
        QString title;
        QString text;
    };
    struct Verdict
    {
        bool accepted = false; //!< this was the answer: the listener closes at once
        Page page;
    };
    using Judge = std::function<Verdict(const Query &)>;

    //! `judge` is asked for every request to the right place, until it accepts one.
    CallbackListener(Judge judge, QObject *parent);
    ~CallbackListener() override;

    //! On a free port that the system picks. Network when it has none.
    base::Outcome listen();
    //! Where the browser has to go; only while listening.
    QUrl url() const;
    bool isListening() const;
    //! Takes no connection from now on, and drops those that are open.
    void close();

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &head);
    void send(QTcpSocket *socket, const QByteArray &status, const Page &page);
    void drop(QTcpSocket *socket);

    Judge m_judge;
    QTcpServer *m_server;
    std::map<QTcpSocket *, QByteArray> m_open; //!< what each has sent so far
};

} // namespace net
