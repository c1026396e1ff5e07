#include "sync/backfill.h"

#include <memory>

namespace syncing {

using base::Error;

namespace {

constexpr std::chrono::milliseconds firstPause{2'000};
constexpr std::chrono::milliseconds longestPause{300'000};
constexpr int triesOfASession = 4; // of one that its server stumbles over

//! The server, or the way to it, cannot now; the same request makes sense later.
bool isPassing(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Network:
    case Error::Kind::Timeout:
    case Error::Kind::RateLimited:
    case Error::Kind::Overloaded:
    case Error::Kind::Server: return !error.isFinal;
    default: return false;
    }
}

//! Nothing else will work either.
bool endsAll(const Error &error)
{
    return error.kind == Error::Kind::Unauthorized || error.kind == Error::Kind::Tls || error.kind == Error::Kind::Storage;
}

const api::ResourceDescriptor *sessionsOf(api::Client *client)
{
    return client ? client->resource("sessions") : nullptr;
}

//! How far everything was read when a page follows what was read before it.
api::Known further(const api::Known &known, const api::Known &page)
{
    api::Known out{std::max(known.sequence, page.sequence), known.through, {}};
    if (page.through.isValid() && (!out.through.isValid() || out.through < page.through))
        out.through = page.through;
    return out;
}

} // namespace

Backfill::Backfill(api::Client *client, store::Ledger *ledger, base::Clock *clock, const store::LedgerSource &source, QObject *parent)
    : QObject(parent), m_client(client), m_ledger(ledger), m_clock(clock), m_source(source), m_decoder(client->usageDecoder()),
      m_backoff(firstPause, longestPause, firstPause)
{
}

void Backfill::setState(State state)
{
    m_progress.state = state;
    Q_EMIT progressChanged();
}

void Backfill::start()
{
    if (m_progress.state == State::Paused)
        return resume();
    if (isActive())
        return;
    if (!sessionsOf(m_client) || !m_decoder.ofSession)
        return stop(State::Failed, Error::of(Error::Kind::Unsupported));
    ++m_run;
    m_writing = false;
    m_progress = {};
    m_unread.clear();
    m_cursor.clear();
    m_cursors.clear();
    m_failures = 0;
    m_backoff.reset();
    setState(State::Listing);
    listPage();
}

void Backfill::drop()
{
    if (m_job)
        m_job->abort();
    m_job.clear();
    const std::unique_ptr<QObject> cancelled(std::exchange(m_pause, nullptr));
}

void Backfill::pause()
{
    if (!isActive())
        return;
    if (m_progress.state != State::Waiting)
        m_before = m_progress.state;
    drop();
    setState(State::Paused);
}

void Backfill::resume()
{
    if (m_progress.state != State::Paused)
        return;
    setState(m_before);
    if (!m_writing) // else it goes on by itself
        (this->*m_next)();
}

void Backfill::cancel()
{
    if (!isActive() && m_progress.state != State::Paused)
        return;
    stop(State::Idle);
}

void Backfill::hurry()
{
    if (m_progress.state != State::Waiting)
        return;
    drop();
    setState(m_before);
    (this->*m_next)();
}

void Backfill::stop(State state, const std::optional<Error> &error)
{
    ++m_run;
    m_writing = false;
    drop();
    m_unread.clear();
    m_progress.error = error;
    setState(state);
}

void Backfill::write(base::JobOf<store::Entered> *job, std::function<void(const base::Result<store::Entered> &)> then)
{
    m_writing = true;
    job->then(this, [this, run = m_run, then = std::move(then)](const base::Result<store::Entered> &entered) {
        if (m_run != run)
            return;
        m_writing = false;
        if (!entered)
            return stop(State::Failed, entered.error());
        m_progress.amounts += entered->fresh;
        then(entered);
    });
}

void Backfill::later(Step step)
{
    m_next = step;
    if (m_progress.state == State::Paused)
        return;
    m_pause = m_clock->after(m_between, this, [this] {
        m_pause = nullptr;
        (this->*m_next)();
    });
}

void Backfill::retry(Step step, const Error &error)
{
    m_next = step;
    m_before = m_progress.state;
    m_progress.error = error;
    m_progress.nextTry = std::max(m_backoff.next(), error.retryAfter);
    setState(State::Waiting);
    m_pause = m_clock->after(m_progress.nextTry, this, [this] {
        m_pause = nullptr;
        hurry();
    });
}

// Which sessions there are ------------------------------------------------------------------------------------------------------

void Backfill::listPage()
{
    m_next = &Backfill::listPage;
    const api::ResourceDescriptor *sessions = sessionsOf(m_client);
    if (!sessions)
        return stop(State::Failed, Error::of(Error::Kind::Unsupported));
    api::ListQuery query;
    query.cursor = m_cursor;
    for (const api::FilterDescriptor &filter : sessions->filters) {
        if (filter.key == "include_archived") // what they cost was paid for
            query.filters.push_back({filter.key, "true"});
    }
    auto *job = m_client->list(this, *sessions, query);
    m_job = job;
    job->then(this, [this, job](const base::Result<api::Page> &page) {
        if (m_job == job)
            listed(page);
    });
}

void Backfill::listed(const base::Result<api::Page> &page)
{
    m_job.clear();
    if (!page) {
        if (isPassing(page.error()))
            return retry(&Backfill::listPage, page.error());
        return stop(State::Failed, page.error());
    }
    m_backoff.reset();
    m_progress.error.reset();
    std::vector<api::SessionUsage> sessions;
    for (const base::Record &record : page->items)
        sessions.push_back(m_decoder.ofSession(record));
    m_cursor = page->nextCursor;
    const bool isLast = m_cursor.isEmpty() || m_cursors.contains(m_cursor);
    m_cursors.insert(m_cursor);
    write(m_ledger->enterSessions(this, m_source, sessions),
          [this, isLast](const auto &) { later(isLast ? &Backfill::findUnread : &Backfill::listPage); });
}

void Backfill::findUnread()
{
    m_next = &Backfill::findUnread;
    auto *job = m_ledger->unread(this, m_source);
    m_job = job;
    job->then(this, [this, job](const base::Result<std::vector<store::UnreadSession>> &unread) {
        if (m_job != job)
            return;
        m_job.clear();
        if (!unread)
            return stop(State::Failed, unread.error());
        m_unread.assign(unread->begin(), unread->end());
        m_progress.sessions = int(m_unread.size());
        setState(State::Reading);
        nextSession();
    });
}

// What was used in them ---------------------------------------------------------------------------------------------------------

void Backfill::nextSession()
{
    m_next = &Backfill::nextSession;
    m_cursor.clear();
    m_failures = 0;
    if (m_unread.empty())
        return stop(State::Done);
    m_begin = m_unread.front().readThrough;
    m_through = m_begin;
    readPage();
}

void Backfill::readPage()
{
    m_next = &Backfill::readPage;
    if (!m_client)
        return stop(State::Failed, Error::of(Error::Kind::Cancelled));
    const store::LedgerLine &line = m_unread.front().line;
    auto *job = m_client->listUsage(this, line.session, line.thread, m_begin, m_cursor);
    m_job = job;
    job->then(this, [this, job](const base::Result<api::UsagePage> &page) {
        if (m_job == job)
            pageRead(page);
    });
}

void Backfill::pageRead(const base::Result<api::UsagePage> &page)
{
    m_job.clear();
    if (page) {
        m_backoff.reset();
        m_failures = 0;
        m_progress.error.reset();
        const store::Advance advance{m_through, further(m_through, page->through)};
        return write(m_ledger->enter(this, m_unread.front().line, page->records, advance), [this, page = *page, advance](const auto &) {
            pageEntered(page, advance.through);
        });
    }
    const Error &error = page.error();
    if (endsAll(error))
        return stop(State::Failed, error);
    if (isPassing(error) && (error.kind != Error::Kind::Server || ++m_failures < triesOfASession))
        return retry(&Backfill::readPage, error);
    if (error.kind == Error::Kind::NotFound)
        m_ledger->markDeleted(m_source.server, m_unread.front().line.session);
    sessionDone(false);
}

void Backfill::pageEntered(const api::UsagePage &page, const api::Known &through)
{
    m_through = through;
    m_progress.events += page.events;
    m_cursor = page.nextCursor;
    if (page.nextCursor.isEmpty())
        return sessionDone(true);
    later(&Backfill::readPage);
    Q_EMIT progressChanged();
}

void Backfill::sessionDone(bool wasRead)
{
    const store::UnreadSession &session = m_unread.front();
    if (wasRead)
        m_ledger->markRead(session.line, session.updatedAt);
    ++(wasRead ? m_progress.sessionsRead : m_progress.sessionsSkipped);
    m_unread.pop_front();
    later(&Backfill::nextSession);
    Q_EMIT progressChanged();
}

} // namespace syncing
