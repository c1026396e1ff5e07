#pragma once

#include "api/event.h"

#include <QString>

#include <vector>

namespace transcript {

//! What the session does, as its events tell.
enum class SessionStatus { NotKnown, Idle, Running, Rescheduling, Terminated, Deleted };

//! A call that waits for somebody here.
struct PendingCall
{
    enum class Wants { Approval, Result };
    QString id;                //!< what the answer names
    Wants wants = Wants::Approval;
    QString name;
    QString mcpServer;
    QByteArray input;          //!< JSON as the server sent it
    QString threadId;
    quint64 rowKey = 0;
};

//! What follows from all events so far besides the rows.
struct SessionState
{
    SessionStatus status = SessionStatus::NotKnown;
    bool turnRunning = false;
    api::StopReason stop = api::StopReason::None; //!< why the last turn ended; None while one runs
    int turnsEnded = 0;        //!< turns whose end was seen: one that begins and ends within a batch of events shows here only
    std::vector<PendingCall> pendingCalls;        //!< in the order of the transcript
    //! Tokens of the whole session: what the server counted, or the sum of its model requests, whichever is newer; never both added.
    api::Usage usage;
    QString title;             //!< empty: never changed by an event
    QString lastErrorType;     //!< of the newest error of the running or last turn; empty: none
    QString lastErrorMessage;  //!< foreign text
    int unknownEvents = 0;     //!< distinct events of a type nobody here knows
};

} // namespace transcript
