#include "sync/sender.h"

#include "base/logging.h"
#include "sync/outboxmatch.h"

#include <QUuid>

#include <algorithm>

namespace syncing {

using namespace std::chrono_literals;
using base::Error;
using store::OutboxRow;
using State = OutboxRow::State;
using Kind = api::Outgoing::Kind;

namespace {

// A request that was cut after it left may still be on its way into the history: looked for twice before it counts as lost.
constexpr std::chrono::milliseconds firstLook{1500};
constexpr std::chrono::milliseconds secondLook{4000};
constexpr int looksBeforeLost = 2;
constexpr std::chrono::milliseconds lookAgainAfterFailure{30000};

//! Errors after which the message may be there all the same: no answer, or one that says nothing about it.
bool leavesItUnknown(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::OutcomeUnknown:
    case Error::Kind::Protocol:
    case Error::Kind::Server:
    case Error::Kind::Cancelled:
        return true;
    default:
        return false;
    }
}

bool isOpen(const OutboxRow &row)
{
    return row.state == State::Pending || row.state == State::Sent || row.state == State::Unknown;
}

} // namespace

Sender::Sender(api::Client *client, store::Outbox *outbox, base::Clock *clock, const QString &profile, const QString &session, QObject *parent)
    : QObject(parent), m_client(client), m_outbox(outbox), m_clock(clock), m_profile(profile), m_session(session)
{
}

const OutboxRow *Sender::row(const QString &ref) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const OutboxRow &row) { return row.ref() == ref; });
    return found == m_rows.end() ? nullptr : &*found;
}

OutboxRow *Sender::find(const QString &ref)
{
    return const_cast<OutboxRow *>(std::as_const(*this).row(ref));
}

void Sender::load()
{
    m_outbox->unsettled(this, m_profile, m_session)->then(this, [this](const base::Result<std::vector<OutboxRow>> &result) {
        if (!result)
            Q_EMIT storageFailed(result.error());
        else
            for (OutboxRow row : *result) {
                if (find(row.ref()))
                    continue; // sent while the disk was read
                // Nobody waits for its answer any more, so what became of it has to be looked up.
                if (row.state == State::Pending || row.state == State::Sent)
                    row.state = State::Unknown;
                m_rows.push_back(row);
                Q_EMIT changed(row, nullptr);
            }
        Q_EMIT loaded();
    });
}

QString Sender::send(api::Outgoing outgoing)
{
    if (outgoing.clientRef.isEmpty())
        outgoing.clientRef = QUuid::createUuid().toString(QUuid::WithoutBraces);
    OutboxRow row;
    row.profile = m_profile;
    row.session = m_session;
    row.outgoing = std::move(outgoing);
    const QString ref = row.ref();
    m_rows.push_back(std::move(row));
    begin(ref, true);
    return ref;
}

QString Sender::addFailed(api::Outgoing outgoing, const Error &error)
{
    outgoing.clientRef = QUuid::createUuid().toString(QUuid::WithoutBraces);
    OutboxRow row;
    row.profile = m_profile;
    row.session = m_session;
    row.outgoing = std::move(outgoing);
    row.state = State::Failed;
    row.error = error;
    row.at = m_clock->now();
    m_rows.push_back(row);
    m_outbox->add(this, {row})->then(this, [this](const base::Outcome &outcome) {
        if (!outcome)
            Q_EMIT storageFailed(outcome.error());
    });
    Q_EMIT changed(row, nullptr);
    return row.ref();
}

void Sender::begin(const QString &ref, bool isNew)
{
    OutboxRow *row = find(ref);
    row->state = State::Pending;
    row->error.reset();
    row->at = m_clock->now();
    // Before the history is read nobody knows what was there already: an identity that is none makes the match go by time.
    row->afterIdentity = m_historyRead ? m_newest : QStringLiteral("?");
    m_looks.remove(ref);
    m_begun.insert(ref, m_clock->monotonic());
    if (m_historyRead)
        m_marks.insert(ref, m_arrival);
    auto *job = isNew ? m_outbox->add(this, {*row}) : m_outbox->update(this, *row);
    // Only now may the socket open; when our own disk is broken the user's message matters more.
    job->then(this, [this, ref](const base::Outcome &outcome) {
        if (!outcome)
            Q_EMIT storageFailed(outcome.error());
        const OutboxRow *row = find(ref);
        if (!row || row->state != State::Pending)
            return;
        if (row->outgoing.kind != Kind::Message)
            return transmit(ref);
        m_waiting.append(ref);
        transmitNext();
    });
    Q_EMIT changed(*row, nullptr);
}

void Sender::transmitNext()
{
    if (!m_underWay.isEmpty() || m_waiting.isEmpty())
        return;
    m_underWay = m_waiting.takeFirst();
    transmit(m_underWay);
}

void Sender::transmit(const QString &ref)
{
    const OutboxRow *row = find(ref);
    if (!row || !m_client)
        return answered(ref, Error::of(Error::Kind::Cancelled));
    m_client->send(m_session, {row->outgoing})->then(this, [this, ref](const base::Result<api::Events> &result) { answered(ref, result); });
}

void Sender::answered(const QString &ref, const base::Result<api::Events> &result)
{
    const bool wasMessage = m_underWay == ref;
    if (wasMessage)
        m_underWay.clear();
    const OutboxRow *row = find(ref);
    if (row && row->state == State::Pending) {
        if (result) {
            const bool known = !result->empty() && saysTheSame(result->front(), *row);
            if (known)
                confirm(ref, result->front());
            else
                setState(ref, State::Sent);
        } else if (leavesItUnknown(result.error())) {
            setState(ref, State::Unknown, result.error());
            lookAfter(firstLook);
        } else {
            setState(ref, State::Failed, result.error());
        }
    }
    if (!wasMessage)
        return;
    if (!result)
        failWaiting(result.error()); // they would arrive before the one they follow
    transmitNext();
}

void Sender::failWaiting(const Error &error)
{
    const QStringList waiting = std::exchange(m_waiting, {});
    for (const QString &ref : waiting)
        setState(ref, State::Failed, error);
}

void Sender::setState(const QString &ref, State state, const std::optional<Error> &error, const api::Event *event)
{
    OutboxRow *row = find(ref);
    if (!row)
        return;
    row->state = state;
    row->error = error;
    const OutboxRow copy = *row;
    m_outbox->update(this, copy)->then(this, [this](const base::Outcome &outcome) {
        if (!outcome)
            Q_EMIT storageFailed(outcome.error());
    });
    if (state == State::Confirmed) {
        std::erase_if(m_rows, [&](const OutboxRow &r) { return r.ref() == ref; });
        m_marks.remove(ref);
        m_looks.remove(ref);
        m_begun.remove(ref);
        m_again.remove(ref);
    }
    Q_EMIT changed(copy, event);
}

void Sender::confirm(const QString &ref, const api::Event &event)
{
    if (!event.identity.isEmpty())
        m_claimed.insert(event.identity);
    setState(ref, State::Confirmed, {}, &event);
}

void Sender::resend(const QString &ref)
{
    const OutboxRow *row = find(ref);
    if (!row)
        return;
    if (row->state == State::Failed) {
        begin(ref, false);
    } else if (row->state == State::Unknown) {
        m_again.insert(ref);
        look();
    }
}

bool Sender::discard(const QString &ref)
{
    const OutboxRow *row = find(ref);
    if (!row || (row->state != State::Failed && row->state != State::Unknown))
        return false;
    std::erase_if(m_rows, [&](const OutboxRow &r) { return r.ref() == ref; });
    m_again.remove(ref);
    m_outbox->remove(ref);
    return true;
}

void Sender::observe(const api::Events &events)
{
    for (const api::Event &event : events) {
        if (event.identity.isEmpty())
            continue;
        qint64 &number = m_seen[event.identity];
        if (number == 0) {
            number = ++m_arrival;
            m_newest = event.identity;
        }
        if (m_claimed.contains(event.identity))
            continue;
        const auto mine = std::find_if(m_rows.begin(), m_rows.end(), [&](const OutboxRow &row) {
            const auto mark = m_marks.constFind(row.ref());
            const bool newer = mark != m_marks.constEnd() && number > *mark;
            return isOpen(row) && (carriesRef(event, row) || (newer && saysTheSame(event, row)));
        });
        if (mine != m_rows.end())
            confirm(QString(mine->ref()), event);
    }
}

void Sender::historyRead()
{
    m_historyRead = true;
    if (std::any_of(m_rows.begin(), m_rows.end(), [](const OutboxRow &row) { return row.state == State::Unknown || row.state == State::Sent; }))
        lookAfter(0ms);
}

void Sender::setClient(api::Client *client)
{
    m_client = client;
    if (m_look)
        m_look->abort();
}

void Sender::lookAfter(std::chrono::milliseconds pause)
{
    if (m_pause)
        return;
    m_pause = m_clock->after(pause, this, [this] {
        m_pause = nullptr;
        look();
    });
}

void Sender::look()
{
    QStringList asked; // oldest first: of two equal messages the older one claims the older event
    for (const OutboxRow &row : m_rows) {
        if (row.state == State::Unknown || row.state == State::Sent)
            asked.append(row.ref());
    }
    if (asked.isEmpty() || m_look || !m_client)
        return;
    auto *job = m_client->listEvents(this, m_session);
    m_look = job;
    job->then(this, [this, asked](const base::Result<api::Events> &history) {
        m_look = nullptr;
        looked(history, asked);
    });
}

void Sender::looked(const base::Result<api::Events> &history, const QStringList &asked)
{
    if (!history) {
        if (!m_again.isEmpty())
            Q_EMIT lookFailed(history.error());
        m_again.clear();
        if (history.error().kind != Error::Kind::Unauthorized && !history.error().isCancelled())
            lookAfter(lookAgainAfterFailure);
        return;
    }
    bool lookOnceMore = false;
    for (const QString &ref : asked) {
        const OutboxRow *row = find(ref);
        if (!row || (row->state != State::Unknown && row->state != State::Sent))
            continue;
        if (const int at = findInHistory(*history, *row, m_claimed); at >= 0) {
            confirm(ref, (*history)[std::size_t(at)]);
        } else if (row->state == State::Unknown) {
            const auto begun = m_begun.constFind(ref);
            const bool isOld = begun == m_begun.constEnd() || m_clock->monotonic() - *begun > firstLook + secondLook;
            const bool lost = ++m_looks[ref] >= looksBeforeLost || isOld;
            if (!lost)
                lookOnceMore = true;
            else if (m_again.remove(ref))
                begin(ref, false);
            else
                setState(ref, State::Failed, row->error ? row->error : Error::of(Error::Kind::OutcomeUnknown));
        }
    }
    if (lookOnceMore)
        lookAfter(secondLook);
    else if (!m_again.isEmpty())
        lookAfter(0ms); // asked for while we looked
}

} // namespace syncing
