#include "backends/shared/ssefeed.h"

#include "backends/shared/httpclient.h"

namespace backends {

using namespace std::chrono_literals;
using base::Error;
using Kind = base::Error::Kind;

SseFeed::SseFeed(HttpClient *client, const EventPlace &place, const api::Known &known, QObject *owner)
    : m_client(client),
      m_place(place),
      m_watch(client->clock(), !client->traits().statusEvents, [this] { return m_stream ? m_stream->sinceLastByte() : 0ms; }, this),
      m_catchUp(client, place, known, this),
      m_queue(client, place, this),
      m_openBackoff(500ms, 30'000ms, 250ms)
{
    setParent(owner);
    connect(&m_watch, &TurnWatch::silent, this, [this] { askSession(true); });
    connect(&m_watch, &TurnWatch::askStatus, this, [this] { askSession(false); });
    connect(&m_catchUp, &CatchUp::page, this, &SseFeed::historyPage);
    connect(&m_catchUp, &CatchUp::done, this, &SseFeed::caughtUp);
    connect(&m_catchUp, &CatchUp::retrying, this, &SseFeed::listingRetries);
    connect(&m_catchUp, &CatchUp::failed, this, &SseFeed::streamFailed);
    connect(&m_queue, &QueueWatch::events, this, [this](const api::Events &events) { take(events, true); });
    connect(client, &api::Client::keyRefused, this, [this](const Error &error) {
        if (!isOver())
            finish(State::Failed, error);
    });
    connect(client, &api::Client::recordRemoved, this, [this](const QString &resourceId, const QString &id) {
        if (resourceId == QLatin1String("sessions") && id == m_place.session && !isOver())
            finish(State::Ended, std::nullopt);
    });
    connect(client, &api::Client::traitsChanged, this, [this] { m_watch.setPolls(!m_client->traits().statusEvents); });
    connect(client, &QObject::destroyed, this, [this] { close(); });
}

SseFeed::~SseFeed()
{
    disconnect();
    shutDown();
}

void SseFeed::open()
{
    if (!isOver() || !m_client)
        return;
    const quint64 run = ++m_run;
    m_status = {};
    m_status.state = State::Connecting;
    // The caller connects and looks first; nothing is told from inside its call.
    QMetaObject::invokeMethod(
        this,
        [this, run] {
            if (m_run != run)
                return;
            Q_EMIT statusChanged(m_status);
            if (m_run == run)
                connectStream();
        },
        Qt::QueuedConnection);
}

void SseFeed::shutDown()
{
    ++m_run;
    m_watch.stop();
    m_openPause.cancel();
    m_catchUp.stop();
    m_queue.stop();
    if (m_asking)
        m_asking->abort();
    m_asking.clear();
    m_waiting.clear();
    m_waitingBytes = 0;
    m_listAgain = m_silentCheck = m_lookForMissed = false;
    if (m_stream) {
        m_stream->close();
        m_stream->disconnect(this);
        m_stream.release()->deleteLater(); // this may be inside one of its signals
    }
}

void SseFeed::close()
{
    if (m_status.state == State::Closed)
        return;
    shutDown();
    setStatus(State::Closed);
}

void SseFeed::finish(State state, const std::optional<Error> &error)
{
    const quint64 run = m_run;
    dropPreviews();
    if (m_run != run)
        return;
    shutDown();
    setStatus(state, error);
}

void SseFeed::retryNow()
{
    if (m_status.state == State::Failed || m_status.state == State::Ended) {
        open();
    } else if (m_openPause.isRunning()) {
        m_openPause.cancel();
        if (m_stream)
            m_stream->open();
        else
            connectStream();
    } else if (!m_catchUp.hurry() && m_status.state == State::Reconnecting && m_stream) {
        m_stream->reconnectNow();
    }
}

void SseFeed::setStatus(State state, const std::optional<Error> &error, int attempt, std::chrono::milliseconds pause)
{
    m_status.state = state;
    m_status.error = error;
    m_status.attempt = attempt;
    m_status.nextTry = pause;
    m_status.polling = (state == State::BackFilling || state == State::Live || state == State::Reconnecting) && !m_stream;
    Q_EMIT statusChanged(m_status);
}

// The stream --------------------------------------------------------------------------------------------------------------------

void SseFeed::connectStream()
{
    net::Request request = m_client->eventRequest(m_place, HttpClient::Way::Stream);
    request.query = m_client->dialect().streamQuery;
    net::EventStream *stream = m_client->transport()->openStream(this, request);
    if (!stream) { // all are taken: the history is listed every few seconds instead
        m_watch.start();
        if (m_status.state != State::Live)
            setStatus(State::BackFilling);
        m_catchUp.begin();
        return;
    }
    m_stream = std::make_unique<LiveStream>(stream, m_client->dialect(), nullptr);
    LiveStream *live = m_stream.get();
    connect(live, &LiveStream::opened, this, &SseFeed::streamOpened);
    connect(live, &LiveStream::events, this, &SseFeed::liveEvents);
    connect(live, &LiveStream::broken, this, &SseFeed::frameBroken);
    connect(live, &LiveStream::gaveUp, this, &SseFeed::streamGaveUp);
    connect(live, &LiveStream::reconnecting, this, &SseFeed::streamLost);
    connect(live, &LiveStream::failed, this, &SseFeed::streamFailed);
    connect(live, &LiveStream::ended, this, [this] { finish(State::Ended, std::nullopt); });
    holdStream();
    live->open();
}

void SseFeed::streamOpened()
{
    m_lookForMissed = false; // what was missed is listed anyway
    m_watch.start();
    if (!m_catchUp.isComplete())
        setStatus(State::BackFilling);
    m_catchUp.again();
}

void SseFeed::streamLost(int attempt, std::chrono::milliseconds pause, const Error &why)
{
    const quint64 run = m_run;
    dropPreviews();
    if (m_run != run)
        return;
    setStatus(State::Reconnecting, why, attempt, pause);
    if (m_run == run && !m_catchUp.isComplete() && !m_catchUp.isListing())
        m_catchUp.later(); // no stream so far, but the history may be had
}

void SseFeed::streamGaveUp(const Error &error)
{
    if (error.kind == Kind::Unauthorized || error.kind == Kind::Forbidden || error.kind == Kind::NotFound)
        return streamFailed(error);
    m_stream->close();
    const auto pause = m_openBackoff.next();
    streamLost(m_openBackoff.tries(), pause, error);
    if (!m_stream)
        return;
    m_openPause.start(m_client->clock(), pause, this, [this] {
        if (m_stream)
            m_stream->open();
    });
}

void SseFeed::streamFailed(const Error &error)
{
    const bool wasThere = m_catchUp.isBegun();
    finish(error.kind == Kind::NotFound && wasThere ? State::Ended : State::Failed, error);
}

void SseFeed::liveEvents(const api::Events &arrived)
{
    m_openBackoff.reset();
    api::Events events = arrived;
    m_place.make(events);
    if (m_status.state == State::Live)
        return take(std::move(events), true);
    for (api::Event &event : events) {
        m_waitingBytes += event.raw.size();
        m_waiting.push_back(std::move(event));
    }
    holdStream();
}

void SseFeed::hold(bool on)
{
    m_held = on;
    m_catchUp.hold(on);
    holdStream();
}

void SseFeed::holdStream()
{
    if (m_stream)
        m_stream->hold(m_held || m_waitingBytes > waitingAtMost);
}

void SseFeed::frameBroken(const QByteArray &bytes)
{
    // What it was is in the history; a server that sends nothing else must not make us list without end.
    m_catchUp.missed();
    if (m_catchUp.isListing())
        m_listAgain = true;
    else
        m_catchUp.later();
    Q_EMIT eventSkipped(bytes);
}

void SseFeed::dropPreviews()
{
    std::erase_if(m_waiting, [](const api::Event &event) { return event.identity.isEmpty(); });
    if (const api::Events ends = m_previews.dropAll(); !ends.empty())
        Q_EMIT eventsArrived(ends);
}

// The history -------------------------------------------------------------------------------------------------------------------

void SseFeed::historyPage(const api::Events &events, const QByteArrayList &broken)
{
    const quint64 run = m_run;
    for (const QByteArray &bytes : broken) {
        Q_EMIT eventSkipped(bytes);
        if (m_run != run)
            return;
    }
    for (const api::Event &event : events)
        m_previews.committed(event);
    take(events, false);
}

void SseFeed::caughtUp()
{
    const quint64 run = m_run;
    if (m_stream && !m_stream->isOpen())
        return; // lost meanwhile: what happens until it is open again is listed then
    m_waitingBytes = 0;
    holdStream();
    take(std::exchange(m_waiting, {}), true);
    if (m_run != run)
        return;
    if (m_status.state != State::Live || m_status.polling == bool(m_stream))
        setStatus(State::Live);
    if (m_run != run)
        return;
    const bool missed = std::exchange(m_lookForMissed, false) && m_foundMissed;
    Q_EMIT backFilled();
    if (m_run != run)
        return;
    m_queue.ask();
    if (!m_stream) {
        m_openPause.start(m_client->clock(), m_watch.turnRunning() ? pollRunning : pollIdle, this, [this] { connectStream(); });
    } else if (missed) {
        reconnectSilent(std::nullopt); // the history has moved on without the stream: it is dead though it looks alive
    } else if (std::exchange(m_listAgain, false)) {
        m_catchUp.later();
    }
}

void SseFeed::listingRetries(int attempt, std::chrono::milliseconds pause, const Error &why)
{
    // The stream goes on and its events wait; once the history is there, a failed look at it is no news.
    if (!m_catchUp.isComplete())
        setStatus(State::BackFilling, why, attempt, pause);
    else if (m_status.state != State::Live || !m_stream)
        setStatus(State::Reconnecting, why, attempt, pause);
}

void SseFeed::take(api::Events events, bool live)
{
    using K = api::EventKind;
    if (live)
        m_previews.filter(events);
    bool deleted = false;
    for (const api::Event &event : events) {
        // Notes beside the conversation are left out of some streams: they prove nothing.
        const bool counts = event.kind != K::Bookkeeping && event.kind != K::ModelFirstToken && event.kind != K::Unknown;
        const bool learned = m_catchUp.learn(event, !live);
        if (learned && !live && counts)
            m_foundMissed = true;
        if (learned || event.identity.isEmpty()) // what is listed again says nothing about the turn that runs now
            m_watch.see(event, live && m_catchUp.isComplete());
        deleted = deleted || event.kind == K::SessionDeleted;
    }
    m_queue.see(events);
    const quint64 run = m_run;
    if (!events.empty())
        Q_EMIT eventsArrived(events);
    if (deleted && m_run == run)
        finish(State::Ended, std::nullopt);
}

// The session -------------------------------------------------------------------------------------------------------------------

void SseFeed::askSession(bool becauseSilent)
{
    if (isOver() || !m_client || (becauseSilent && (!m_stream || !m_stream->isOpen())))
        return;
    m_silentCheck = m_silentCheck || becauseSilent;
    if (m_asking)
        return;
    auto *job = m_client->readSession(this, m_place.session);
    m_asking = job;
    job->then(this, [this, run = m_run](const base::Result<base::Record> &record) {
        if (m_run != run)
            return;
        m_asking.clear();
        sessionAnswered(record);
    });
}

void SseFeed::sessionAnswered(const base::Result<base::Record> &record)
{
    const bool becauseSilent = std::exchange(m_silentCheck, false);
    if (!record.ok()) {
        if (record.error().kind == Kind::NotFound)
            return finish(State::Ended, record.error());
        m_watch.statusRead({});
        if (becauseSilent)
            reconnectSilent(record.error());
        return;
    }
    const bool wasRunning = m_watch.turnRunning();
    m_watch.statusRead(record->string("status"));
    // A turn that ended without our hearing of it, or a silent stream: look whether something was missed.
    const bool endMissed = wasRunning && !m_watch.turnRunning() && !m_watch.sawEnd();
    if ((becauseSilent || endMissed) && m_stream && !m_catchUp.isListing()) {
        m_foundMissed = false;
        m_lookForMissed = true;
        m_catchUp.begin();
    }
    Q_EMIT sessionRead(record.value());
}

void SseFeed::reconnectSilent(const std::optional<Error> &why)
{
    if (!m_stream || !m_stream->isOpen())
        return;
    const quint64 run = m_run;
    dropPreviews();
    if (m_run != run)
        return;
    m_stream->reconnectNow();
    setStatus(State::Reconnecting, why, 1);
}

} // namespace backends
