#pragma once

#include "demo/tables.h"

#include <vector>

namespace demo {

//! Tokens of one model request.
struct Tokens
{
    qint64 input = 0;
    qint64 output = 0;
    qint64 cacheRead = 0;
    qint64 cacheWrite = 0;
};

//! About four bytes a token: good enough for a demo's bill.
qint64 tokensOf(qint64 bytes);

//! List cost in 1/10,000 cents, by the model's prices.
qint64 costOf(const Tokens &tokens, const std::string &model);
//! List cost of the time that a session works, in 1/10,000 cents.
qint64 costOfTime(qint64 activeMs);

//! A call that waits for the client.
struct PendingCall
{
    std::string id;        //!< of its event
    std::string tool;
    std::string server;    //!< of an MCP tool
    Json input;
    bool custom = false;
    std::string result;    //!< what it gives when it is allowed
    bool fails = false;    //!< the result is an error
    std::string answer;    //!< id of the event that answers it; empty: none yet
};

//! What is kept of a session of the past months until somebody reads it: the day it was made on, and its place among pastSessions().
struct PastMark
{
    qint64 now = 0;        //!< ms since 1970
    int place = -1;        //!< negative: it is none of them
};

//! What the demo remembers about a session beside what clients see; kept in Row::inner.
struct Notes
{
    Tokens tokens;
    qint64 microCents = 0;            //!< 1/10,000 cents, of tokens only
    qint64 activeMs = 0;
    qint64 context = 0;               //!< tokens that the next request reads from the cache
    qint64 fresh = 0;                 //!< tokens that came since the last request
    std::optional<qint64> ended;      //!< ms since 1970: `duration_seconds` stands still from here
    std::vector<PendingCall> pending; //!< the session idles on requires_action while it is not empty
    int shownPending = 0;             //!< how many of them the last status_idle named
    std::string endlessCall;          //!< id of the call that runs until it is interrupted
    std::string lastCue;              //!< the text of the message that is being answered
    bool broken = false;              //!< openma: a call was never answered, every later turn fails
    std::string thread;               //!< the primary thread's id
    PastMark past;

    static Notes of(const Row &session);
    void save(Row *session) const;
};

//! `usage` as sessions and session.usage events carry it (managed-agents.md §21).
Json usageJson(const Notes &notes);
//! True when a budget is set and used up.
bool budgetReached(const Row &session, const Notes &notes);
//! Cumulative list cost in whole cents, rounded up.
qint64 listCents(const Notes &notes);

//! Writes usage, status and times of `notes` into what clients see; `now` in ms since 1970.
void refreshSession(Row *session, const Notes &notes, qint64 now);

} // namespace demo
