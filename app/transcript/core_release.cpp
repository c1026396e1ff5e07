// What lets go of rows that nobody is near; the rest of the reducer is in core.cpp.
#include "transcript/core.h"

#include <algorithm>

namespace transcript {

//! Events of one moment may stand in another order where they come back from: none of them goes without the others.
int Reducer::Core::wholeMoments(int firstKept) const
{
    int first = std::min(firstKept, rows.count() - 1);
    while (first > 0 && (rows.at(first).order.primary == atTheEnd || rows.at(first - 1).order.primary == rows.at(first).order.primary))
        --first;
    return first;
}

bool Reducer::Core::mustStay(Node *node, qint64 edge) const
{
    const Row &row = node->row;
    const Order from{edge, 0};
    if (row.identity.isEmpty() || row.preview || row.queued || previews.holds(node))
        return true; // typed here, or being written
    if (row.kind == Row::Kind::Tool)
        return calls.goesBeyond(node, from);
    return row.kind == Row::Kind::Error && failures.goesBeyond(node, from);
}

void Reducer::Core::release(int firstKept)
{
    const qint64 edge = rows.at(firstKept).order.primary;
    for (int i = 0; i < firstKept; ++i)
        rows.nodeAt(i)->leaving = !mustStay(rows.nodeAt(i), edge);
    for (const Known &known : std::as_const(events)) {
        if (known.node && !known.placed) // who knows whether it would come back
            known.node->leaving = false;
    }
    failures.release({edge, 0});
    usage.release({edge, 0});
    const auto goes = [edge](const auto &entry) { return entry.value().node ? entry.value().node->leaving : entry.value().primary < edge; };
    events.removeIf(goes);
    messages.removeIf([](const auto &entry) { return entry.value()->leaving; });
    for (int i = 0; i < firstKept; ++i) {
        Node *node = rows.nodeAt(i);
        if (!node->leaving)
            continue;
        if (node->row.kind == Row::Kind::Tool)
            calls.release(node);
        if (node->row.kind == Row::Kind::Unknown) {
            --m_unknown;
            ++m_unknownReleased;
        }
    }
    rows.removeLeaving(firstKept);
}

} // namespace transcript
