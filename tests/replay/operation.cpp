#include "tests/replay/operation.h"

#include "base/json.h"
#include "net/endpoint.h"

#include <QUrlQuery>

namespace replay
{

using Kind = Operation::Kind;

namespace
{

QString decoded(const QByteArray &segment)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(segment));
}

// No address that a client would ask for: the answer is met at another one.
QByteArrayList segmentsOf(const Exchange &exchange)
{
    const QByteArray path = exchange.target.left(exchange.target.indexOf('?') < 0 ? exchange.target.size() : exchange.target.indexOf('?'));
    QByteArrayList out;
    for (const QByteArray &segment : path.mid(1).split('/')) {
        out.append(net::escapedSegment(decoded(segment)));
        if (decoded(segment).isEmpty() || !net::validatePath('/' + out.last()))
            return {"v1", "recorded", "one"};
    }
    return out;
}

bool looksLikeAList(const Exchange &exchange)
{
    const auto body = due::jsonOf(exchange.answer);
    const base::Json *data = body && exchange.answer.status < 300 ? base::findPath(*body, "data") : nullptr;
    return data && data->is_array();
}

api::ListQuery queryOf(const Exchange &exchange, api::PagingStyle paging)
{
    api::ListQuery out;
    const QString cursor = paging == api::PagingStyle::NextPage ? QStringLiteral("page") : QStringLiteral("cursor");
    for (const auto &[key, value] : QUrlQuery(exchange.url()).queryItems(QUrl::FullyDecoded)) {
        if (key == cursor && paging != api::PagingStyle::WholeList)
            out.cursor = value;
        else
            out.filters.emplace_back(key.toUtf8(), value.toUtf8());
    }
    return out;
}

Operation ofItem(const Exchange &exchange, Operation out, const QByteArrayList &rest)
{
    const QByteArray &method = exchange.method;
    const QByteArray suffix = rest.value(1);
    const bool isSession = out.resource.opensConversation && suffix == "events";
    if (rest.size() == 1) {
        if (method == "PUT")
            out.resource.replaces = true;
        out.kind = method == "GET"                ? Kind::Fetch
            : method == "POST" || method == "PUT" ? Kind::Update
            : method == "DELETE"                  ? Kind::Remove
                                                  : Kind::Carry;
    } else if (isSession && method == "GET") {
        out.kind = Kind::Open;
    } else if (isSession && method == "POST") {
        out.kind = Kind::Send;
    } else if (method == "POST" && suffix == "archive") {
        out.kind = Kind::Archive;
    } else if (method == "POST") {
        out.kind = Kind::Act;
        out.action.id = QString::fromLatin1(suffix);
        out.action.suffix = '/' + suffix;
    }
    return out;
}

// A thing that the client has no table for.
Operation improvised(const Exchange &exchange, QByteArrayList segments)
{
    Operation out;
    out.resource.id = "recorded";
    out.resource.paging = api::PagingStyle::NextCursor;
    const bool whole = exchange.method == "POST" || (exchange.method == "GET" && looksLikeAList(exchange));
    if (!whole)
        out.id = decoded(segments.takeLast());
    out.resource.path = segments.isEmpty() ? QByteArray() : '/' + segments.join('/');
    if (whole) {
        out.kind = exchange.method == "POST" ? Kind::Create : Kind::List;
        out.query = queryOf(exchange, out.resource.paging);
        return out;
    }
    return ofItem(exchange, out, {segments.value(0)});
}

} // namespace

Operation Operation::of(const Exchange &exchange, const std::vector<api::ResourceDescriptor> &known)
{
    const QByteArrayList segments = segmentsOf(exchange);
    for (const api::ResourceDescriptor &resource : known) {
        const QByteArrayList own = resource.path.mid(1).split('/');
        const QByteArrayList rest = segments.mid(own.size());
        if (segments.mid(0, own.size()) != own || rest.size() > 2)
            continue;
        Operation out;
        out.resource = resource;
        if (rest.isEmpty()) {
            out.kind = exchange.method == "GET" ? Kind::List : exchange.method == "POST" ? Kind::Create : Kind::Carry;
            out.query = queryOf(exchange, resource.paging);
            return out;
        }
        out.id = decoded(rest[0]);
        if (out = ofItem(exchange, out, rest); out.kind != Kind::Carry || rest.size() == 1)
            return out;
    }
    return improvised(exchange, segments);
}

} // namespace replay
