#include "tests/replay/due.h"

namespace replay::due
{

using base::Error;
using base::Json;
using Kind = Error::Kind;

QByteArray header(const net::Headers &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray mediaType(const net::Headers &headers)
{
    return header(headers, "content-type").split(';').constFirst().trimmed().toLower();
}

Kind kindOf(int status)
{
    static const std::map<int, Kind> special{{401, Kind::Unauthorized}, {403, Kind::Forbidden}, {404, Kind::NotFound},
        {405, Kind::Unsupported}, {408, Kind::Timeout}, {409, Kind::Conflict}, {410, Kind::NotFound}, {412, Kind::Conflict},
        {429, Kind::RateLimited}, {501, Kind::Unsupported}, {503, Kind::Overloaded}, {504, Kind::Timeout}, {529, Kind::Overloaded}};
    if (const auto it = special.find(status); it != special.end())
        return it->second;
    return status >= 500 ? Kind::Server : status >= 400 ? Kind::Invalid : Kind::Protocol;
}

// The shapes of openma: {"error":"…"}, {"error":"word","message":"…"}, {"error":{"message":"…"}}, {"message":"…"}.
QString messageIn(const QByteArray &body)
{
    const auto parsed = base::parseJson(body);
    if (!parsed.ok() || !parsed->is_object())
        return {};
    const auto text = [](const Json &object, const char *name) {
        return object.is_object() && object.contains(name) && object[name].is_string() ? base::toQString(object[name]) : QString();
    };
    const Json &json = *parsed;
    const QString inner = json.contains("error") ? text(json["error"], "message") : QString();
    const QString beside = text(json, "message");
    return !inner.isEmpty() ? inner : !beside.isEmpty() ? beside : text(json, "error");
}

std::optional<Json> jsonOf(const Answer &answer)
{
    const QByteArray text = answer.body.trimmed();
    const QByteArray type = mediaType(answer.headers);
    if (text.isEmpty())
        return Json();
    const bool named = type.isEmpty() || type == "application/json" || type.endsWith("+json") || type == "text/plain";
    auto json = base::parseJson(answer.body);
    if (!named || !json.ok())
        return std::nullopt;
    return std::move(json).value();
}

QString differenceTo(const Error &error, const Answer &answer, Kind unanswered)
{
    const bool refused = answer.status >= 300;
    const Kind kind = answer.status < 200 ? unanswered : refused ? kindOf(answer.status) : Kind::Protocol;
    if (error.kind != kind)
        return QStringLiteral("the error %1 instead of %2 (%3)")
            .arg(QLatin1String(base::kindName(error.kind)), QLatin1String(base::kindName(kind)), error.detail + error.serverMessage);
    if (answer.status < 400)
        return {};
    if (error.httpStatus != answer.status)
        return QStringLiteral("the status %1 instead of %2").arg(error.httpStatus).arg(answer.status);
    const QString message = messageIn(answer.body);
    if (!message.isEmpty() && error.serverMessage != message)
        return QStringLiteral("the server's words are \"%1\" instead of \"%2\"").arg(error.serverMessage, message);
    return {};
}

} // namespace replay::due
