#pragma once

#include "api/usage.h"
#include "base/clock.h"
#include "base/job.h"
#include "store/database.h"
#include "store/eventlog.h"
#include "store/ledgersums.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>
#include <vector>

namespace store {

//! One line of work in a server's session; the same for every profile through which it is seen.
struct LedgerLine
{
    QString server;   //!< serverOf() a client's address
    QString session;
    QString thread;   //!< empty: the session's own
    bool operator==(const LedgerLine &) const = default;
};

//! Through which profile, and from which server, something was read.
struct LedgerSource
{
    QString server;
    QString profile;
};

//! What enter() did.
struct Entered
{
    int fresh = 0;         //!< amounts that were not there before
    int flagged = 0;       //!< of them, those that cannot be right
    bool advanced = false; //!< the read place was Advance::from, and is Advance::through now
};

//! A session of which the ledger may lack something.
struct UnreadSession
{
    LedgerLine line;
    QDateTime updatedAt;   //!< UTC; as its record told; may be invalid
    api::Known readThrough;//!< how far its events were read
};

//! An amount that is in no sum, as the server sent it.
struct FlaggedUsage
{
    enum class Why {
        NoNumber,      //!< or half a token
        Negative,
        Absurd,        //!< more than a session can use: 10^12 tokens, a million of a currency
        InTheFuture,   //!< more than a day ahead of this computer's clock
        NoTime,        //!< none, or one before 2020
        WentBack,      //!< a running total smaller than one before it
        ForeignUnit,   //!< tokens that are no tokens
    };
    Why why = Why::NoNumber;
    QString server;
    QString session;
    QString identity;
    QByteArray amount; //!< foreign bytes
    QByteArray unit;
    api::UsageKind kind = api::UsageKind::Money;
    QDateTime at;      //!< UTC; may be invalid
};

//! One model request or running total of a session, for the way down to its event.
struct LedgerEntry
{
    QString identity;  //!< of the event; empty: of the session's record
    QString thread;
    QDateTime at;      //!< UTC
    int turn = 0;      //!< of the session, from 1; 0: before the first that is known
    QString model;     //!< empty: not told
    LedgerTokens tokens;
    std::vector<LedgerMoney> reported;  //!< since the total before
    std::vector<LedgerMoney> estimated;
};

//! What was used in every session of every server that was ever seen: kept when the session is deleted, counted once however often it is read
//! and through however many profiles.
//!
//! In a file of its own, which is no copy: a server that deletes a session forgets what it cost. Sums are taken by SQL on a reading thread from
//! quarters of an hour that are kept up to date with every amount, so that they cost as much as there are quarters and not requests.
class Ledger : public QObject
{
    Q_OBJECT
public:
    //! `clock` must outlive the ledger.
    Ledger(const QString &file, base::Clock *clock, QObject *parent = nullptr);
    ~Ledger() override;

    //! What stands for a server: its address without what does not tell one from another. The demo's is "demo", whichever port it has.
    static QString serverOf(const QUrl &baseUrl, bool isDemo);

    base::JobOf<Opening> *opened(QObject *owner);

    //! Amounts of one line of work, all or nothing; known identities change nothing. In the same transaction moves the place up to which its
    //! events were read, when it still is `advance->from`.
    base::JobOf<Entered> *enter(QObject *owner, const LedgerLine &line, const std::vector<api::UsageRecord> &records,
                                const std::optional<Advance> &advance = std::nullopt);
    //! Sessions as a listing or a single reading told them, with their running totals.
    base::JobOf<Entered> *enterSessions(QObject *owner, const LedgerSource &source, const std::vector<api::SessionUsage> &sessions);
    //! The server no longer has it; what it used stays, marked.
    void markDeleted(const QString &server, const QString &session);
    //! Names a profile by which sums are grouped; its sessions are those of `server`.
    void nameProfile(const LedgerSource &source, const QString &name);

    base::JobOf<LedgerAnswer> *sums(QObject *owner, const LedgerQuestion &question);
    //! The newest `most` amounts that are in no sum.
    base::JobOf<std::vector<FlaggedUsage>> *flagged(QObject *owner, int most);
    //! What one session used, request by request, oldest first; the newest `most`.
    base::JobOf<std::vector<LedgerEntry>> *entries(QObject *owner, const LedgerLine &session, const PriceTable &prices, int most);

    //! Sessions seen through a profile whose record is newer than what was read of their events, newest first.
    base::JobOf<std::vector<UnreadSession>> *unread(QObject *owner, const LedgerSource &source);
    base::JobOf<api::Known> *readThrough(QObject *owner, const LedgerLine &line);
    //! All that was told until the record had this time was read.
    void markRead(const LedgerLine &line, const QDateTime &updatedAt);

    //! Removes every session that no other profile has seen, with what it used.
    base::JobOf<base::Done> *forgetProfile(QObject *owner, const QString &profile);

    Database *database() const { return m_database.get(); }

Q_SIGNALS:
    //! Sums may be other ones now.
    void changed();
    //! Something could not be written that nobody waits for, or the file could not be opened.
    void failed(const base::Error &error);

private:
    base::JobOf<Entered> *tellChanges(base::JobOf<Entered> *job);

    base::Clock *m_clock;
    std::unique_ptr<Database> m_database;
};

} // namespace store
