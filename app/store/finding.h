#pragma once

#include "store/foldedwords.h"
#include "store/search.h"
#include "store/searchwords.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <limits>
#include <optional>

namespace store {

//! One page of one search, inside a read transaction of the caller's.
//!
//! The index of words gives its hits newest first without reading further than the page, but for a word that is not finished: then it has to put
//! together the places of all words that begin so. The more of them there are, the sooner the newest events themselves have a page of hits: they
//! are looked through first, and the index is asked when hits turn out to be seldom.
class Finding
{
public:
    Finding(QSqlDatabase &connection, const SearchQuery &query, const SearchCursor &from);

    base::Result<SearchPage> run();

    static constexpr int rankedAtMost = 5000;  //!< newest hits that are put in order, best first
    static constexpr int tagsAtMost = 500;     //!< sessions by which the index narrows; with more the hits themselves are looked at
    static constexpr int lookedFirst = 300;    //!< events, before it is told whether hits are seldom
    static constexpr int lookedAtMost = 1500;

private:
    bool isBest() const { return m_query.order == SearchQuery::Order::Best; }
    //! Sets what narrows. False: no event can be found.
    base::Result<bool> narrow();
    base::Result<std::vector<qint64>> sessions(const QString &where, const QVariantList &values);
    //! By sessions, as tags; more of them than tags: by `where`.
    base::Result<bool> narrowTo(const QString &where, const QVariantList &values);
    //! Between which numbers the events of the session lie: most of the index need not be looked at then.
    base::Outcome narrowToSession(qint64 session);
    base::Outcome readNewest(SearchPage &page);
    base::Outcome readBest(SearchPage &page);
    //! Whether the page is whole.
    base::Result<bool> lookThrough(SearchPage &page);
    //! The number down to which looking through goes.
    base::Result<qint64> lookedDownTo();
    bool isFoundIn(const QString &text) const;
    SearchHit hitOf(const QSqlQuery &row, const QString &text) const;

    QSqlDatabase &m_connection;
    const SearchQuery &m_query;
    const SearchCursor &m_from;
    const SearchWords m_words;
    std::vector<FoldedWords> m_wanted; //!< its phrases
    QString m_tags;              //!< for the index
    QString m_where;             //!< for rows that were found in the index
    QVariantList m_whereValues;
    QString m_whereAll;          //!< for rows that are looked through: everything that narrows
    QVariantList m_whereAllValues;
    qint64 m_first = 0;                                //!< of event numbers
    qint64 m_end = std::numeric_limits<qint64>::max(); //!< behind the last
};

} // namespace store
