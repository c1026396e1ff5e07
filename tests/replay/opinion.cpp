#include "tests/replay/opinion.h"

#include "transcript/reducer.h"

namespace replay::opinion
{

using base::Error;
using base::Json;
using base::Record;
using base::Result;

namespace
{

Opinion differs(const QString &words)
{
    return {words, {}};
}

Opinion agrees(const QString &words)
{
    return {{}, words};
}

bool succeeded(const Exchange &exchange)
{
    return exchange.answer.status >= 200 && exchange.answer.status < 300;
}

// A change that left and was not answered may have happened.
Error::Kind silence(const Exchange &exchange)
{
    const bool reads = exchange.method == "GET" || exchange.method == "HEAD";
    return reads ? Error::Kind::Network : Error::Kind::OutcomeUnknown;
}

// The listing that an answer holds; nothing: it is none.
const Json *listed(const std::optional<Json> &body)
{
    const Json *data = body ? base::findPath(*body, "data") : nullptr;
    return data && data->is_array() ? data : nullptr;
}

QString word(const Json &body, const char *name)
{
    const Json *value = base::findPath(body, name);
    return value && value->is_string() ? base::toQString(*value) : QString();
}

QString cursorDue(const Json &body, api::PagingStyle style)
{
    const Json *more = base::findPath(body, "has_more");
    if (style == api::PagingStyle::NextPage)
        return word(body, "next_page");
    if (style != api::PagingStyle::NextCursor || (more && more->is_boolean() && !more->get<bool>()))
        return {};
    return word(body, "next_cursor").isEmpty() ? word(body, "next_page") : word(body, "next_cursor");
}

void erase(Json &json, const std::string &path)
{
    const auto dot = path.find('.');
    const auto it = json.is_object() ? json.find(path.substr(0, dot)) : json.end();
    if (!json.is_object() || it == json.end())
        return;
    if (dot == std::string::npos)
        json.erase(it);
    else
        erase(*it, path.substr(dot + 1));
}

// What must not come back out of a client, whatever a server sends.
Json withoutSecrets(Json json, const api::ResourceDescriptor &resource)
{
    for (const api::FieldDescriptor &field : resource.fields) {
        if (field.kind == api::FieldKind::Secret)
            erase(json, field.path);
    }
    return json;
}

QString differenceOf(const Record &record, const Json &due, const api::ResourceDescriptor &resource)
{
    const QByteArray mine = base::dumpJson(record.json());
    const QByteArray theirs = base::dumpJson(withoutSecrets(due, resource));
    return mine == theirs ? QString()
                          : QStringLiteral("%1 instead of %2").arg(QString::fromUtf8(mine.left(200)), QString::fromUtf8(theirs.left(200)));
}

bool isEvent(const Json &item)
{
    const Json *inner = base::findPath(item, "data");
    return !word(inner && inner->is_object() ? *inner : item, "type").isEmpty();
}

QString nameOf(const Record &record)
{
    const QString id = record.id().isEmpty() ? record.string("run_id") : record.id();
    return id.isEmpty() ? QStringLiteral("a record of %1 members").arg(record.json().size()) : QStringLiteral("record ") + id;
}

} // namespace

Opinion ofError(const Error &error, const due::Answer &answer, Error::Kind unanswered)
{
    const QString difference = due::differenceTo(error, answer, unanswered);
    if (!difference.isEmpty())
        return differs(difference);
    const QString status = answer.status == 0 ? QStringLiteral("no answer") : QString::number(answer.status);
    return agrees(
        QStringLiteral("%1 (%2) %3")
            .arg(QLatin1String(base::kindName(error.kind)), status, error.serverMessage.isEmpty() ? error.detail : error.serverMessage));
}

Opinion ofPage(const Result<api::Page> &page, const Exchange &exchange, const api::ResourceDescriptor &resource, const QString &asked)
{
    const auto body = due::jsonOf(exchange.answer);
    const Json *data = succeeded(exchange) ? listed(body) : nullptr;
    const bool plain = data && std::all_of(data->begin(), data->end(), [](const Json &item) { return item.is_object(); });
    const QString cursor = plain ? cursorDue(*body, resource.paging) : QString();
    if (!plain || (!cursor.isEmpty() && cursor == asked)) {
        if (page.ok())
            return differs(QStringLiteral("a page of %1 where an error is due").arg(page->items.size()));
        return ofError(page.error(), exchange.answer, silence(exchange));
    }
    if (!page.ok())
        return differs(QStringLiteral("the error %1: %2").arg(QLatin1String(base::kindName(page.error().kind)), page.error().detail));
    if (page->items.size() != data->size())
        return differs(QStringLiteral("%1 records instead of %2").arg(page->items.size()).arg(data->size()));
    for (std::size_t i = 0; i < data->size(); ++i) {
        if (const QString difference = differenceOf(page->items[i], (*data)[i], resource); !difference.isEmpty())
            return differs(QStringLiteral("record %1 is %2").arg(i).arg(difference));
    }
    if (page->nextCursor != cursor)
        return differs(QStringLiteral("goes on at \"%1\" instead of \"%2\"").arg(page->nextCursor, cursor));
    return agrees(QStringLiteral("%1 records%2").arg(data->size()).arg(cursor.isEmpty() ? QString() : QStringLiteral(", and more")));
}

Opinion ofRecord(const Result<Record> &record, const Exchange &exchange, const api::ResourceDescriptor &resource)
{
    const auto body = due::jsonOf(exchange.answer);
    if (!succeeded(exchange) || !body || !body->is_object() || body->empty()) {
        if (record.ok())
            return differs(record->isEmpty() ? QStringLiteral("nothing at all where an error is due")
                                             : QStringLiteral("a record where an error is due"));
        return ofError(record.error(), exchange.answer, silence(exchange));
    }
    if (!record.ok())
        return differs(QStringLiteral("the error %1: %2").arg(QLatin1String(base::kindName(record.error().kind)), record.error().detail));
    if (const QString difference = differenceOf(*record, *body, resource); !difference.isEmpty())
        return differs(difference);
    return agrees(nameOf(*record));
}

Opinion ofDone(const base::Outcome &outcome, const Exchange &exchange)
{
    if (outcome.ok() != succeeded(exchange))
        return differs(outcome.ok() ? QStringLiteral("done where an error is due")
                                    : QStringLiteral("the error %1").arg(QLatin1String(base::kindName(outcome.error().kind))));
    return outcome.ok() ? agrees(QStringLiteral("done")) : ofError(outcome.error(), exchange.answer, silence(exchange));
}

Opinion ofSent(const Result<api::Events> &events, const Exchange &exchange)
{
    if (events.ok() != succeeded(exchange))
        return differs(events.ok() ? QStringLiteral("sent where an error is due")
                                   : QStringLiteral("the error %1").arg(QLatin1String(base::kindName(events.error().kind))));
    if (!events.ok())
        return ofError(events.error(), exchange.answer, silence(exchange));
    const auto body = due::jsonOf(exchange.answer);
    const Json *data = listed(body);
    const auto count = data ? std::count_if(data->begin(), data->end(), isEvent) : 0;
    if (qint64(events->size()) != qint64(count))
        return differs(QStringLiteral("%1 events instead of %2").arg(events->size()).arg(count));
    return agrees(data ? QStringLiteral("accepted with %1 events").arg(count) : QStringLiteral("accepted without a word"));
}

Opinion ofHistory(const Result<api::Events> &events, int skipped, const Exchange &exchange)
{
    auto body = due::jsonOf(exchange.answer);
    if (auto json = base::parseJson(exchange.answer.body); !body && events.ok() && json.ok())
        body = std::move(json).value(); // a feed reads a page of events by what it is, not by what it is called
    const Json *data = succeeded(exchange) ? listed(body) : nullptr;
    const Json *more = body ? base::findPath(*body, "has_more") : nullptr;
    const bool stuck = data && more && more->is_boolean() && more->get<bool>()
        && std::none_of(data->begin(), data->end(), [](const Json &item) { return Record(item).integer("seq").value_or(0) > 0; });
    if (!data || stuck) {
        if (events.ok())
            return differs(QStringLiteral("%1 events where an error is due").arg(events->size()));
        return ofError(events.error(), exchange.answer, silence(exchange));
    }
    if (!events.ok())
        return differs(QStringLiteral("the error %1: %2").arg(QLatin1String(base::kindName(events.error().kind)), events.error().detail));
    std::size_t at = 0;
    for (const Json &item : *data) {
        if (!isEvent(item))
            continue;
        const Json *inner = base::findPath(item, "data");
        const QByteArray raw = base::dumpJson(inner && inner->is_object() ? *inner : item);
        if (at >= events->size() || (*events)[at].raw != raw)
            return differs(QStringLiteral("event %1 is missing or another: %2").arg(at).arg(QString::fromUtf8(raw.left(160))));
        ++at;
    }
    if (at != events->size() || at + std::size_t(skipped) != data->size())
        return differs(QStringLiteral("%1 events and %2 skipped of %3").arg(events->size()).arg(skipped).arg(data->size()));
    transcript::Reducer reducer;
    reducer.apply(*events);
    return agrees(QStringLiteral("%1 events, %2 rows").arg(events->size()).arg(reducer.rowCount()));
}

} // namespace replay::opinion
