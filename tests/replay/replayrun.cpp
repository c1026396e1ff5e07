#include "tests/replay/replayrun.h"

#include "backends/clients.h"
#include "tests/replay/expected.h"

namespace replay
{

using namespace std::chrono_literals;
using base::Error;
using State = api::FeedStatus::State;

namespace
{

// A file whose request names no session is a stream all the same.
Recording named(Recording recording)
{
    if (recording.sessionId.isEmpty())
        recording.sessionId = QStringLiteral("recorded");
    return recording;
}

} // namespace

ReplayRun::ReplayRun(const Recording &recording, bool fast, const Kept &kept, base::Clock *clock, QObject *parent)
    : Run(QStringLiteral("sse/") + recording.name, parent)
    , m_recording(named(recording))
    , m_kept(kept)
    , m_clock(clock)
    , m_server({m_recording}, {.fast = fast}, clock)
{
}

ReplayRun::~ReplayRun() = default;

void ReplayRun::start()
{
    if (!m_recording.flaw.isEmpty())
        return end(Verdict::Kind::Failed, m_recording.flaw);
    if (!m_server.start())
        return end(Verdict::Kind::Failed, m_server.errorString());
    api::Profile profile;
    profile.platform = api::Platform::Openma;
    profile.baseUrl = m_server.url();
    m_client = backends::makeClient(profile, Server::key(), m_clock, nullptr);
    m_feed.reset(m_client->openFeed(nullptr, m_recording.sessionId));
    connectFeed();
    const auto length = m_recording.chunks.empty() ? 0ms : m_recording.chunks.back().at;
    m_patience.start(&m_watch, length + 30s, this, [this] {
        end(Verdict::Kind::Failed,
            QStringLiteral("never came to its end: state %1, %2 events seen").arg(int(m_feed->status().state)).arg(m_seen.size()));
    });
    m_feed->open();
}

void ReplayRun::connectFeed()
{
    connect(&m_server, &Server::played, this, [this] {
        m_played = true;
        maybeDone();
    });
    connect(m_feed.get(), &api::EventFeed::eventsArrived, this, &ReplayRun::arrived);
    connect(m_feed.get(), &api::EventFeed::backFilled, this, [this] {
        m_listedSince = true;
        maybeDone();
    });
    connect(m_feed.get(), &api::EventFeed::eventSkipped, this, [this] {
        ++m_skipped;
        m_listedSince = false;
    });
    connect(m_feed.get(), &api::EventFeed::statusChanged, this, &ReplayRun::statusChanged);
}

void ReplayRun::arrived(const api::Events &events)
{
    for (const api::Event &event : events) {
        if (event.kind == api::EventKind::PreviewDelta) {
            ++m_deltas;
            m_written[event.previewId] += event.delta;
        }
        if (!event.identity.isEmpty())
            m_seen.insert(event.identity);
    }
    m_reducer.apply(events);
    maybeDone();
}

void ReplayRun::statusChanged(const api::FeedStatus &status)
{
    if (isOver())
        return;
    const bool ended = status.state == State::Ended || status.state == State::Failed;
    if (!m_recording.isStream()) {
        if (status.error && (ended || status.state == State::Reconnecting))
            return refused(*status.error);
        if (status.state == State::Ended && m_recording.status == 204)
            return end(Verdict::Kind::Compared, QStringLiteral("ended by 204, as recorded"));
        if (ended || status.state == State::Live)
            end(Verdict::Kind::Failed, QStringLiteral("the client takes status %1 for a stream").arg(m_recording.status));
        return;
    }
    if (status.state == State::Reconnecting)
        m_reconnected = m_cut;
    else if (status.state == State::Ended && m_recording.deletes && m_played)
        compare();
    else if (ended)
        end(Verdict::Kind::Failed,
            QStringLiteral("the client gave up: %1")
                .arg(status.error ? QString::fromLatin1(base::kindName(status.error->kind)) : QString()));
    else
        maybeDone();
}

void ReplayRun::refused(const Error &error)
{
    const QString difference = due::differenceTo(error, m_recording.answer(), Error::Kind::Network);
    if (!difference.isEmpty())
        return end(Verdict::Kind::Failed, difference);
    end(Verdict::Kind::Compared,
        QStringLiteral("%1, as recorded: %2 %3")
            .arg(QLatin1String(base::kindName(error.kind)))
            .arg(m_recording.status)
            .arg(error.serverMessage.isEmpty() ? error.detail : error.serverMessage));
}

bool ReplayRun::hasPreviews() const
{
    for (int i = 0; i < m_reducer.rowCount(); ++i) {
        if (m_reducer.row(i).preview)
            return true;
    }
    return false;
}

bool ReplayRun::isAllSeen() const
{
    if (!m_played || m_feed->status().state != State::Live)
        return false;
    if (m_skipped < m_recording.broken || (m_recording.broken > 0 && !m_listedSince))
        return false;
    if (!m_seen.contains(m_recording.missed)) // the client lists what it could not read
        return false;
    if (!m_recording.newestIdentity.isEmpty() && !m_seen.contains(m_recording.newestIdentity))
        return false;
    return m_recording.lastIdentity.isEmpty() || m_seen.contains(m_recording.lastIdentity);
}

void ReplayRun::maybeDone()
{
    if (isOver() || !m_recording.isStream() || !isAllSeen() || (m_cut && !m_reconnected))
        return;
    if (m_cut || (!hasPreviews() && !m_recording.torn))
        return compare();
    // What was written has not been committed, or an event is not whole: the recording stops in the middle, as its server did. That ends
    // with the connection; the client comes back and looks for what it missed.
    m_cut = true;
    m_server.cutStreams();
}

void ReplayRun::compare()
{
    const auto due = expectedTranscript(m_recording);
    if (const QString difference = differenceBetween(m_reducer, *due); !difference.isEmpty())
        return end(Verdict::Kind::Failed, difference);
    for (int i = 0; i < m_reducer.rowCount(); ++i) { // nothing is shown of a reply that was broken off but what was written
        const transcript::Row &row = m_reducer.row(i);
        if (row.brokenOff && !m_written.values().contains(row.text))
            return end(Verdict::Kind::Failed, QStringLiteral("row %1 was broken off, and is not what was written").arg(i));
    }
    if (!m_recording.hasHistory())
        return judgeAlone();
    end(Verdict::Kind::Compared, summary() + remarks());
}

// The stream itself vouches for what is in it; what it has to be is kept.
void ReplayRun::judgeAlone()
{
    m_outcome = Kept::Outcome{int(storedRows(m_reducer).size()), turnOf(m_reducer.state())};
    const auto kept = m_kept.of(m_recording.digest());
    if (kept && !(*kept == *m_outcome))
        return end(Verdict::Kind::Failed,
            QStringLiteral("%1 rows, turn %2 instead of %3 rows, turn %4")
                .arg(m_outcome->rows)
                .arg(m_outcome->turn)
                .arg(kept->rows)
                .arg(kept->turn));
    end(Verdict::Kind::NoHistory, summary() + (kept ? QStringLiteral(", as kept") : QStringLiteral(", not kept so far")) + remarks());
}

QString ReplayRun::summary() const
{
    const api::Usage &usage = m_reducer.state().usage;
    QString out = QStringLiteral("%1 rows, turn %2, %3 events, %4 fragments")
                      .arg(storedRows(m_reducer).size())
                      .arg(turnOf(m_reducer.state()))
                      .arg(m_seen.size())
                      .arg(m_deltas);
    if (usage.input >= 0 || usage.output >= 0)
        out += QStringLiteral(", %1/%2 tokens").arg(usage.input).arg(usage.output);
    return out;
}

QString ReplayRun::remarks() const
{
    QString out;
    const qint64 known = std::max<qint64>(m_recording.history.newest(), 0);
    if (m_recording.hasHistory() && known < m_recording.lastSequence)
        out += QStringLiteral("; the recorded history ends at %1 of %2").arg(known).arg(m_recording.lastSequence);
    if (const auto kept = std::size_t(m_reducer.rowCount()) - storedRows(m_reducer).size(); kept > 0)
        out += QStringLiteral("; %1 broken off").arg(kept);
    if (m_skipped > 0)
        out += QStringLiteral("; %1 unreadable events were skipped").arg(m_skipped);
    if (m_recording.torn)
        out += QStringLiteral("; it stops inside an event");
    if (!m_recording.remark.isEmpty())
        out += QStringLiteral("; ") + m_recording.remark;
    return out;
}

} // namespace replay
