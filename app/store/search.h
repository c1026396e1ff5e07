#pragma once

#include "base/job.h"
#include "store/eventlog.h"
#include "store/searchtext.h"
#include "store/snippet.h"

#include <QDateTime>
#include <QObject>

#include <vector>

namespace store {

//! What to look for. Any text is a valid search: words must all occur, "words in quotes" stand together, and the
//! last word may be unfinished.
struct SearchQuery
{
    enum class Order { Newest, Best };
    QString text;
    QString profile;             //!< empty: all
    QString session;             //!< empty: all; needs the profile
    QString agentId;             //!< empty: all
    std::vector<TextKind> kinds; //!< empty: all
    QDateTime from;              //!< invalid: no bound; to the second
    QDateTime until;             //!< invalid: no bound; not included
    Order order = Order::Newest; //!< Best: the best of the newest 5,000 hits; one or two letters are a word then
    int count = 50;
};

//! An event that was found.
struct SearchHit
{
    LogKey key;
    QString identity;    //!< with `key`: what EventLog::around() takes
    TextKind kind = TextKind::Other;
    QString type;        //!< the server's word
    QDateTime at;        //!< UTC; when the server says it happened, else when it arrived
    QString title;       //!< of the session; foreign text
    QString agentId;
    QString agentName;   //!< foreign text
    Snippet snippet;     //!< foreign text, with ranges; to be shown as plain text
};

//! Where the next page begins; opaque.
struct SearchCursor
{
    qint64 place = 0;
    int skipped = 0;
};

//! One page of hits.
struct SearchPage
{
    std::vector<SearchHit> hits;
    bool hasMore = false;
    SearchCursor next;
    bool nothingToLookFor = false; //!< the text has no letter, no digit and no emoji
};

//! Full-text search over everything the event log holds, on a reading thread of its own.
class Search : public QObject
{
    Q_OBJECT
public:
    //! `log` must outlive the search.
    explicit Search(EventLog *log, QObject *parent = nullptr);

    //! The first page, or with a cursor the next. A search that is still waiting when its owner goes, or that is aborted, is not run at all.
    base::JobOf<SearchPage> *find(QObject *owner, const SearchQuery &query, const SearchCursor &from = {});

private:
    EventLog *m_log;
};

} // namespace store
