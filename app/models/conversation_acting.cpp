// What the user does in a conversation; its state is in conversation.cpp.
#include "models/conversation.h"

#include "models/effectwatch.h"
#include "models/sentmessages.h"
#include "models/transcriptmodel.h"
#include "sync/loggedfeed.h"

namespace models {

using api::Outgoing;
using base::Error;

namespace {

constexpr int mostRecalledTexts = 200;

} // namespace

void Conversation::setDraft(const QString &text, int cursor)
{
    m_draft->setText(text, cursor);
}

std::vector<api::Attachment> Conversation::draftFiles() const
{
    return m_draft->files(m_traits.attachments);
}

void Conversation::setDraftFiles(const std::vector<api::Attachment> &files)
{
    m_draft->setFiles(files);
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

bool Conversation::sendMessage(const QString &text, const std::vector<api::Attachment> &files)
{
    if ((text.trimmed().isEmpty() && files.empty()) || sendingRefused())
        return false;
    m_messages->send(text, files);
    if (m_feed)
        m_feed->expectTurn();
    m_draft->sent(text, files);
    return true;
}

void Conversation::keepUnsent(const QString &text, const Error &error)
{
    m_messages->keepUnsent(text, error);
}

void Conversation::resend(quint64 rowKey)
{
    if (!sendingRefused())
        m_messages->resend(rowKey);
}

void Conversation::editUnsent(quint64 rowKey)
{
    m_messages->edit(rowKey);
}

void Conversation::cancelSending(quint64 rowKey)
{
    m_messages->cancel(rowKey);
}

void Conversation::discard(quint64 rowKey)
{
    m_messages->discard(rowKey);
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

bool Conversation::answer(const QString &callId, PendingCall::Asks asks, const Outgoing &outgoing)
{
    // What this server does nothing with would be kept, and nothing would come of it.
    if (!takesAnswers(asks) || sendingRefused() || !m_calls->answer(callId, asks, outgoing))
        return false;
    if (m_feed)
        m_feed->expectTurn();
    refresh();
    return true;
}

} // namespace models
