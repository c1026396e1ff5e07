#include "ui/transcript/rowwords.h"

#include "base/plaintext.h"
#include "transcript/showntext.h"
#include "transcript/toolinput.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace ui {

using theme::Token;
using transcript::CallState;
using transcript::Delivery;
using transcript::Row;

QString RowWords::author(const Row &row)
{
    switch (row.kind) {
    case Row::Kind::User: return tr("You");
    case Row::Kind::Agent: return tr("Agent");
    case Row::Kind::Thinking: return tr("Thinking");
    case Row::Kind::Tool: return tr("Tool call");
    case Row::Kind::Notice: return tr("Notice");
    case Row::Kind::Error: return tr("Error");
    case Row::Kind::Unknown: return tr("Unknown event");
    }
    return {};
}

RowWords::Status RowWords::call(const transcript::ToolCall &call)
{
    switch (call.state) {
    case CallState::Streaming: return {tr("Being written"), QStringLiteral("ellipsis"), Token::Run};
    case CallState::WaitingApproval: return {tr("Waiting for your approval"), QStringLiteral("hand"), Token::Wait};
    case CallState::WaitingResult: return {tr("Waiting for your result"), QStringLiteral("text-cursor-input"), Token::Wait};
    case CallState::WaitingWorker: return {tr("Waiting for a worker"), QStringLiteral("clock"), Token::Wait};
    case CallState::Running: return {tr("Running"), QStringLiteral("circle-play"), Token::Run};
    case CallState::Done: return {tr("Done"), QStringLiteral("circle-check"), Token::Ok};
    case CallState::Failed: return {tr("Failed"), QStringLiteral("circle-x"), Token::Fail};
    case CallState::Denied: return {tr("Denied"), QStringLiteral("ban"), Token::Fail};
    case CallState::Dropped: return {tr("Not run"), QStringLiteral("circle-slash"), Token::Muted};
    }
    return {};
}

namespace {

QString amount(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

} // namespace

QString RowWords::sending(const Row &row)
{
    if (row.allBytes < bytesWorthTelling)
        return tr("Sending…");
    return tr("Sending… %1 of %2").arg(amount(std::min(row.sentBytes, row.allBytes)), amount(row.allBytes));
}

RowWords::Status RowWords::delivery(const Row &row)
{
    switch (row.delivery) {
    case Delivery::Pending: return {sending(row), QStringLiteral("clock"), Token::Muted};
    case Delivery::Sent: return {tr("Sent"), QStringLiteral("check"), Token::Muted};
    case Delivery::Unknown: return {tr("Not known whether it arrived"), QStringLiteral("circle-question-mark"), Token::Wait};
    case Delivery::Failed: return {tr("Not sent"), QStringLiteral("circle-alert"), Token::Fail};
    case Delivery::Withdrawn: return {tr("Not sent: you stopped it"), QStringLiteral("circle-slash"), Token::Muted};
    case Delivery::Cancelled: return {tr("Cancelled before the agent read it"), QStringLiteral("ban"), Token::Muted};
    case Delivery::None: break;
    }
    if (row.queued)
        return {tr("Queued until the agent is free"), QStringLiteral("clock"), Token::Muted};
    return {};
}

QString RowWords::toolIcon(const transcript::ToolCall &call)
{
    const QString name = call.name.toLower();
    const auto has = [&name](const char *part) { return name.contains(QLatin1String(part)); };
    if (has("bash") || has("shell") || has("terminal") || has("exec"))
        return QStringLiteral("terminal");
    if (has("edit") || has("write") || has("replace"))
        return QStringLiteral("pencil");
    if (has("web") || has("fetch") || has("browse") || has("http"))
        return QStringLiteral("globe");
    if (has("search") || has("grep") || has("find"))
        return QStringLiteral("search");
    if (has("glob") || has("list") || has("dir"))
        return QStringLiteral("folder");
    if (has("read") || has("file") || has("view"))
        return QStringLiteral("file-text");
    if (has("memory"))
        return QStringLiteral("brain");
    return call.mcpServer.isEmpty() ? QStringLiteral("wrench") : QStringLiteral("plug");
}

QString RowWords::toolName(const transcript::ToolCall &call)
{
    const QString name = call.name.isEmpty() ? tr("Tool result") : base::plainLine(call.name, 80);
    return call.mcpServer.isEmpty() ? name : base::plainLine(call.mcpServer, 60) + QStringLiteral(" / ") + name;
}

RowWords::Status RowWords::notice(const Row &row)
{
    using transcript::Notice;
    const QString name = base::plainLine(row.name, 120);
    switch (row.notice) {
    case Notice::Interrupted: return {tr("You interrupted the agent"), QStringLiteral("circle-pause"), Token::Muted};
    case Notice::Rescheduled: return {tr("The server had a passing fault and starts the turn again"), QStringLiteral("rotate-cw"), Token::Wait};
    case Notice::Terminated: return {tr("The session has ended for good"), QStringLiteral("octagon-x"), Token::Fail};
    case Notice::Deleted: return {tr("The session was deleted"), QStringLiteral("trash-2"), Token::Fail};
    case Notice::RetriesExhausted: return {tr("The server gave up after several tries. Send a message to start again."), QStringLiteral("circle-alert"), Token::Fail};
    case Notice::BudgetReached: return {tr("The session's budget is used up"), QStringLiteral("coins"), Token::Wait};
    case Notice::Refused: return {tr("The model refused to answer"), QStringLiteral("shield-alert"), Token::Wait};
    case Notice::StoppedOtherwise: return {name.isEmpty() ? tr("The turn ended") : tr("The turn ended: %1").arg(name), QStringLiteral("info"), Token::Muted};
    case Notice::ContextCompacted: return {tr("Earlier messages were summarised to make room"), QStringLiteral("layers"), Token::Muted};
    case Notice::Warning: return {tr("The server warns"), QStringLiteral("triangle-alert"), Token::Wait};
    case Notice::SystemMessage: return {tr("System message"), QStringLiteral("settings-2"), Token::Muted};
    case Notice::ThreadCreated: return {name.isEmpty() ? tr("A new thread begins") : tr("A new thread begins: %1").arg(name), QStringLiteral("git-branch"), Token::Muted};
    case Notice::ThreadMessageSent: return {name.isEmpty() ? tr("Message to another agent") : tr("Message to %1").arg(name), QStringLiteral("arrow-up-right"), Token::Muted};
    case Notice::ThreadMessageReceived: return {name.isEmpty() ? tr("Message from another agent") : tr("Message from %1").arg(name), QStringLiteral("inbox"), Token::Muted};
    case Notice::OutcomeDefined: return {tr("Outcome asked for"), QStringLiteral("star"), Token::Muted};
    case Notice::OutcomeEvaluated: return {tr("Outcome judged: %1").arg(name), QStringLiteral("check-check"), Token::Muted};
    case Notice::WorkflowCreated: return {tr("Workflow begins: %1").arg(name), QStringLiteral("workflow"), Token::Muted};
    case Notice::WorkflowEnded: return {name.isEmpty() ? tr("Workflow ended") : tr("Workflow ended: %1").arg(name), QStringLiteral("workflow"), Token::Muted};
    case Notice::None: break;
    }
    return {base::plainLine(row.type), QStringLiteral("info"), Token::Muted};
}

QString RowWords::errorTitle(const Row &row)
{
    static const std::array<std::pair<const char *, const char *>, 18> titles{{
        {"model_overloaded_error", QT_TR_NOOP("The model is overloaded")},
        {"model_rate_limited_error", QT_TR_NOOP("The model's rate limit is reached")},
        {"model_request_failed_error", QT_TR_NOOP("The request to the model failed")},
        {"billing_error", QT_TR_NOOP("Billing stands in the way")},
        {"mcp_connection_failed_error", QT_TR_NOOP("An MCP server cannot be reached")},
        {"mcp_authentication_failed_error", QT_TR_NOOP("An MCP server refused the sign-in")},
        {"credential_host_unreachable_error", QT_TR_NOOP("The environment's network policy blocks a credential's host")},
        {"tool_use_limit_reached_error", QT_TR_NOOP("Too many tool calls in one turn")},
        {"compaction_limit_reached_error", QT_TR_NOOP("The conversation cannot be shortened any further")},
        {"repository_authentication_error", QT_TR_NOOP("The repository refused the sign-in")},
        {"repository_forbidden_error", QT_TR_NOOP("The repository denies access")},
        {"repository_not_found_error", QT_TR_NOOP("The repository was not found")},
        {"repository_checkout_error", QT_TR_NOOP("The repository could not be checked out")},
        {"repository_clone_error", QT_TR_NOOP("The repository could not be cloned")},
        {"harness_turn_failed", QT_TR_NOOP("The turn failed")},
        {"session_initialization_failed", QT_TR_NOOP("The session could not be set up")},
        {"timeout_error", QT_TR_NOOP("Time ran out")},
        {"program_error", QT_TR_NOOP("The workflow's program failed")},
    }};
    for (const auto &[type, title] : titles) {
        if (row.type == QLatin1String(type))
            return tr(title);
    }
    return row.type.isEmpty() ? tr("The request to the model failed") : tr("The session reports an error");
}

QString RowWords::errorHint(const Row &row)
{
    return row.willRetry ? tr("The server tries again by itself.") : tr("Send a message to try again.");
}

QString RowWords::pictureFault(PictureFault fault)
{
    switch (fault) {
    case PictureFault::Kind: return tr("Not shown: only PNG, JPEG, GIF and WebP pictures are.");
    case PictureFault::TooManyBytes: return tr("Not shown: the picture has more than 16 MB.");
    case PictureFault::TooManyPixels: return tr("Not shown: the picture has more than 8 million pixels.");
    case PictureFault::Broken: return tr("Not shown: the picture is damaged.");
    case PictureFault::None: break;
    }
    return {};
}

QString RowWords::attachment(const api::ContentBlock &block, QString *icon)
{
    using Kind = api::ContentBlock::Kind;
    // That it came along as base64 is no news to anybody who reads.
    const QString inEvent = QStringLiteral("base64 \u00b7 ");
    const QString source = base::plainLine(block.source.startsWith(inEvent) ? block.source.mid(inEvent.size()) : block.source, 120);
    const QString text = base::plainLine(QString::fromUtf8(block.text.left(400)), 120);
    const auto with = [](const QString &word, const QString &more) { return more.isEmpty() ? word : word + QStringLiteral(" \u00b7 ") + more; };
    switch (block.kind) {
    case Kind::Image: *icon = QStringLiteral("image"); return with(with(tr("Image"), block.mediaType), source);
    case Kind::Document: *icon = QStringLiteral("file-text"); return with(with(tr("Document"), text), source);
    case Kind::SearchResult: *icon = QStringLiteral("search"); return with(with(tr("Search result"), text), source);
    case Kind::Redacted: *icon = QStringLiteral("eye-off"); return tr("Part of this was withheld by the server");
    default: *icon = QStringLiteral("file"); return with(tr("Content of another kind"), text);
    }
}

QString RowWords::time(const QDateTime &at)
{
    if (!at.isValid())
        return {};
    // The short time of the C locale, and of those made of it, has seconds.
    const QLocale locale;
    const QTime time = at.toLocalTime().time();
    const bool withSeconds = locale.timeFormat(QLocale::ShortFormat).contains(QLatin1Char('s'));
    return withSeconds ? time.toString(QStringLiteral("HH:mm")) : locale.toString(time, QLocale::ShortFormat);
}

QString RowWords::exactTime(const QDateTime &at)
{
    return at.isValid() ? QLocale().toString(at.toLocalTime(), QLocale::LongFormat) : QString();
}

QString RowWords::day(const QDateTime &at, const QDate &today)
{
    const QDate day = at.toLocalTime().date();
    if (day == today)
        return tr("Today");
    if (day == today.addDays(-1))
        return tr("Yesterday");
    return QLocale().toString(day, QLocale::LongFormat);
}

QString RowWords::duration(const QDateTime &from, const QDateTime &to)
{
    if (!from.isValid() || !to.isValid())
        return {};
    const qint64 ms = from.msecsTo(to);
    if (ms < 500)
        return {};
    if (ms < 10000)
        return tr("%1 s").arg(QLocale().toString(double(ms) / 1000, 'f', 1));
    const qint64 seconds = (ms + 500) / 1000;
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    return seconds < 3600 ? tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60) : tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

//! What came with it beside text, the first few by their words.
QStringList RowWords::attachments(const Row &row)
{
    constexpr std::size_t most = 20;
    const auto &blocks = row.call ? row.call->resultBlocks : row.attachments;
    QStringList words;
    QString icon;
    for (std::size_t i = 0; i < std::min(most, blocks.size()); ++i)
        words += attachment(blocks[i], &icon);
    if (blocks.size() > most)
        words += tr("and %Ln more", "", int(blocks.size() - most));
    return words;
}

QString RowWords::accessible(const Row &row)
{
    constexpr int longest = 4000;
    QStringList parts{author(row)};
    if (const QString at = time(row.at); !at.isEmpty())
        parts += at;
    if (row.preview)
        parts += tr("being written");
    if (row.brokenOff)
        parts += brokenOff();
    if (const Status status = delivery(row); row.kind == Row::Kind::User && !status.word.isEmpty())
        parts += status.word;
    if (row.call) {
        parts += toolName(*row.call);
        parts += call(*row.call).word;
        const QString summary = transcript::toolSummary(row.call->input);
        if (!summary.isEmpty())
            parts += summary;
        if (row.call->hasResult && !row.call->result.isEmpty())
            parts += tr("Result: %1").arg(transcript::shownText(transcript::withoutAnsi(row.call->result.left(longest))));
    } else if (row.kind == Row::Kind::Notice) {
        parts += notice(row).word;
    } else if (row.kind == Row::Kind::Error) {
        parts += errorTitle(row);
    } else if (row.kind == Row::Kind::Unknown) {
        parts += base::plainLine(row.type);
    }
    if (!row.call && !row.text.isEmpty())
        parts += transcript::shownText(row.text.left(longest));
    return (parts + attachments(row)).join(QStringLiteral(", "));
}

QString RowWords::accessibleText(const Row &row)
{
    constexpr qsizetype longest = 64 * 1024;
    using transcript::shownText;
    const QStringList more = attachments(row);
    const QString end = more.isEmpty() ? QString() : QLatin1Char('\n') + more.join(QLatin1Char('\n'));
    if (!row.call)
        return shownText(row.text.left(longest)) + end;
    const QString input = transcript::toolSummary(row.call->input);
    const QString result = row.call->hasResult ? shownText(transcript::withoutAnsi(row.call->result.left(longest))) : QString();
    return (result.isEmpty() ? input : input + QLatin1Char('\n') + result) + end;
}

QString RowWords::size(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1000000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString RowWords::position(int number, int count)
{
    return tr("%1 of %2").arg(QLocale().toString(number), QLocale().toString(count));
}

QString RowWords::brokenOff()
{
    return tr("Broken off here. The server has stored nothing of this reply.");
}

QString RowWords::approvalNeeded(const QString &tool)
{
    return tr("Approval needed: %1").arg(base::plainLine(tool, 80));
}

QString RowWords::resultNeeded(const QString &tool)
{
    return tr("Result needed: %1").arg(base::plainLine(tool, 80));
}

QString RowWords::finished(int paragraphs)
{
    return paragraphs == 1 ? tr("Agent finished, 1 paragraph") : tr("Agent finished, %Ln paragraphs", nullptr, paragraphs);
}

QString RowWords::failed()
{
    return tr("The turn failed");
}

} // namespace ui
