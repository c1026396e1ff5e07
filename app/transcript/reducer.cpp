#include "transcript/reducer.h"

#include "transcript/core.h"

#include <algorithm>

namespace transcript {

Reducer::Reducer()
    : m_core(std::make_unique<Core>())
{
}

Reducer::~Reducer() = default;

RowChanges Reducer::apply(const api::Events &events)
{
    for (const api::Event &event : events)
        m_core->apply(event);
    m_core->finish();
    return m_core->rows.take();
}

RowChanges Reducer::applyOlder(const api::Events &events)
{
    m_core->applyOlder(events);
    m_core->finish();
    return m_core->rows.take();
}

Reducer::Released Reducer::releaseOlder(int firstKept)
{
    const int first = m_core->wholeMoments(firstKept);
    if (first <= 0)
        return {};
    Released released;
    released.before = m_core->rows.at(first).order.primary;
    released.numbered = m_core->m_sequenced;
    m_core->release(first);
    m_core->finish();
    released.changes = m_core->rows.take();
    return released;
}

void Reducer::noteOutside(const api::Usage &usage)
{
    m_core->usage.setOutside(usage);
    m_core->finish();
}

RowChanges Reducer::discardPreviews()
{
    m_core->previews.discardAll();
    m_core->finish();
    return m_core->rows.take();
}

RowChanges Reducer::noteStatus(SessionStatus status)
{
    m_core->turn.note(status, m_core->newestOrder());
    if (status == SessionStatus::Idle)
        m_core->previews.sessionIdle(m_core->newestOrder());
    m_core->finish();
    return m_core->rows.take();
}

void Reducer::noteUsage(const api::Usage &usage)
{
    m_core->usage.counted(m_core->newestOrder(), usage);
    m_core->finish();
}

RowChanges Reducer::addLocal(const LocalMessage &message)
{
    Core &core = *m_core;
    const bool here = std::any_of(core.locals.begin(), core.locals.end(), [&](Node *n) { return n->row.clientRef == message.ref; });
    if (here || core.events.contains(message.ref) || core.messages.contains(message.ref))
        return {};
    Row row;
    row.kind = Row::Kind::User;
    row.clientRef = message.ref;
    row.text = message.text;
    row.at = message.at;
    row.delivery = message.delivery;
    row.attachments = message.attachments;
    row.raw = message.raw;
    // Of an earlier run, and read before the history: what the server did not take belongs behind what it has.
    const bool early = core.events.isEmpty();
    const bool waits = early || message.delivery == Delivery::Pending || message.delivery == Delivery::Sent;
    const Order order = waits ? Order{atTheEnd, ++core.m_arrival} : core.newestOrder();
    core.locals.push_back(core.rows.insert(std::move(row), order));
    return core.rows.take();
}

RowChanges Reducer::settleLocal(const QString &ref, Delivery delivery, const QString &identity)
{
    Core &core = *m_core;
    const auto found = std::find_if(core.locals.begin(), core.locals.end(), [&](Node *n) { return n->row.clientRef == ref; });
    if (found == core.locals.end())
        return {}; // the echo was quicker
    Node *node = *found;
    if (!identity.isEmpty()) {
        if (Node *echo = core.events.value(identity).node) {
            echo->row.clientRef = ref;
            core.forgetLocal(node);
            core.rows.remove(node);
            return core.rows.take();
        }
        core.expected.insert(identity, node);
    }
    node->row.delivery = delivery;
    node->row.sentBytes = node->row.allBytes = 0;
    core.rows.touch(node);
    const bool waits = delivery == Delivery::Pending || delivery == Delivery::Sent || delivery == Delivery::None;
    if (waits != (node->order.primary == atTheEnd))
        core.rows.reorder(node, waits ? Order{atTheEnd, ++core.m_arrival} : core.newestOrder());
    return core.rows.take();
}

RowChanges Reducer::noteProgress(const QString &ref, qint64 sent, qint64 all)
{
    Core &core = *m_core;
    const auto found = std::find_if(core.locals.begin(), core.locals.end(), [&](Node *n) { return n->row.clientRef == ref; });
    if (found == core.locals.end() || (*found)->row.delivery != Delivery::Pending)
        return {};
    (*found)->row.sentBytes = sent;
    (*found)->row.allBytes = all;
    core.rows.touch(*found);
    return core.rows.take();
}

RowChanges Reducer::removeLocal(const QString &ref)
{
    Core &core = *m_core;
    const auto found = std::find_if(core.locals.begin(), core.locals.end(), [&](Node *n) { return n->row.clientRef == ref; });
    if (found == core.locals.end())
        return {};
    Node *node = *found;
    core.forgetLocal(node);
    core.rows.remove(node);
    return core.rows.take();
}

int Reducer::rowCount() const
{
    return m_core->rows.count();
}

const Row &Reducer::row(int index) const
{
    return m_core->rows.at(index).row;
}

const Row *Reducer::rowByKey(quint64 key) const
{
    const Node *node = m_core->rows.byKey(key);
    return node ? &node->row : nullptr;
}

int Reducer::indexOf(quint64 key) const
{
    const Node *node = m_core->rows.byKey(key);
    return node ? m_core->rows.indexOf(node) : -1;
}

const Row *Reducer::rowOfCall(const QString &toolUseId) const
{
    const Node *node = m_core->calls.find(toolUseId);
    return node ? &node->row : nullptr;
}

const Row *Reducer::rowOfEvent(const QString &identity) const
{
    const Node *node = m_core->events.value(identity).node;
    if (!node)
        node = m_core->failures.find(identity);
    return node ? &node->row : nullptr;
}

api::Usage Reducer::usageOf(const Row &row) const
{
    const Node *node = m_core->rows.byKey(row.key);
    return node ? m_core->usage.at(node->order) : api::Usage();
}

QString Reducer::threadName(const QString &threadId) const
{
    return m_core->threads.value(threadId);
}

const SessionState &Reducer::state() const
{
    return m_core->state;
}

} // namespace transcript
