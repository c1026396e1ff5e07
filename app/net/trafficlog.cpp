#include "net/trafficlog.h"

#include <algorithm>

namespace net {

TrafficLog::TrafficLog(QObject *parent, int capacity) : QObject(parent), m_capacity(std::max(1, capacity)) {}

quint64 TrafficLog::begin(TrafficEntry entry)
{
    entry.number = ++m_last;
    entry.path = m_redactor.redact(entry.path);
    if (int(m_entries.size()) >= m_capacity)
        m_entries.pop_front();
    m_entries.push_back(std::move(entry));
    Q_EMIT added(m_entries.back());
    return m_last;
}

void TrafficLog::end(quint64 number, const TrafficEntry &result)
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(), [number](const auto &e) { return e.number == number; });
    if (it == m_entries.end())
        return;
    it->finished = true;
    it->status = result.status;
    it->took = result.took;
    it->bytesSent = result.bytesSent;
    it->bytesReceived = result.bytesReceived;
    it->requestId = m_redactor.redact(result.requestId);
    it->error = result.error;
    Q_EMIT changed(*it);
}

const TrafficEntry *TrafficLog::find(quint64 number) const
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(), [number](const auto &e) { return e.number == number; });
    return it == m_entries.end() ? nullptr : &*it;
}

void TrafficLog::clear()
{
    m_entries.clear();
    Q_EMIT cleared();
}

} // namespace net
