#include "transcript/usageledger.h"

#include <QSet>

#include <algorithm>

namespace transcript {

namespace {

void add(qint64 &sum, qint64 part, int sign)
{
    if (part >= 0)
        sum = (sum < 0 ? 0 : sum) + sign * part;
}

void addAll(api::Usage &sum, const api::Usage &part, int sign)
{
    add(sum.input, part.input, sign);
    add(sum.output, part.output, sign);
    add(sum.cacheRead, part.cacheRead, sign);
    add(sum.cacheWrite, part.cacheWrite, sign);
}

} // namespace

void UsageLedger::requestStarted(const QString &identity, Order order)
{
    m_starts.insert(identity, order);
}

void UsageLedger::requestEnded(const QString &identity, const QString &requestRef, Order order, const api::Usage &usage)
{
    if (const auto known = m_ends.constFind(identity); known != m_ends.constEnd()) {
        if (const auto old = m_requests.find(*known); old != m_requests.end()) {
            addAll(m_sum, old->second.usage, -1);
            m_requests.erase(old);
        }
    }
    m_ends.insert(identity, order);
    m_requests.insert_or_assign(order, Request{requestRef, usage});
    addAll(m_sum, usage, 1);
}

void UsageLedger::counted(Order order, const api::Usage &usage)
{
    if (usage.isEmpty() || order < m_countedAt)
        return;
    m_countedAt = order;
    m_counted = usage;
}

void UsageLedger::takeFromOutside(const api::Usage &usage)
{
    const auto take = [](qint64 &rest, qint64 part) {
        if (part >= 0)
            rest = std::max<qint64>(rest - part, std::min<qint64>(rest, 0)); // what is unknown stays unknown
    };
    take(m_outside.input, usage.input);
    take(m_outside.output, usage.output);
    take(m_outside.cacheRead, usage.cacheRead);
    take(m_outside.cacheWrite, usage.cacheWrite);
}

void UsageLedger::release(Order order)
{
    const auto kept = m_requests.lower_bound(order);
    for (auto it = m_requests.begin(); it != kept; ++it) {
        addAll(m_sum, it->second.usage, -1);
        addAll(m_outside, it->second.usage, 1);
    }
    m_requests.erase(m_requests.begin(), kept);
    QSet<QString> underWay; // begun before and ended behind it
    for (const auto &[end, request] : m_requests)
        underWay.insert(request.ref);
    m_ends.removeIf([order](const auto &end) { return end.value() < order; });
    m_starts.removeIf([order, &underWay](const auto &start) { return start.value() < order && !underWay.contains(start.key()); });
}

api::Usage UsageLedger::total() const
{
    api::Usage summed = m_sum;
    addAll(summed, m_outside, 1);
    api::Usage total = m_counted;
    total.input = std::max(total.input, summed.input);
    total.output = std::max(total.output, summed.output);
    total.cacheRead = std::max(total.cacheRead, summed.cacheRead);
    total.cacheWrite = std::max(total.cacheWrite, summed.cacheWrite);
    return total;
}

api::Usage UsageLedger::at(Order order) const
{
    const auto end = m_requests.lower_bound(order);
    if (end == m_requests.end())
        return {};
    const auto start = m_starts.constFind(end->second.ref);
    if (start == m_starts.constEnd() || order < *start)
        return {};
    return end->second.usage;
}

} // namespace transcript
