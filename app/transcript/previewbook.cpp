#include "transcript/previewbook.h"

#include <algorithm>

namespace transcript {

using api::PreviewOf;

PreviewBook::Preview *PreviewBook::newest(PreviewOf of, const QString &id)
{
    for (auto it = m_open.rbegin(); it != m_open.rend(); ++it) {
        if (it->of == of && it->id == id && !it->kept)
            return &*it;
    }
    return nullptr;
}

void PreviewBook::start(const api::Event &event, Order order)
{
    const Preview *known = newest(event.previewOf, event.previewId);
    // Thinking blocks are numbered anew in every request: "0" again is another one once the first has text.
    if (known && (event.previewOf != PreviewOf::Thinking || (known->node->row.text.isEmpty() && !known->ended)))
        return;
    if (event.previewOf == PreviewOf::ToolInput && m_calls.find(event.previewId))
        return;
    if (event.previewOf == PreviewOf::Message)
        replyWritten(event.threadId);
    Preview preview;
    preview.of = event.previewOf;
    preview.id = event.previewId;
    preview.turn = m_turn;
    preview.request = m_requests.size() == 1 ? m_requests.front() : QString();
    if (event.previewOf == PreviewOf::ToolInput) {
        preview.node = m_calls.streaming(event, order);
    } else {
        Row row;
        row.kind = event.previewOf == PreviewOf::Message ? Row::Kind::Agent : Row::Kind::Thinking;
        row.preview = true;
        row.at = event.at;
        row.threadId = event.threadId;
        preview.node = m_rows.insert(std::move(row), order);
    }
    m_open.push_back(std::move(preview));
}

void PreviewBook::extend(const api::Event &event)
{
    Preview *preview = newest(event.previewOf, event.previewId);
    // Without its beginning a fragment would only mislead: the whole comes with the committed event.
    if (!preview || event.delta.isEmpty())
        return;
    Row &row = preview->node->row;
    QByteArray &text = preview->of == PreviewOf::ToolInput ? row.call->input : row.text;
    if (event.blockIndex > preview->blocks) {
        drop(std::size_t(preview - m_open.data()));
        return;
    }
    if (event.blockIndex == preview->blocks) {
        ++preview->blocks;
        if (!text.isEmpty())
            text += "\n\n";
    }
    if (event.blockIndex < preview->blocks - 1)
        return; // an earlier block grows once more: rare, and the committed event has it
    text += event.delta;
    m_rows.touch(preview->node);
}

void PreviewBook::end(const api::Event &event)
{
    Preview *preview = newest(event.previewOf, event.previewId);
    if (!preview)
        return;
    if (event.isError) {
        const std::size_t index = std::size_t(preview - m_open.data());
        // Without the server's word for it the connection is what broke, and the whole reply is still to come.
        if (event.title.isEmpty())
            drop(index);
        else
            breakOff(index);
        return;
    }
    preview->ended = true;
    preview->node->row.previewEnded = true;
    m_rows.touch(preview->node);
}

Node *PreviewBook::take(PreviewOf of, const QString &id)
{
    if (id.isEmpty())
        return nullptr;
    for (auto it = m_open.begin(); it != m_open.end(); ++it) {
        if (it->of == of && it->id == id) {
            Node *node = it->node;
            m_open.erase(it);
            return node;
        }
    }
    return nullptr;
}

void PreviewBook::requestStarted(const QString &identity, bool newTurn)
{
    if (m_requests.contains(identity))
        return;
    // A second start in the same turn is a retry or the next step; the first one never ends.
    if (!newTurn && !m_requests.isEmpty())
        m_requests.removeLast();
    m_requests.append(identity);
}

template<class Condition>
void PreviewBook::dropIf(Condition condition)
{
    for (std::size_t i = m_open.size(); i-- > 0;) {
        if (condition(m_open[i]))
            drop(i);
    }
}

template<class Condition>
void PreviewBook::breakOffIf(Condition condition)
{
    for (std::size_t i = m_open.size(); i-- > 0;) {
        if (!m_open[i].kept && condition(m_open[i]))
            breakOff(i);
    }
}

void PreviewBook::replyWritten(const QString &threadId)
{
    dropIf([&](const Preview &preview) { return preview.kept && preview.turn == m_turn && preview.node->row.threadId == threadId; });
}

void PreviewBook::requestEnded(const QString &identity, Order order, bool failed)
{
    m_requests.removeAll(identity);
    m_endFailed = failed;
    if (m_requests.size() <= m_unclear) { // what is left open belongs to turns that have failed
        m_requests.clear();
        m_unclear = 0;
    }
    const bool alone = m_requests.isEmpty();
    breakOffIf([&](const Preview &preview) {
        return preview.node->order < order && (alone || preview.request == identity);
    });
}

void PreviewBook::turnFailed(Order order)
{
    if (std::exchange(m_endFailed, false) && !m_requests.isEmpty())
        return; // its previews went with the request's end
    if (m_requests.size() > 1) {
        ++m_unclear;
        return;
    }
    m_requests.clear();
    m_unclear = 0;
    discardOlderThan(order);
}

void PreviewBook::sessionIdle(Order order)
{
    if (m_unclear == 0 && isWriting())
        return;
    m_requests.clear(); // of servers that were stopped meanwhile, too: those never end
    m_unclear = 0;
    discardOlderThan(order);
}

void PreviewBook::discardOlderThan(Order order)
{
    breakOffIf([&](const Preview &preview) { return preview.node->order < order; });
}

void PreviewBook::discardAll()
{
    dropIf([](const Preview &preview) { return !preview.kept; });
    m_requests.clear();
}

bool PreviewBook::isWriting() const
{
    return std::any_of(m_open.begin(), m_open.end(), [](const Preview &preview) { return !preview.ended && !preview.kept; });
}

void PreviewBook::breakOff(std::size_t index)
{
    Preview &preview = m_open[index];
    Row &row = preview.node->row;
    if (preview.of != PreviewOf::Message || row.text.trimmed().isEmpty())
        return drop(index);
    preview.kept = true;
    row.preview = row.previewEnded = false;
    row.brokenOff = true;
    m_rows.touch(preview.node);
}

void PreviewBook::drop(std::size_t index)
{
    Node *node = m_open[index].node;
    const bool ended = m_open[index].ended;
    m_open.erase(m_open.begin() + std::ptrdiff_t(index));
    if (node->row.kind == Row::Kind::Tool && m_calls.abandon(node, ended))
        return;
    m_rows.remove(node);
}

bool PreviewBook::holds(const Node *node) const
{
    return std::any_of(m_open.begin(), m_open.end(), [node](const Preview &preview) { return preview.node == node; });
}

} // namespace transcript
