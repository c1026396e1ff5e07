#include "tests/replay/expected.h"

#include "backends/openma/decoder.h"
#include "backends/shared/requestscope.h"

#include <QSet>

namespace replay
{

using base::Json;
using transcript::Row;

namespace
{

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

//! Joins the recorded history with what only the stream knows, in the order in which a client sees it.
class Joined
{
public:
    explicit Joined(const Recording &recording)
        : m_recording(recording)
        , m_stored(recording.history.events())
    {
    }

    api::Events events()
    {
        const qint64 first = m_recording.firstSequence;
        for (const auto &[place, event] : m_stored) { // listed, and so not filtered
            if (first < 0 || place < first)
                add(event);
        }
        m_told = first < 0 ? m_recording.history.newest() : first - 1;
        for (const api::Event &event : m_recording.events) {
            const qint64 place = event.sequence >= 0 ? event.sequence : m_recording.history.sequenceOf(event.identity);
            tellUpTo(place - 1);
            const auto stored = m_stored.find(place);
            if (stored != m_stored.end())
                add(stored->second);
            else if (!m_recording.history.covers(place)) // newer than the history, or never stored
                m_out.push_back(event);
            m_told = std::max(m_told, place);
        }
        tellUpTo(m_recording.lastSequence);
        return m_out;
    }

private:
    // What the server has stored meanwhile, and what its stream has to tell.
    void tellUpTo(qint64 place)
    {
        for (auto it = m_stored.upper_bound(m_told); it != m_stored.end() && it->first <= place; ++it) {
            m_told = it->first;
            if (m_recording.hasDeltas() || isInEveryStream(base::toQString(typeOf(it->second))))
                add(it->second);
        }
    }

    static Json typeOf(const Json &stored)
    {
        const Json *inner = base::findPath(stored, "data.type"); // a row of the hosted server
        const Json *own = base::findPath(stored, "type");
        return inner ? *inner : own ? *own : Json();
    }

    void add(const Json &stored)
    {
        if (auto event = backends::openma::decodeEvent(base::dumpJson(stored)); event.ok())
            m_out.push_back(std::move(event).value());
    }

    const Recording &m_recording;
    const std::map<qint64, Json> &m_stored;
    qint64 m_told = -1;
    api::Events m_out;
};

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
    return out + " state " + QByteArray::number(int(call.state));
}

// Long rows differ somewhere: what is printed begins a little before that.
QString excerpt(const QByteArray &row, qsizetype from)
{
    const qsizetype begin = std::max<qsizetype>(0, from - 40);
    return (begin > 0 ? QStringLiteral("…") : QString()) + QString::fromUtf8(row.mid(begin, 160));
}

} // namespace

std::unique_ptr<transcript::Reducer> expectedTranscript(const Recording &recording)
{
    api::Events events = Joined(recording).events();
    backends::RequestScope scope;
    for (api::Event &event : events)
        scope.apply(event);
    auto reducer = std::make_unique<transcript::Reducer>();
    reducer->apply(events);
    return reducer;
}

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

QString turnOf(const transcript::SessionState &state)
{
    using Status = transcript::SessionStatus;
    if (!state.pendingCalls.empty())
        return QStringLiteral("waiting");
    if (state.turnRunning)
        return QStringLiteral("running");
    if (state.status == Status::Terminated || state.status == Status::Deleted)
        return QStringLiteral("ended");
    if (!state.lastErrorType.isEmpty() || !state.lastErrorMessage.isEmpty())
        return QStringLiteral("failed");
    return state.status == Status::NotKnown ? QStringLiteral("none") : QStringLiteral("idle");
}

std::vector<const Row *> storedRows(const transcript::Reducer &reducer)
{
    std::vector<const Row *> out;
    for (int i = 0; i < reducer.rowCount(); ++i) {
        if (!reducer.row(i).brokenOff)
            out.push_back(&reducer.row(i));
    }
    return out;
}

QString differenceBetween(const transcript::Reducer &got, const transcript::Reducer &due)
{
    const auto mine = storedRows(got);
    const auto theirs = storedRows(due);
    for (std::size_t i = 0; i < std::max(mine.size(), theirs.size()); ++i) {
        const QByteArray one = i < mine.size() ? describe(*mine[i]) : "nothing";
        const QByteArray other = i < theirs.size() ? describe(*theirs[i]) : "nothing";
        const auto [at, there] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
        if (at != one.end() || there != other.end())
            return QStringLiteral("row %1 is (%2) instead of (%3)")
                .arg(i)
                .arg(excerpt(one, at - one.begin()), excerpt(other, there - other.begin()));
    }
    const api::Usage &used = got.state().usage;
    const api::Usage &stored = due.state().usage;
    if (used.input != stored.input || used.output != stored.output)
        return QStringLiteral("tokens %1/%2 instead of %3/%4").arg(used.input).arg(used.output).arg(stored.input).arg(stored.output);
    if (turnOf(got.state()) != turnOf(due.state()))
        return QStringLiteral("the turn is %1 instead of %2").arg(turnOf(got.state()), turnOf(due.state()));
    return {};
}

} // namespace replay
