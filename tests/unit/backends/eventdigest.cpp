#include "tests/unit/backends/eventdigest.h"

#include "tests/support/testbase.h"

namespace test {

namespace {

const char *kindWord(api::EventKind kind)
{
    static const char *const words[] = {"Unknown", "UserMessage", "UserInterrupt", "ToolConfirmation", "CustomToolResult", "UserToolResult",
        "DefineOutcome", "SystemMessage", "AgentMessage", "AgentThinking", "ToolUse", "ToolResult", "CustomToolUse", "ThreadMessageSent",
        "ThreadMessageReceived", "ContextCompacted", "StatusRunning", "StatusIdle", "StatusRescheduled", "StatusTerminated", "SessionError",
        "SessionWarning", "SessionUpdated", "SessionUsage", "SessionDeleted", "ThreadCreated", "ThreadStatus", "ModelRequestStart",
        "ModelFirstToken", "ModelRequestEnd", "OutcomeEvaluation", "WorkflowRun", "Bookkeeping", "PreviewStart", "PreviewDelta",
        "PreviewEnd"};
    return words[int(kind)];
}

const char *stopWord(api::StopReason stop)
{
    static const char *const words[] = {"None", "EndTurn", "RequiresAction", "RetriesExhausted", "BudgetReached", "Refusal", "Other"};
    return words[int(stop)];
}

const char *blockWord(api::ContentBlock::Kind kind)
{
    static const char *const words[] = {"Text", "Image", "Document", "SearchResult", "Redacted", "Other"};
    return words[int(kind)];
}

class Line
{
public:
    Line &add(const char *name, const QString &value) { return add(name, value.toUtf8()); }
    Line &add(const char *name, const QByteArray &value)
    {
        if (!value.isEmpty())
            m_out += QByteArray(" ") + name + "=<" + QByteArray(value).replace('\n', "\\n") + '>';
        return *this;
    }
    Line &flag(const char *name, bool on)
    {
        if (on)
            m_out += QByteArray(" ") + name;
        return *this;
    }
    QByteArray m_out;
};

void addUsage(Line &line, const api::Usage &usage)
{
    if (!usage.isEmpty())
        line.add("usage", QStringLiteral("%1/%2/%3/%4").arg(usage.input).arg(usage.output).arg(usage.cacheRead).arg(usage.cacheWrite));
    line.add("cost", usage.listCostMinor + (usage.currency.isEmpty() ? "" : " ") + usage.currency);
}

void addContent(Line &line, const std::vector<api::ContentBlock> &content)
{
    for (const api::ContentBlock &block : content) {
        QByteArray words = blockWord(block.kind);
        if (!block.text.isEmpty())
            words += ": " + block.text;
        if (!block.source.isEmpty())
            words += " from " + block.source.toUtf8();
        if (!block.mediaType.isEmpty())
            words += " as " + block.mediaType.toUtf8();
        line.add("content", words);
    }
}

} // namespace

QByteArray digest(const api::Event &event)
{
    Line line;
    line.m_out = kindWord(event.kind);
    line.add("type", event.type).add("identity", event.identity);
    if (event.sequence >= 0)
        line.add("sequence", QString::number(event.sequence));
    line.add("at", event.at.isValid() ? event.at.toString(Qt::ISODateWithMs) : QString())
        .flag("queued", event.queued)
        .add("thread", event.threadId);
    addContent(line, event.content);
    line.add("toolUseId", event.toolUseId).add("tool", event.toolName).add("mcp", event.mcpServer).add("input", event.toolInput);
    line.flag("asks", event.asksApproval).flag("denied", event.denied).flag("isError", event.isError);
    line.add("messageId", event.messageId).add("request", event.requestRef);
    addUsage(line, event.usage);
    if (event.stop != api::StopReason::None)
        line.add("stop", QByteArray(stopWord(event.stop)));
    line.add("blocking", event.blockingIds.join(QLatin1Char(','))).add("title", event.title);
    line.add("errorType", event.errorType)
        .add("errorMessage", event.errorMessage)
        .flag("willRetry", event.willRetry)
        .flag("endsTurn", event.endsTurn);
    if (!event.previewId.isEmpty()) {
        static const char *const of[] = {"Message", "Thinking", "ToolInput"};
        line.add("previewOf", QByteArray(of[int(event.previewOf)])).add("preview", event.previewId).add("delta", event.delta);
        if (event.blockIndex > 0)
            line.add("block", QString::number(event.blockIndex));
    }
    return line.m_out;
}

QByteArrayList lines(const QString &fixture)
{
    QByteArrayList out = test::fixture(fixture).split('\n');
    out.removeAll(QByteArray());
    return out;
}

QByteArray difference(const QString &events, const QString &digests, base::Result<api::Event> (*decode)(QByteArrayView))
{
    const QByteArrayList input = lines(events);
    const QByteArrayList wanted = lines(digests);
    for (qsizetype i = 0; i < input.size(); ++i) {
        const auto event = decode(input[i]);
        const QByteArray got = event.ok() ? digest(*event) : QByteArray("error: ") + event.error().detail.toUtf8();
        if (got != wanted.value(i))
            return "\n  got    " + got + "\n  wanted " + wanted.value(i);
    }
    return input.size() == wanted.size() && !input.isEmpty() ? QByteArray() : QByteArray("another number of lines");
}

} // namespace test
