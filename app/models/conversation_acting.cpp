// What the user does in a conversation; its state is in conversation.cpp.
#include "models/conversation.h"

#include "models/effectwatch.h"
#include "models/localfiles.h"
#include "models/transcriptmodel.h"
#include "sync/loggedfeed.h"
#include "sync/sender.h"

#include <QUuid>

#include <algorithm>

namespace models {

using api::Outgoing;
using base::Error;
using store::OutboxRow;
using transcript::Delivery;

namespace {

constexpr int mostRecalledTexts = 200;

Delivery deliveryOf(OutboxRow::State state)
{
    switch (state) {
    case OutboxRow::State::Pending:
        return Delivery::Pending;
    case OutboxRow::State::Sent:
    case OutboxRow::State::Confirmed:
        return Delivery::Sent;
    case OutboxRow::State::Unknown:
        return Delivery::Unknown;
    case OutboxRow::State::Failed:
        return Delivery::Failed;
    }
    return Delivery::None;
}

} // namespace

// ---- draft ----------------------------------------------------------------------------------------------------------------------

void Conversation::setDraft(const QString &text, int cursor)
{
    m_draft.text = text;
    m_draft.cursor = cursor;
    writeDraft();
}

std::vector<api::Attachment> Conversation::draftFiles() const
{
    return LocalFiles::attachments(m_draft.files, m_traits.attachments);
}

void Conversation::setDraftFiles(const std::vector<api::Attachment> &files)
{
    m_draft.files = LocalFiles::stored(files);
    writeDraft();
}

void Conversation::writeDraft()
{
    if (m_draftLoaded)
        m_stores.drafts->set(m_profileId, m_id, m_draft);
}

void Conversation::readDraft()
{
    if (m_draftLoaded)
        return;
    auto *job = m_stores.drafts->load(this, m_profileId, m_id);
    m_draftJob = job;
    job->then(this, [this](const base::Result<store::Draft> &draft) {
        if (!draft && draft.error().kind == Error::Kind::Cancelled)
            return; // closed meanwhile
        if (!draft)
            Q_EMIT storageFailed(draft.error());
        else
            takeDraft(*draft);
        m_draftLoaded = true;
    });
}

void Conversation::takeDraft(const store::Draft &stored)
{
    m_draftLoaded = true;
    if (stored.isEmpty() || (stored.text == m_draft.text && stored.files.empty()))
        return writeDraft();
    if (m_draft.isEmpty()) {
        m_draft = stored;
        Q_EMIT draftReplaced();
    } else {
        giveBack(stored.text == m_draft.text ? QString() : stored.text, stored.files); // before what was typed while the disk was read
    }
}

void Conversation::giveBack(const QString &text, const std::vector<store::DraftFile> &files)
{
    const bool both = !text.isEmpty() && !m_draft.text.isEmpty();
    m_draft.cursor = text.isEmpty() ? m_draft.cursor : int(text.size());
    m_draft.text = text + (both ? QStringLiteral("\n") : QString()) + m_draft.text;
    m_draft.files.insert(m_draft.files.begin(), files.begin(), files.end());
    writeDraft();
    Q_EMIT draftReplaced();
}

QStringList Conversation::sentTexts() const
{
    QStringList texts;
    const transcript::Reducer &reducer = m_transcript->reducer();
    for (int i = reducer.rowCount() - 1; i >= 0 && texts.size() < mostRecalledTexts; --i) {
        const transcript::Row &row = reducer.row(i);
        if (row.kind != transcript::Row::Kind::User || row.text.isEmpty())
            continue;
        const QString text = QString::fromUtf8(row.text);
        if (!texts.contains(text))
            texts.append(text);
    }
    return texts;
}

// ---- messages -------------------------------------------------------------------------------------------------------------------

bool Conversation::sendMessage(const QString &text, const std::vector<api::Attachment> &files)
{
    if ((text.trimmed().isEmpty() && files.empty()) || sendingRefused())
        return false;
    Outgoing message;
    message.kind = Outgoing::Kind::Message;
    message.text = text;
    message.attachments = files;
    m_sender->send(message);
    if (m_feed)
        m_feed->expectTurn();
    takenFromDraft(text, files);
    return true;
}

void Conversation::takenFromDraft(const QString &text, const std::vector<api::Attachment> &files)
{
    store::Draft rest = m_draft;
    if (rest.text == text)
        rest = {QString(), 0, rest.files};
    if (LocalFiles::same(rest.files, LocalFiles::stored(files)))
        rest.files.clear();
    if (rest.text == m_draft.text && rest.files.size() == m_draft.files.size())
        return;
    m_draft = std::move(rest);
    writeDraft();
    Q_EMIT draftReplaced();
}

void Conversation::keepUnsent(const QString &text, const Error &error)
{
    Outgoing message;
    message.kind = Outgoing::Kind::Message;
    message.text = text;
    m_sender->addFailed(message, error);
}

QString Conversation::refOf(quint64 rowKey) const
{
    const transcript::Row *row = m_transcript->reducer().rowByKey(rowKey);
    return row ? row->clientRef : QString();
}

void Conversation::resend(quint64 rowKey)
{
    if (!sendingRefused())
        m_sender->resend(refOf(rowKey));
}

void Conversation::takeBack(quint64 rowKey)
{
    const QString ref = refOf(rowKey);
    const OutboxRow *row = m_sender->row(ref);
    if (!row || row->state != OutboxRow::State::Failed)
        return;
    const Outgoing message = row->outgoing;
    discard(rowKey);
    giveBack(message.text, LocalFiles::stored(message.attachments));
}

void Conversation::discard(quint64 rowKey)
{
    const QString ref = refOf(rowKey);
    if (m_sender->discard(ref))
        m_transcript->removeLocal(ref);
}

void Conversation::showLocally(const OutboxRow &row)
{
    const QString ref = row.ref();
    if (m_shownLocally.contains(ref))
        return;
    m_shownLocally.insert(ref);
    const Outgoing &message = row.outgoing;
    m_transcript->addLocal({ref, message.text.toUtf8(), row.at, deliveryOf(row.state), LocalFiles::blocks(message.attachments),
                            LocalFiles::pictures(message.attachments)});
}

void Conversation::outboxChanged(const OutboxRow &row, const api::Event *event)
{
    if (row.outgoing.kind != Outgoing::Kind::Message) {
        answerChanged(row);
    } else {
        const Delivery delivery = deliveryOf(row.state);
        if (row.state != OutboxRow::State::Confirmed)
            showLocally(row);
        m_transcript->settleLocal(row.ref(), delivery, event ? event->identity : QString());
    }
    if (event)
        m_transcript->apply({*event}); // the stream may be down
    if (row.state == OutboxRow::State::Failed && row.error && m_loaded)
        Q_EMIT sendFailed(*row.error);
}

void Conversation::interrupt()
{
    if (m_interrupting || !turnRunning() || !m_traits.interrupt || !m_client)
        return;
    m_interrupting = true;
    m_effects->sending(Outgoing::Kind::Interrupt);
    Q_EMIT turnChanged();
    Outgoing interrupt;
    interrupt.kind = Outgoing::Kind::Interrupt;
    // Not through the outbox: it means something only now, and doing it twice does no harm.
    m_client->send(m_id, {interrupt})->then(this, [this](const base::Result<api::Events> &result) {
        if (result) {
            m_effects->see(*result);
            m_transcript->apply(*result);
            m_effects->taken(Outgoing::Kind::Interrupt);
            return;
        }
        m_effects->forget();
        m_interrupting = false;
        Q_EMIT turnChanged();
        Q_EMIT sendFailed(result.error());
    });
}

void Conversation::sentInVain(Outgoing::Kind kind)
{
    m_interrupting = m_interrupting && kind != Outgoing::Kind::Interrupt;
    if (m_client)
        m_client->noteNoEffect(kind);
    Q_EMIT turnChanged();
    Q_EMIT hadNoEffect(kind);
}

// ---- answers --------------------------------------------------------------------------------------------------------------------

bool Conversation::allow(const QString &callId)
{
    Outgoing outgoing;
    outgoing.kind = Outgoing::Kind::Allow;
    return answer(callId, PendingCall::Asks::Approval, outgoing);
}

bool Conversation::deny(const QString &callId, const QString &reason)
{
    Outgoing outgoing;
    outgoing.kind = Outgoing::Kind::Deny;
    outgoing.text = reason;
    return answer(callId, PendingCall::Asks::Approval, outgoing);
}

bool Conversation::giveResult(const QString &callId, const QString &text, bool isError)
{
    Outgoing outgoing;
    outgoing.kind = Outgoing::Kind::CustomResult;
    outgoing.text = text;
    outgoing.isError = isError;
    return answer(callId, PendingCall::Asks::Result, outgoing);
}

bool Conversation::answer(const QString &callId, PendingCall::Asks asks, Outgoing outgoing)
{
    if (!takesAnswers(asks))
        return false; // it would be kept, and nothing would come of it
    const auto call = std::find_if(m_pending.begin(), m_pending.end(), [&](const PendingCall &pending) { return pending.id == callId; });
    if (call == m_pending.end() || call->answering || call->asks != asks || sendingRefused())
        return false;
    outgoing.toolUseId = callId;
    outgoing.threadId = call->threadId;
    outgoing.clientRef = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_answers.insert(callId, outgoing.clientRef);
    m_answerErrors.remove(callId);
    m_effects->sending(outgoing.kind);
    m_sender->send(outgoing);
    if (m_feed)
        m_feed->expectTurn();
    refresh();
    return true;
}

void Conversation::answerChanged(const OutboxRow &row)
{
    const QString &callId = row.outgoing.toolUseId;
    if (row.state == OutboxRow::State::Failed) {
        if (m_answers.value(callId) == row.ref())
            m_answers.remove(callId);
        m_answerErrors.insert(callId, row.error.value_or(Error::of(Error::Kind::OutcomeUnknown)));
        m_sender->discard(row.ref()); // the user answers anew
    } else if (row.state != OutboxRow::State::Confirmed && !m_answers.contains(callId)) {
        m_answers.insert(callId, row.ref()); // of an earlier run: it may have arrived
    }
    refresh();
    const bool taken = row.state == OutboxRow::State::Sent || row.state == OutboxRow::State::Confirmed;
    const bool isNew = taken && !m_takenAnswers.contains(row.ref());
    if (taken)
        m_takenAnswers.insert(row.ref());
    // While another call waits for its answer nothing goes on anywhere.
    if (isNew && std::all_of(m_pending.begin(), m_pending.end(), [](const PendingCall &call) { return call.answering; }))
        m_effects->taken(row.outgoing.kind);
}

} // namespace models
