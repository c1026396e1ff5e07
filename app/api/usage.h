#pragma once

#include "api/event.h"
#include "base/record.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace api {

//! What was used. Tokens never overlap: input is what no cache held.
enum class UsageKind {
    Money,
    InputTokens,
    OutputTokens,
    CacheReadTokens,
    CacheWriteTokens,   //!< for how long is not told
    CacheWrite5mTokens,
    CacheWrite1hTokens,
    Turns,              //!< messages that the agent took up
};

//! Who says so: the server, or a price table of ours.
enum class UsageSource { Reported, Estimated };

//! One amount that was used, as a server told it. Amounts of different units are never added.
struct UsageRecord
{
    //! Unique within the session: of two with the same identity only the first counts. Made of the event's, so that a back-fill meets it again.
    QString identity;
    QByteArray amount;       //!< decimal string in whole units ("12.34"); what is no number is kept as it came
    QByteArray unit;         //!< "tokens", "turns", a currency ("USD") or the server's own ("credits")
    UsageKind kind = UsageKind::Money;
    UsageSource source = UsageSource::Reported;
    //! The amount is all of the session's up to then: what was used between two such records is their difference.
    bool isRunningTotal = false;
    QString model;           //!< empty: not told, the session's
    QString agent;           //!< this and the next two: empty: the session's
    QString version;
    QString environment;
    QString session;
    QString thread;          //!< empty: the session's own, or all of them
    QDateTime at;            //!< UTC
};

//! What the server tells of a session that usage is grouped by. Foreign text throughout.
struct SessionFacts
{
    QString id;
    QString title;
    QString agent;           //!< id
    QString agentName;
    QString version;         //!< of the agent
    QString model;           //!< of the agent
    QString environment;     //!< id
    QStringList tags;        //!< "key: value" of its metadata, sorted
    QDateTime createdAt;     //!< UTC
    QDateTime updatedAt;     //!< UTC; invalid: not told
};

//! A session's record, read for the ledger.
struct SessionUsage
{
    SessionFacts facts;
    std::vector<UsageRecord> records; //!< running totals
};

//! Reads what was used out of what a server sends. Pure; any thread, and may outlive the client that gave it.
struct UsageDecoder
{
    std::function<std::vector<UsageRecord>(const Event &event)> ofEvent;
    std::function<SessionUsage(const base::Record &session)> ofSession;
};

//! Part of a session's history, read for what was used in it.
struct UsagePage
{
    std::vector<UsageRecord> records;
    int events = 0;          //!< that were read
    int broken = 0;          //!< that could not be read
    QString nextCursor;      //!< empty: the end
    Known through;           //!< how far the history was read with this page; without identities
};

//! Names that pages and exports show of a unit's amounts.
inline QByteArray tokensUnit() { return "tokens"; }
inline QByteArray turnsUnit() { return "turns"; }

} // namespace api

Q_DECLARE_METATYPE(api::UsageRecord)
