#pragma once

#include "base/clock.h"
#include "net/pause.h"
#include "net/request.h"
#include "net/response.h"
#include "net/trafficlog.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace net {

class OneShotBody;
class RequestFactory;

//! One try of one request: from the socket to the whole answer or the reason why there is none. Guards both deadlines and the size cap.
class Exchange : public QObject
{
    Q_OBJECT
public:
    Exchange(std::shared_ptr<const RequestFactory> factory, std::shared_ptr<QNetworkAccessManager> network, base::Clock *clock,
             TrafficLog *log, QObject *parent);
    ~Exchange() override;

    //! Emits done() once, later; an Error says that such a request is not made, and done() does not come.
    base::Outcome start(const Request &request, int attempt);
    //! Drops the connection; done() is not emitted.
    void abort();

    const std::optional<Response> &response() const { return m_response; }
    const base::Error &error() const { return m_error; } //!< when there is no response
    //! Something of the request may have reached the server.
    bool left() const { return m_left; }

Q_SIGNALS:
    void done();

private:
    void watch(std::chrono::milliseconds delay);
    void checkDeadlines();
    void progress() { m_progressAt = m_clock->monotonic(); }
    void tell(qint64 sent) const;
    void headersArrived();
    void bytesArrived();
    void errorOccurred();
    void replyFinished();
    void takeResponse();
    void end(std::optional<Response> response, base::Error error);
    void dropReply();
    bool mayHaveLeft() const;
    void connectReply();
    void openLog(const QNetworkRequest &request, int attempt);
    void closeLog();
    base::Error errorNow(base::Error::Kind kind, const QString &detail) const;

    std::shared_ptr<const RequestFactory> m_factory;
    std::shared_ptr<QNetworkAccessManager> m_network;
    base::Clock *m_clock;
    QPointer<TrafficLog> m_log;
    Request m_request;
    Pause m_watch;
    QPointer<QNetworkReply> m_reply;
    QPointer<OneShotBody> m_body;
    QByteArray m_received;
    QStringList m_tlsErrors;
    std::optional<Response> m_response;
    base::Error m_error;
    std::chrono::milliseconds m_startedAt{0};
    std::chrono::milliseconds m_progressAt{0};
    quint64 m_entry = 0;
    bool m_sent = false;
    bool m_left = false;
    bool m_over = false;
};

} // namespace net
