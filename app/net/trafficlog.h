#pragma once

#include "base/error.h"
#include "base/redactor.h"

#include <QDateTime>
#include <QObject>

#include <chrono>
#include <deque>
#include <optional>

namespace net {

//! One try of a request, as people may see it: no headers, no bodies, secrets taken out.
struct TrafficEntry
{
    quint64 number = 0;              //!< counts from 1
    QDateTime startedAt;             //!< UTC
    QByteArray method;
    QString path;                    //!< with its query, redacted
    int attempt = 1;
    bool stream = false;
    bool finished = false;
    int status = 0;                  //!< 0: no answer
    std::chrono::milliseconds took{0};
    qint64 bytesSent = 0;            //!< of the body
    qint64 bytesReceived = 0;        //!< of the body
    QString requestId;
    std::optional<base::Error::Kind> error;
};

//! The last requests, for the traffic dock: a bounded ring of redacted entries.
class TrafficLog : public QObject
{
    Q_OBJECT
public:
    explicit TrafficLog(QObject *parent = nullptr, int capacity = 500);

    //! Gives the entry its number, redacts its path and keeps it; the oldest goes when the ring is full.
    quint64 begin(TrafficEntry entry);
    //! Completes an entry; ignored when it has gone already.
    void end(quint64 number, const TrafficEntry &result);

    const std::deque<TrafficEntry> &entries() const { return m_entries; }
    const TrafficEntry *find(quint64 number) const;
    void clear();
    //! Transport tells it the key, so that no entry can hold it.
    base::Redactor &redactor() { return m_redactor; }

Q_SIGNALS:
    void added(const net::TrafficEntry &entry);
    void changed(const net::TrafficEntry &entry);
    void cleared();

private:
    std::deque<TrafficEntry> m_entries;
    base::Redactor m_redactor;
    int m_capacity;
    quint64 m_last = 0;
};

} // namespace net
