#pragma once

#include "api/usage.h"
#include "base/decimal.h"
#include "store/pricetable.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace store {

//! What sums are grouped by.
enum class LedgerGrouping { Total, Day, Week, Month, Profile, Agent, AgentVersion, Model, Environment, Session, Tag };

//! One group's name; equal keys are the same group.
struct LedgerKey
{
    QString server;   //!< whose agent, environment or session it is; empty for what is the same everywhere
    //! Day "2026-11-22", Week its Monday, Month "2026-11"; the profile's, agent's, environment's or session's id; the model; the tag. Empty: what
    //! was used belongs to none, or to which is not told.
    QString id;
    QString version;  //!< AgentVersion only
    bool operator==(const LedgerKey &) const = default;
};

//! Only what belongs to one of these groups. Days, weeks and months are asked for by the range.
struct LedgerFilter
{
    LedgerGrouping by = LedgerGrouping::Total;
    std::vector<LedgerKey> keys;
};

//! What is to be summed up.
struct LedgerQuestion
{
    QDateTime from;          //!< UTC, included, down to its quarter of an hour; invalid: from the beginning
    QDateTime until;         //!< UTC, excluded, down to its quarter of an hour; invalid: to the end
    QTimeZone zone = QTimeZone::utc(); //!< in which days begin
    LedgerGrouping by = LedgerGrouping::Total;
    std::optional<LedgerGrouping> split; //!< each group again by this: for stacked columns
    std::vector<LedgerFilter> filters;   //!< all of them
    QStringList withoutServers;          //!< nothing that was used on these
    PriceTable prices;       //!< for estimates; empty: none are made
};

//! An amount with its unit.
struct LedgerMoney
{
    QByteArray unit;         //!< "USD", "credits"
    base::Decimal amount;
    bool operator==(const LedgerMoney &) const = default;
};

//! Tokens by kind; none overlap.
struct LedgerTokens
{
    qint64 input = 0;        //!< not cached
    qint64 output = 0;
    qint64 cacheRead = 0;
    qint64 cacheWrite = 0;   //!< all of them
    qint64 all() const { return input + output + cacheRead + cacheWrite; }
    //! The part of all input that a cache held, 0 to 1; nothing without input.
    std::optional<double> cacheHitRate() const;
    bool operator==(const LedgerTokens &) const = default;
};

//! What was used by one group.
struct LedgerSum
{
    LedgerKey key;
    std::optional<LedgerKey> split;      //!< when it was asked for
    QString name;            //!< an agent's, a session's title, a profile's: foreign text, may be empty
    QString profile;         //!< an id through which it can be opened; empty for groups of several
    QDateTime begins;        //!< UTC; of days, weeks and months
    QDateTime ends;          //!< UTC, excluded
    bool isDeleted = false;  //!< a session that its server no longer has
    std::vector<LedgerMoney> reported;   //!< what servers name; one entry a unit, by unit
    std::vector<LedgerMoney> estimated;  //!< tokens times prices; the same, never added to the other
    LedgerTokens tokens;
    qint64 unpricedTokens = 0;           //!< of them without a price: `estimated` lacks these
    qint64 requests = 0;     //!< that told what they used
    qint64 turns = 0;        //!< messages that were taken up
    qint64 sessions = 0;     //!< that used something
    bool operator==(const LedgerSum &) const = default;
};

//! A model that is used and has no price.
struct UnpricedModel
{
    QString model;           //!< empty: nobody told which
    qint64 tokens = 0;
    bool operator==(const UnpricedModel &) const = default;
};

//! Sums, as many as there are groups.
struct LedgerAnswer
{
    std::vector<LedgerSum> sums;         //!< days, weeks, months ascending; else most first (tokens)
    LedgerSum total;                     //!< of everything that was asked for, counted once
    std::vector<UnpricedModel> unpriced; //!< most first
    qint64 flagged = 0;      //!< amounts in this range that cannot be right and are in no sum: Ledger::flagged()
    bool overlaps = false;   //!< a session may be in several groups (Tag): they add up to more than the total
};

} // namespace store
