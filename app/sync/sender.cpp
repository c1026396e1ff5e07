#include "sync/sender.h"

#include "sync/historylook.h"
#include "sync/outboxmatch.h"
#include "sync/transmission.h"

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

} // namespace

Sender::Sender(api::Client *client, store::Outbox *outbox, base::Clock *clock, const QString &profile, const QString &session, QObject *parent)
    : QObject(parent), m_client(client), m_outbox(outbox), m_clock(clock), m_profile(profile), m_session(session),
      m_look(new HistoryLook(client, clock, session, this))
{
    connect(m_look, &HistoryLook::due, this, &Sender::look);
    connect(m_look, &HistoryLook::read, this, &Sender::looked);
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
        return answered(ref, Error::of(Error::Kind::Network, QStringLiteral("no connection")));
    auto *request = new Transmission(m_client, m_clock, m_session, row->outgoing, this);
    m_requests.insert(ref, request);
    connect(request, &Transmission::uploaded, this, [this, ref](int place, const QString &id) { uploaded(ref, place, id); });
    connect(request, &Transmission::progressed, this, [this, ref](qint64 sent, qint64 all) { Q_EMIT progressed(ref, sent, all); });
    connect(request, &Transmission::done, this, [this, ref](const base::Result<api::Events> &result) { answered(ref, result); });
    request->start();
}

void Sender::uploaded(const QString &ref, int place, const QString &fileId)
{
    if (OutboxRow *row = find(ref))
        row->outgoing.attachments[std::size_t(place)].fileId = fileId;
    m_outbox->noteUploaded(ref, place, fileId);
}

void Sender::answered(const QString &ref, const base::Result<api::Events> &result)
{
    bool sent = true;
    if (Transmission *request = m_requests.take(ref)) {
        sent = request->isSending();
        request->deleteLater();
    }
    const bool wasMessage = m_underWay == ref;
    if (wasMessage)
        m_underWay.clear();
    if (const OutboxRow *row = find(ref); row && row->state == State::Pending)
        takeAnswer(*row, result, sent);
    if (!wasMessage)
        return;
    if (!result)
        failWaiting(result.error()); // they would arrive before the one they follow
    transmitNext();
}

void Sender::takeAnswer(const OutboxRow &row, const base::Result<api::Events> &result, bool sent)
{
    const QString ref = row.ref();
    if (result) {
        const bool known = !result->empty() && saysTheSame(result->front(), row);
        if (known)
            confirm(ref, result->front());
        else
            setState(ref, State::Sent);
    } else if (sent && leavesItUnknown(result.error())) {
        setState(ref, State::Unknown, result.error());
        m_look->after(firstLook);
    } else {
        for (const int place : filesMissing(row, result.error()))
            uploaded(ref, place, {}); // with the next try
        setState(ref, State::Failed, result.error());
    }
}

void Sender::cancel(const QString &ref)
{
    const OutboxRow *row = find(ref);
    if (!row || row->state != State::Pending)
        return;
    bool left = false;
    if (Transmission *request = m_requests.take(ref)) {
        left = request->isSending() && request->hasLeft();
        request->stop();
        request->deleteLater();
    }
    m_waiting.removeAll(ref);
    const bool wasMessage = m_underWay == ref;
    if (wasMessage)
        m_underWay.clear();
    setState(ref, left ? State::Unknown : State::Failed, Error::of(Error::Kind::Cancelled, QStringLiteral("stopped by the user")));
    if (left)
        m_look->after(firstLook);
    if (wasMessage)
        transmitNext();
}

void Sender::failWaiting(const Error &error)
{
    const QStringList waiting = std::exchange(m_waiting, {});
    Error theirs = error;
    if (theirs.isCancelled()) // nobody stopped these
        theirs.kind = Error::Kind::Network;
    for (const QString &ref : waiting)
        setState(ref, State::Failed, theirs);
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

void Sender::settle(const QString &ref)
{
    if (const OutboxRow *row = find(ref); row && row->state == State::Unknown) {
        m_lookWanted = true;
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
        m_look->after(0ms);
}

void Sender::setClient(api::Client *client)
{
    m_client = client;
    m_look->setClient(client);
    // What the client before had under way ends with it, and nobody is told how.
    const QStringList open = m_requests.keys();
    for (const QString &ref : open)
        beginAgain(ref);
}

void Sender::beginAgain(const QString &ref)
{
    Transmission *request = m_requests.take(ref);
    const bool sent = request->isSending();
    request->stop();
    request->deleteLater();
    const OutboxRow *row = find(ref);
    if (!row || row->state != State::Pending)
        return;
    if (!sent)
        return transmit(ref); // only its files were on their way
    if (m_underWay == ref)
        m_underWay.clear();
    setState(ref, State::Unknown, Error::of(Error::Kind::OutcomeUnknown));
    m_look->after(firstLook);
    transmitNext();
}

void Sender::look()
{
    if (m_look->isLooking())
        return;
    m_asked.clear(); // oldest first: of two equal messages the older one claims the older event
    for (const OutboxRow &row : m_rows) {
        if (row.state == State::Unknown || row.state == State::Sent)
            m_asked.append(row.ref());
    }
    if (!m_asked.isEmpty())
        m_look->look();
}

void Sender::looked(const base::Result<api::Events> &history)
{
    const QStringList asked = std::exchange(m_asked, {});
    if (!history) {
        if (std::exchange(m_lookWanted, false) || !m_again.isEmpty())
            Q_EMIT lookFailed(history.error());
        m_again.clear();
        if (history.error().kind != Error::Kind::Unauthorized && !history.error().isCancelled())
            m_look->after(lookAgainAfterFailure);
        return;
    }
    m_lookWanted = false;
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
        m_look->after(secondLook);
    else if (!m_again.isEmpty())
        m_look->after(0ms); // asked for while we looked
}

} // namespace syncing
