#pragma once

#include "base/redactor.h"
#include "net/bodystore.h"
#include "net/trafficentry.h"

#include <QObject>

#include <deque>

namespace net {

//! The last requests of all transports: a bounded ring of redacted entries. Headers of answers are kept while somebody watches, bodies while
//! somebody records; otherwise it costs a line a request and tells nobody.
class TrafficLog : public QObject
{
    Q_OBJECT
public:
    static constexpr int defaultCapacity = 500;

    explicit TrafficLog(QObject *parent = nullptr, int capacity = defaultCapacity);

    //! Gives the entry its number, redacts it and keeps it; the oldest goes when the ring is full. `body` is looked at while recording.
    quint64 begin(TrafficEntry entry, const QByteArray &body = {});
    //! The head of an answer that goes on: status, request id, headers.
    void answered(quint64 number, const TrafficEntry &head);
    //! How far a stream has come.
    void progress(quint64 number, qint64 bytesReceived, qint64 events);
    //! Completes an entry; ignored when it has gone already.
    void end(quint64 number, const TrafficEntry &result, const QByteArray &body = {});

    const std::deque<TrafficEntry> &entries() const { return m_entries; }
    const TrafficEntry *find(quint64 number) const;
    void clear();

    //! Somebody looks: signals are emitted, and headers of answers are kept. Unwatched, it stops recording and forgets headers and bodies.
    void setWatched(bool watched);
    bool isWatched() const { return m_watched; }
    //! Bodies of requests that begin from now on; only while watched. Switching it off keeps what is there.
    void setRecording(bool recording);
    bool isRecording() const { return m_recording; }
    TrafficBody requestBody(quint64 number) const { return m_bodies.find(number, BodyStore::Part::Request); }
    TrafficBody responseBody(quint64 number) const { return m_bodies.find(number, BodyStore::Part::Response); }
    const BodyStore &bodies() const { return m_bodies; }

    //! Transport tells it the key, so that no entry can hold it.
    base::Redactor &redactor() { return m_redactor; }

Q_SIGNALS:
    void added(const net::TrafficEntry &entry);
    void changed(const net::TrafficEntry &entry);
    void cleared();

private:
    TrafficEntry *entry(quint64 number);
    void takeHead(TrafficEntry &entry, const TrafficEntry &head);
    Headers redacted(const Headers &headers) const;
    void tell(const TrafficEntry &entry);

    std::deque<TrafficEntry> m_entries; // numbers without a gap
    BodyStore m_bodies;
    base::Redactor m_redactor;
    int m_capacity;
    quint64 m_last = 0;
    bool m_watched = false;
    bool m_recording = false;
};

} // namespace net
