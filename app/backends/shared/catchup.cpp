#include "backends/shared/catchup.h"

#include "backends/shared/httpclient.h"

namespace backends {

using namespace std::chrono_literals;
using base::Error;
using Kind = base::Error::Kind;

namespace {

constexpr auto firstPause = 500ms; // reliability.md §5
constexpr auto longestPause = 30'000ms;
constexpr auto shortestPause = 250ms;

// Asking again would be answered the same.
bool isFinal(const Error &error)
{
    if (error.isFinal)
        return true;
    switch (error.kind) {
    case Kind::Unauthorized:
    case Kind::Forbidden:
    case Kind::NotFound:
    case Kind::Invalid:
    case Kind::Protocol:
    case Kind::Unsupported:
    case Kind::Tls:
        return true;
    default:
        return false;
    }
}

} // namespace

CatchUp::CatchUp(HttpClient *client, const EventPlace &place, const api::Known &known, QObject *parent)
    : QObject(parent),
      m_client(client),
      m_clock(client->clock()),
      m_place(place),
      m_known{QSet<QString>(known.identities.begin(), known.identities.end()), {known.sequence, known.through, {}}},
      m_lastSequence(known.sequence),
      m_newest(known.through),
      m_begun(!known.isEmpty()),
      m_backoff(firstPause, longestPause, shortestPause)
{
}

HistoryStart CatchUp::start() const
{
    HistoryStart from = HistoryStart::behind(through());
    if (!m_begun || m_sinceRefused)
        from.since = {};
    return from;
}

api::Known CatchUp::through() const
{
    // A listing that closes a hole has closed it when it has ended; pages of any other go on from what is known.
    return m_listingFrom ? *m_listingFrom : m_missedFrom.value_or(newest());
}

void CatchUp::missed()
{
    if (!m_missedFrom)
        m_missedFrom = newest();
}

void CatchUp::begin()
{
    stop();
    m_again = false;
    if (!m_client)
        return;
    if (const auto left = m_heldUntil - m_clock->monotonic(); left > 0ms) {
        // Whoever asks, and whatever happened to the stream meanwhile: the server named this time.
        after(left);
        Q_EMIT retrying(m_backoff.tries(), left, m_heldBy);
        return;
    }
    m_lastBegin = m_clock->monotonic();
    const HistoryStart from = start();
    m_askedSince = from.since.isValid();
    if (!m_listingFrom) // what an earlier one did not close is still open
        m_listingFrom = m_missedFrom;
    m_missedFrom.reset();
    m_job = new HistoryJob(this, m_client, m_place, from, HistoryJob::Keep::Nothing);
    HistoryJob *const job = m_job;
    job->hold(m_held);
    connect(job, &HistoryJob::page, this, [this, job](const api::Events &events, const QByteArrayList &broken) {
        if (m_job != job)
            return;
        m_begun = true; // oldest first: what comes next begins there, should this listing break off
        Q_EMIT page(events, broken);
    });
    job->then(this, [this, job](const base::Result<api::Events> &result) {
        if (m_job == job)
            ended(result);
    });
}

void CatchUp::again()
{
    if (m_job)
        m_again = true;
    else
        begin();
}

void CatchUp::later()
{
    if (m_pause.isRunning())
        return;
    const auto wait = m_lastBegin.count() < 0 ? 0ms : std::max(0ms, m_lastBegin + relistPause - m_clock->monotonic());
    m_pause.start(m_clock, wait, this, [this] { begin(); });
}

void CatchUp::after(std::chrono::milliseconds pause)
{
    m_pause.start(m_clock, pause, this, [this] { begin(); });
}

void CatchUp::stop()
{
    m_pause.cancel();
    if (HistoryJob *job = std::exchange(m_job, nullptr))
        job->abort();
}

void CatchUp::hold(bool on)
{
    m_held = on;
    if (m_job)
        m_job->hold(on);
}

bool CatchUp::hurry()
{
    if (!m_pause.isRunning())
        return false;
    m_heldUntil = {};
    begin();
    return true;
}

void CatchUp::ended(const base::Result<api::Events> &result)
{
    m_job.clear();
    if (result.ok()) {
        m_backoff.reset();
        m_complete = m_begun = true;
        m_listingFrom.reset();
        if (m_again)
            return begin();
        Q_EMIT done();
        return;
    }
    const Error error = result.error();
    if (error.isCancelled())
        return;
    if (error.kind == Kind::Invalid && m_askedSince) { // this server cannot list from a time on: all of it, then
        m_sinceRefused = true;
        return begin();
    }
    if (isFinal(error)) {
        Q_EMIT failed(error);
        return;
    }
    // A server that names a time is not asked before it, however long that is: the bar shows it, with a button (F2).
    const auto pause = std::max<std::chrono::milliseconds>(m_backoff.next(), error.retryAfter);
    if (error.retryAfter > 0ms) {
        m_heldUntil = m_clock->monotonic() + error.retryAfter;
        m_heldBy = error;
    }
    after(pause);
    Q_EMIT retrying(m_backoff.tries(), pause, error);
}

void CatchUp::learnSequence(qint64 sequence, bool listed)
{
    if (listed)
        m_lastSequence = std::max(m_lastSequence, sequence);
    else if (sequence > m_lastSequence)
        m_ahead.insert(sequence);
    while (!m_ahead.empty() && (*m_ahead.begin() <= m_lastSequence + 1 || m_ahead.size() > reordered)) {
        m_lastSequence = std::max(m_lastSequence, *m_ahead.begin());
        m_ahead.erase(m_ahead.begin());
    }
}

bool CatchUp::learn(const api::Event &event, bool listed)
{
    learnSequence(event.sequence, listed);
    if (event.at.isValid() && (!m_newest.isValid() || event.at > m_newest))
        m_newest = event.at;
    if (event.identity.isEmpty() || isKnown(event))
        return false;
    remember(event);
    return true;
}

bool CatchUp::isKnown(const api::Event &event) const
{
    if (m_known.identities.contains(event.identity) || m_knownBefore.identities.contains(event.identity))
        return true;
    if (event.sequence >= 0)
        return event.sequence <= m_forgotten.sequence;
    return event.at.isValid() && m_forgotten.through.isValid() && event.at <= m_forgotten.through;
}

void CatchUp::remember(const api::Event &event)
{
    if (m_known.identities.size() >= remembered) {
        m_forgotten = std::exchange(m_knownBefore, std::exchange(m_known, {})).newest;
        m_known.newest = m_knownBefore.newest;
    }
    m_known.identities.insert(event.identity);
    m_known.newest.sequence = std::max(m_known.newest.sequence, event.sequence);
    if (event.at.isValid() && (!m_known.newest.through.isValid() || event.at > m_known.newest.through))
        m_known.newest.through = event.at;
}

} // namespace backends
