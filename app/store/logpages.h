#pragma once

#include "store/eventlog.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <optional>

namespace store {

//! Reads pages of one line of work, inside a read transaction of the caller's.
class LogPages
{
public:
    LogPages(QSqlDatabase &connection, const LogKey &key, const api::EventDecoder &decoder);

    base::Result<LogHead> newest(int count);
    base::Result<LogPage> before(LogPosition place, int count);
    base::Result<LogPage> after(LogPosition place, int count);
    base::Result<LogPage> around(const QString &identity, int count);
    base::Result<api::Known> known();

    //! A page ends when it has so many bytes; one event there is always.
    static constexpr qint64 pageBytes = 4 * 1024 * 1024;

private:
    enum class Towards { Older, Newer };

    //! The line's number; nothing: the log has never heard of it.
    base::Result<std::optional<qint64>> line();
    //! Rows beyond a place in one direction, that place included or not; in `page` they stand oldest first.
    base::Result<LogPage> run(Towards towards, LogPosition place, bool included, int count);
    void take(const QSqlQuery &query, LogPage &page) const;
    base::Result<bool> exists(Towards towards, LogPosition place);
    base::Result<api::Usage> usage();
    base::Outcome addIdentities(api::Known &known);

    QSqlDatabase &m_connection;
    const LogKey m_key;
    const api::EventDecoder &m_decoder;
    std::optional<qint64> m_line;
};

} // namespace store
