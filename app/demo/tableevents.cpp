#include "demo/tables.h"

#include <QVariant>

namespace demo {

namespace {

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), qsizetype(value.size()));
}

QVariant processedValue(const EventRow &event)
{
    return event.processed ? QVariant(*event.processed) : QVariant(QMetaType(QMetaType::LongLong));
}

EventRow eventOf(const QSqlQuery &query)
{
    EventRow event;
    event.session = query.value(0).toString().toStdString();
    event.seq = query.value(1).toLongLong();
    event.id = query.value(2).toString().toStdString();
    event.type = query.value(3).toString().toStdString();
    if (!query.value(4).isNull())
        event.processed = query.value(4).toLongLong();
    auto body = base::parseJson(query.value(5).toByteArray());
    event.body = body ? std::move(body).value() : Json::object();
    return event;
}

const QString eventColumns = QStringLiteral("session, seq, id, type, processed, body");

} // namespace

void Tables::append(EventRow *event)
{
    event->seq = lastSeq(event->session) + 1;
    QSqlQuery &q =
        query(QStringLiteral("INSERT INTO events (session, seq, id, type, processed, place, body) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    q.addBindValue(text(event->session));
    q.addBindValue(event->seq);
    q.addBindValue(text(event->id));
    q.addBindValue(text(event->type));
    q.addBindValue(processedValue(*event));
    q.addBindValue(event->processed.value_or(unprocessedPlace));
    q.addBindValue(base::dumpJson(event->body));
    run(q);
}

void Tables::rewrite(const EventRow &event)
{
    QSqlQuery &q = query(QStringLiteral("UPDATE events SET processed = ?, place = ?, body = ? WHERE session = ? AND seq = ?"));
    q.addBindValue(processedValue(event));
    q.addBindValue(event.processed.value_or(unprocessedPlace));
    q.addBindValue(base::dumpJson(event.body));
    q.addBindValue(text(event.session));
    q.addBindValue(event.seq);
    run(q);
}

std::optional<EventRow> Tables::event(const std::string &session, const std::string &id)
{
    QSqlQuery &q = query(QStringLiteral("SELECT %1 FROM events WHERE session = ? AND id = ?").arg(eventColumns));
    q.addBindValue(text(session));
    q.addBindValue(text(id));
    std::optional<EventRow> event;
    if (run(q) && q.next())
        event = eventOf(q);
    q.finish();
    return event;
}

std::vector<EventRow> Tables::events(const EventSelection &selection)
{
    QString where = QStringLiteral("session = ?");
    QVariantList values{text(selection.session)};
    if (!selection.types.empty()) {
        where += QStringLiteral(" AND type IN (?") + QStringLiteral(", ?").repeated(int(selection.types.size()) - 1) + QLatin1Char(')');
        for (const std::string &type : selection.types)
            values << text(type);
    }
    for (const auto &bound : selection.processed) {
        where += QStringLiteral(" AND processed %1 ?").arg(text(bound.op));
        values << bound.ms;
    }
    const QLatin1Char behind(selection.ascending ? '>' : '<');
    if (selection.after && selection.bySeq) {
        where += QStringLiteral(" AND seq %1 ?").arg(behind);
        values << selection.after->seq;
    } else if (selection.after) {
        where += QStringLiteral(" AND (place, seq) %1 (?, ?)").arg(behind);
        values << selection.after->processed << selection.after->seq;
    }
    const QString way = selection.ascending ? QStringLiteral("ASC") : QStringLiteral("DESC");
    const QString order = selection.bySeq ? QStringLiteral("seq %1").arg(way) : QStringLiteral("place %1, seq %1").arg(way);
    values << selection.limit;
    QSqlQuery &q = query(QStringLiteral("SELECT %1 FROM events WHERE %2 ORDER BY %3 LIMIT ?").arg(eventColumns, where, order));
    for (const QVariant &value : std::as_const(values))
        q.addBindValue(value);
    std::vector<EventRow> events;
    if (run(q)) {
        while (q.next())
            events.push_back(eventOf(q));
    }
    q.finish();
    return events;
}

std::vector<EventRow> Tables::unprocessed(const std::string &session)
{
    QSqlQuery &q = query(QStringLiteral("SELECT %1 FROM events WHERE session = ? AND place = ? ORDER BY seq").arg(eventColumns));
    q.addBindValue(text(session));
    q.addBindValue(unprocessedPlace);
    std::vector<EventRow> events;
    if (run(q)) {
        while (q.next())
            events.push_back(eventOf(q));
    }
    q.finish();
    return events;
}

qint64 Tables::lastSeq(const std::string &session)
{
    QSqlQuery &q = query(QStringLiteral("SELECT max(seq) FROM events WHERE session = ?"));
    q.addBindValue(text(session));
    const qint64 seq = run(q) && q.next() ? q.value(0).toLongLong() : 0;
    q.finish();
    return seq;
}

} // namespace demo
