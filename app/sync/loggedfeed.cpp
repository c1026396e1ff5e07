#include "sync/loggedfeed.h"

#include <algorithm>

namespace syncing {

using api::FeedStatus;
using base::Error;

LoggedFeed::LoggedFeed(api::Client *client, store::EventLog *log, base::Clock *clock, const store::LogKey &key, QObject *owner)
    : m_client(client), m_log(log), m_clock(clock), m_key(key), m_line(log, clock, key, nullptr), m_headDone(!log)
{
    setParent(owner);
    connect(&m_line, &AppendLine::failed, this, &LoggedFeed::logFailed);
    connect(&m_line, &AppendLine::eased, this, &LoggedFeed::holdFeed);
    if (log)
        log->hold(this, key.profile, key.session);
}

LoggedFeed::~LoggedFeed()
{
    ++m_run;
    dropFeed();
}

// Opening ------------------------------------------------------------------------------------------------------------------------

void LoggedFeed::open()
{
    if (m_status.state != State::Closed && m_status.state != State::Ended && m_status.state != State::Failed)
        return;
    ++m_run;
    dropFeed();
    m_status = {};
    m_status.state = State::Connecting;
    m_status.cached = m_showsLog && !m_heard;
    if (!m_client)
        return;
    if (m_headDone)
        ask();
    else if (!m_reading)
        readHead();
}

void LoggedFeed::readHead()
{
    auto *job = m_log->newest(this, m_key, pageSize, m_client->eventDecoder(m_key.thread));
    m_reading = job;
    job->then(this, [this](const auto &head) { headAnswered(head); });
    // A log that cannot be opened soon (a damaged file is looked through) must not keep the session from the user.
    m_pause = m_clock->after(longestRead, this, [this] {
        m_pause = nullptr;
        if (m_reading)
            m_reading->abort();
    });
}

void LoggedFeed::headAnswered(const base::Result<store::LogHead> &head)
{
    std::unique_ptr<QObject>(std::exchange(m_pause, nullptr)).reset(); // now: this may be gone at the end
    m_reading.clear();
    m_headDone = true;
    const QPointer<LoggedFeed> alive(this);
    if (!head) {
        if (!head.error().isCancelled())
            Q_EMIT logFailed(head.error());
    } else {
        m_known = head->known;
        m_line.startFrom({m_known.sequence, m_known.through, {}});
        setEdge(head->page);
        m_hasOlder = head->page.hasOlder;
        m_showsLog = !head->page.events.empty();
        m_status.cached = m_showsLog;
        Q_EMIT headRead(head->page.events, head->usage);
        if (alive && m_hasOlder)
            Q_EMIT hasOlderChanged();
        if (alive)
            tellBroken(head->page.broken);
    }
    if (!alive)
        return;
    if (m_showsLog)
        Q_EMIT statusChanged(m_status);
    if (alive && m_status.state == State::Connecting && !m_feed)
        ask();
}

void LoggedFeed::ask()
{
    const api::Known from = std::exchange(m_listAll, false) ? api::Known() : m_known;
    if (!m_client)
        return;
    m_feed = m_key.thread.isEmpty() ? m_client->openFeed(this, m_key.session, from)
                                    : m_client->openThreadFeed(this, m_key.session, m_key.thread, from);
    if (!m_feed) {
        FeedStatus failed;
        failed.state = State::Failed;
        failed.error = Error::of(Error::Kind::Unsupported);
        setStatus(failed);
        return;
    }
    m_holds = false;
    follow();
    holdFeed();
    m_feed->open();
}

void LoggedFeed::follow()
{
    connect(m_feed, &EventFeed::eventsArrived, this, &LoggedFeed::eventsCame);
    connect(m_feed, &EventFeed::backFilled, this, [this] {
        inOrder([this] {
            m_heard = true;
            m_status.cached = false;
            Q_EMIT backFilled();
        });
    });
    connect(m_feed, &EventFeed::statusChanged, this, [this](const FeedStatus &status) { inOrder([this, status] { setStatus(status); }); });
    connect(m_feed, &EventFeed::sessionRead, this,
            [this](const base::Record &session) { inOrder([this, session] { Q_EMIT sessionRead(session); }); });
    connect(m_feed, &EventFeed::eventSkipped, this, [this](const QByteArray &bytes) { inOrder([this, bytes] { Q_EMIT eventSkipped(bytes); }); });
}

void LoggedFeed::setStatus(FeedStatus status)
{
    m_heard = m_heard || status.state == State::Live;
    status.cached = m_showsLog && !m_heard;
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

void LoggedFeed::dropFeed()
{
    if (!m_feed)
        return;
    m_known = known();
    m_feed->disconnect(this);
    m_feed->close();
    m_feed->deleteLater(); // this may be inside one of its signals
    m_feed.clear();
}

void LoggedFeed::close()
{
    if (m_status.state == State::Closed)
        return;
    ++m_run;
    dropFeed();
    setStatus({});
}

void LoggedFeed::retryNow()
{
    if (m_feed)
        m_feed->retryNow();
    else
        open();
}

void LoggedFeed::expectTurn()
{
    if (m_feed)
        m_feed->expectTurn();
}

api::Known LoggedFeed::known() const
{
    if (!m_feed)
        return m_known;
    api::Known now = m_feed->known();
    now.identities = m_known.identities;
    return now.isEmpty() ? m_known : now;
}

void LoggedFeed::setClient(api::Client *client)
{
    const bool wasOpen = m_status.state != State::Closed;
    ++m_run;
    dropFeed();
    m_client = client;
    m_status = {};
    if (wasOpen)
        open();
}

// What comes ---------------------------------------------------------------------------------------------------------------------

void LoggedFeed::inOrder(std::function<void()> tell)
{
    m_line.add([this, tell = std::move(tell), run = m_run] {
        if (m_run == run)
            tell();
    });
}

void LoggedFeed::eventsCame(const api::Events &events)
{
    const QPointer<LoggedFeed> alive(this);
    m_line.add(events, m_feed->known(), [this, events, run = m_run](bool logged) {
        if (m_run == run)
            tellEvents(events, logged);
    });
    if (alive)
        holdFeed();
}

void LoggedFeed::hold(bool on)
{
    m_held = on;
    holdFeed();
}

void LoggedFeed::holdFeed()
{
    // Goes on with half of it written, so that the disk has something to do until more has come.
    const bool holds = m_held || m_line.held() > (m_holds ? heldAtMost / 2 : heldAtMost);
    if (m_feed && std::exchange(m_holds, holds) != holds)
        m_feed->hold(holds);
}

void LoggedFeed::tellEvents(api::Events events, bool logged)
{
    // What stands before the oldest page that was read is in the log now, and comes with its own page. What was shown is told again: it may
    // have changed.
    if (m_hasOlder && logged)
        std::erase_if(events, [&](const api::Event &event) { return isBeyondEdge(event); });
    if (!events.empty())
        Q_EMIT eventsArrived(events);
}

bool LoggedFeed::isBeyondEdge(const api::Event &event) const
{
    if (event.identity.isEmpty() || event.queued)
        return false;
    if (event.sequence >= 0 && m_edge.sequence >= 0)
        return event.sequence < m_edge.sequence;
    return event.at.isValid() && m_edge.at.isValid() && event.at < m_edge.at;
}

// What is kept -------------------------------------------------------------------------------------------------------------------

void LoggedFeed::setEdge(const store::LogPage &page)
{
    m_first = page.first;
    if (page.events.empty())
        return;
    m_edge = {page.events.front().sequence, page.events.front().at};
}

void LoggedFeed::tellBroken(const QByteArrayList &broken)
{
    const QPointer<LoggedFeed> alive(this);
    for (const QByteArray &bytes : broken) {
        if (alive)
            Q_EMIT eventSkipped(bytes);
    }
}

void LoggedFeed::released(qint64 before, bool numbered)
{
    m_first = {before, -1};
    m_edge = {numbered ? before : -1, numbered ? QDateTime() : QDateTime::fromMSecsSinceEpoch(before, Qt::UTC)};
    m_hasOlder = true;
    Q_EMIT hasOlderChanged();
}

void LoggedFeed::fetchOlder()
{
    if (!m_hasOlder || m_older || !m_log || !m_client)
        return;
    m_olderSize = m_tellingOlder ? std::min(2 * m_olderSize, largestPage) : pageSize;
    auto *job = m_log->before(this, m_key, m_first, m_olderSize, m_client->eventDecoder(m_key.thread));
    m_older = job;
    job->then(this, [this](const base::Result<store::LogPage> &page) {
        m_older.clear();
        const QPointer<LoggedFeed> alive(this);
        m_hasOlder = page.ok() && page->hasOlder;
        if (!page) {
            Q_EMIT logFailed(page.error());
        } else {
            setEdge(*page);
            Q_EMIT olderRead(page->events);
            if (alive)
                tellBroken(page->broken);
        }
        if (!alive)
            return;
        m_tellingOlder = true;
        Q_EMIT hasOlderChanged();
        if (alive)
            m_tellingOlder = false;
    });
}

} // namespace syncing
