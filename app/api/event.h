#pragma once

#include "base/record.h"
#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace api {

//! What an event means, whatever platform it came from. Unknown keeps the server's word in Event::type.
enum class EventKind {
    Unknown,
    // from the user
    UserMessage,
    UserInterrupt,
    ToolConfirmation,
    CustomToolResult,
    UserToolResult,
    DefineOutcome,
    SystemMessage,
    // from the agent
    AgentMessage,
    AgentThinking,
    ToolUse,
    ToolResult,
    CustomToolUse,
    ThreadMessageSent,
    ThreadMessageReceived,
    ContextCompacted,
    // of the session
    StatusRunning,
    StatusIdle,
    StatusRescheduled,
    StatusTerminated,
    SessionError,
    SessionWarning,
    SessionUpdated,
    SessionUsage,
    SessionDeleted,
    ThreadCreated,
    ThreadStatus,
    // spans and runs
    ModelRequestStart,
    ModelFirstToken,
    ModelRequestEnd,
    OutcomeEvaluation,
    WorkflowRun,
    // stored, but nothing a reader wants to see as a row: queue notices, helper-model calls
    Bookkeeping,
    // live only, never stored: see Preview
    PreviewStart,
    PreviewDelta,
    PreviewEnd,
};

//! Token counts of one model request or of a session; a negative count is unknown.
struct Usage
{
    qint64 input = -1;        //!< uncached input tokens
    qint64 output = -1;
    qint64 cacheRead = -1;
    qint64 cacheWrite = -1;   //!< all cache writes together
    QByteArray listCostMinor; //!< decimal string of minor units ("137" is 1.37); empty: the server names no money
    QByteArray currency;      //!< "USD"
    bool isEmpty() const { return input < 0 && output < 0 && cacheRead < 0 && cacheWrite < 0 && listCostMinor.isEmpty(); }
};

//! One block of a message or of a tool result.
struct ContentBlock
{
    enum class Kind { Text, Image, Document, SearchResult, Redacted, Other };
    Kind kind = Kind::Text;
    QByteArray text;          //!< UTF-8: the text, a title, or for Other the raw JSON
    QString mediaType;
    QString source;           //!< where an image or document lies: "base64 · 12 kB", a URL or a file id, for display only
};

enum class PreviewOf { Message, Thinking, ToolInput };

//! Why a session went idle (managed-agents.md §8.7).
enum class StopReason { None, EndTurn, RequiresAction, RetriesExhausted, BudgetReached, Refusal, Other };

//! One event as the rest of the program sees it: decoded once by a back end, the server's bytes kept beside.
struct Event
{
    EventKind kind = EventKind::Unknown;
    QString type;               //!< the server's word ("agent.message")
    //! Unique within a session; equal identities are the same event (upsert). Empty for previews.
    QString identity;
    qint64 sequence = -1;       //!< the server's order where it has one (openma `seq`), else -1
    QDateTime at;               //!< processed_at or the like, UTC; invalid: not known yet
    bool queued = false;        //!< a client's event that the agent has not taken up (processed_at null)
    QString threadId;           //!< empty: the primary thread

    std::vector<ContentBlock> content; //!< of messages, results, thinking
    QString toolUseId;          //!< of a call: what answers name; of a result or confirmation: the call it belongs to
    QString toolName;
    QString mcpServer;          //!< empty: a built-in or custom tool
    QByteArray toolInput;       //!< JSON as the server sent it
    bool asksApproval = false;  //!< a call that waits for allow or deny
    //! A call the server denied, a confirmation that denies; Bookkeeping: the queued event messageId was cancelled; UserMessage: it was cancelled
    //! in the queue.
    bool denied = false;
    bool isError = false;       //!< of results and model requests
    QString messageId;          //!< what ties a message to its preview; Bookkeeping that denies: identity of the event that was cancelled
    QString requestRef;         //!< model request: start's identity, on the end as well

    Usage usage;                //!< ModelRequestEnd, SessionUsage
    StopReason stop = StopReason::None;
    QStringList blockingIds;    //!< StatusIdle with RequiresAction: the calls that wait
    //! SessionUpdated: the new title; thread events: the agent's name; ModelRequestStart: the model; ModelRequestEnd and PreviewEnd: the
    //! server's word for how it ended; OutcomeEvaluation: the verdict; WorkflowRun: its name.
    QString title;
    QString errorType;          //!< SessionError: the server's word
    QString errorMessage;       //!< foreign text
    bool willRetry = false;     //!< SessionError: the server tries again by itself
    bool endsTurn = false;      //!< a ModelRequestEnd or error that ends the turn on servers without status events

    PreviewOf previewOf = PreviewOf::Message;
    //! PreviewStart/Delta/End; equals messageId (messages, thinking) or toolUseId (tool input) of the event that replaces it. A PreviewEnd
    //! with isError throws the preview away (broken off, or the connection was lost); without, it stays until it is replaced or its model
    //! request ends.
    QString previewId;
    QByteArray delta;           //!< UTF-8 fragment
    int blockIndex = 0;         //!< content block the fragment belongs to

    QByteArray raw;             //!< the server's JSON, UTF-8, unchanged

    //! All text blocks joined by a blank line, UTF-8.
    QByteArray text() const;
};

using Events = std::vector<Event>;

//! An event as a log keeps it: the server's bytes, and what they alone do not say (a listing tells some of it beside them).
struct StoredEvent
{
    QByteArray raw;             //!< Event::raw
    QString type;
    QString identity;
    qint64 sequence = -1;
    QDateTime at;               //!< UTC, to the millisecond; may be invalid
    bool queued = false;
    bool cancelled = false;     //!< it was queued, and an event says that it will never be taken up
};

//! Makes the event that was stored, by its back end's own decoder; may be called on any thread, and outlive the client that gave it.
using EventDecoder = std::function<base::Result<Event>(const StoredEvent &)>;

//! How far a history is known without a hole, from its first event on; a feed that begins there asks only for what is missing.
struct Known
{
    qint64 sequence = -1;       //!< every event up to this number is known; -1: the server does not number them, or none is known
    QDateTime through;          //!< UTC, the newest time up to which every event is known; invalid: none is known
    //! Of known events near that place and behind it, and of those that wait in a queue: when they come again they are no news.
    QStringList identities;
    bool isEmpty() const { return sequence < 0 && !through.isValid(); }
};

} // namespace api

Q_DECLARE_METATYPE(api::Event)
Q_DECLARE_METATYPE(api::Events)
