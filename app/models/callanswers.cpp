#include "models/callanswers.h"

#include "models/effectwatch.h"
#include "models/transcriptmodel.h"
#include "sync/sender.h"

#include <QUuid>

#include <algorithm>

namespace models {

using api::Outgoing;
using store::OutboxRow;
using State = OutboxRow::State;

CallAnswers::CallAnswers(syncing::Sender *sender, TranscriptModel *transcript, EffectWatch *effects, QObject *parent)
    : QObject(parent), m_sender(sender), m_transcript(transcript), m_effects(effects)
{
    connect(sender, &syncing::Sender::changed, this, &CallAnswers::changed);
    connect(sender, &syncing::Sender::loaded, this, [this] { m_loaded = true; });
}

void CallAnswers::takeAsSeen()
{
    for (const Call &call : m_pending)
        m_announced.insert(call.id);
}

void CallAnswers::forgetOver()
{
    const auto &waiting = m_transcript->state().pendingCalls;
    const auto isOver = [&](const auto &entry) {
        return std::none_of(waiting.begin(), waiting.end(), [&](const auto &call) { return call.id == entry.key(); });
    };
    m_answers.removeIf(isOver);
    m_errors.removeIf(isOver);
}

std::vector<CallAnswers::Call> CallAnswers::waiting() const
{
    std::vector<Call> out;
    for (const transcript::PendingCall &waiting : m_transcript->state().pendingCalls) {
        Call call;
        call.id = waiting.id;
        call.asks = waiting.wants == transcript::PendingCall::Wants::Result ? Call::Asks::Result : Call::Asks::Approval;
        call.toolName = waiting.name;
        call.mcpServer = waiting.mcpServer;
        call.input = waiting.input;
        call.threadId = waiting.threadId;
        if (const transcript::Row *row = m_transcript->reducer().rowByKey(waiting.rowKey))
            call.since = row->at;
        call.answering = m_answers.contains(waiting.id);
        if (const auto error = m_errors.constFind(waiting.id); error != m_errors.constEnd())
            call.error = *error;
        out.push_back(std::move(call));
    }
    return out;
}

void CallAnswers::refresh(bool loaded)
{
    if (loaded)
        forgetOver();
    std::vector<Call> now = waiting();
    const auto same = [](const Call &a, const Call &b) {
        return a.id == b.id && a.answering == b.answering && a.error.has_value() == b.error.has_value() && a.input == b.input && a.asks == b.asks;
    };
    const bool unchanged = std::equal(now.begin(), now.end(), m_pending.begin(), m_pending.end(), same);
    m_pending = std::move(now);
    if (unchanged)
        return;
    Q_EMIT pendingChanged();
    QStringList fresh;
    for (const Call &call : m_pending) {
        if (loaded && !m_announced.contains(call.id)) {
            m_announced.insert(call.id);
            fresh.append(call.id);
        }
    }
    for (const QString &id : std::as_const(fresh))
        Q_EMIT asked(id);
}

bool CallAnswers::answer(const QString &callId, Call::Asks asks, Outgoing outgoing)
{
    const auto call = std::find_if(m_pending.begin(), m_pending.end(), [&](const Call &pending) { return pending.id == callId; });
    if (call == m_pending.end() || call->answering || call->asks != asks)
        return false;
    outgoing.toolUseId = callId;
    outgoing.threadId = call->threadId;
    outgoing.clientRef = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_answers.insert(callId, outgoing.clientRef);
    m_errors.remove(callId);
    m_effects->sending(outgoing.kind);
    m_sender->send(outgoing);
    return true;
}

void CallAnswers::changed(const OutboxRow &row, const api::Event *event)
{
    if (row.outgoing.kind == Outgoing::Kind::Message)
        return;
    settle(row);
    if (event)
        m_transcript->apply({*event}); // the stream may be down
    if (row.state == State::Failed && row.error && m_loaded)
        Q_EMIT failed(*row.error);
}

void CallAnswers::settle(const OutboxRow &row)
{
    const QString &callId = row.outgoing.toolUseId;
    if (row.state == State::Failed) {
        if (m_answers.value(callId) == row.ref())
            m_answers.remove(callId);
        m_errors.insert(callId, row.error.value_or(base::Error::of(base::Error::Kind::OutcomeUnknown)));
        m_sender->discard(row.ref()); // the user answers anew
    } else if (row.state != State::Confirmed && !m_answers.contains(callId)) {
        m_answers.insert(callId, row.ref()); // of an earlier run: it may have arrived
    }
    Q_EMIT moved();
    const bool taken = row.state == State::Sent || row.state == State::Confirmed;
    const bool isNew = taken && !m_taken.contains(row.ref());
    if (taken)
        m_taken.insert(row.ref());
    // While another call waits for its answer nothing goes on anywhere.
    if (isNew && std::all_of(m_pending.begin(), m_pending.end(), [](const Call &call) { return call.answering; }))
        m_effects->taken(row.outgoing.kind);
}

} // namespace models
