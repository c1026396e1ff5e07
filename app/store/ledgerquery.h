#pragma once

#include "base/result.h"
#include "store/ledgerfold.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <unordered_map>

namespace store {

//! Takes sums, inside a read transaction of the caller's: SQL adds up each slice by session and model, what is left is folded into groups.
class LedgerQuery
{
public:
    LedgerQuery(QSqlDatabase &connection, const LedgerQuestion &question) : m_connection(connection), m_question(question) {}

    base::Result<LedgerAnswer> answer();

private:
    base::Outcome readFacts();
    base::Outcome readSessions();
    base::Outcome readTags();
    base::Outcome readSeen();
    bool isAskedFor(const LedgerSession &session) const;
    bool isModelAskedFor(const QString &model) const;
    base::Result<LedgerSlices> slices();
    base::Outcome foldTokens(const LedgerSlice &slice, LedgerFold &fold);
    base::Outcome foldMoney(const LedgerSlice &slice, LedgerFold &fold);
    base::Result<qint64> countFlagged();
    QString modelOf(qint64 number, const LedgerSession &session) const;

    QSqlDatabase &m_connection;
    const LedgerQuestion &m_question;
    QHash<qint64, QString> m_words;
    QHash<QString, QString> m_profiles;
    std::map<std::pair<QString, QString>, QString> m_agents; //!< names
    std::unordered_map<qint64, LedgerSession> m_sessions;    //!< those that are asked for
    QHash<QString, QSet<qint64>> m_seen;                     //!< by profile
    std::optional<QSqlQuery> m_tokens;
    std::optional<QSqlQuery> m_money;
};

} // namespace store
