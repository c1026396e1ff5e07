#pragma once

#include "api/event.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <memory>
#include <vector>

namespace transcript {

//! Where a tool call stands, joined from the call, its confirmation and its result.
enum class CallState {
    Streaming,       //!< its input is still being written
    WaitingApproval, //!< wants allow or deny
    WaitingResult,   //!< a custom tool: wants its result from us
    WaitingWorker,   //!< the server waits for somebody else's worker to run it
    Running,
    Done,
    Failed,
    Denied,
    Dropped,         //!< its turn ended before it was answered or run
};

//! Where a message typed here stands on its way to the server.
enum class Delivery {
    None,      //!< the server has it
    Pending,   //!< its request has not ended
    Sent,      //!< the server took it; it is not in the session's events yet
    Unknown,   //!< nobody knows whether it arrived
    Failed,    //!< certainly not there
    Withdrawn, //!< the same, because the user stopped it
    Cancelled, //!< in the server's queue: nobody will read it
};

//! What a notice row tells; `ui/` has the words.
enum class Notice {
    None,
    Interrupted, Rescheduled, Terminated, Deleted,
    RetriesExhausted, BudgetReached, Refused, StoppedOtherwise,
    ContextCompacted, Warning, SystemMessage,
    ThreadCreated, ThreadMessageSent, ThreadMessageReceived,
    OutcomeDefined, OutcomeEvaluated, WorkflowCreated, WorkflowEnded,
};

//! A tool call with everything that belongs to it.
struct ToolCall
{
    QString id;                //!< what answers name
    QString name;              //!< empty: only the result is known so far
    QString mcpServer;         //!< empty: a built-in or custom tool
    QByteArray input;          //!< JSON as the server sent it; while streaming a prefix of it
    CallState state = CallState::Running;
    bool custom = false;       //!< the result is ours to give
    bool asked = false;        //!< somebody was asked to allow it
    bool allowed = false;      //!< … and did
    bool denied = false;       //!< … or did not, or the server refused by itself
    bool hasResult = false;
    bool failed = false;       //!< the result says that it is an error
    bool blocking = false;     //!< the last idle event named it as what the session waits for
    QByteArray denyReason;     //!< UTF-8
    QByteArray result;         //!< text of the result, UTF-8
    std::vector<api::ContentBlock> resultBlocks; //!< what of the result is not text
    QDateTime decidedAt;       //!< when it was allowed or denied, UTC
    QDateTime endedAt;         //!< when its result came, UTC
    QByteArray rawResult;      //!< the server's JSON of the result
};

//! One item of the transcript: what a person sees as one thing, made of one or several events. Belongs to its Reducer.
struct Row
{
    enum class Kind { User, Agent, Thinking, Tool, Notice, Error, Unknown };

    quint64 key = 0;           //!< never changes and is never used again
    quint32 revision = 0;      //!< grows with every change of the row's content
    Kind kind = Kind::Unknown;
    Notice notice = Notice::None;
    Delivery delivery = Delivery::None;
    bool preview = false;      //!< still being written; the committed event replaces it
    bool previewEnded = false; //!< the server stopped writing, the committed event is under way
    bool brokenOff = false;    //!< Agent: the server stopped writing and has stored nothing of it
    bool queued = false;       //!< the agent has not taken it up
    bool willRetry = false;    //!< Error: the server tries again by itself

    QDateTime at;              //!< UTC; invalid: not known yet
    QString identity;          //!< of the event that made the row; empty for previews and local messages
    QString type;              //!< the server's word for it
    QString threadId;          //!< empty: the primary thread
    QString name;              //!< of the other agent, the new thread, the workflow …
    QByteArray text;           //!< Markdown of messages and thinking, plain text of the rest; UTF-8, foreign
    QByteArray detail;         //!< Error: what else the server said; Outcome: its verdict
    QString clientRef;         //!< of a message typed here
    qint64 sentBytes = 0;      //!< of a message that is on its way: of allBytes, how many have left
    qint64 allBytes = 0;       //!< 0: too few to tell
    std::vector<api::ContentBlock> attachments; //!< what of a message is not text
    std::unique_ptr<ToolCall> call;             //!< Tool rows only
    QByteArray raw;            //!< the server's JSON

    //! A message typed here that never reached the server: it can be sent again, changed or dropped.
    bool isUnsent() const { return delivery == Delivery::Failed || delivery == Delivery::Withdrawn; }
    bool isMessage() const { return kind == Kind::User || kind == Kind::Agent; }
};

//! One step in the change of the row list. Steps apply one after another: an index means the list as the steps before left it.
struct RowChange
{
    enum class Kind { Insert, Update, Remove, Move };
    Kind kind = Kind::Update;
    int first = 0;             //!< first row inserted, updated or removed; Move: where the row was
    int last = 0;              //!< last row of the same; Move: where the row is afterwards
    std::vector<const Row *> rows; //!< Insert: the rows, so that a list can be kept in step; alive until the next change
};
using RowChanges = std::vector<RowChange>;

} // namespace transcript
