#pragma once

#include "api/event.h"

#include <QTimeZone>

namespace test {

//! Events as a back end would decode them, one line each; times are seconds after nine o'clock.
class EventMaker
{
public:
    //! With numbers the server counts its events (openma); without, time orders them (Managed Agents).
    explicit EventMaker(bool numbered = false) : m_numbered(numbered) {}

    static QDateTime time(int second) { return QDateTime(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC).addSecs(second); }

    api::Event make(api::EventKind kind, const QString &type, const QString &identity, int second)
    {
        api::Event event;
        event.kind = kind;
        event.type = type;
        event.identity = identity;
        event.at = time(second);
        if (m_numbered)
            event.sequence = second;
        event.raw = "{\"id\":\"" + identity.toUtf8() + "\",\"type\":\"" + type.toUtf8() + "\"}";
        return event;
    }
    static void setText(api::Event &event, const QByteArray &text)
    {
        api::ContentBlock block;
        block.text = text;
        event.content = {block};
        event.raw += text;
    }
    api::Event user(const QString &id, int second, const QByteArray &text)
    {
        auto event = make(api::EventKind::UserMessage, QStringLiteral("user.message"), id, second);
        setText(event, text);
        return event;
    }
    api::Event queuedUser(const QString &id, const QByteArray &text)
    {
        auto event = user(id, 0, text);
        event.queued = true;
        event.at = {};
        event.sequence = -1;
        event.raw += "null";
        return event;
    }
    api::Event agent(const QString &id, int second, const QByteArray &text, const QString &messageId = {})
    {
        auto event = make(api::EventKind::AgentMessage, QStringLiteral("agent.message"), id, second);
        setText(event, text);
        event.messageId = messageId.isEmpty() ? id : messageId;
        return event;
    }
    api::Event thinking(const QString &id, int second, const QByteArray &text, const QString &messageId = {})
    {
        auto event = agent(id, second, text, messageId);
        event.kind = api::EventKind::AgentThinking;
        event.type = QStringLiteral("agent.thinking");
        return event;
    }
    api::Event call(const QString &id, int second, const QString &tool, const QByteArray &input, bool asks = false)
    {
        auto event = make(api::EventKind::ToolUse, QStringLiteral("agent.tool_use"), id, second);
        event.toolUseId = id;
        event.toolName = tool;
        event.toolInput = input;
        event.asksApproval = asks;
        return event;
    }
    api::Event customCall(const QString &id, int second, const QString &tool)
    {
        auto event = call(id, second, tool, "{}");
        event.kind = api::EventKind::CustomToolUse;
        return event;
    }
    api::Event result(const QString &id, int second, const QString &callId, const QByteArray &text, bool error = false)
    {
        auto event = make(api::EventKind::ToolResult, QStringLiteral("agent.tool_result"), id, second);
        event.toolUseId = callId;
        event.isError = error;
        setText(event, text);
        return event;
    }
    api::Event confirmation(const QString &id, int second, const QString &callId, bool allow, const QByteArray &reason = {})
    {
        auto event = make(api::EventKind::ToolConfirmation, QStringLiteral("user.tool_confirmation"), id, second);
        event.toolUseId = callId;
        event.denied = !allow;
        if (!reason.isEmpty())
            setText(event, reason);
        return event;
    }
    api::Event running(const QString &id, int second)
    {
        return make(api::EventKind::StatusRunning, QStringLiteral("session.status_running"), id, second);
    }
    api::Event idle(const QString &id, int second, api::StopReason stop = api::StopReason::EndTurn, const QStringList &blocking = {})
    {
        auto event = make(api::EventKind::StatusIdle, QStringLiteral("session.status_idle"), id, second);
        event.stop = stop;
        event.blockingIds = blocking;
        return event;
    }
    api::Event requestStart(const QString &id, int second)
    {
        return make(api::EventKind::ModelRequestStart, QStringLiteral("span.model_request_start"), id, second);
    }
    api::Event requestEnd(const QString &id, int second, const QString &startId, qint64 input = 10, qint64 output = 5)
    {
        auto event = make(api::EventKind::ModelRequestEnd, QStringLiteral("span.model_request_end"), id, second);
        event.requestRef = startId;
        event.usage.input = input;
        event.usage.output = output;
        return event;
    }
    api::Event failedRequest(const QString &id, int second, const QString &startId, const QString &message)
    {
        auto event = requestEnd(id, second, startId, 0, 0);
        event.isError = true;
        event.errorMessage = message;
        return event;
    }
    api::Event error(const QString &id, int second, const QString &errorType, const QString &message, bool retries = false)
    {
        auto event = make(api::EventKind::SessionError, QStringLiteral("session.error"), id, second);
        event.errorType = errorType;
        event.errorMessage = message;
        event.willRetry = retries;
        event.isError = true;
        return event;
    }
    api::Event unknown(const QString &id, int second, const QString &type)
    {
        return make(api::EventKind::Unknown, type, id, second);
    }

    static api::Event previewStart(api::PreviewOf of, const QString &id, const QString &tool = {})
    {
        api::Event event;
        event.kind = api::EventKind::PreviewStart;
        event.previewOf = of;
        event.previewId = id;
        event.toolName = tool;
        return event;
    }
    static api::Event previewDelta(api::PreviewOf of, const QString &id, const QByteArray &delta, int block = 0)
    {
        auto event = previewStart(of, id);
        event.kind = api::EventKind::PreviewDelta;
        event.delta = delta;
        event.blockIndex = block;
        return event;
    }
    static api::Event previewEnd(api::PreviewOf of, const QString &id, bool broken = false)
    {
        auto event = previewStart(of, id);
        event.kind = api::EventKind::PreviewEnd;
        event.isError = broken;
        return event;
    }

private:
    bool m_numbered;
};

} // namespace test
