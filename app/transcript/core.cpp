#include "transcript/core.h"

#include <QCryptographicHash>

#include <algorithm>

namespace transcript {

using api::EventKind;
using api::StopReason;

namespace {

QString identityOf(const api::Event &event)
{
    if (!event.identity.isEmpty())
        return event.identity;
    // Without an identity only the very same bytes are the same event.
    return QStringLiteral("#") + QString::fromLatin1(QCryptographicHash::hash(event.raw, QCryptographicHash::Sha1).toHex());
}

Notice noticeOf(StopReason stop)
{
    switch (stop) {
    case StopReason::RetriesExhausted: return Notice::RetriesExhausted;
    case StopReason::BudgetReached: return Notice::BudgetReached;
    case StopReason::Refusal: return Notice::Refused;
    case StopReason::Other: return Notice::StoppedOtherwise;
    default: return Notice::None;
    }
}

std::vector<api::ContentBlock> attachmentsOf(const api::Event &event)
{
    std::vector<api::ContentBlock> rest;
    for (const api::ContentBlock &block : event.content) {
        if (block.kind != api::ContentBlock::Kind::Text)
            rest.push_back(block);
    }
    return rest;
}

} // namespace

Reducer::Core::Core()
    : calls(rows)
    , previews(rows, calls)
    , failures(rows)
{
}

Order Reducer::Core::orderOf(const api::Event &event, bool known)
{
    const Known old = known ? events.value(identityOf(event)) : Known();
    const quint64 arrival = known ? old.arrival : ++m_arrival;
    if (event.queued)
        return {atTheEnd, arrival};
    qint64 primary = m_newest;
    if (event.sequence >= 0) {
        m_sequenced = true;
        primary = event.sequence;
    } else if (!m_sequenced && event.at.isValid()) {
        primary = event.at.toMSecsSinceEpoch();
    } else if (known && old.primary != atTheEnd) {
        primary = old.primary;
    }
    m_newest = std::max(m_newest, primary);
    return {primary, arrival};
}

void Reducer::Core::applyOlder(const api::Events &events)
{
    // Counted on from below what is there, so that of two events of one moment the older page's stays first.
    const quint64 count = std::min<quint64>(events.size(), m_olderArrival);
    const qint64 newest = std::exchange(m_newest, 0);
    const quint64 arrival = std::exchange(m_arrival, m_olderArrival - count);
    const bool newTurn = m_newTurn;
    m_olderArrival -= count;
    m_older = true;
    for (const api::Event &event : events) {
        if (event.kind == EventKind::ModelRequestEnd && !this->events.contains(identityOf(event)))
            usage.takeFromOutside(event.usage);
        apply(event);
    }
    m_older = false;
    m_newest = std::max(newest, m_newest);
    m_arrival = arrival;
    m_newTurn = newTurn;
}

void Reducer::Core::apply(const api::Event &event)
{
    switch (event.kind) {
    case EventKind::PreviewStart:
    case EventKind::PreviewDelta:
    case EventKind::PreviewEnd:
        applyPreview(event);
        return;
    default:
        break;
    }
    const QString identity = identityOf(event);
    const auto old = events.constFind(identity);
    const bool known = old != events.constEnd();
    // The copy from before it was taken up, delivered late.
    if (known && event.queued && old->primary != atTheEnd)
        return;
    const Order order = orderOf(event, known);
    Known &entry = events[identity];
    entry.primary = order.primary;
    entry.arrival = order.arrival;
    entry.placed = !event.identity.isEmpty() && (event.sequence >= 0 || (!m_sequenced && event.at.isValid()));
    turn.apply(event, order);

    switch (event.kind) {
    case EventKind::UserMessage:
    case EventKind::AgentMessage:
        applyMessage(event, order);
        break;
    case EventKind::AgentThinking:
        applyThinking(event, order);
        break;
    case EventKind::ToolUse:
    case EventKind::CustomToolUse:
        applyCall(event, order);
        break;
    case EventKind::ToolResult:
    case EventKind::UserToolResult:
    case EventKind::CustomToolResult:
    case EventKind::ToolConfirmation:
        applyAnswer(event, order);
        break;
    case EventKind::ModelRequestStart:
    case EventKind::ModelRequestEnd:
        applyRequest(event, order, known);
        break;
    case EventKind::StatusRunning:
    case EventKind::StatusIdle:
    case EventKind::StatusRescheduled:
    case EventKind::StatusTerminated:
    case EventKind::SessionDeleted:
    case EventKind::SessionError:
        applySession(event, order, known);
        break;
    default:
        applyRest(event, order);
        break;
    }
}

void Reducer::Core::placeAt(Node *node, Order order)
{
    if (node->row.kind != Row::Kind::Tool) // the call book keeps the order of its own rows
        rows.reorder(node, order);
}

Node *Reducer::Core::upsert(Row::Kind kind, const api::Event &event, Order order, Node *node)
{
    const QString identity = identityOf(event);
    if (!node)
        node = events.value(identity).node;
    if (!node) {
        Row row;
        row.kind = kind;
        node = rows.insert(std::move(row), order);
    } else {
        placeAt(node, order);
    }
    events[identity].node = node;
    Row &row = node->row;
    if (row.identity == identity && row.raw == event.raw && row.queued == event.queued && !row.preview)
        return node;
    row.identity = identity;
    row.preview = row.previewEnded = row.brokenOff = false;
    row.delivery = Delivery::None;
    row.sentBytes = row.allBytes = 0;
    row.queued = event.queued;
    row.type = event.type;
    if (event.at.isValid() || !event.queued)
        row.at = event.at; // a queued message keeps the time it was typed at
    row.threadId = event.threadId;
    row.text = event.text();
    row.attachments = attachmentsOf(event);
    row.raw = event.raw;
    rows.touch(node);
    return node;
}

void Reducer::Core::applyMessage(const api::Event &event, Order order)
{
    const bool user = event.kind == EventKind::UserMessage;
    Node *node = events.value(identityOf(event)).node;
    if (!node)
        node = user ? joinLocal(event) : previews.take(api::PreviewOf::Message, event.messageId);
    const bool isNew = !events.value(identityOf(event)).node;
    const bool wasQueued = node && node->row.queued;
    node = upsert(user ? Row::Kind::User : Row::Kind::Agent, event, order, node);
    if (isNew && !user && !m_older)
        previews.replyWritten(event.threadId);
    if (!event.messageId.isEmpty())
        messages.insert(event.messageId, node);
    if (user && event.denied)
        node->row.delivery = Delivery::Cancelled;
    if (user && !event.queued && !event.denied) {
        failures.userSpoke(order);
        if ((isNew || wasQueued) && !m_older)
            previews.userSpoke();
        m_newTurn = true;
    }
}

void Reducer::Core::applyThinking(const api::Event &event, Order order)
{
    Node *node = events.value(identityOf(event)).node;
    if (!node)
        node = previews.take(api::PreviewOf::Thinking, event.messageId);
    upsert(Row::Kind::Thinking, event, order, node);
}

void Reducer::Core::applyCall(const api::Event &event, Order order)
{
    if (event.toolUseId.isEmpty()) {
        applyUnknown(event, order);
        return;
    }
    Node *node = calls.call(event, order, previews.take(api::PreviewOf::ToolInput, event.toolUseId));
    events[identityOf(event)].node = node;
}

void Reducer::Core::applyAnswer(const api::Event &event, Order order)
{
    if (event.toolUseId.isEmpty()) {
        applyUnknown(event, order);
        return;
    }
    Node *node = event.kind == EventKind::ToolConfirmation ? calls.decision(event, order) : calls.result(event, order);
    events[identityOf(event)].node = node;
}

void Reducer::Core::applyRequest(const api::Event &event, Order order, bool known)
{
    const QString identity = identityOf(event);
    if (event.kind == EventKind::ModelRequestStart) {
        // The end names the request, which need not be what the event is known by.
        const QString &request = event.requestRef.isEmpty() ? identity : event.requestRef;
        usage.requestStarted(request, order);
        if (!known && !m_older) {
            previews.requestStarted(request, m_newTurn);
            m_newTurn = false;
        }
        return;
    }
    usage.requestEnded(identity, event.requestRef, order, event.usage);
    if (event.isError && !event.errorMessage.isEmpty())
        failures.failed(event, order);
    if (!known && !m_older)
        previews.requestEnded(event.requestRef, order, event.isError);
}

void Reducer::Core::applySession(const api::Event &event, Order order, bool known)
{
    switch (event.kind) {
    case EventKind::SessionError:
        failures.failed(event, order);
        if (!event.willRetry && !known && !m_older)
            previews.turnFailed(order);
        return;
    case EventKind::StatusIdle:
        if (const Notice notice = noticeOf(event.stop); notice != Notice::None)
            applyNotice(notice, event, order);
        break;
    case EventKind::StatusRescheduled:
        applyNotice(Notice::Rescheduled, event, order);
        break;
    case EventKind::StatusTerminated:
        applyNotice(Notice::Terminated, event, order);
        break;
    case EventKind::SessionDeleted:
        applyNotice(Notice::Deleted, event, order);
        break;
    default:
        return;
    }
    if (!known && !m_older)
        previews.discardOlderThan(order);
}

void Reducer::Core::applyRest(const api::Event &event, Order order)
{
    switch (event.kind) {
    case EventKind::UserInterrupt: applyNotice(Notice::Interrupted, event, order); break;
    case EventKind::DefineOutcome: applyNotice(Notice::OutcomeDefined, event, order); break;
    case EventKind::SystemMessage: applyNotice(Notice::SystemMessage, event, order); break;
    case EventKind::ThreadMessageSent: applyNotice(Notice::ThreadMessageSent, event, order); break;
    case EventKind::ThreadMessageReceived: applyNotice(Notice::ThreadMessageReceived, event, order); break;
    case EventKind::ContextCompacted: applyNotice(Notice::ContextCompacted, event, order); break;
    case EventKind::SessionWarning: applyNotice(Notice::Warning, event, order); break;
    case EventKind::SessionUsage: usage.counted(order, event.usage); break;
    case EventKind::ThreadCreated:
        threads.insert(event.threadId, event.title);
        applyNotice(Notice::ThreadCreated, event, order);
        break;
    case EventKind::ThreadStatus:
        if (event.type.endsWith(QLatin1String("terminated")))
            calls.threadTerminated(event.threadId, order);
        break;
    case EventKind::OutcomeEvaluation:
        if (!event.title.isEmpty()) // only the end has a verdict
            applyNotice(Notice::OutcomeEvaluated, event, order);
        break;
    case EventKind::WorkflowRun:
        if (event.isError || !event.errorMessage.isEmpty())
            failures.failed(event, order);
        else if (event.type.endsWith(QLatin1String(".created")))
            applyNotice(Notice::WorkflowCreated, event, order);
        else if (event.type.endsWith(QLatin1String("ended")) && !event.type.endsWith(QLatin1String("phase_ended")))
            applyNotice(Notice::WorkflowEnded, event, order);
        break;
    case EventKind::Unknown: applyUnknown(event, order); break;
    case EventKind::Bookkeeping:
        if (event.denied)
            applyCancelled(event.messageId, order);
        break;
    default: break; // SessionUpdated, ModelFirstToken: no row
    }
}

void Reducer::Core::applyCancelled(const QString &identity, Order order)
{
    const auto known = events.find(identity);
    if (known == events.end() || !known->node || !known->node->row.queued)
        return;
    known->primary = order.primary; // a late copy of it changes nothing
    Node *node = known->node;
    node->row.queued = false;
    node->row.delivery = Delivery::Cancelled;
    rows.reorder(node, order); // it waits at the end no longer
    rows.touch(node);
}

void Reducer::Core::applyNotice(Notice notice, const api::Event &event, Order order)
{
    Node *node = upsert(Row::Kind::Notice, event, order, nullptr);
    Row &row = node->row;
    row.notice = notice;
    row.name = event.title.isEmpty() ? threads.value(event.threadId) : event.title;
    if (row.text.isEmpty())
        row.text = event.errorMessage.toUtf8();
}

void Reducer::Core::applyUnknown(const api::Event &event, Order order)
{
    if (!events.value(identityOf(event)).node) {
        ++m_unknown;
        m_unknownReleased -= m_older && m_unknownReleased > 0 ? 1 : 0;
    }
    upsert(Row::Kind::Unknown, event, order, nullptr);
}

void Reducer::Core::applyPreview(const api::Event &event)
{
    switch (event.kind) {
    case EventKind::PreviewStart:
        if (event.previewOf == api::PreviewOf::Message && messages.contains(event.previewId))
            return;
        previews.start(event, newestOrder());
        break;
    case EventKind::PreviewDelta:
        previews.extend(event);
        break;
    default:
        previews.end(event);
        break;
    }
}

void Reducer::Core::finish()
{
    calls.settle(turn);
    turn.write(state);
    if (previews.isWriting()) { // text arrives: a turn runs, whatever was said before
        state.turnRunning = true;
        state.stop = StopReason::None;
        if (state.status == SessionStatus::Idle || state.status == SessionStatus::NotKnown)
            state.status = SessionStatus::Running;
    }
    calls.write(state.pendingCalls);
    state.usage = usage.total();
    state.unknownEvents = m_unknown + m_unknownReleased;
}

} // namespace transcript
