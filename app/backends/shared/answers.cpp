#include "backends/shared/answers.h"

#include <QRegularExpression>

namespace backends {

using base::Error;
using base::Json;
using base::Record;
using base::Result;

namespace {

QByteArray mediaType(const net::Response &response)
{
    return response.header("content-type").split(';').constFirst().trimmed().toLower();
}

bool looksLikeHtml(const net::Response &response)
{
    return mediaType(response) == "text/html" || response.body.trimmed().startsWith('<');
}

// A page for people says at least what it is in its title.
QString htmlTitle(const QByteArray &body)
{
    static const QRegularExpression title(QStringLiteral("<title[^>]*>([^<]{1,200})</title>"), QRegularExpression::CaseInsensitiveOption);
    return title.match(QString::fromUtf8(body.left(20'000))).captured(1).simplified();
}

Error protocolError(const net::Response &response, const QString &detail)
{
    Error error = Error::of(Error::Kind::Protocol, detail);
    error.httpStatus = response.status;
    error.requestId = response.requestId();
    if (looksLikeHtml(response))
        error.serverMessage = htmlTitle(response.body);
    return error;
}

QString text(const Json &json, std::string_view path)
{
    const Json *value = base::findPath(json, path);
    return value && value->is_string() ? base::toQString(*value) : QString();
}

// What beside type and message the servers say: the finer code to branch on, hints, remedies.
void readDetails(const Json &json, Error &error)
{
    QStringList parts;
    for (const char *path : {"error.details.error_code", "error.code", "code"}) {
        const QString code = text(json, path);
        if (!code.isEmpty() && code != error.serverType && parts.isEmpty())
            parts.append(code);
    }
    for (const char *path : {"details", "detail", "hint", "remediation"}) {
        const QString words = text(json, path);
        if (!words.isEmpty() && !error.serverMessage.contains(words))
            parts.append(words);
    }
    if (error.serverType.isEmpty() && json.contains("message")) // {"error":"internal_error","message":"…"}
        error.serverType = text(json, "error");
    error.detail = parts.join(QStringLiteral("; "));
}

} // namespace

Error decodeError(const net::Response &response, const QDateTime &now)
{
    Error error = net::errorFrom(response, now);
    if (looksLikeHtml(response)) {
        error.serverMessage = htmlTitle(response.body);
        error.detail = QStringLiteral("the answer is a web page (text/html)");
        return error;
    }
    const auto json = base::parseJson(response.body);
    if (json.ok() && json->is_object())
        readDetails(*json, error);
    return error;
}

Result<Json> decodeJson(const net::Response &response, const QDateTime &now)
{
    if (!response.ok())
        return decodeError(response, now);
    if (response.body.trimmed().isEmpty())
        return Json();
    const QByteArray type = mediaType(response);
    if (looksLikeHtml(response))
        return protocolError(response, QStringLiteral("text/html instead of JSON"));
    if (!response.isJson() && !type.isEmpty() && type != "text/plain")
        return protocolError(response, QStringLiteral("%1 instead of JSON").arg(QString::fromLatin1(type)));
    auto json = base::parseJson(response.body);
    if (!json.ok())
        return protocolError(response, json.error().detail);
    return json;
}

Result<Record> decodeRecord(const net::Response &response, const QDateTime &now)
{
    auto json = decodeJson(response, now);
    if (!json.ok())
        return json.error();
    if (!json->is_object() && !json->is_null())
        return protocolError(response, QStringLiteral("JSON, but not an object"));
    return Record(std::move(json).value());
}

namespace {

QString nextCursor(const Json &json, api::PagingStyle style, const api::Page &page)
{
    using Style = api::PagingStyle;
    const Json *more = base::findPath(json, "has_more");
    const bool saysNoMore = more && more->is_boolean() && !more->get<bool>();
    const bool saysMore = more && more->is_boolean() && more->get<bool>();
    switch (style) {
    case Style::NextPage:
        return text(json, "next_page");
    case Style::NextCursor:
        if (saysNoMore)
            return {};
        return text(json, "next_cursor").isEmpty() ? text(json, "next_page") : text(json, "next_cursor");
    case Style::AfterId:
        if (!saysMore)
            return {};
        return text(json, "last_id").isEmpty() && !page.items.empty() ? page.items.back().id() : text(json, "last_id");
    case Style::AfterSequence:
        return saysMore && !page.items.empty() ? QString::number(page.items.back().integer("seq").value_or(0)) : QString();
    case Style::WholeList:
        break;
    }
    return {};
}

QByteArray cursorKey(api::PagingStyle style)
{
    using Style = api::PagingStyle;
    switch (style) {
    case Style::NextPage:
        return "page";
    case Style::NextCursor:
        return "cursor";
    case Style::AfterId:
        return "after_id";
    case Style::AfterSequence:
        return "after_seq";
    case Style::WholeList:
        break;
    }
    return {};
}

} // namespace

Result<api::Page> decodePage(const net::Response &response, const QDateTime &now, api::PagingStyle style, const QString &askedCursor)
{
    auto json = decodeJson(response, now);
    if (!json.ok())
        return json.error();
    const Json *items = base::findPath(*json, "data");
    if (!items || !items->is_array())
        return protocolError(response, QStringLiteral("a listing without an array \"data\""));
    api::Page page;
    page.items.reserve(items->size());
    for (const Json &item : *items) {
        if (!item.is_object())
            return protocolError(response, QStringLiteral("a listing with something that is no object"));
        page.items.emplace_back(item);
    }
    page.nextCursor = nextCursor(*json, style, page);
    if (!page.nextCursor.isEmpty() && page.nextCursor == askedCursor)
        return protocolError(response, QStringLiteral("the listing's next page is the page itself"));
    return page;
}

net::Headers pageQuery(const api::ResourceDescriptor &resource, const api::ListQuery &query)
{
    net::Headers out;
    for (const auto &[key, value] : query.filters)
        out.append({key, value});
    const int limit = query.limit > 0 ? query.limit : resource.pageSize;
    if (limit > 0 && resource.paging != api::PagingStyle::WholeList)
        out.append({"limit", QByteArray::number(limit)});
    if (const QByteArray key = cursorKey(resource.paging); !query.cursor.isEmpty() && !key.isEmpty())
        out.append({key, query.cursor.toUtf8()});
    return out;
}

bool isMissingVerb(const Error &error, api::Verb verb)
{
    if (error.httpStatus == 405 || error.httpStatus == 501)
        return true;
    if (error.httpStatus != 404)
        return false;
    if (verb == api::Verb::List)
        return true;
    // A missing item is named ("Agent not found"); only a missing route is answered without a name (openma.md §3.1).
    return error.serverMessage.compare(QLatin1String("not found"), Qt::CaseInsensitive) == 0
        || error.serverMessage.startsWith(QLatin1String("No route matched")) || error.serverMessage.isEmpty();
}

} // namespace backends
