#include "tests/replay/replayrun.h"

#include "backends/clients.h"
#include "backends/openma/decoder.h"
#include "backends/shared/requestscope.h"

#include <QSet>

namespace replay {

using namespace std::chrono_literals;
using transcript::Row;

namespace {

// What a stream without `include=chunks` tells (openma.md §14.4).
bool isInEveryStream(const QString &type)
{
    static const QSet<QString> types = [] {
        QSet<QString> out;
        for (const char *word :
            {"user.message", "user.interrupt", "user.custom_tool_result", "user.tool_confirmation", "user.define_outcome", "agent.message",
                "agent.thinking", "agent.tool_use", "agent.tool_result", "agent.mcp_tool_use", "agent.mcp_tool_result",
                "agent.custom_tool_use", "agent.thread_message_received", "agent.thread_message_sent", "agent.thread_context_compacted",
                "session.status_running", "session.status_idle", "session.status_rescheduled", "session.status_terminated", "session.error",
                "session.thread_created", "session.thread_status_running", "session.thread_status_idle", "session.thread_status_terminated",
                "session.thread_status_rescheduled", "session.deleted", "span.model_request_start", "span.model_request_end",
                "span.outcome_evaluation_start", "span.outcome_evaluation_ongoing", "span.outcome_evaluation_end"})
            out.insert(QString::fromLatin1(word));
        return out;
    }();
    return types.contains(type);
}

const char *wordOf(Row::Kind kind)
{
    static const char *const words[] = {"user", "agent", "thinking", "tool", "notice", "error", "unknown"};
    return words[int(kind)];
}

QByteArray callOf(const transcript::ToolCall &call)
{
    QByteArray out = " call " + call.id.toUtf8() + ' ' + call.name.toUtf8() + ' ' + call.mcpServer.toUtf8() + " input " + call.input;
    if (call.hasResult)
        out += " result " + call.result;
    out += QByteArray(call.asked ? " asked" : "") + (call.allowed ? " allowed" : "")
        + (call.denied ? " denied " + call.denyReason : QByteArray()) + (call.failed ? " failed" : "") + (call.custom ? " custom" : "");
    return out;
}

} // namespace

QByteArray describe(const Row &row)
{
    QByteArray out = QByteArray(wordOf(row.kind)) + ' ' + row.identity.toUtf8() + ' ' + row.type.toUtf8();
    if (row.preview)
        out += " preview";
    if (row.notice != transcript::Notice::None)
        out += " notice " + QByteArray::number(int(row.notice));
    out += " text " + row.text + " detail " + row.detail + " name " + row.name.toUtf8() + " at "
        + row.at.toString(Qt::ISODateWithMs).toLatin1();
    if (row.call)
        out += callOf(*row.call);
    return out;
}

std::unique_ptr<transcript::Reducer> expectedTranscript(const Recording &recording)
{
    api::Events events;
    backends::RequestScope scope;
    for (const base::Json &stored : recording.history) {
        auto event = backends::openma::decodeEvent(base::dumpJson(stored));
        if (!event.ok())
            continue;
        scope.apply(event.value());
        // What was there before the stream's first event has been listed, unfiltered; what came after the last one nobody could know.
        const bool streamed = recording.firstSequence > 0 && event->sequence >= recording.firstSequence;
        if (streamed && (event->sequence > recording.lastSequence || (!recording.hasDeltas() && !isInEveryStream(event->type))))
            continue;
        events.push_back(std::move(event).value());
    }
    auto reducer = std::make_unique<transcript::Reducer>();
    reducer->apply(events);
    return reducer;
}

ReplayRun::ReplayRun(const Recording &recording, bool fast, base::Clock *clock, QObject *parent)
    : QObject(parent),
      m_recording(recording),
      m_clock(clock),
      m_server({recording}, {.fast = fast}, clock)
{
}

ReplayRun::~ReplayRun() = default;

void ReplayRun::start()
{
    if (!m_recording.isSessionStream())
        return end(Verdict::Kind::NotAStream, QStringLiteral("%1 is not a session's stream").arg(QString::fromLatin1(m_recording.method)));
    if (!m_server.start())
        return end(Verdict::Kind::Different, m_server.errorString());
    api::Profile profile;
    profile.platform = api::Platform::Openma;
    profile.baseUrl = m_server.url();
    m_client = backends::makeClient(profile, Server::key(), m_clock, nullptr);
    m_feed.reset(m_client->openFeed(nullptr, m_recording.sessionId));
    connect(&m_server, &Server::played, this, [this] {
        m_played = true;
        maybeDone();
    });
    connect(m_feed.get(), &api::EventFeed::eventsArrived, this, &ReplayRun::arrived);
    connect(m_feed.get(), &api::EventFeed::backFilled, this, &ReplayRun::maybeDone);
    connect(m_feed.get(), &api::EventFeed::statusChanged, this, &ReplayRun::statusChanged);
    const auto length = m_recording.chunks.empty() ? 0ms : m_recording.chunks.back().at;
    m_patience.start(m_clock, length + 30s, this, [this] {
        end(Verdict::Kind::Different,
            QStringLiteral("never came to its end: state %1, %2 events seen").arg(int(m_feed->status().state)).arg(m_seen.size()));
    });
    m_feed->open();
}

void ReplayRun::arrived(const api::Events &events)
{
    for (const api::Event &event : events) {
        m_deltas += event.kind == api::EventKind::PreviewDelta ? 1 : 0;
        if (!event.identity.isEmpty())
            m_seen.insert(event.identity);
    }
    m_reducer.apply(events);
    for (int i = 0; i < m_reducer.rowCount(); ++i) {
        if (m_reducer.row(i).preview)
            m_longestPreview = std::max(m_longestPreview, int(m_reducer.row(i).text.size()));
    }
    maybeDone();
}

void ReplayRun::statusChanged(const api::FeedStatus &status)
{
    if (status.state != api::FeedStatus::State::Failed && status.state != api::FeedStatus::State::Ended)
        return;
    const int refused = status.error ? status.error->httpStatus : 0;
    if (m_recording.status != 200 && refused == m_recording.status)
        return end(Verdict::Kind::Refused, QStringLiteral("refused with %1, as recorded").arg(refused));
    end(Verdict::Kind::Different,
        QStringLiteral("the client gave up: %1").arg(status.error ? QString::fromLatin1(base::kindName(status.error->kind)) : QString()));
}

bool ReplayRun::hasPreviews() const
{
    for (int i = 0; i < m_reducer.rowCount(); ++i) {
        if (m_reducer.row(i).preview)
            return true;
    }
    return false;
}

void ReplayRun::maybeDone()
{
    const bool caughtUp = m_feed->status().state == api::FeedStatus::State::Live;
    const bool newest = m_recording.lastSequence < 0 || m_seen.contains(QStringLiteral("seq:%1").arg(m_recording.lastSequence));
    if (!m_played || !caughtUp || !newest)
        return;
    if (!hasPreviews())
        return compare();
    // What was written has not been committed: the recording stops in the middle of a turn, as its server did. That ends with the
    // connection.
    if (!std::exchange(m_cut, true))
        m_server.cutStreams();
}

QString ReplayRun::firstDifference(const transcript::Reducer &wanted, bool wholly) const
{
    const int rows = wholly ? std::max(wanted.rowCount(), m_reducer.rowCount()) : wanted.rowCount();
    for (int i = 0; i < rows; ++i) {
        const QByteArray got = i < m_reducer.rowCount() ? describe(m_reducer.row(i)) : "nothing";
        const QByteArray due = i < wanted.rowCount() ? describe(wanted.row(i)) : "nothing";
        if (got != due)
            return QStringLiteral("row %1\n    got  %2\n    due  %3").arg(i).arg(QString::fromUtf8(got), QString::fromUtf8(due));
    }
    const api::Usage &got = m_reducer.state().usage;
    const api::Usage &due = wanted.state().usage;
    if (wholly && (got.input != due.input || got.output != due.output))
        return QStringLiteral("tokens %1/%2 instead of %3/%4").arg(got.input).arg(got.output).arg(due.input).arg(due.output);
    return {};
}

void ReplayRun::compare()
{
    const auto wanted = expectedTranscript(m_recording);
    if (!m_recording.hasHistory() && m_recording.lastSequence >= 0)
        return end(Verdict::Kind::NoHistory, QStringLiteral("%1 rows, but no recorded history to compare with").arg(m_reducer.rowCount()));
    // A history that was recorded before the stream ended can only vouch for the beginning.
    const bool wholly = m_recording.newestStored() >= m_recording.lastSequence;
    if (const QString difference = firstDifference(*wanted, wholly); !difference.isEmpty())
        return end(Verdict::Kind::Different, difference);
    const api::Usage &usage = m_reducer.state().usage;
    end(Verdict::Kind::Equal,
        QStringLiteral("%1 rows%2, %3 events, %4 fragments (longest preview %5 bytes), %6/%7 tokens")
            .arg(wanted->rowCount())
            .arg(wholly ? QString() : QStringLiteral(" of %1 (the recorded history ends there)").arg(m_reducer.rowCount()))
            .arg(m_seen.size())
            .arg(m_deltas)
            .arg(m_longestPreview)
            .arg(usage.input)
            .arg(usage.output));
}

void ReplayRun::end(Verdict::Kind kind, const QString &words)
{
    if (std::exchange(m_over, true))
        return;
    m_patience.cancel();
    const Verdict verdict{kind, m_recording.name, words};
    // From the event loop: a slot of finished() may delete this, and the feed is inside its own signal.
    QMetaObject::invokeMethod(this, [this, verdict] { Q_EMIT finished(verdict); }, Qt::QueuedConnection);
}

} // namespace replay
