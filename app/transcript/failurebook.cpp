#include "transcript/failurebook.h"

#include <algorithm>

namespace transcript {

namespace {

bool isRequest(const api::Event &event)
{
    return event.kind == api::EventKind::ModelRequestEnd;
}

QByteArray messageOf(const api::Event &event)
{
    // What a server prints that forgot to turn its error into text.
    return event.errorMessage == QLatin1String("[object Object]") ? QByteArray() : event.errorMessage.toUtf8();
}

Row errorRow(const api::Event &event)
{
    Row row;
    row.kind = Row::Kind::Error;
    row.identity = event.identity;
    row.type = event.errorType;
    row.at = event.at;
    row.threadId = event.threadId;
    row.willRetry = event.willRetry;
    row.text = messageOf(event);
    row.raw = event.raw;
    return row;
}

void overwrite(RowList &rows, Node *node, Row row)
{
    Row &old = node->row;
    if (old.raw == row.raw && old.text == row.text && old.detail == row.detail && old.willRetry == row.willRetry)
        return;
    row.key = old.key;
    row.revision = old.revision;
    old = std::move(row);
    rows.touch(node);
}

} // namespace

void FailureBook::failed(const api::Event &event, Order order)
{
    if (const auto known = m_byIdentity.constFind(event.identity); known != m_byIdentity.constEnd()) {
        const auto old = m_failures.find(*known);
        if (*known == order) {
            old->second.event = event;
            repair(old);
            return;
        }
        if (old->second.node)
            m_rows.remove(old->second.node);
        repairAround(m_failures.erase(old));
    }
    m_byIdentity.insert(event.identity, order);
    repairAround(m_failures.insert_or_assign(order, Failure{event}).first);
}

void FailureBook::repairAround(Failures::iterator place)
{
    if (place != m_failures.begin())
        repair(std::prev(place));
    if (place == m_failures.end())
        return;
    repair(place);
    if (const auto next = std::next(place); next != m_failures.end())
        repair(next);
}

void FailureBook::userSpoke(Order order)
{
    if (!m_userOrders.insert(order).second)
        return;
    const auto next = m_failures.upper_bound(order);
    if (next != m_failures.end())
        repair(next);
}

void FailureBook::repair(Failures::iterator failure)
{
    const auto before = failure == m_failures.begin() ? m_failures.end() : std::prev(failure);
    bool pairs = failure->second.event.kind == api::EventKind::SessionError && before != m_failures.end() && isRequest(before->second.event);
    if (pairs) {
        const auto user = m_userOrders.upper_bound(before->first);
        pairs = user == m_userOrders.end() || failure->first < *user;
    }
    if (pairs) {
        show(before, failure);
        return;
    }
    const bool wasPaired = failure->second.paired;
    failure->second.paired = false;
    if (wasPaired && before != m_failures.end())
        showAlone(before);
    showAlone(failure);
}

void FailureBook::showAlone(Failures::iterator failure)
{
    const auto next = std::next(failure);
    if (isRequest(failure->second.event) && next != m_failures.end() && next->second.paired) {
        show(failure, next);
        return;
    }
    Row row = errorRow(failure->second.event);
    if (failure->second.node)
        overwrite(m_rows, failure->second.node, std::move(row));
    else
        failure->second.node = m_rows.insert(std::move(row), failure->first);
}

void FailureBook::show(Failures::iterator request, Failures::iterator error)
{
    error->second.paired = true;
    if (!request->second.node) {
        request->second.node = error->second.node;
        if (request->second.node)
            m_rows.reorder(request->second.node, request->first);
    } else if (error->second.node) {
        m_rows.remove(error->second.node);
    }
    error->second.node = nullptr;
    // The request names the cause; the session's error has the type and says whether it is tried again.
    Row row = errorRow(error->second.event);
    const QByteArray cause = messageOf(request->second.event);
    if (!cause.isEmpty() && cause != row.text) {
        row.detail = row.text;
        row.text = cause;
    }
    row.identity = request->second.event.identity;
    row.at = request->second.event.at;
    if (request->second.node)
        overwrite(m_rows, request->second.node, std::move(row));
    else
        request->second.node = m_rows.insert(std::move(row), request->first);
}

Node *FailureBook::find(const QString &identity) const
{
    const auto order = m_byIdentity.constFind(identity);
    if (order == m_byIdentity.constEnd())
        return nullptr;
    const auto failure = m_failures.find(*order);
    if (failure->second.node || failure == m_failures.begin())
        return failure->second.node;
    return std::prev(failure)->second.node;
}

bool FailureBook::goesBeyond(const Node *node, Order order) const
{
    const auto failure = m_failures.find(node->order);
    if (failure == m_failures.end() || failure->second.node != node)
        return true; // moved away from where it failed: rare, and not worth finding out
    const auto next = std::next(failure);
    return next != m_failures.end() && next->second.paired && next->first >= order;
}

void FailureBook::release(Order order)
{
    bool stays = false; // the failure before, which has the row of a pair
    for (auto it = m_failures.begin(); it != m_failures.end() && it->first < order;) {
        stays = it->second.node ? !it->second.node->leaving : it->second.paired && stays;
        if (stays) {
            ++it;
            continue;
        }
        m_byIdentity.remove(it->second.event.identity);
        it = m_failures.erase(it);
    }
    m_userOrders.erase(m_userOrders.begin(), m_userOrders.lower_bound(order));
}

} // namespace transcript
