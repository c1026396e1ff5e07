#include "models/sentmessages.h"

#include "models/localfiles.h"
#include "models/transcriptmodel.h"
#include "sync/sender.h"

namespace models {

using api::Outgoing;
using base::Error;
using store::OutboxRow;
using State = OutboxRow::State;
using transcript::Delivery;

namespace {

Delivery deliveryOf(const OutboxRow &row)
{
    switch (row.state) {
    case State::Pending:
        return Delivery::Pending;
    case State::Sent:
    case State::Confirmed:
        return Delivery::Sent;
    case State::Unknown:
        return Delivery::Unknown;
    case State::Failed:
        return row.isWithdrawn() ? Delivery::Withdrawn : Delivery::Failed;
    }
    return Delivery::None;
}

} // namespace

SentMessages::SentMessages(syncing::Sender *sender, TranscriptModel *transcript, QObject *parent)
    : QObject(parent), m_sender(sender), m_transcript(transcript)
{
    connect(sender, &syncing::Sender::changed, this, &SentMessages::changed);
    connect(sender, &syncing::Sender::progressed, transcript, &TranscriptModel::noteProgress);
    connect(sender, &syncing::Sender::lookFailed, this, [this](const Error &error) {
        m_editing.clear(); // it stays as it is
        Q_EMIT failed(error);
    });
    connect(sender, &syncing::Sender::loaded, this, [this] { m_loaded = true; });
}

void SentMessages::send(const QString &text, const std::vector<api::Attachment> &files)
{
    Outgoing message;
    message.kind = Outgoing::Kind::Message;
    message.text = text;
    message.attachments = files;
    m_sender->send(message);
}

void SentMessages::keepUnsent(const QString &text, const Error &error)
{
    Outgoing message;
    message.kind = Outgoing::Kind::Message;
    message.text = text;
    m_sender->addFailed(message, error);
}

const OutboxRow *SentMessages::outboxRow(quint64 rowKey) const
{
    const transcript::Row *row = m_transcript->reducer().rowByKey(rowKey);
    return row ? m_sender->row(row->clientRef) : nullptr;
}

void SentMessages::resend(quint64 rowKey)
{
    if (const OutboxRow *row = outboxRow(rowKey)) {
        m_editing.remove(row->ref());
        m_sender->resend(QString(row->ref()));
    }
}

void SentMessages::edit(quint64 rowKey)
{
    const OutboxRow *row = outboxRow(rowKey);
    if (!row || row->state == State::Sent)
        return;
    const QString ref = row->ref();
    if (row->state == State::Pending)
        m_sender->cancel(ref);
    row = m_sender->row(ref);
    if (!row)
        return;
    if (row->state == State::Failed)
        return giveBack(ref);
    m_editing.insert(ref);
    m_sender->settle(ref);
}

void SentMessages::cancel(quint64 rowKey)
{
    if (const OutboxRow *row = outboxRow(rowKey))
        m_sender->cancel(QString(row->ref()));
}

void SentMessages::discard(quint64 rowKey)
{
    const OutboxRow *row = outboxRow(rowKey);
    if (!row)
        return;
    const QString ref = row->ref();
    if (!m_sender->discard(ref))
        return;
    m_editing.remove(ref);
    m_transcript->removeLocal(ref);
}

void SentMessages::giveBack(const QString &ref)
{
    const Outgoing message = m_sender->row(ref)->outgoing;
    m_editing.remove(ref);
    // First into the draft, then out of the outbox: both are written in this order.
    Q_EMIT givenBack(message.text, message.attachments);
    if (m_sender->discard(ref))
        m_transcript->removeLocal(ref);
}

void SentMessages::showLocally(const OutboxRow &row)
{
    const QString ref = row.ref();
    if (m_shown.contains(ref))
        return;
    m_shown.insert(ref);
    const Outgoing &message = row.outgoing;
    m_transcript->addLocal({ref, message.text.toUtf8(), row.at, deliveryOf(row), LocalFiles::blocks(message.attachments),
                            LocalFiles::pictures(message.attachments)});
}

void SentMessages::changed(const OutboxRow &row, const api::Event *event)
{
    if (row.outgoing.kind != Outgoing::Kind::Message)
        return;
    if (row.state != State::Confirmed)
        showLocally(row);
    m_transcript->settleLocal(row.ref(), deliveryOf(row), event ? event->identity : QString());
    if (event)
        m_transcript->apply({*event}); // the stream may be down
    const QString ref = row.ref();
    if (row.state == State::Confirmed && m_editing.remove(ref))
        Q_EMIT arrived();
    else if (row.state == State::Failed && m_editing.contains(ref))
        giveBack(ref);
    else if (row.state == State::Failed && row.error && !row.isWithdrawn() && m_loaded)
        Q_EMIT failed(*row.error);
}

} // namespace models
