#include "net/trafficlog.h"

#include <algorithm>

namespace net {

TrafficLog::TrafficLog(QObject *parent, int capacity) : QObject(parent), m_capacity(std::max(1, capacity)) {}

quint64 TrafficLog::begin(TrafficEntry entry, const QByteArray &body)
{
    entry.number = ++m_last;
    entry.path = m_redactor.redact(entry.path);
    entry.requestHeaders = redacted(entry.requestHeaders);
    if (m_recording)
        m_bodies.add(entry.number, BodyStore::Part::Request, entry.path, body, m_redactor);
    if (int(m_entries.size()) >= m_capacity)
        m_entries.pop_front();
    m_entries.push_back(std::move(entry));
    if (m_watched)
        Q_EMIT added(TrafficEntry(m_entries.back()));
    return m_last;
}

void TrafficLog::answered(quint64 number, const TrafficEntry &head)
{
    if (TrafficEntry *known = entry(number)) {
        takeHead(*known, head);
        tell(*known);
    }
}

void TrafficLog::progress(quint64 number, qint64 bytesReceived, qint64 events)
{
    if (TrafficEntry *known = entry(number)) {
        known->bytesReceived = bytesReceived;
        known->events = events;
        tell(*known);
    }
}

void TrafficLog::end(quint64 number, const TrafficEntry &result, const QByteArray &body)
{
    TrafficEntry *known = entry(number);
    if (!known)
        return;
    known->finished = true;
    known->took = result.took;
    known->bytesSent = result.bytesSent;
    known->bytesReceived = result.bytesReceived;
    known->events = std::max(known->events, result.events);
    known->error = result.error;
    takeHead(*known, result);
    if (m_recording && !known->stream)
        m_bodies.add(number, BodyStore::Part::Response, known->path, body, m_redactor);
    tell(*known);
}

void TrafficLog::takeHead(TrafficEntry &entry, const TrafficEntry &head)
{
    entry.status = head.status;
    entry.requestId = m_redactor.redact(head.requestId);
    if (m_watched && !head.responseHeaders.isEmpty())
        entry.responseHeaders = redacted(head.responseHeaders);
}

Headers TrafficLog::redacted(const Headers &headers) const
{
    Headers out;
    out.reserve(headers.size());
    for (const auto &[name, value] : headers)
        out.append({name, base::Redactor::isSecretHeader(name) ? QByteArray("[redacted]") : m_redactor.redact(value)});
    return out;
}

void TrafficLog::tell(const TrafficEntry &entry)
{
    if (m_watched)
        Q_EMIT changed(TrafficEntry(entry)); // a copy: a slot may bring the next entry, which moves this one
}

TrafficEntry *TrafficLog::entry(quint64 number)
{
    return const_cast<TrafficEntry *>(find(number));
}

const TrafficEntry *TrafficLog::find(quint64 number) const
{
    if (m_entries.empty() || number < m_entries.front().number || number > m_entries.back().number)
        return nullptr;
    return &m_entries[std::size_t(number - m_entries.front().number)];
}

void TrafficLog::clear()
{
    m_entries.clear();
    m_bodies.clear();
    Q_EMIT cleared();
}

void TrafficLog::setWatched(bool watched)
{
    m_watched = watched;
    if (watched)
        return;
    m_recording = false;
    m_bodies.clear();
    for (TrafficEntry &entry : m_entries)
        entry.responseHeaders.clear();
}

void TrafficLog::setRecording(bool recording)
{
    m_recording = recording && m_watched;
}

} // namespace net
