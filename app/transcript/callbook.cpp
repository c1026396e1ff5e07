#include "transcript/callbook.h"

#include <algorithm>

namespace transcript {

using api::EventKind;

namespace {

Row callRow(const QString &id)
{
    Row row;
    row.kind = Row::Kind::Tool;
    row.call = std::make_unique<ToolCall>();
    row.call->id = id;
    return row;
}

std::vector<api::ContentBlock> withoutText(const std::vector<api::ContentBlock> &content)
{
    std::vector<api::ContentBlock> rest;
    for (const api::ContentBlock &block : content) {
        if (block.kind != api::ContentBlock::Kind::Text)
            rest.push_back(block);
    }
    return rest;
}

void finish(ToolCall &call)
{
    call.state = call.denied ? CallState::Denied : call.failed ? CallState::Failed : CallState::Done;
}

} // namespace

void CallBook::place(Node *node, Order order)
{
    if (node->order == order)
        return;
    const bool wasOpen = m_open.erase(node->order) > 0;
    m_rows.reorder(node, order);
    if (wasOpen)
        m_open.emplace(order, node);
}

Node *CallBook::call(const api::Event &event, Order order, Node *preview)
{
    Node *node = find(event.toolUseId);
    if (!node)
        node = preview;
    if (!node) {
        node = m_rows.insert(callRow(event.toolUseId), order);
        m_byId.insert(event.toolUseId, node);
        m_open.emplace(order, node);
    }
    place(node, order);
    Row &row = node->row;
    if (node->hasCall && row.raw == event.raw)
        return node;
    row.preview = row.previewEnded = false;
    row.identity = event.identity;
    row.type = event.type;
    row.at = event.at;
    row.threadId = event.threadId;
    row.raw = event.raw;
    ToolCall &call = *row.call;
    call.name = event.toolName;
    call.mcpServer = event.mcpServer;
    call.input = event.toolInput;
    call.custom = event.kind == EventKind::CustomToolUse;
    call.asked = event.asksApproval;
    call.denied = call.denied || event.denied;
    node->hasCall = true;
    if (call.hasResult)
        finish(call);
    if (const auto early = m_early.constFind(event.toolUseId); early != m_early.constEnd()) {
        decide(node, *early);
        m_early.erase(early);
    }
    m_rows.touch(node);
    return node;
}

Node *CallBook::streaming(const api::Event &start, Order order)
{
    Row row = callRow(start.previewId);
    row.preview = true;
    row.threadId = start.threadId;
    row.at = start.at;
    row.call->name = start.toolName;
    row.call->mcpServer = start.mcpServer;
    row.call->state = CallState::Streaming;
    Node *node = m_rows.insert(std::move(row), order);
    m_byId.insert(start.previewId, node);
    m_open.emplace(order, node);
    return node;
}

Node *CallBook::result(const api::Event &event, Order order)
{
    Node *node = find(event.toolUseId);
    if (!node) {
        Row row = callRow(event.toolUseId);
        row.at = event.at;
        row.threadId = event.threadId;
        node = m_rows.insert(std::move(row), order);
        m_byId.insert(event.toolUseId, node);
    }
    ToolCall &call = *node->row.call;
    if (call.hasResult && (order < node->resultOrder || call.rawResult == event.raw))
        return node;
    if (!node->hasCall) { // it is what the row is known by, until the call comes
        node->row.identity = event.identity;
        node->row.type = event.type;
    }
    node->resultOrder = order;
    m_open.erase(node->order);
    call.hasResult = true;
    call.failed = event.isError;
    call.result = event.text();
    call.resultBlocks = withoutText(event.content);
    call.endedAt = event.at;
    call.rawResult = event.raw;
    finish(call);
    m_rows.touch(node);
    return node;
}

Node *CallBook::decision(const api::Event &event, Order order)
{
    const Decision decision{!event.denied, event.denied ? event.text() : QByteArray(), event.at, order};
    Node *node = find(event.toolUseId);
    if (!node) {
        const auto early = m_early.constFind(event.toolUseId);
        if (early == m_early.constEnd() || early->order < order)
            m_early.insert(event.toolUseId, decision);
        return nullptr;
    }
    decide(node, decision);
    return node;
}

void CallBook::decide(Node *node, const Decision &decision)
{
    ToolCall &call = *node->row.call;
    const bool known = call.allowed || (call.denied && node->decisionOrder.primary != 0);
    if (known && decision.order < node->decisionOrder)
        return;
    if (known && call.allowed == decision.allowed && call.decidedAt == decision.at)
        return;
    node->decisionOrder = decision.order;
    call.allowed = decision.allowed;
    call.denied = !decision.allowed;
    call.denyReason = decision.reason;
    call.decidedAt = decision.at;
    if (call.hasResult)
        finish(call);
    else
        m_open.insert_or_assign(node->order, node); // settle() looks at it again
    m_rows.touch(node);
}

void CallBook::threadTerminated(const QString &threadId, Order order)
{
    Order &ended = m_endedThreads[threadId];
    ended = std::max(ended, order);
}

CallState CallBook::stateOf(const Node &node, const TurnTracker &turn) const
{
    const ToolCall &call = *node.row.call;
    if (call.denied)
        return CallState::Denied;
    if (node.row.preview)
        return CallState::Streaming;
    if (node.order < turn.lastFinal() || node.order < m_endedThreads.value(node.row.threadId))
        return CallState::Dropped;
    if (call.asked && !call.allowed)
        return CallState::WaitingApproval;
    if (call.custom)
        return CallState::WaitingResult;
    return call.blocking ? CallState::WaitingWorker : CallState::Running;
}

void CallBook::settle(const TurnTracker &turn)
{
    const QStringList &blocking = turn.blockingIds();
    // Finished calls leave the map, so this stays as small as what is under way.
    for (auto it = m_open.begin(); it != m_open.end();) {
        Node *node = it->second;
        ToolCall &call = *node->row.call;
        // What was allowed after the server said that it waits is on its way again.
        const bool answered = call.allowed && node->decisionOrder > turn.blockedAt();
        const bool blocks = !answered && node->order < turn.blockedAt() && blocking.contains(call.id);
        const bool blockingChanged = call.blocking != blocks;
        call.blocking = blocks;
        const CallState state = stateOf(*node, turn);
        if (call.state != state || blockingChanged) {
            call.state = state;
            m_rows.touch(node);
        }
        it = state == CallState::Dropped || state == CallState::Denied ? m_open.erase(it) : std::next(it);
    }
}

bool CallBook::abandon(Node *node, bool inputIsWhole)
{
    Row &row = node->row;
    ToolCall &call = *row.call;
    if (!call.hasResult) {
        // The call may still come: what was decided of it is kept for then.
        if (call.allowed || call.denied)
            m_early.insert(call.id, {call.allowed, call.denyReason, call.decidedAt, node->decisionOrder});
        m_open.erase(node->order);
        m_byId.remove(call.id);
        return false;
    }
    row.preview = row.previewEnded = false;
    if (!inputIsWhole)
        call.input.clear();
    if (node->order != node->resultOrder)
        m_rows.reorder(node, node->resultOrder);
    m_rows.touch(node);
    return true;
}

bool CallBook::hasCommitted(const QString &toolUseId) const
{
    const Node *node = find(toolUseId);
    return node && !node->row.preview;
}

void CallBook::write(std::vector<PendingCall> &pending) const
{
    pending.clear();
    for (const auto &[order, node] : m_open) {
        const ToolCall &call = *node->row.call;
        if (call.state != CallState::WaitingApproval && call.state != CallState::WaitingResult)
            continue;
        const auto wants = call.state == CallState::WaitingApproval ? PendingCall::Wants::Approval : PendingCall::Wants::Result;
        pending.push_back({call.id, wants, call.name, call.mcpServer, call.input, node->row.threadId, node->row.key});
    }
}

bool CallBook::goesBeyond(const Node *node, Order order) const
{
    const auto open = m_open.find(node->order);
    return (open != m_open.end() && open->second == node) || node->resultOrder >= order || node->decisionOrder >= order;
}

void CallBook::release(const Node *node)
{
    if (const auto known = m_byId.constFind(node->row.call->id); known != m_byId.constEnd() && *known == node)
        m_byId.erase(known);
}

} // namespace transcript
