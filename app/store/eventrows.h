#pragma once

#include "api/event.h"
#include "store/eventlog.h"
#include "store/searchtext.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <limits>
#include <map>
#include <optional>

namespace store {

//! Of what waits in a queue and has no place yet.
inline constexpr qint64 placeOfQueued = std::numeric_limits<qint64>::max();
//! `event.number` counts seconds from here, and what happened within one.
inline constexpr qint64 firstSecond = 1577836800; // 2020-01-01
inline constexpr int bitsWithinASecond = 16;

//! The first number an event of this time can have, and the time that a number means (UTC, to the second).
qint64 numberOf(const QDateTime &at);
QDateTime timeOfNumber(qint64 number);

//! The tags by which a search is narrowed inside the index.
QString profileTag(const QString &profile);
QString sessionTag(qint64 session);
QString kindTag(TextKind kind);
//! All of an event's.
QString tagsOf(const QString &profileTag, qint64 session, TextKind kind);

//! Writes the events of one line of work, inside a transaction of the caller's; lives as long as that.
class EventRows
{
public:
    EventRows(QSqlDatabase &connection, const QDateTime &now);

    base::Result<Appended> append(const LogKey &key, const api::Events &events, const std::optional<Advance> &advance);

private:
    struct Stored //!< what is there under an identity
    {
        qint64 number = 0;
        qint64 place = 0;
        std::optional<qint64> sequence;
        std::optional<qint64> at;
        TextKind kind = TextKind::Other;
        bool cancelled = false;
        int packed = 0; //!< PackedBits
        qint64 bytes = 0; //!< of its body as it lies there
        QByteArray raw;
        QByteArray text;
    };
    struct Row //!< what is to be there
    {
        qint64 place = 0;
        std::optional<qint64> sequence;
        std::optional<qint64> at;
        TextKind kind = TextKind::Other;
        QByteArray text; //!< as it is, not packed
    };
    enum class Did { Nothing, Added, Replaced };

    base::Result<qint64> sessionOf(const LogKey &key);
    base::Result<qint64> lineOf(const LogKey &key);
    base::Outcome readEnds();
    base::Result<Did> put(const api::Event &event);
    base::Result<std::optional<Stored>> find(const QString &identity);
    Row rowFor(const api::Event &event, const Stored *old) const;
    base::Result<qint64> freeNumber(const QDateTime &at);
    base::Outcome insert(const api::Event &event, const Row &row);
    base::Outcome replace(const api::Event &event, const Row &row, const Stored &old);
    base::Outcome putUsage(const api::Event &event, qint64 number);
    base::Outcome removeWords(const Stored &old);
    base::Outcome writeWords();
    base::Outcome writeArrivals();
    base::Outcome writeBytes();
    base::Outcome cancel(const QString &identity, qint64 place);
    base::Result<bool> advance(const Advance &advance);

    QSqlDatabase &m_connection;
    const QDateTime m_now;
    QString m_profileTag;
    qint64 m_session = 0;
    qint64 m_line = 0;
    qint64 m_newestPlace = 0; //!< of what has one
    qint64 m_lastArrival = 0;
    qint64 m_bytes = 0; //!< by which the bodies of the session have grown
    QSqlQuery m_find;
    QSqlQuery m_free;
    QSqlQuery m_insert;
    std::map<qint64, std::pair<QString, TextKind>> m_words; //!< by number: the index is quickest when they come in order
};

//! Takes a row out of the index of words; text and tags as they were put in.
base::Outcome removeWords(QSqlDatabase &connection, qint64 number, const QString &tags, const QString &indexed);

} // namespace store
