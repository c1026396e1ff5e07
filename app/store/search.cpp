#include "store/search.h"

#include "store/database.h"
#include "store/finding.h"

namespace store {

Search::Search(EventLog *log, QObject *parent) : QObject(parent), m_log(log) {}

base::JobOf<SearchPage> *Search::find(QObject *owner, const SearchQuery &query, const SearchCursor &from)
{
    return m_log->database()->read<SearchPage>(
        owner, [query, from](QSqlDatabase &connection) { return Finding(connection, query, from).run(); }, Lane::Search);
}

} // namespace store
