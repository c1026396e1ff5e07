#pragma once

#include "store/ledgerdeltas.h"
#include "store/ledgerslices.h"

#include <QHash>
#include <QSet>

#include <map>

namespace store {

//! What the ledger knows of a session, for grouping.
struct LedgerSession
{
    qint64 number = 0;
    QString server;
    QString id;
    QString profile;
    QString title;
    QString agent;
    QString version;
    QString environment;
    qint64 model = 0;
    bool isDeleted = false;
    std::vector<QString> tags;
};

//! What one session used in one slice: tokens of one model, or money of one unit.
struct LedgerPart
{
    const LedgerSession *session = nullptr;
    QString model;               //!< of tokens; empty: not told
    std::array<qint64, LedgerDeltas::ColumnCount> tokens{};
    QByteArray unit;             //!< of money; empty: these are tokens
    qint64 nanos = 0;
};

//! Gathers parts into groups. Pure.
class LedgerFold
{
public:
    LedgerFold(const LedgerQuestion &question, const LedgerSlices &slices) : m_question(question), m_slices(slices) {}

    void add(const LedgerSlice &slice, const LedgerPart &part);
    //! Names of agents, environments or profiles that are known.
    using Names = QHash<QString, QString>;
    //! `agents` by server and id, `profiles` by id.
    LedgerAnswer answer(const std::map<std::pair<QString, QString>, QString> &agents, const Names &profiles) const;

    //! What the session's facts say of it; several keys for tags. Not for time and models.
    static std::vector<LedgerKey> keysOf(LedgerGrouping by, const LedgerSession &session);

private:
    struct Group
    {
        LedgerGrouping by = LedgerGrouping::Total;
        LedgerKey key;
        const LedgerSession *session = nullptr; //!< one of its sessions
        int period = -1;
    };
    struct Sum
    {
        LedgerTokens tokens;
        qint64 unpriced = 0;
        qint64 requests = 0;
        qint64 turns = 0;
        std::map<QByteArray, base::Decimal> reported;
        std::map<QByteArray, base::Decimal> estimated;
        QSet<qint64> sessions;
    };
    std::vector<int> groupsOf(LedgerGrouping by, const LedgerSlice &slice, const LedgerPart &part);
    int groupOf(const Group &group);
    const Price *priceOf(const QString &model, QDate day);
    void addTo(Sum &sum, const LedgerPart &part, const Price *price) const;
    LedgerSum made(const Sum &sum) const;
    void sort(std::vector<LedgerSum> &sums) const;

    const LedgerQuestion &m_question;
    const LedgerSlices &m_slices;
    std::vector<Group> m_groups;
    QHash<QString, int> m_places;                    //!< of a group, by everything in its key
    std::map<std::pair<int, int>, Sum> m_sums;       //!< by group and split; -1: no split
    Sum m_total;
    QHash<QString, qint64> m_unpriced;
    std::map<std::pair<QDate, QString>, const Price *> m_prices;
};

} // namespace store
